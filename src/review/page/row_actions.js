// Adds, splits, merges and rejects rows of the task table.
import { ask } from "./api.js";
import { arrived, send } from "./cell_drafts.js";
import { typeAgain } from "./cell_editing.js";
import { tell } from "./dom.js";
import { drawKeys } from "./footer.js";
import { said, words } from "./language.js";
import { drawView } from "./router.js";
import { afterwards, doing } from "./serial_executor.js";
import { state } from "./state.js";
import { remember } from "./undo.js";

// Who types sees what others have made of the rows meanwhile; the error to be told.
async function notTaken(typed, error) {
  const { of } = typed, isNew = of.key === "new";
  if (isNew) state.adding = of.below;
  if (error.status && state.view === "tasks") await drawView().catch(() => null);
  if (error.status === 404 && !isNew) { state.sent.delete(typed.sent); return error; }
  const here = typeAgain(typed);
  if (isNew) state.adding = null;
  return { text: error.conflict && !isNew ? `${error.text}. ${words().nowStands(here.cell.value)}` : error.text };
}

// What an act has changed is asked for anew, versions and reasons too. Where somebody has gone on
// meanwhile, he stays.
export async function tableChanged(answer, row_id) {
  state.counts.all = answer.all;
  state.ahead.clear();
  if (row_id && !state.cell?.row) state.table = { row: row_id, field: state.table?.field || "task_text" };
  if (state.view === "tasks") await drawView();
}

// To be called in turn, as all acts on rows: each sees what those before it have done.
// `typed`: the text that somebody has typed for it.
const actOnRows = (deed, text, typed = null) => doing(async () => {
  const here = state.cell?.row?.row_id;
  let answer;
  try {
    answer = await ask("/api/act", {}, { doc_id: state.tasks.doc, ...deed() });
  } catch (error) {
    throw typed ? await notTaken(typed, error) : error;
  }
  if (typed) arrived(typed);
  remember(answer.undo);
  state.counts.all = answer.all;
  state.ahead.clear();
  if (state.cell?.row?.row_id === here) state.table = { row: answer.row_id ?? answer.undo.row_id, field: state.table?.field ?? "task_text" };
  if (state.view === "tasks") await drawView();
  const differences = answer.differences ?? [];
  tell([text(), ...differences.map((one) => words().differs(said(one.label), one))].join(" "), differences.length === 0);
});

// As the table has it when their turn comes.
const latest = (row) => state.tasks.rows.find((one) => one.row_id === row.row_id) ?? row;

const versionsOf = (...rows) => Object.fromEntries(rows.map((row) => [row.row_id, latest(row).version]));
export const livesOn = (row) => row.status !== "rejected";

export function splitRow(of) {
  const text = of.box.value, at = of.box.selectionStart, value = text.slice(0, at).trim(), rest = text.slice(at).trim();
  if (!value || !rest) return tell(words().noCut);
  of.editing = false;
  of.box.readOnly = true;
  drawKeys();
  const typed = send({ of, value: text, at });
  afterwards(() => actOnRows(() => {
    const now = latest(of.row).cells[state.tasks.columns.findIndex((one) => one.field === of.field)];
    if (now.value !== of.cell.value) throw { text: words().changed, conflict: true, status: 409 };
    return { action: "split", row_id: of.row.row_id, versions: versionsOf(of.row), value, rest };
  }, () => words().split, typed));
}

export function mergeRow(row) {
  const rows = state.tasks.rows, next = rows.slice(rows.indexOf(row) + 1).find(livesOn);
  if (!next || !livesOn(row)) return tell(words().noNext);
  return actOnRows(() => ({ action: "merge", row_id: row.row_id, with: next.row_id, versions: versionsOf(row, next) }), () => words().merged);
}

export const rejectRow = (row) => {
  const back = !livesOn(row);
  return actOnRows(() => ({ action: back ? "undo" : "reject", table: "tasks", row_id: row.row_id, field: "", version: latest(row).version }), () => (back ? words().reopened : words().rejected));
};

export function addRow() {
  if (state.cell?.key === "new") return;
  state.adding = state.cell?.row?.row_id ?? state.tasks?.rows.at(-1)?.row_id ?? "";
  return doing(drawView);
}

export function saveNew(of, value) {
  const row = state.tasks.rows.find((one) => one.row_id === of.below);
  afterwards(() => actOnRows(() => ({ action: "add", row_id: row?.row_id ?? "", versions: row ? versionsOf(row) : {}, value }), () => words().added, send({ of, value })));
}
