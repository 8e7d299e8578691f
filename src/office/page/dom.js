// Creates and finds elements of the page.
// Text of documents becomes text nodes, never HTML.

export const byId = (id) => document.getElementById(id);

export function createElement(name, properties = {}, ...children) {
  const out = Object.assign(document.createElement(name), properties);
  out.append(...children.filter((child) => child !== null));
  return out;
}

export function showMessage(text, isDone = false) {
  const box = byId("message");
  box.textContent = text;
  box.hidden = !text;
  box.className = isDone ? "done" : "";
}

// Creates a pane for a child that may be wider than the window. The arrow keys scroll the pane.
export function createScrollPane(name, child) {
  const out = createElement("div", { className: "scroll", tabIndex: 0 }, child);
  out.setAttribute("role", "region");
  out.setAttribute("aria-label", name);
  return out;
}
