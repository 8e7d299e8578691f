// Makes and finds elements of the page.

// The review page. Everything that comes from documents is put in as text, never as HTML. Every
// action waits for the server to have it on disk before the next doubt is shown.
export const byId = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const out = Object.assign(document.createElement(name), properties);
  out.append(...children.filter((child) => child !== null));
  return out;
}

export function tell(text, done = false) {
  const box = byId("message");
  box.textContent = text;
  box.hidden = !text;
  box.className = done ? "done" : "";
}

// What may be wider than the window is moved by the arrow keys.
export function scroller(name, child) {
  const out = element("div", { className: "scroll", tabIndex: 0 }, child);
  out.setAttribute("role", "region");
  out.setAttribute("aria-label", name);
  return out;
}
