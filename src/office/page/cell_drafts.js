// Drafts of cells: text that a person has typed and that the server does not have yet.
import { readSession, state, writeSession } from "./state.js";

// The session storage keeps one draft, so a reload loses no text.
// A draft on its way to the server (state.sentDrafts) is not offered again.
const getRowId = (cell) => cell.row?.row_id ?? (cell.kind === "document" ? state.tasks.doc : cell.kind);

export const createDraft = (cell, value) => ({ row: getRowId(cell), field: cell.field, value });
export const readUnsentDraft = () => {
  const draft = readSession("cell", null);
  return draft && !state.sentDrafts.has(JSON.stringify(draft)) ? draft : null;
};
export const getDraftText = (cell) => {
  const draft = readUnsentDraft();
  return draft && draft.row === getRowId(cell) && draft.field === cell.field ? draft.value : null;
};
export const dropDraft = (cell) => {
  if (getDraftText(cell) !== null) writeSession("cell", null);
};

export function markSent(edit) {
  edit.sent = JSON.stringify(createDraft(edit.cell, edit.value));
  state.sentDrafts.add(edit.sent);
  return edit;
}

export function markSaved(edit) {
  state.sentDrafts.delete(edit.sent);
  if (sessionStorage.getItem("cell") === edit.sent) writeSession("cell", null);
}
