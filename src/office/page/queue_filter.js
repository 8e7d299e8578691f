// Filters the queue, and finds documents by their names.
import { getJson } from "./api.js";
import { byId } from "./dom.js";
import { loadQueue } from "./doubt_queue.js";
import { drawFrame } from "./frame.js";
import { showDoubt } from "./router.js";
import { enqueueAction, runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";

const applyFilter = (name, value) =>
  runIfIdle(async () => {
    state.filter = { ...state.filter, [name]: value };
    await loadQueue();
    state.view = "doubts";
    await showDoubt();
    byId("main").focus({ preventScroll: true });
  });

// Lists the documents whose names contain the typed text, 250 ms after the last key.
function findDocuments(event) {
  if (event.isComposing) return;
  clearTimeout(state.searchTimer);
  state.searchTimer = setTimeout(
    () =>
      enqueueAction(async () => {
        const answer = await getJson("/api/v1/review/queue", { ...state.filter, name: byId("find").value.trim() });
        state.counts.documents = answer.documents;
        drawFrame();
      }),
    250,
  );
}

export function listenToFilters() {
  byId("find").addEventListener("input", findDocuments);
  byId("find").addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input")));
  byId("filters").addEventListener("change", (event) => applyFilter(event.target.name, event.target.value));
}
