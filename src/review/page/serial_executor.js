// Runs one action at a time, and says its errors.
import { tell } from "./dom.js";
import { state } from "./state.js";
import { currentView } from "./views.js";

// One thing at a time; what goes wrong is said, and nothing is taken for saved.
export async function doing(work) {
  if (state.busy) return;
  state.busy = true;
  tell("");
  try {
    await work();
  } catch (error) {
    if (!error.text) throw error;
    tell(error.text);
    if (error.conflict || error.status === 404) {
      state.ahead.clear();
      await currentView().recover?.();
    }
  } finally {
    state.busy = false;
  }
}

export const afterwards = (work) => (state.before = state.before.then(async () => {
  while (state.busy) await new Promise((go) => setTimeout(go, 10));
  await work();
}).catch(reportError));  // one that fails stops none behind it

export const inTurn = (work) => afterwards(() => doing(work));
