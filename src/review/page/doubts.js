// The view of doubts, one after another.
import { rescan, sign } from "./document_verdict.js";
import { byId, element } from "./dom.js";
import { mayBeLearnt, nextDocument, rightEverywhere, settle, skip } from "./doubt_actions.js";
import { cancel, draftOf, edit } from "./doubt_editor.js";
import { detailOf, isDocument, keyOf, load, lookAhead } from "./doubt_queue.js";
import { drawDoubt } from "./doubt_view.js";
import { drawKeys } from "./footer.js";
import { showFrame } from "./frame.js";
import { said, words } from "./language.js";
import { open } from "./router.js";
import { doing } from "./serial_executor.js";
import { state, store } from "./state.js";
import { undo } from "./undo.js";

export async function show() {
  state.editing = false;
  state.sure = "";  // what was asked about another doubt
  if (state.at >= state.items.length) {
    const last = state.items.at(-1);
    if (last) await load(last.rank);
    if (state.items.length === 0) await load();
  }
  const item = state.items[state.at];
  state.doubt = null;
  if (!item && state.counts.unseen) setTimeout(() => { if (!state.items.length) doing(async () => { await load(); await show(); }); }, 500);
  if (item) {
    const ahead = state.ahead.get(keyOf(item));
    state.ahead.delete(keyOf(item));
    state.doubt = (ahead && (await ahead)) || (await detailOf(item));
    state.doc = item.doc_id;
    state.page = state.doubt.page || 1;
    store("here", keyOf(item));
  }
  draw();
  const draft = draftOf(item);
  if (draft !== null) { edit(); byId("value").value = draft; }
  lookAhead();
}

function drawNext() {
  byId("next-title").textContent = words().next;
  byId("next").replaceChildren(...state.items.slice(state.at + 1, state.at + 9).map((item, i) => element("li", {},
    element("button", { type: "button", onclick: () => doing(async () => { state.at += i + 1; await show(); }) },
      said(item.label), element("small", {}, item.name)))));
}

export function draw() {
  showFrame();
  byId("main").replaceChildren(...drawDoubt());
  drawNext();
  drawKeys();
  window.scrollTo(0, 0);
  byId("main").scrollTop = 0;
  state.drawn = "doubts";
  byId("main").focus({ preventScroll: true });
}

// What was not taken is shown as it is now.
async function recover() {
  const item = state.items[state.at];
  if (!item) return;
  state.doubt = await detailOf(item).catch(() => null);
  if (!state.doubt) state.items.splice(state.at, 1);
  state.editing = false;
  draw();
}

function addKeys(add, w) {
  if (state.editing) {
    add("Enter", w.save, () => settle("set", byId("value").value), true);
    add("Esc", w.cancel, cancel);
    return;
  }
  if (state.doubt) {
    if (isDocument(state.doubt)) add("D", w.sign, sign, true);
    else add("Enter", w.accept, () => settle("accept"), true);
    if (mayBeLearnt(state.doubt)) add("G", w.everywhere, rightEverywhere);
    if (state.doubt.field) add("E", w.edit, edit);
    if (state.doubt.table !== "documents") add("X", w.reject, () => settle("reject"));
    add("S", w.skip, skip);
    add("N", w.document, nextDocument);
    if (!isDocument(state.doubt)) add("D", w.sign, sign);
    add("R", w.rescan, rescan);
  }
  if (state.same) add("W", w.same, () => open("same"));
  add("U", w.undo, undo);
}

export const doubtsView = { draw: show, addKeys, recover };
