// Asks the server for the state of the archive, and shows it in the frame and in the open view.
import { getJson } from "./api.js";
import { drawStatus } from "./places.js";
import { state } from "./state.js";
import { getOpenView } from "./views.js";

const SECONDS_BETWEEN = 5;

// A server that does not answer is told of when a person does something.
export async function refreshStatus() {
  clearTimeout(state.statusTimer);
  if (!document.hidden) {
    state.info = await getJson("/api/v1/info").catch(() => state.info);
    drawStatus();
    getOpenView()?.showStatus?.();
  }
  state.statusTimer = setTimeout(refreshStatus, 1000 * SECONDS_BETWEEN);
}
