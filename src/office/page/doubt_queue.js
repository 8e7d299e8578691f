// The queue of doubts: loads the doubts, and prefetches the next two with their scans.
import { getJson } from "./api.js";
import { byId } from "./dom.js";
import { drawFrame } from "./frame.js";
import { getTexts } from "./language.js";
import { createScan } from "./scan.js";
import { readSession, state } from "./state.js";

export const getDoubtKey = (item) => [item.doc_id, item.table, item.row_id, item.field].join("|");
export const fetchDoubt = (item) =>
  getJson("/api/v1/review/doubt", { doc: item.doc_id, table: item.table, row: item.row_id, field: item.field });

// The images begin to load before their elements are shown.
export async function fetchDoubtWithScans(item) {
  const doubt = await fetchDoubt(item);
  doubt.scanElements = (doubt.scans || []).map(createScan);
  return doubt;
}

export function prefetchDoubts() {
  for (const item of state.items.slice(state.position + 1, state.position + 3)) {
    const key = getDoubtKey(item);
    if (!state.prefetched.has(key))
      state.prefetched.set(
        key,
        fetchDoubtWithScans(item).catch(() => null),
      );
  }
}

// Says whether the doubt was shown before the page was reloaded.
export const isLastSeen = (item) => item && readSession("here", null) === getDoubtKey(item);

export async function loadQueue(after = "") {
  const answer = await getJson("/api/v1/review/queue", { ...state.filter, after, name: byId("find").value.trim() });
  state.counts = answer;
  state.items = answer.items;
  state.position = 0;
  state.prefetched.clear();
  drawFrame();
}

export function updateCounts(answer) {
  if (!state.counts) return; // the queue was not opened yet
  state.counts.all = answer.all;
  state.counts.documents_waiting = answer.documents ?? state.counts.documents_waiting;
}

export const isWholeDocument = (doubt) => doubt?.table === "documents" && !doubt.field;

// Makes the document as a whole the next doubt, after its last value is settled. The filter does not matter.
export function queueSignOff(doc_id) {
  const item = {
    doc_id,
    table: "documents",
    row_id: doc_id,
    field: "",
    rank: state.items[state.position - 1]?.rank ?? "",
    name: "",
    label: getTexts().signLabel,
    reasons: [],
  };
  state.items = state.items.filter((one, i) => i < state.position || getDoubtKey(one) !== getDoubtKey(item));
  state.items.splice(state.position, 0, item);
  state.prefetched.delete(getDoubtKey(item));
}
