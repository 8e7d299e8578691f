// Entry of the page: registers the views, then shows the doubt that was shown before a reload.
import { byId } from "./dom.js";
import { isLastSeen, loadQueue } from "./doubt_queue.js";
import { doubtsView, drawDoubt } from "./doubts.js";
import { listenToKeys } from "./keyboard.js";
import { pageView } from "./page_view.js";
import { listenToFilters } from "./queue_filter.js";
import { replacementView } from "./replace_all.js";
import { rescansView } from "./rescan_view.js";
import { drawView, openView, showDoubt } from "./router.js";
import { sampleView } from "./sample_view.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";
import { statisticsView } from "./statistics_view.js";
import { tasksView } from "./task_view.js";
import { registerViews } from "./views.js";

registerViews({
  doubts: doubtsView,
  tasks: tasksView,
  page: pageView,
  same: replacementView,
  rescans: rescansView,
  statistics: statisticsView,
  sample: sampleView,
});
listenToFilters();
listenToKeys();
byId("views").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) openView(button.value);
});
byId("language").addEventListener("click", () => {
  state.language = state.language === "vi" ? "en" : "vi";
  localStorage.setItem("language", state.language);
  state.view === "doubts" ? drawDoubt() : runIfIdle(drawView);
});

runIfIdle(async () => {
  await loadQueue();
  state.position = Math.max(0, state.items.findIndex(isLastSeen));
  await showDoubt();
});
