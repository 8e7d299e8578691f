// Runs one action at a time, and shows errors to the person.
import { showMessage } from "./dom.js";
import { state } from "./state.js";
import { getOpenView } from "./views.js";

// Runs the action; does nothing if another action runs. An error with a text is shown.
// After a conflict the open view shows the values that the server has.
export async function runIfIdle(action) {
  if (state.isBusy) return;
  state.isBusy = true;
  showMessage("");
  try {
    await action();
  } catch (error) {
    if (!error.text) throw error;
    showMessage(error.text);
    if (error.conflict || error.status === 404) {
      state.prefetched.clear();
      await getOpenView().recover?.();
    }
  } finally {
    state.isBusy = false;
  }
}

// Runs the action after all actions before. An action that fails does not stop the next ones.
export const enqueue = (action) =>
  (state.lastTask = state.lastTask
    .then(async () => {
      while (state.isBusy) await new Promise((resolve) => setTimeout(resolve, 10));
      await action();
    })
    .catch(reportError));

export const enqueueAction = (action) => enqueue(() => runIfIdle(action));
