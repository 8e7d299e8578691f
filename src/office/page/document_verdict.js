// Signs a document off, or rejects it for another scan.
import { getLatestVersion, postAction } from "./api.js";
import { showMessage } from "./dom.js";
import { updateCounts } from "./doubt_queue.js";
import { getTexts } from "./language.js";
import { drawView, showDoubt } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { isTableOpen, state } from "./state.js";
import { pushUndo } from "./undo.js";

// Returns the document of the table, or of the doubt, with the version that the person sees.
const getShownDocument = () =>
  isTableOpen()
    ? { doc: state.tasks?.doc, version: state.tasks?.version }
    : { doc: state.doubt?.doc_id, version: state.doubt?.document.version };

// `getQuestion`: the key must be pressed twice, and the first press shows the question.
const judgeDocument = (action, getQuestion = null) =>
  runIfIdle(async () => {
    const { doc, version } = getShownDocument();
    if (!doc) return;
    if (getQuestion && state.pendingConfirmation !== action + doc) {
      state.pendingConfirmation = action + doc;
      return showMessage(getQuestion());
    }
    state.pendingConfirmation = "";
    const answer = await postAction({ action, doc_id: doc, version: getLatestVersion(version) });
    pushUndo(answer.undo);
    updateCounts(answer);
    state.items = state.items.filter((one, i) => i < state.position || one.doc_id !== doc);
    state.prefetched.clear();
    await (isTableOpen() ? drawView() : showDoubt());
    showMessage(getTexts().judged[action], true);
  });

// The server refuses to sign off a document that has open doubts.
export const signOff = () => judgeDocument("sign");
export const requestRescan = () => judgeDocument("rescan", () => getTexts().rescanSure);
