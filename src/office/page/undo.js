// Undoes actions of this session, the last action first.
import { postAction } from "./api.js";
import { showMessage } from "./dom.js";
import { getDoubtKey, loadQueue, queueSignOff } from "./doubt_queue.js";
import { getTexts, localize } from "./language.js";
import { drawView, showDoubt } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { isTableOpen, state, writeSession } from "./state.js";

export function pushUndo(undo) {
  state.undoStack.push(undo);
  writeSession("undo", state.undoStack.slice(-200));
}

function popUndo() {
  state.undoStack.pop();
  writeSession("undo", state.undoStack.slice(-200));
}

// As many as a request may hold. The server runs them in one transaction.
export const MAX_ACTIONS_PER_REQUEST = 100;

// Undoes a batch by requests. A request that succeeded is not repeated if a later one fails.
async function undoBatch(last) {
  const failed = [];
  while (last.deeds.length) {
    const answer = await postAction({ action: "together", deeds: last.deeds.slice(0, MAX_ACTIONS_PER_REQUEST) });
    last.deeds.splice(0, MAX_ACTIONS_PER_REQUEST);
    writeSession("undo", state.undoStack.slice(-200));
    failed.push(...answer.failed);
  }
  return { failed };
}

export const undoLast = () =>
  runIfIdle(async () => {
    const last = state.undoStack.at(-1);
    if (!last) return showMessage(getTexts().nothingToUndo);
    let undone;
    const activeRow = state.activeCell?.row?.row_id;
    try {
      undone = last.action === "together" ? await undoBatch(last) : await postAction(last);
    } catch (error) {
      if (error.status < 500) popUndo(); // the server would refuse the request again
      throw error;
    }
    popUndo();
    state.replacement = null;
    await loadQueue();
    if (isTableOpen() && (last.doc_id === state.docId || last.action === "divide")) {
      if (last.row_id && state.activeCell?.row?.row_id === activeRow)
        state.tablePosition = { row: last.row_id, field: last.field || state.tablePosition?.field };
      await drawView();
      return showMessage(getTexts().undone, true);
    }
    state.view = "doubts";
    if (!last.table) {
      // A batch, or a document as a whole.
      if (last.value === "accept" && last.doc_id) queueSignOff(last.doc_id);
      await showDoubt();
      return showMessage(
        getTexts().undone + (undone.failed || []).map((one) => " " + localize(one)).join(""),
        !undone.failed?.length,
      );
    }
    let position = state.items.findIndex((item) => getDoubtKey(item) === getDoubtKey(last));
    if (position < 0) {
      state.items.unshift({ ...last, rank: "", name: "", label: { vi: "", en: "" }, reasons: [] });
      position = 0;
    }
    state.position = position;
    await showDoubt();
    showMessage(getTexts().undone, true);
  });
