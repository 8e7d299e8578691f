// Opens a view and draws it.
import { byId } from "./dom.js";
import { drawFooter } from "./footer.js";
import { drawFrame } from "./frame.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";
import { getOpenView, getView } from "./views.js";

// Draws the current doubt, also while the state names another view.
export const showDoubt = () => getView("doubts").draw();

export async function drawView() {
  if (state.view === "doubts") return showDoubt();
  state.judgedIndex = null;
  drawFrame();
  const view = getOpenView();
  const parts = await view.draw();
  const focusedName = document.activeElement?.name;
  byId("main").replaceChildren(...parts);
  drawFooter();
  if (state.drawnView !== state.view) window.scrollTo(0, 0);
  state.drawnView = state.view;
  return view.focus ? view.focus(focusedName) : byId("main").focus({ preventScroll: true });
}

export const openView = (view) =>
  runIfIdle(async () => {
    state.view = view;
    state.pendingConfirmation = "";
    if (view === "doubts") return showDoubt();
    if (!state.docId) state.docId = state.filter.doc || state.items[0]?.doc_id;
    if (state.docId || !["tasks", "page"].includes(view)) await drawView();
  });
