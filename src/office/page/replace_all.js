// Replaces the same wrong value in other places, after a person has corrected the value in one place.
import { getJson, postAction } from "./api.js";
import { createElement, showMessage } from "./dom.js";
import { fetchDoubtWithScans, loadQueue } from "./doubt_queue.js";
import { drawFooter } from "./footer.js";
import { getTexts, localize } from "./language.js";
import { openView, showDoubt } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { createPassage } from "./shared_elements.js";
import { state } from "./state.js";
import { MAX_ACTIONS_PER_REQUEST, pushUndo } from "./undo.js";

// Finds the other places. Returns the message that offers to correct them, or "".
// `excluded`: row_ids that a person has chosen to leave.
export async function offerReplacement(doubt, to, excluded = new Set()) {
  const answer = await getJson("/api/v1/review/same", {
    table: doubt.table,
    row: doubt.row_id,
    field: doubt.field,
    value: doubt.value,
  });
  const items = answer.items.filter((item) => !excluded.has(item.row_id));
  const all = answer.all - excluded.size;
  if (!items.length) return "";
  state.replacement = { doubt, label: doubt.label, from: doubt.value, to, items, all, excluded };
  drawFooter();
  return getTexts().sameFound(all, doubt.value);
}

function createReplacementElements() {
  const texts = getTexts();
  const replacement = state.replacement;
  const list = createElement(
    "ol",
    { className: "same" },
    ...replacement.items.map((item, i) => {
      const box = createElement("input", { type: "checkbox", checked: true, id: "same" + i });
      item.box = box;
      const row = createElement(
        "li",
        {},
        createElement("label", { htmlFor: box.id }, box, " ", createElement("bdi", {}, replacement.from)),
      );
      fetchDoubtWithScans(item)
        .then((detail) => {
          row.querySelector("label").append(" ", createElement("small", {}, detail.document.name));
          row.append(
            ...(detail.scanElements.length || !detail.context ? detail.scanElements : [createPassage(detail.context)]),
          );
        })
        .catch(() => null);
      return row;
    }),
  );
  const more =
    replacement.all > replacement.items.length
      ? [createElement("p", { className: "soft" }, texts.sameMore(replacement.items.length, replacement.all))]
      : [];
  return [
    createElement("h2", {}, localize(replacement.label)),
    createElement("p", { className: "because" }, texts.sameAsk(replacement.from, replacement.to)),
    ...more,
    list,
  ];
}

// Replaces the values that are checked. One undo takes all of them back.
export const replaceChosen = () =>
  runIfIdle(async () => {
    const replacement = state.replacement;
    const chosen = replacement.items.filter((item) => item.box.checked && !item.done);
    const batch = { action: "together", deeds: [] };
    const failed = [];
    for (let i = 0; i < chosen.length; i += MAX_ACTIONS_PER_REQUEST) {
      const some = chosen.slice(i, i + MAX_ACTIONS_PER_REQUEST);
      const deeds = some.map(({ doc_id, table, row_id, field, version }) => ({
        action: "set",
        doc_id,
        table,
        row_id,
        field,
        version,
        value: replacement.to,
      }));
      const answer = await postAction({ action: "together", deeds });
      if (state.undoStack.at(-1) === batch) state.undoStack.pop();
      batch.deeds.unshift(...answer.undo.deeds);
      if (batch.deeds.length) pushUndo(batch);
      for (const item of some) item.done = true;
      failed.push(...answer.failed);
      showMessage(getTexts().sameDone(batch.deeds.length, chosen.length), true);
    }
    const excluded = new Set([
      ...replacement.excluded,
      ...replacement.items.filter((item) => !item.box.checked && !item.done).map((item) => item.row_id),
    ]);
    state.replacement = null;
    await loadQueue();
    state.view = "doubts";
    await showDoubt();
    const more = await offerReplacement(replacement.doubt, replacement.to, excluded);
    const done = getTexts().sameDone(batch.deeds.length, chosen.length);
    showMessage([done, ...failed.map(localize), more].filter(Boolean).join(" "), !failed.length);
  });

function addKeys(add, texts) {
  add("Enter", texts.applySame, replaceChosen, true);
  add("Esc", texts.cancel, () => openView("doubts"));
}

export const replacementView = { draw: createReplacementElements, addKeys };
