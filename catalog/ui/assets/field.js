// The search field: a combobox after the ARIA 1.2 pattern (list box, focus stays in the field). Enter without a
// choice searches for what is typed. What is typed goes to this server only, and nobody keeps it there.

import { ask, change, drawn, followLinks, reading } from "./asking.js";
import { make, write } from "./make.js";

const PAUSE_MS = 60;
const LIST = "search-suggestions";

/** Build the search field under `parent`. */
export function searchField(parent, data) {
  const input = make("input", {
    id: "q", type: "search", name: "q", autocomplete: "off", spellcheck: false, maxLength: data.longest,
    placeholder: data.placeholder,
    attrs: { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": LIST,
      autocapitalize: "none", dir: "auto", enterkeyhint: "search" },
  });
  const list = make("ul", { id: LIST, hidden: true, attrs: { role: "listbox", "aria-label": "Suggestions" } });
  const heard = make("p", { className: "unseen", attrs: { role: "status" } });
  const told = make("p", { className: "unseen", attrs: { role: "status" } });
  const form = make("form", { className: "search-form", attrs: { role: "search" } },
    make("label", { htmlFor: "q", textContent: data.label }),
    make("div", { className: "search-line" },
      make("div", { className: "search-box" }, input, list),
      make("button", { type: "submit", textContent: "Search" })),
    heard, told);
  let chosen = -1;
  let offered = [];
  let request = null;
  let pause = 0;
  let shown = null;
  let page = null;

  const close = () => {
    clearTimeout(pause);
    request?.abort();
    offered = [];
    choose(-1);
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
  };

  const choose = (place) => {
    chosen = place;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  };

  const offer = (found) => {
    offered = found;
    list.replaceChildren(...found.map((item, i) => make("li",
      { id: `${LIST}-${i}`, attrs: { role: "option", "aria-selected": "false" } },
      make("span", { textContent: item.label }), make("span", { className: "what", textContent: item.what }))));
    choose(-1);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    write(heard, found.length ? `${found.length} suggestions, use the arrow keys` : "");
  };

  // Sent in the body and not in an address: servers on the way write addresses into their logs.
  const suggest = async () => {
    request?.abort();
    request = new AbortController();
    const typed = input.value;
    try {
      const answer = await fetch("/suggest", { method: "POST", signal: request.signal, body: typed });
      if (answer.ok && input.value === typed && document.activeElement === input) offer(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // without suggestions the field works as before
    }
  };

  const search = () => {
    close();
    change(() => {});
  };

  const take = (item) => {
    close();
    if (item.open) return location.assign(item.open);
    ask(item.query);
  };

  input.oninput = () => {
    clearTimeout(pause);
    if (input.value.trim()) pause = setTimeout(suggest, PAUSE_MS);
    else close();
  };
  input.onsearch = () => { if (!input.value) search(); }; // the little cross that some browsers show
  input.onblur = close;
  input.onkeydown = (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden && input.value.trim()) {
      event.preventDefault();
      suggest();
    } else if (step && !list.hidden) {
      event.preventDefault();
      // One place more than there are suggestions: from the last one back into the field.
      const places = offered.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(offered[chosen]);
    }
  };
  list.onmousedown = (event) => event.preventDefault(); // the focus stays in the field
  list.onclick = (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(offered[[...list.children].indexOf(option)]);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    search();
  };

  const before = takeOver();
  parent.append(form);
  if (document.activeElement === document.body) input.focus({ preventScroll: true });
  reading(() => input.value.trim());
  const end = followLinks();

  return {
    end,
    show(next, sender) {
      drawn(next.query, next.turn, sender);
      if (next.text !== shown) input.value = next.text;
      if (shown === null) before?.(input, next.text);
      shown = next.text;
      write(told, next.said);
      if (page !== null && next.page !== page) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
      page = next.page;
    },
  };
}

// The page begins as plain HTML with a form (first_view.py). It goes away here, and what was done in it is kept:
// typed words come into the field with the caret where it was, ticked boxes are asked for, the focus stays.
function takeOver() {
  const view = document.getElementById("first");
  const form = view?.querySelector("form");
  if (!form) return null;
  const old = form.elements.namedItem("q");
  const focused = view.contains(document.activeElement) ? document.activeElement : null;
  const caret = focused === old ? old.selectionStart : null;
  const changed = [...form.elements].some((box) => box.checked !== box.defaultChecked);
  const wanted = new URLSearchParams(new FormData(form));
  const scrolled = view.scrollTop;
  view.remove();
  return (input, text) => {
    if (scrolled) document.querySelector("[data-testid=stMain]")?.scrollTo(0, scrolled);
    if (old.value !== text) input.value = old.value;
    if (caret !== null) input.setSelectionRange(caret, caret);
    if (changed) ask(wanted);
    // The other parts of the page are drawn in this same turn.
    requestAnimationFrame(() => document.querySelector(selectorOf(focused))?.focus({ preventScroll: true }));
  };
}

function selectorOf(element) {
  const quoted = (text) => `"${CSS.escape(text)}"`;
  if (element?.type === "checkbox") {
    return `label[data-facet=${quoted(element.name)}][data-value=${quoted(element.value)}] input`;
  }
  return element?.href ? `#root a[href=${quoted(element.getAttribute("href"))}]` : "#q";
}
