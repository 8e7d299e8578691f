// Registers the views, then shows the doubt that the person left.
import { byId } from "./dom.js";
import { load, wasAt } from "./doubt_queue.js";
import { doubtsView, draw, show } from "./doubts.js";
import { listenToKeys } from "./keyboard.js";
import { pageView } from "./page_view.js";
import { listenToFilters } from "./queue_filter.js";
import { sameView } from "./replace_all.js";
import { rescansView } from "./rescan_view.js";
import { drawView, open } from "./router.js";
import { sampleView } from "./sample_view.js";
import { doing } from "./serial_executor.js";
import { state } from "./state.js";
import { statisticsView } from "./statistics_view.js";
import { tasksView } from "./task_view.js";
import { registerViews } from "./views.js";

registerViews({
  doubts: doubtsView, tasks: tasksView, page: pageView, same: sameView, rescans: rescansView, statistics: statisticsView, sample: sampleView,
});
listenToFilters();
listenToKeys();
byId("views").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) open(button.value);
});
byId("language").addEventListener("click", () => {
  state.language = state.language === "vi" ? "en" : "vi";
  localStorage.setItem("language", state.language);
  state.view === "doubts" ? draw() : doing(drawView);
});

doing(async () => {
  await load();
  state.at = Math.max(0, state.items.findIndex(wasAt));
  await show();
});
