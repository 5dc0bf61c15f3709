// The one component of the search page. Streamlit mounts it once for each part; being one module, the parts share
// what is asked for (asking.js).

import { facetColumn } from "./facets.js";
import { searchField } from "./field.js";

const PARTS = { field: searchField, facets: facetColumn };
const mounted = new WeakMap();

// Called at mounting and again with each new data; the element stays the same.
export default function ({ parentElement, data, setTriggerValue }) {
  let part = mounted.get(parentElement);
  if (!part) {
    part = PARTS[data.part](parentElement, data);
    mounted.set(parentElement, part);
  }
  part.show(data, (wanted) => setTriggerValue("go", wanted));
  return part.end;
}
