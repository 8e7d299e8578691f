// Activates a cell; begins, interrupts and resumes its editing.
//
// A cell is { row, field, stored, box, kind, below, isEditing }.
// The row is null in the document card and in a new row.
// The object `stored` has the value and the version of the store.
// The kind is "document", "new" or undefined. A new row has in `below` the row_id of the row above.
import { drawFooter } from "./footer.js";
import { showRowScan } from "./row_scan.js";
import { isTableOpen, state } from "./state.js";

export function activateCell(cell) {
  if (state.activeCell && state.activeCell !== cell) state.activeCell.box.tabIndex = -1;
  const isSameRow = cell.row && state.activeCell?.row === cell.row && state.activeCell.box.isConnected;
  state.activeCell = cell;
  cell.box.tabIndex = 0;
  for (const row of document.querySelectorAll("tr[aria-selected=true]")) row.removeAttribute("aria-selected");
  cell.box.closest("tr")?.setAttribute("aria-selected", "true");
  if (cell.row) state.tablePosition = { row: cell.row.row_id, field: cell.field };
  state.documentField = cell.kind === "document" ? cell.field : null;
  drawFooter();
  if (!isSameRow) showRowScan(cell);
}

export function editCell(cell, selects = true) {
  if (cell.isEditing) return;
  cell.isEditing = true;
  cell.box.readOnly = false;
  cell.box.focus();
  if (selects) cell.box.select();
  drawFooter();
}

// Opens an edit again that the server has refused, in the table as it is now. Returns the cell.
export function retryEdit({ cell, value, at, sent }) {
  state.sentDrafts.delete(sent);
  const current =
    state.grid
      .flat()
      .find((one) => one.kind === cell.kind && one.row?.row_id === cell.row?.row_id && one.field === cell.field) ??
    cell;
  current.box.value = value;
  editCell(current, false);
  if (at !== undefined) current.box.setSelectionRange(at, at);
  return current;
}

// Ends the edit of the active cell before the table is drawn again. Returns the edit for resumeEdit, or null.
export function interruptEdit() {
  const cell = state.activeCell;
  if (!cell?.isEditing || !isTableOpen()) return null;
  cell.isEditing = false;
  return {
    row: cell.row?.row_id,
    kind: cell.kind,
    below: cell.below,
    field: cell.field,
    value: cell.box.value,
    stored: cell.stored,
    from: cell.box.selectionStart,
    to: cell.box.selectionEnd,
  };
}

// The resumed edit is based on the version that the person began with.
export function resumeEdit(cell, { value, stored, from, to }) {
  if (cell.kind !== "new") cell.stored = stored;
  editCell(cell, false);
  cell.box.value = value;
  cell.box.setSelectionRange(from, to);
}
