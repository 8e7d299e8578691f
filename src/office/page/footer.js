// Draws the bar of keys at the foot of the page.
import { byId, createElement } from "./dom.js";
import { getTexts } from "./language.js";
import { getOpenView } from "./views.js";

export function drawFooter() {
  const keys = [];
  const add = (key, label, action, isMain = false) =>
    keys.push(
      createElement(
        "button",
        { type: "button", className: isMain ? "main" : "", onclick: action },
        createElement("kbd", {}, key),
        label,
      ),
    );
  getOpenView().addKeys(add, getTexts().keys);
  // A press of a button does not take the focus, so the edit of a cell goes on.
  for (const key of keys) key.addEventListener("mousedown", (event) => event.preventDefault());
  byId("keys").replaceChildren(...keys);
}
