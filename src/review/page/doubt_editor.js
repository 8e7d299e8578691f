// The text box of a doubt, with a draft that survives a reload.
import { byId, element } from "./dom.js";
import { keyOf } from "./doubt_queue.js";
import { drawKeys } from "./footer.js";
import { said, words } from "./language.js";
import { state, store, stored } from "./state.js";

export const draftOf = (item) => { const draft = stored("draft", null); return draft && item && draft.key === keyOf(item) ? draft.value : null; };

export function edit() {
  const box = byId("value");
  if (!box || !state.doubt?.field) return;
  state.editing = true;
  box.readOnly = false;
  box.focus();
  box.select();
  drawKeys();
}

export function cancel() {
  const box = byId("value");
  state.editing = false;
  store("draft", null);
  box.value = state.doubt.value;
  box.setSelectionRange(0, 0);
  box.readOnly = true;
  box.blur();
  byId("main").focus({ preventScroll: true });
  drawKeys();
}

export function valueBox(doubt) {
  const isLong = doubt.value.length > 60 || doubt.value.includes("\n");
  const box = element("textarea", { id: "value", className: isLong ? "value long" : "value", value: doubt.value, readOnly: true, spellcheck: false });
  box.rows = Math.min(5, Math.ceil(doubt.value.length / 90) + doubt.value.split("\n").length - 1) || 1;
  box.setAttribute("aria-label", said(doubt.label));
  box.placeholder = doubt.is_needed ? words().typeOrNone : words().empty;
  box.addEventListener("input", () => store("draft", { key: keyOf(doubt), value: box.value }));
  box.addEventListener("mousedown", () => { if (!state.editing) setTimeout(edit); });
  return box;
}
