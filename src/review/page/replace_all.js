// The view of equal values: replaces all that are chosen at once.
import { ask } from "./api.js";
import { element, tell } from "./dom.js";
import { detailOf, load } from "./doubt_queue.js";
import { drawKeys } from "./footer.js";
import { said, words } from "./language.js";
import { open, showDoubt } from "./router.js";
import { doing } from "./serial_executor.js";
import { passage } from "./shared_elements.js";
import { state } from "./state.js";
import { AT_ONCE, remember } from "./undo.js";

// `left`: where somebody has chosen not to.
export async function offerSame(doubt, to, left = new Set()) {
  const answer = await ask("/api/same", { table: doubt.table, row: doubt.row_id, field: doubt.field, value: doubt.value });
  const items = answer.items.filter((item) => !left.has(item.row_id)), all = answer.all - left.size;
  if (!items.length) return "";
  state.same = { doubt, label: doubt.label, from: doubt.value, to, items, all, left };
  drawKeys();
  return words().sameFound(all, doubt.value);
}

function drawSame() {
  const w = words(), same = state.same;
  const list = element("ol", { className: "same" }, ...same.items.map((item, i) => {
    const box = element("input", { type: "checkbox", checked: true, id: "same" + i });
    item.box = box;
    const row = element("li", {}, element("label", { htmlFor: box.id }, box, " ", element("bdi", {}, same.from)));
    detailOf(item).then((detail) => {
      row.querySelector("label").append(" ", element("small", {}, detail.document.name));
      row.append(...(detail.pictures.length || !detail.context ? detail.pictures : [passage(detail.context)]));
    }).catch(() => null);
    return row;
  }));
  const more = same.all > same.items.length ? [element("p", { className: "soft" }, w.sameMore(same.items.length, same.all))] : [];
  return [element("h2", {}, said(same.label)), element("p", { className: "because" }, w.sameAsk(same.from, same.to)), ...more, list];
}

export const applySame = () => doing(async () => {
  const same = state.same, chosen = same.items.filter((item) => item.box.checked && !item.done);
  const together = { action: "together", deeds: [] }, failed = [];
  for (let i = 0; i < chosen.length; i += AT_ONCE) {
    const some = chosen.slice(i, i + AT_ONCE);
    const deeds = some.map(({ doc_id, table, row_id, field, version }) => ({ action: "set", doc_id, table, row_id, field, version, value: same.to }));
    const answer = await ask("/api/act", {}, { action: "together", deeds });
    if (state.undo.at(-1) === together) state.undo.pop();
    together.deeds.unshift(...answer.undo.deeds);
    if (together.deeds.length) remember(together);
    for (const item of some) item.done = true;
    failed.push(...answer.failed);
    tell(words().sameDone(together.deeds.length, chosen.length), true);
  }
  const left = new Set([...same.left, ...same.items.filter((item) => !item.box.checked && !item.done).map((item) => item.row_id)]);
  state.same = null;
  await load();
  state.view = "doubts";
  await showDoubt();
  const more = await offerSame(same.doubt, same.to, left);
  const done = words().sameDone(together.deeds.length, chosen.length);
  tell([done, ...failed.map(said), more].filter(Boolean).join(" "), !failed.length);
});

function addKeys(add, w) {
  add("Enter", w.applySame, applySame, true);
  add("Esc", w.cancel, () => open("doubts"));
}

export const sameView = { draw: drawSame, addKeys };
