// Begins, interrupts and resumes the editing of a cell.
import { drawKeys } from "./footer.js";
import { showPlace } from "./row_scan.js";
import { state } from "./state.js";

export function enterCell(of) {
  if (state.cell && state.cell !== of) state.cell.box.tabIndex = -1;
  const same = of.row && state.cell?.row === of.row && state.cell.box.isConnected;
  state.cell = of;
  of.box.tabIndex = 0;
  for (const row of document.querySelectorAll("tr[aria-selected=true]")) row.removeAttribute("aria-selected");
  of.box.closest("tr")?.setAttribute("aria-selected", "true");
  if (of.row) state.table = { row: of.row.row_id, field: of.field };
  state.ofDocument = of.key === "document" ? of.field : null;
  drawKeys();
  if (!same) showPlace(of);
}

export function editCell(of, selects = true) {
  if (of.editing) return;
  of.editing = true;
  of.box.readOnly = false;
  of.box.focus();
  if (selects) of.box.select();
  drawKeys();
}

// What was not taken is typed again, in the table as it is now.
export function typeAgain({ of, value, at, sent }) {
  state.sent.delete(sent);
  const here = state.grid.flat().find((one) => one.key === of.key && one.row?.row_id === of.row?.row_id && one.field === of.field) ?? of;
  here.box.value = value;
  editCell(here, false);
  if (at !== undefined) here.box.setSelectionRange(at, at);
  return here;
}

// What is being typed while the table is drawn anew goes on in the new one; on what it was begun with.
export function stopTyping() {
  const of = state.cell;
  if (!of?.editing || state.view !== "tasks") return null;
  of.editing = false;
  return { row: of.row?.row_id, key: of.key, below: of.below, field: of.field, value: of.box.value, cell: of.cell, from: of.box.selectionStart, to: of.box.selectionEnd };
}

export function goOnTyping(of, { value, cell, from, to }) {
  if (of.key !== "new") of.cell = cell;
  editCell(of, false);
  of.box.value = value;
  of.box.setSelectionRange(from, to);
}
