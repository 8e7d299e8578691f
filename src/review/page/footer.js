// The bar of keys at the foot of the page.
import { byId, element } from "./dom.js";
import { words } from "./language.js";
import { currentView } from "./views.js";

export function drawKeys() {
  const keys = [];
  const add = (key, label, work, main = false) => keys.push(element("button", { type: "button", className: main ? "main" : "", onclick: work }, element("kbd", {}, key), label));
  currentView().addKeys(add, words().keys);
  // A cell that is being edited stays so.
  for (const key of keys) key.addEventListener("mousedown", (event) => event.preventDefault());
  byId("keys").replaceChildren(...keys);
}
