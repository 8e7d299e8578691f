// Keeps the text that a person types into a cell, until the server has it.
import { state, store, stored } from "./state.js";

// One cell has the keys at a time (state.cell); it is read until somebody edits it. What is typed is
// saved by Enter or when the cell is left, and outlives a reload until the server has it; what is on
// its way there (state.sent) is not gone on with.
const rowOf = (of) => of.row?.row_id ?? (of.key === "document" ? state.tasks.doc : of.key);

export const draftFor = (of, value) => ({ row: rowOf(of), field: of.field, value });
export const cellDraft = () => { const draft = stored("cell", null); return draft && !state.sent.has(JSON.stringify(draft)) ? draft : null; };
export const draftOfCell = (of) => { const draft = cellDraft(); return draft && draft.row === rowOf(of) && draft.field === of.field ? draft.value : null; };
export const dropDraft = (of) => { if (draftOfCell(of) !== null) store("cell", null); };

export function send(typed) {
  typed.sent = JSON.stringify(draftFor(typed.of, typed.value));
  state.sent.add(typed.sent);
  return typed;
}

export function arrived(typed) {
  state.sent.delete(typed.sent);
  if (sessionStorage.getItem("cell") === typed.sent) store("cell", null);
}
