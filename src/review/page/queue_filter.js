// Filters the queue, and finds documents by their names.
import { ask } from "./api.js";
import { byId } from "./dom.js";
import { load } from "./doubt_queue.js";
import { showFrame } from "./frame.js";
import { showDoubt } from "./router.js";
import { doing, inTurn } from "./serial_executor.js";
import { state, store } from "./state.js";

const choose = (name, value) => doing(async () => {
  state.filter = { ...state.filter, [name]: value };
  store("filter", state.filter);
  await load();
  state.view = "doubts";
  await showDoubt();
  byId("main").focus({ preventScroll: true });
});

// In a large archive a document is found by a part of its name. What is half typed asks nothing.
function find(event) {
  if (event.isComposing) return;
  clearTimeout(state.finding);
  state.finding = setTimeout(() => inTurn(async () => {
    const answer = await ask("/api/queue", { ...state.filter, name: byId("find").value.trim() });
    state.counts.documents = answer.documents;
    showFrame();
  }), 250);
}

export function listenToFilters() {
  byId("find").addEventListener("input", find);
  byId("find").addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input")));
  byId("filters").addEventListener("change", (event) => choose(event.target.name, event.target.value));
}
