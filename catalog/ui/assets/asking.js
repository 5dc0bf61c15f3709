// What the controls of the search page share: the search that is asked for, and how it is sent to the server.
// The address holds the whole search, so "to ask" is to send the query part of an address. The server checks it,
// writes it into the address and draws the page from it.

let asked = new URLSearchParams();
let turn = 0;
let send = null;
let typed = () => null;
let lost = null;

/** Start from the search that the server has just drawn, unless a newer one is on its way. */
export function drawn(query, answered, sender) {
  send = sender;
  if (answered === turn || !answered) asked = new URLSearchParams(query);
}

/** Let `words` tell what stands in the search field now. */
export function reading(words) {
  typed = words;
}

/** Ask for a search by its query. */
export function ask(query) {
  asked = new URLSearchParams(query);
  turn += 1;
  send?.({ query: asked.toString(), turn });
}

/** Change the search that was asked for last, from its first page: several quick clicks add up. */
export function change(edit) {
  const next = new URLSearchParams(asked);
  const words = typed();
  if (words !== null && words !== (next.get("q") ?? "")) {
    next.delete("undone"); // other words are read anew
    next.delete("q");
    if (words) next.set("q", words);
  }
  edit(next);
  next.delete("page");
  ask(next);
}

// Links to searches inside the answer (chips, order, pages) are ordinary links: they open in a new tab and can be
// copied. A plain click asks here, without loading the page anew.
function follow(event) {
  const link = event.target.closest?.(".answer a[href^='/?'], .answer a[href='/']");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || !send) return;
  event.preventDefault();
  lost = link.id || "answer-head";
  if (link.closest(".pages")) lost = "answer-head";
  ask(link.search);
}

/** Watch the links of the answer; returns what ends it. */
export function followLinks() {
  document.addEventListener("click", follow);
  // The answer is replaced as a whole: whoever used a link in it goes on at the same link, or at its head.
  const watch = new MutationObserver(() => {
    const target = lost && (document.getElementById(lost) ?? document.getElementById("answer-head"));
    if (!target || document.activeElement !== document.body) return;
    lost = null;
    target.focus({ preventScroll: true });
  });
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("click", follow);
    watch.disconnect();
  };
}
