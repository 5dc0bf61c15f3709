// Elements are made here and nowhere else: text goes in as text, never as markup.

/** Return a new element with properties, attributes (`attrs`) and children (elements or text). */
export function make(name, properties = {}, ...children) {
  const { attrs = {}, ...own } = properties;
  const element = Object.assign(document.createElement(name), own);
  for (const [attribute, value] of Object.entries(attrs)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** Give a parent exactly these children, moving as few as possible. */
export function arrange(parent, children) {
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

/** Set a text only when it differs, so that nothing is announced or drawn twice. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
