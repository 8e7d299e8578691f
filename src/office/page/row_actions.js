// Adds, splits, merges and rejects rows of the task table.
// Functions of rows are called by `enqueue`, so each sees the result of the actions before.
import { postAction } from "./api.js";
import { markSaved, markSent } from "./cell_drafts.js";
import { retryEdit } from "./cell_editing.js";
import { showMessage } from "./dom.js";
import { updateCounts } from "./doubt_queue.js";
import { drawFooter } from "./footer.js";
import { getTexts, localize } from "./language.js";
import { drawView } from "./router.js";
import { enqueue, runIfIdle } from "./serial_executor.js";
import { isTableOpen, state } from "./state.js";
import { pushUndo } from "./undo.js";

// Draws the rows as the server has them, and opens the refused edit again. Returns the error for the person.
async function recoverEdit(edit, error) {
  const { cell } = edit;
  const isNew = cell.kind === "new";
  if (isNew) state.newRowBelow = cell.below;
  if (error.status && isTableOpen()) await drawView().catch(() => null);
  if (error.status === 404 && !isNew) {
    state.sentDrafts.delete(edit.sent);
    return error;
  }
  const current = retryEdit(edit);
  if (isNew) state.newRowBelow = null;
  return {
    text: error.conflict && !isNew ? `${error.text}. ${getTexts().nowStands(current.stored.value)}` : error.text,
  };
}

// Loads the table again after an action, with new versions and reasons.
// The active cell stays active if a person has moved on.
export async function refreshTable(answer, row_id) {
  updateCounts(answer);
  state.prefetched.clear();
  if (row_id && !state.activeCell?.row)
    state.tablePosition = { row: row_id, field: state.tablePosition?.field || "task_text" };
  if (isTableOpen()) await drawView();
}

// Runs an action on rows. The function createRequest is called when the action begins.
// The function describe returns the message. The edit has the text that a person has typed for the action.
const runRowAction = (createRequest, describe, edit = null) =>
  runIfIdle(async () => {
    const activeRow = state.activeCell?.row?.row_id;
    let answer;
    try {
      answer = await postAction({ doc_id: state.tasks.doc, ...createRequest() });
    } catch (error) {
      throw edit ? await recoverEdit(edit, error) : error;
    }
    if (edit) markSaved(edit);
    pushUndo(answer.undo);
    updateCounts(answer);
    state.prefetched.clear();
    if (state.activeCell?.row?.row_id === activeRow)
      state.tablePosition = {
        row: answer.row_id ?? answer.undo.row_id,
        field: state.tablePosition?.field ?? "task_text",
      };
    if (isTableOpen()) await drawView();
    const differences = answer.differences ?? [];
    showMessage(
      [describe(), ...differences.map((one) => getTexts().differs(localize(one.label), one))].join(" "),
      differences.length === 0,
    );
  });

// Returns the row as the table has it now.
const getLatestRow = (row) => state.tasks.rows.find((one) => one.row_id === row.row_id) ?? row;

const getVersions = (...rows) => Object.fromEntries(rows.map((row) => [row.row_id, getLatestRow(row).version]));
export const isActive = (row) => row.status !== "rejected";

// Splits the row at the cursor.
export function splitRow(cell) {
  const text = cell.box.value;
  const at = cell.box.selectionStart;
  const value = text.slice(0, at).trim();
  const rest = text.slice(at).trim();
  if (!value || !rest) return showMessage(getTexts().noCut);
  cell.isEditing = false;
  cell.box.readOnly = true;
  drawFooter();
  const edit = markSent({ cell, value: text, at });
  enqueue(() =>
    runRowAction(
      () => {
        const now = getLatestRow(cell.row).cells[state.tasks.columns.findIndex((one) => one.field === cell.field)];
        if (now.value !== cell.stored.value) throw { text: getTexts().changed, conflict: true, status: 409 };
        return { action: "split", row_id: cell.row.row_id, versions: getVersions(cell.row), value, rest };
      },
      () => getTexts().split,
      edit,
    ),
  );
}

export function mergeRow(row) {
  const rows = state.tasks.rows;
  const next = rows.slice(rows.indexOf(row) + 1).find(isActive);
  if (!next || !isActive(row)) return showMessage(getTexts().noNext);
  return runRowAction(
    () => ({ action: "merge", row_id: row.row_id, with: next.row_id, versions: getVersions(row, next) }),
    () => getTexts().merged,
  );
}

// Rejects the row, or takes a rejected row back.
export const toggleRejection = (row) => {
  const isRejected = !isActive(row);
  return runRowAction(
    () => ({
      action: isRejected ? "undo" : "reject",
      table: "tasks",
      row_id: row.row_id,
      field: "",
      version: getLatestRow(row).version,
    }),
    () => (isRejected ? getTexts().reopened : getTexts().rejected),
  );
};

export function addRow() {
  if (state.activeCell?.kind === "new") return;
  state.newRowBelow = state.activeCell?.row?.row_id ?? state.tasks?.rows.at(-1)?.row_id ?? "";
  return runIfIdle(drawView);
}

export function saveNewRow(cell, value) {
  const row = state.tasks.rows.find((one) => one.row_id === cell.below);
  enqueue(() =>
    runRowAction(
      () => ({ action: "add", row_id: row?.row_id ?? "", versions: row ? getVersions(row) : {}, value }),
      () => getTexts().added,
      markSent({ cell, value }),
    ),
  );
}
