// Signs a document off, or rejects it for another scan.
import { ask, latestOf } from "./api.js";
import { tell } from "./dom.js";
import { count } from "./doubt_queue.js";
import { words } from "./language.js";
import { drawView, showDoubt } from "./router.js";
import { doing } from "./serial_executor.js";
import { state } from "./state.js";
import { remember } from "./undo.js";

// Of the table that is seen, or of the doubt. To reject a document is asked for twice.
const subject = () => (state.view === "tasks" ? { doc: state.tasks?.doc, version: state.tasks?.version } : { doc: state.doubt?.doc_id, version: state.doubt?.document.version });

const judge = (action, sure = null) => doing(async () => {
  const { doc, version } = subject();
  if (!doc) return;
  if (sure && state.sure !== action + doc) {
    state.sure = action + doc;
    return tell(sure());
  }
  state.sure = "";
  const answer = await ask("/api/act", {}, { action, doc_id: doc, version: latestOf(version) });
  remember(answer.undo);
  count(answer);
  state.items = state.items.filter((one, i) => i < state.at || one.doc_id !== doc);
  state.ahead.clear();
  await (state.view === "tasks" ? drawView() : showDoubt());
  tell(words().judged[action], true);
});

export const sign = () => judge("sign");  // the server refuses it while anything of the document is open
export const rescan = () => judge("rescan", () => words().rescanSure);
