// Draws the bar of keys at the foot of the page.
// A view without buttons there may have a hint: the name of a text about its keys.
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
  const view = getOpenView();
  view.addKeys?.(add, getTexts().keys);
  // A press of a button does not take the focus, so the edit of a cell goes on.
  for (const key of keys) key.addEventListener("mousedown", (event) => event.preventDefault());
  const hint =
    keys.length || !view.hint ? [] : [createElement("p", { className: "soft" }, getTexts().hints[view.hint])];
  byId("keys").replaceChildren(...keys, ...hint);
  byId("keys").hidden = !keys.length && !hint.length;
}
