// Opens a view and draws it.
import { byId } from "./dom.js";
import { drawKeys } from "./footer.js";
import { showFrame } from "./frame.js";
import { doing } from "./serial_executor.js";
import { state } from "./state.js";
import { currentView, viewOf } from "./views.js";

// The doubt that is next, whatever view is open.
export const showDoubt = () => viewOf("doubts").draw();

export async function drawView() {
  if (state.view === "doubts") return showDoubt();
  state.judging = null;
  showFrame();
  const view = currentView(), parts = await view.draw(), focused = document.activeElement?.name;
  byId("main").replaceChildren(...parts);
  drawKeys();
  if (state.drawn !== state.view) window.scrollTo(0, 0);
  state.drawn = state.view;
  return view.enter ? view.enter(focused) : byId("main").focus({ preventScroll: true });
}

export const open = (view) => doing(async () => {
  state.view = view;
  state.sure = "";
  if (view === "doubts") return showDoubt();
  if (!state.doc) state.doc = state.filter.doc || state.items[0]?.doc_id;
  if (state.doc || !["tasks", "page"].includes(view)) await drawView();
});
