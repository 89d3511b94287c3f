// Making page elements from plain data. Text is always set as text, never as HTML: messages come from elsewhere.

/** An element with attributes and children; `undefined` and `false` children are left out. */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== undefined && child !== false));
  return node;
}

/** A button that posts `body` as JSON to `path` when pressed; wall.js listens for all of them. */
export function postButton(label, path, body, kind = "") {
  return element(
    "button",
    { type: "button", class: kind, "data-path": path, "data-body": JSON.stringify(body) },
    label,
  );
}

const shown = new WeakMap();

/** Fills a place anew only when what it shows has changed, so that nothing moves under a finger. */
export function show(place, data, draw) {
  const key = JSON.stringify(data);
  if (shown.get(place) === key) return;
  shown.set(place, key);
  place.replaceChildren(...draw(data));
}
