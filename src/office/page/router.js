// Opens a view and draws it.
import { isReviewView, parseAddress, writeAddress } from "./address.js";
import { byId } from "./dom.js";
import { drawFooter } from "./footer.js";
import { drawFrame } from "./frame.js";
import { enqueueAction, runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";
import { getOpenView, getView } from "./views.js";

// Shows the current doubt, also while the state names another view.
export function showDoubt() {
  state.view = "doubts";
  writeAddress();
  return getView("doubts").draw();
}

export async function drawView() {
  if (state.view === "doubts") return showDoubt();
  state.judgedIndex = null;
  const view = getOpenView();
  drawFrame();
  const parts = await view.draw();
  writeAddress();
  const focusedName = document.activeElement?.name;
  byId("main").replaceChildren(...parts);
  drawFrame();
  drawFooter();
  if (state.drawnView !== state.view) window.scrollTo(0, 0);
  state.drawnView = state.view;
  return view.focus ? view.focus(focusedName) : byId("main").focus({ preventScroll: true });
}

export const openView = (view) =>
  runIfIdle(async () => {
    const before = state.view;
    state.view = view;
    state.pendingConfirmation = "";
    if (!state.counts) await getView("doubts").load();
    if (view === "doubts") return showDoubt();
    if (!state.docId) state.docId = state.filter.doc || state.items[0]?.doc_id;
    if (state.docId || !["tasks", "page"].includes(view)) return drawView();
    state.view = before;
  });

// Opens the view that the address names. A view that cannot be loaded is empty.
export const openAddress = () =>
  enqueueAction(async () => {
    const { view, parts, params } = parseAddress(location.hash);
    Object.assign(state, { view, parts, params, pendingConfirmation: "" });
    try {
      if (isReviewView(view)) await getView("doubts").load(params);
      await drawView();
    } catch (error) {
      byId("main").replaceChildren();
      drawFooter();
      throw error;
    }
  });
