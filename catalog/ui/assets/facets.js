// The facets: native checkboxes in folds. A click sends the changed search; a fold opens and shuts without the
// server. Elements are kept from one answer to the next, so that focus and open folds stay where they are.

import { change } from "./asking.js";
import { arrange, make, write } from "./make.js";

const WIDE = "(min-width: 769px)";

/** Build the column of facets under `parent`. */
export function facetColumn(parent) {
  const title = make("summary", { className: "side-title" });
  const body = make("div", { className: "facet-list" });
  const all = make("details", { className: "facets" }, title, body);
  const folds = new Map();
  const wide = matchMedia(WIDE);
  const fit = () => { all.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
  parent.append(make("nav", { attrs: { "aria-label": "Filters" } }, all));

  return {
    end: () => wide.removeEventListener("change", fit),
    show(data) {
      write(title, data.title);
      const focused = document.activeElement;
      arrange(body, data.folds.map((fold) => {
        if (!folds.has(fold.id)) folds.set(fold.id, foldOf(fold));
        return folds.get(fold.id).show(fold);
      }));
      if (parent.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true });
    },
  };
}

function foldOf(first) {
  if (first.heading) return headingOf();
  const title = make("summary");
  const body = make("div", { className: "fold-body" });
  const fold = make("details", { className: "fold", open: first.open }, title, body);
  const groups = new Map();
  let now = first;
  let had = first.chosen;
  // The values of a shut fold are not drawn: most folds stay shut, and there are some hundred values.
  const draw = () => {
    if (!fold.open) return;
    arrange(body, now.groups.map((group) => {
      if (!groups.has(group.id)) groups.set(group.id, groupOf(group));
      return groups.get(group.id).show(group);
    }));
  };
  fold.ontoggle = draw;
  return {
    show(next) {
      now = next;
      write(title, next.chosen ? `${next.label} (${next.chosen} chosen)` : next.label);
      if (next.chosen && !had) fold.open = true;
      had = next.chosen;
      draw();
      return fold;
    },
  };
}

function headingOf() {
  const title = make("strong");
  const hint = make("span", { className: "hint" });
  const line = make("p", { className: "facet-title" }, title, " ", hint);
  return {
    show(next) {
      write(title, next.label);
      write(hint, next.hint);
      return line;
    },
  };
}

function groupOf(first) {
  const boxes = new Map();
  const legend = make("legend", { className: first.named ? "facet-title" : "unseen", textContent: first.label });
  const hint = make("p", { className: "hint", textContent: first.hint });
  const list = make("div");
  const group = make("fieldset", {}, legend, ...(first.hint ? [hint] : []), list);
  return {
    show(next) {
      arrange(list, next.values.map((value) => {
        if (!boxes.has(value.id)) boxes.set(value.id, boxOf(next.facet, value.id));
        return boxes.get(value.id).show(value);
      }));
      return group;
    },
  };
}

function boxOf(facet, id) {
  const box = make("input", { type: "checkbox" });
  const name = make("span");
  const count = make("span", { className: "n" });
  const label = make("label", { attrs: { "data-facet": facet, "data-value": id } }, box, name, count);
  box.onchange = () => change((next) => {
    const others = next.getAll(facet).filter((value) => value !== id);
    next.delete(facet);
    for (const value of box.checked ? [...others, id] : others) next.append(facet, value);
  });
  return {
    show(next) {
      write(name, next.label);
      write(count, ` (${next.count})`);
      box.checked = next.on;
      return label;
    },
  };
}
