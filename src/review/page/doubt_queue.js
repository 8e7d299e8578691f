// Loads the doubts that wait, the details of each, and the next two ahead of time.
import { ask } from "./api.js";
import { byId } from "./dom.js";
import { showFrame } from "./frame.js";
import { words } from "./language.js";
import { picture } from "./scan.js";
import { state, stored } from "./state.js";

export const keyOf = (item) => [item.doc_id, item.table, item.row_id, item.field].join("|");
export const factsOf = (item) => ask("/api/doubt", { doc: item.doc_id, table: item.table, row: item.row_id, field: item.field });

export async function detailOf(item) {
  const doubt = await factsOf(item);
  doubt.pictures = (doubt.scans || []).map(picture);  // they are on their way from here on
  return doubt;
}

// The next doubt, and its piece of the scan, are there before they are asked for.
export function lookAhead() {
  for (const item of state.items.slice(state.at + 1, state.at + 3)) {
    const key = keyOf(item);
    if (!state.ahead.has(key)) state.ahead.set(key, detailOf(item).catch(() => null));
  }
}

// Where somebody is, and what he has typed there, outlives a reload.
export const wasAt = (item) => item && stored("here", null) === keyOf(item);

export async function load(after = "") {
  const answer = await ask("/api/queue", { ...state.filter, after, name: byId("find").value.trim() });
  state.counts = answer;
  state.items = answer.items;
  state.at = 0;
  state.ahead.clear();
  showFrame();
}

export function count(answer) {
  state.counts.all = answer.all;
  state.counts.documents_waiting = answer.documents ?? state.counts.documents_waiting;
}

export const isDocument = (doubt) => doubt?.table === "documents" && !doubt.field;

// When the last value of a document is settled the document itself is next, whatever the filter.
export function signNext(doc_id) {
  const item = { doc_id, table: "documents", row_id: doc_id, field: "", rank: state.items[state.at - 1]?.rank ?? "", name: "", label: words().signLabel, reasons: [] };
  state.items = state.items.filter((one, i) => i < state.at || keyOf(one) !== keyOf(item));
  state.items.splice(state.at, 0, item);
  state.ahead.delete(keyOf(item));
}
