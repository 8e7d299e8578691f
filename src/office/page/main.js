// Entry of the page: registers the views, listens to the frame, then opens the view that the address names.
import { buildAddress, goTo } from "./address.js";
import { allTasksView } from "./all_tasks_view.js";
import { arrangeView } from "./arrange_view.js";
import { calendarView } from "./calendar_view.js";
import { documentView } from "./document_view.js";
import { documentsView } from "./documents_view.js";
import { byId } from "./dom.js";
import { doubtsView, drawDoubt } from "./doubts.js";
import { listenToDrops } from "./dropping.js";
import { exportView } from "./export_view.js";
import { failuresView } from "./failures_view.js";
import { homeView } from "./home_view.js";
import { listenToKeys } from "./keyboard.js";
import { pageView } from "./page_view.js";
import { listenToMenu } from "./places.js";
import { listenToFilters } from "./queue_filter.js";
import { replacementView } from "./replace_all.js";
import { rescansView } from "./rescan_view.js";
import { drawView, openAddress, openView } from "./router.js";
import { sampleView } from "./sample_view.js";
import { searchView } from "./search_view.js";
import { runIfIdle } from "./serial_executor.js";
import { settingsView } from "./settings_view.js";
import { state } from "./state.js";
import { statisticsView } from "./statistics_view.js";
import { refreshStatus } from "./status.js";
import { tasksView } from "./task_view.js";
import { registerViews } from "./views.js";

registerViews({
  home: homeView,
  arrange: arrangeView,
  documents: documentsView,
  document: documentView,
  doubts: doubtsView,
  tasks: tasksView,
  page: pageView,
  same: replacementView,
  rescans: rescansView,
  search: searchView,
  allTasks: allTasksView,
  calendar: calendarView,
  export: exportView,
  failures: failuresView,
  statistics: statisticsView,
  sample: sampleView,
  settings: settingsView,
});
listenToFilters();
listenToKeys();
listenToMenu();
listenToDrops();
byId("views").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) openView(button.value);
});
byId("quick").addEventListener("submit", (event) => {
  event.preventDefault();
  const q = byId("quick-words").value.trim();
  if (q) goTo(buildAddress("search", { q }));
});
byId("language").addEventListener("click", () => {
  state.language = state.language === "vi" ? "en" : "vi";
  localStorage.setItem("language", state.language);
  state.view === "doubts" ? drawDoubt() : runIfIdle(drawView);
});
window.addEventListener("hashchange", openAddress);
openAddress();
refreshStatus();
