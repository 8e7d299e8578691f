// The text box of a doubt, with a draft that survives a reload.
import { byId, createElement } from "./dom.js";
import { getDoubtKey } from "./doubt_queue.js";
import { drawFooter } from "./footer.js";
import { getTexts, localize } from "./language.js";
import { readSession, state, writeSession } from "./state.js";

export const readDraft = (item) => {
  const draft = readSession("draft", null);
  return draft && item && draft.key === getDoubtKey(item) ? draft.value : null;
};

export function beginEdit() {
  const box = byId("value");
  if (!box || !state.doubt?.field) return;
  state.isEditing = true;
  box.readOnly = false;
  box.focus();
  box.select();
  drawFooter();
}

export function cancelEdit() {
  const box = byId("value");
  state.isEditing = false;
  writeSession("draft", null);
  box.value = state.doubt.value;
  box.setSelectionRange(0, 0);
  box.readOnly = true;
  box.blur();
  byId("main").focus({ preventScroll: true });
  drawFooter();
}

export function createValueBox(doubt) {
  const isLong = doubt.value.length > 60 || doubt.value.includes("\n");
  const box = createElement("textarea", {
    id: "value",
    className: isLong ? "value long" : "value",
    value: doubt.value,
    readOnly: true,
    spellcheck: false,
  });
  box.rows = Math.min(5, Math.ceil(doubt.value.length / 90) + doubt.value.split("\n").length - 1) || 1;
  box.setAttribute("aria-label", localize(doubt.label));
  box.placeholder = doubt.is_needed ? getTexts().typeOrNone : getTexts().empty;
  box.addEventListener("input", () => writeSession("draft", { key: getDoubtKey(doubt), value: box.value }));
  box.addEventListener("mousedown", () => {
    if (!state.isEditing) setTimeout(beginEdit);
  });
  return box;
}
