// Takes actions back, the last one first.
import { ask } from "./api.js";
import { tell } from "./dom.js";
import { keyOf, load, signNext } from "./doubt_queue.js";
import { said, words } from "./language.js";
import { drawView, showDoubt } from "./router.js";
import { doing } from "./serial_executor.js";
import { state, store } from "./state.js";

export function remember(undo) {
  state.undo.push(undo);
  store("undo", state.undo.slice(-200));
}

function forget() {
  state.undo.pop();
  store("undo", state.undo.slice(-200));
}

// All that are seen are mended in one transaction; what is done is undone together.
export const AT_ONCE = 100;

// As many at once as a request may hold; what is undone is not asked for again.
async function undoTogether(last) {
  const failed = [];
  while (last.deeds.length) {
    const answer = await ask("/api/act", {}, { action: "together", deeds: last.deeds.slice(0, AT_ONCE) });
    last.deeds.splice(0, AT_ONCE);
    store("undo", state.undo.slice(-200));
    failed.push(...answer.failed);
  }
  return { failed };
}

export const undo = () => doing(async () => {
  const last = state.undo.at(-1);
  if (!last) return tell(words().nothingToUndo);
  let undone;
  const here = state.cell?.row?.row_id;
  try {
    undone = last.action === "together" ? await undoTogether(last) : await ask("/api/act", {}, last);
  } catch (error) {
    if (error.status < 500) forget();  // it can be done no more; else it may be asked for again
    throw error;
  }
  forget();
  state.same = null;
  await load();
  if (state.view === "tasks" && (last.doc_id === state.doc || last.action === "divide")) {
    if (last.row_id && state.cell?.row?.row_id === here) state.table = { row: last.row_id, field: last.field || state.table?.field };
    await drawView();
    return tell(words().undone, true);
  }
  state.view = "doubts";
  if (!last.table) {  // several at once, or a document
    if (last.value === "accept" && last.doc_id) signNext(last.doc_id);
    await showDoubt();
    return tell(words().undone + (undone.failed || []).map((one) => " " + said(one)).join(""), !undone.failed?.length);
  }
  const same = (item) => keyOf(item) === keyOf(last);
  let at = state.items.findIndex(same);
  if (at < 0) {
    state.items.unshift({ ...last, rank: "", name: "", label: { vi: "", en: "" }, reasons: [] });
    at = 0;
  }
  state.at = at;
  await showDoubt();
  tell(words().undone, true);
});
