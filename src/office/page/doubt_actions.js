// Actions on the current doubt: accept, set, reject, skip, learn a name.
// The next doubt is shown only after the server has the action on disk.
import { postAction } from "./api.js";
import { showMessage } from "./dom.js";
import { getDoubtKey, isWholeDocument, loadQueue, queueSignOff, updateCounts } from "./doubt_queue.js";
import { getTexts } from "./language.js";
import { offerReplacement } from "./replace_all.js";
import { showDoubt } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { state, writeSession } from "./state.js";
import { pushUndo } from "./undo.js";

// Settles the doubt. An empty value is accepted only if the key is pressed twice.
// A document as a whole is accepted only by signOff.
export const settleDoubt = (action, value) =>
  runIfIdle(async () => {
    const doubt = state.doubt;
    if (!doubt) return;
    if (action === "accept" && isWholeDocument(doubt)) return showMessage(getTexts().signHow);
    const isBlank = action === "accept" && doubt.field && !doubt.value;
    if (isBlank && state.pendingConfirmation !== "blank" + getDoubtKey(doubt)) {
      state.pendingConfirmation = "blank" + getDoubtKey(doubt);
      return showMessage(getTexts().blankSure);
    }
    state.pendingConfirmation = "";
    const answer = await postAction({
      action,
      value,
      doc_id: doubt.doc_id,
      table: doubt.table,
      row_id: doubt.row_id,
      field: doubt.field,
      version: doubt.version,
      ...(isBlank ? { blank: true } : {}),
    });
    pushUndo(answer.undo);
    updateCounts(answer);
    writeSession("draft", null);
    const isOfRow = (item) => item.row_id === doubt.row_id && item.doc_id === doubt.doc_id;
    // All doubts of a document carry its version.
    if (doubt.table === "documents") state.prefetched.clear();
    if (action === "reject") {
      state.items = state.items.filter((item, i) => i < state.position || !isOfRow(item));
    } else {
      state.items.splice(state.position, 1);
    }
    for (const item of state.items.filter(isOfRow)) state.prefetched.delete(getDoubtKey(item));
    if (answer.checked) queueSignOff(doubt.doc_id);
    await showDoubt();
    state.replacement = null;
    if (action === "set" && doubt.spreads && doubt.value && answer.value !== doubt.value)
      showMessage(await offerReplacement(doubt, answer.value), true);
  });

// Rejects the row of the doubt. A document is rejected only by requestRescan.
export const rejectRow = () => {
  if (state.doubt?.table !== "documents") settleDoubt("reject");
};

export const takeAlternative = (number) => {
  const one = state.doubt?.alternatives?.[number - 1];
  if (one) settleDoubt("set", one.value);
};

export const skipDoubt = () =>
  runIfIdle(async () => {
    state.position += 1;
    await showDoubt();
  });

export const skipDocument = () =>
  runIfIdle(async () => {
    const doc = state.items[state.position]?.doc_id;
    while (state.position < state.items.length && state.items[state.position].doc_id === doc) state.position += 1;
    await showDoubt();
  });

export const mayLearnName = (doubt) =>
  doubt?.table === "tasks" &&
  ["lead_raw", "coop_raw"].includes(doubt.field) &&
  doubt.reasons.some((one) => one.code === "AGENCY_UNKNOWN");

// Stores the name as right everywhere, so that no other doubt asks for it.
export const learnName = () =>
  runIfIdle(async () => {
    const doubt = state.doubt;
    if (!mayLearnName(doubt)) return;
    const { doc_id, table, row_id, field, version } = doubt;
    const answer = await postAction({ action: "right", doc_id, table, row_id, field, version });
    pushUndo(answer.undo);
    writeSession("draft", null);
    state.replacement = null;
    await loadQueue(state.position > 0 ? state.items[state.position - 1].rank : "");
    if (answer.checked) queueSignOff(doc_id);
    await showDoubt();
    showMessage(getTexts().learnt(answer.names, answer.settled), true);
  });
