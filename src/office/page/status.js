// Asks the server for the state of the archive, and shows it in the frame and in the open view.
import { getJson } from "./api.js";
import { byId, showMessage } from "./dom.js";
import { getTexts } from "./language.js";
import { drawStatus } from "./places.js";
import { state } from "./state.js";
import { getOpenView } from "./views.js";

const SECONDS_BETWEEN = 5;

// Tells once that the server does not answer, or does not know this browser any more. A message that
// an action was not saved stays.
function showLoss({ text, isOut }) {
  if (!state.isLost && !byId("message").textContent) showMessage(isOut ? text : getTexts().serverLost);
  state.isLost = true;
}

export async function refreshStatus() {
  clearTimeout(state.statusTimer);
  if (!document.hidden) {
    try {
      state.info = await getJson("/api/v1/info");
      if (state.isLost && byId("message").textContent === getTexts().serverLost) showMessage("");
      state.isLost = false;
      drawStatus();
      getOpenView()?.showStatus?.();
    } catch (error) {
      showLoss(error);
    }
  }
  state.statusTimer = setTimeout(refreshStatus, 1000 * SECONDS_BETWEEN);
}
