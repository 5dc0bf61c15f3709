// The one component of the search page: the search field, the way to the finder and the facets. What it shows comes as
// the bytes of a JSON text, which Streamlit hands on as they are.

import { facetColumn } from "./facets.js";
import { searchField } from "./field.js";
import { make } from "./make.js";

const reader = new TextDecoder();
const mounted = new WeakMap();

// Called at mounting and again with each new data; the element stays the same.
export default function ({ parentElement, data, setTriggerValue }) {
  const { field, finder, facets } = JSON.parse(reader.decode(data));
  let parts = mounted.get(parentElement);
  if (!parts) {
    parts = { field: searchField(parentElement, field) };
    parentElement.append(finderLink(finder));
    parts.facets = facetColumn(parentElement);
    mounted.set(parentElement, parts);
  }
  parts.field.show(field, (wanted) => setTriggerValue("go", wanted));
  parts.facets.show(facets);
  return () => {
    parts.field.end();
    parts.facets.end();
  };
}

function finderLink({ lead, words, address }) {
  return make("p", { className: "finder-link" }, `${lead} `, make("a", { href: address, textContent: words }));
}
