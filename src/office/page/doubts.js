// The view of doubts, one by one.
import { dropEmpty } from "./address.js";
import { requestRescan, signOff } from "./document_verdict.js";
import { byId, createElement } from "./dom.js";
import { learnName, mayLearnName, settleDoubt, skipDocument, skipDoubt } from "./doubt_actions.js";
import { beginEdit, cancelEdit, readDraft } from "./doubt_editor.js";
import {
  fetchDoubtWithScans,
  getDoubtKey,
  isLastSeen,
  isWholeDocument,
  loadQueue,
  prefetchDoubts,
} from "./doubt_queue.js";
import { createDoubtElements } from "./doubt_view.js";
import { drawFooter } from "./footer.js";
import { drawFrame } from "./frame.js";
import { getTexts, localize } from "./language.js";
import { openView } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { state, writeSession } from "./state.js";
import { undoLast } from "./undo.js";

// Shows the current doubt. Loads more doubts after the last one.
// While the server still looks through documents, asks again twice a second.
async function showCurrentDoubt() {
  state.isEditing = false;
  state.pendingConfirmation = "";
  if (state.position >= state.items.length) {
    const last = state.items.at(-1);
    if (last) await loadQueue(last.rank);
    if (state.items.length === 0) await loadQueue();
  }
  const item = state.items[state.position];
  state.doubt = null;
  if (!item && state.counts.unseen)
    setTimeout(() => {
      if (!state.items.length)
        runIfIdle(async () => {
          await loadQueue();
          await showCurrentDoubt();
        });
    }, 500);
  if (item) {
    const prefetched = state.prefetched.get(getDoubtKey(item));
    state.prefetched.delete(getDoubtKey(item));
    state.doubt = (prefetched && (await prefetched)) || (await fetchDoubtWithScans(item));
    state.docId = item.doc_id;
    state.page = state.doubt.page || 1;
    writeSession("here", getDoubtKey(item));
  }
  drawDoubt();
  const draft = readDraft(item);
  if (draft !== null) {
    beginEdit();
    byId("value").value = draft;
  }
  prefetchDoubts();
}

function drawUpcoming() {
  byId("next-title").textContent = getTexts().next;
  byId("next").replaceChildren(
    ...state.items.slice(state.position + 1, state.position + 9).map((item, i) =>
      createElement(
        "li",
        {},
        createElement(
          "button",
          {
            type: "button",
            onclick: () =>
              runIfIdle(async () => {
                state.position += i + 1;
                await showCurrentDoubt();
              }),
          },
          localize(item.label),
          createElement("small", {}, item.name),
        ),
      ),
    ),
  );
}

export function drawDoubt() {
  drawFrame();
  byId("main").replaceChildren(...createDoubtElements());
  drawUpcoming();
  drawFooter();
  window.scrollTo(0, 0);
  byId("main").scrollTop = 0;
  state.drawnView = "doubts";
  byId("main").focus({ preventScroll: true });
}

// Shows the doubt as the server has it now, after the server has refused an action.
async function refetchDoubt() {
  const item = state.items[state.position];
  if (!item) return;
  state.doubt = await fetchDoubtWithScans(item).catch(() => null);
  if (!state.doubt) state.items.splice(state.position, 1);
  state.isEditing = false;
  drawDoubt();
}

function addKeys(add, texts) {
  if (state.isEditing) {
    add("Enter", texts.save, () => settleDoubt("set", byId("value").value), true);
    add("Esc", texts.cancel, cancelEdit);
    return;
  }
  if (state.doubt) {
    if (isWholeDocument(state.doubt)) add("D", texts.sign, signOff, true);
    else add("Enter", texts.accept, () => settleDoubt("accept"), true);
    if (mayLearnName(state.doubt)) add("G", texts.everywhere, learnName);
    if (state.doubt.field) add("E", texts.edit, beginEdit);
    if (state.doubt.table !== "documents") add("X", texts.reject, () => settleDoubt("reject"));
    add("S", texts.skip, skipDoubt);
    add("N", texts.document, skipDocument);
    if (!isWholeDocument(state.doubt)) add("D", texts.sign, signOff);
    add("R", texts.rescan, requestRescan);
  }
  if (state.replacement) add("W", texts.same, () => openView("same"));
  add("U", texts.undo, undoLast);
}

// Loads the queue for a view of doubts. The parameters are those of its address.
async function loadByAddress({ doc, trang, field, reason, organ } = {}) {
  if (state.view === "doubts") state.filter = dropEmpty({ doc, field, reason, organ });
  else if (doc) state.docId = doc;
  if (Number(trang) > 0) state.page = Number(trang);
  await loadQueue();
  state.position = Math.max(0, state.items.findIndex(isLastSeen));
  state.docId ??= state.items[0]?.doc_id;
  if (!state.docId && ["tasks", "page"].includes(state.view)) state.view = "doubts";
  if (state.view === "same" && !state.replacement) state.view = "doubts";
}

export const doubtsView = { draw: showCurrentDoubt, addKeys, load: loadByAddress, recover: refetchDoubt };
