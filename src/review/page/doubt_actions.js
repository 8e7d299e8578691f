// What a person does with a doubt: accept, set, reject, skip.
import { ask } from "./api.js";
import { tell } from "./dom.js";
import { count, isDocument, keyOf, load, signNext } from "./doubt_queue.js";
import { words } from "./language.js";
import { offerSame } from "./replace_all.js";
import { showDoubt } from "./router.js";
import { doing } from "./serial_executor.js";
import { state, store } from "./state.js";
import { remember } from "./undo.js";

// An empty value is accepted by the same key twice, and a document as a whole by Sign off alone.
export const settle = (action, value) => doing(async () => {
  const doubt = state.doubt;
  if (!doubt) return;
  if (action === "accept" && isDocument(doubt)) return tell(words().signHow);
  const isBlank = action === "accept" && doubt.field && !doubt.value;
  if (isBlank && state.sure !== "blank" + keyOf(doubt)) {
    state.sure = "blank" + keyOf(doubt);
    return tell(words().blankSure);
  }
  state.sure = "";
  const answer = await ask("/api/act", {}, {
    action, value, doc_id: doubt.doc_id, table: doubt.table, row_id: doubt.row_id, field: doubt.field, version: doubt.version, ...(isBlank ? { blank: true } : {}),
  });
  remember(answer.undo);
  count(answer);
  store("draft", null);
  const ofRow = (item) => item.row_id === doubt.row_id && item.doc_id === doubt.doc_id;
  if (doubt.table === "documents") state.ahead.clear();  // of which all its doubts tell the version
  if (action === "reject") {
    state.items = state.items.filter((item, i) => i < state.at || !ofRow(item));
  } else {
    state.items.splice(state.at, 1);
  }
  for (const item of state.items.filter(ofRow)) state.ahead.delete(keyOf(item));
  if (answer.checked) signNext(doubt.doc_id);
  await showDoubt();
  state.same = null;
  if (action === "set" && doubt.spreads && doubt.value && answer.value !== doubt.value) tell(await offerSame(doubt, answer.value), true);
});

// Of a document as a whole there is one way to say no: it is to be scanned again.
export const reject = () => { if (state.doubt?.table !== "documents") settle("reject"); };

export const alternative = (number) => {
  const one = state.doubt?.alternatives?.[number - 1];
  if (one) settle("set", one.value);
};

export const skip = () => doing(async () => {
  state.at += 1;
  await showDoubt();
});

export const nextDocument = () => doing(async () => {
  const doc = state.items[state.at]?.doc_id;
  while (state.at < state.items.length && state.items[state.at].doc_id === doc) state.at += 1;
  await showDoubt();
});

// The name is right wherever it stands: it is remembered, and asked for nowhere again.
export const mayBeLearnt = (doubt) => doubt?.table === "tasks" && ["lead_raw", "coop_raw"].includes(doubt.field) && doubt.reasons.some((one) => one.code === "AGENCY_UNKNOWN");

export const rightEverywhere = () => doing(async () => {
  const doubt = state.doubt;
  if (!mayBeLearnt(doubt)) return;
  const { doc_id, table, row_id, field, version } = doubt;
  const answer = await ask("/api/act", {}, { action: "right", doc_id, table, row_id, field, version });
  remember(answer.undo);
  store("draft", null);
  state.same = null;
  await load(state.at > 0 ? state.items[state.at - 1].rank : "");
  if (answer.checked) signNext(doc_id);
  await showDoubt();
  tell(words().learnt(answer.names, answer.settled), true);
});
