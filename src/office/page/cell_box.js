// Creates the text box of a cell, moves the focus between cells, and saves their text.
import { postAction } from "./api.js";
import { createDraft, dropDraft, markSaved, markSent } from "./cell_drafts.js";
import { activateCell, editCell, retryEdit } from "./cell_editing.js";
import { createElement, showMessage } from "./dom.js";
import { drawFooter } from "./footer.js";
import { getTexts } from "./language.js";
import { drawView } from "./router.js";
import { refreshTable, saveNewRow, splitRow } from "./row_actions.js";
import { enqueueAction } from "./serial_executor.js";
import { state, writeSession } from "./state.js";
import { pushUndo } from "./undo.js";

export function createCellBox(cell, name) {
  const box = createElement("textarea", {
    value: cell.stored.value,
    rows: 1,
    readOnly: true,
    spellcheck: false,
    tabIndex: -1,
  });
  box.setAttribute("aria-label", name);
  cell.box = box;
  box.addEventListener("focus", () => activateCell(cell));
  box.addEventListener("blur", () => {
    if (cell.isEditing) saveCell(cell);
  });
  box.addEventListener("mousedown", () => {
    if (!cell.isEditing) setTimeout(() => editCell(cell, false));
  });
  box.addEventListener("input", () => writeSession("cell", createDraft(cell, box.value)));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
    if (cell.isEditing) {
      if (event.key === "Enter" && event.ctrlKey) {
        event.preventDefault();
        if (cell.row && cell.field === "task_text") splitRow(cell);
      } else if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        saveCell(cell);
      }
      if (event.key === "Escape") {
        event.preventDefault();
        cancelCell(cell);
      }
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      moveFocus(cell, ...step);
    }
    if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      editCell(cell);
    }
  });
  return box;
}

// Moves the focus by cells, also to rows that are not drawn, and up to the card of the document.
function moveFocus(cell, down, right) {
  const grid = state.grid;
  const y = grid.findIndex((line) => line.includes(cell));
  const x = grid[y].indexOf(cell) + right;
  const { rows } = state.tasks;
  const next = down && cell.row ? rows[rows.indexOf(cell.row) + down] : null;
  const line = next ? grid.find(([first]) => first.row === next) : grid[y + down];
  if (next && !line)
    return enqueueAction(async () => {
      state.tablePosition = { row: next.row_id, field: cell.field };
      await drawView();
    });
  line?.[Math.min(Math.max(x, 0), line.length - 1)].box.focus();
}

export function cancelCell(cell) {
  cell.isEditing = false;
  dropDraft(cell);
  cell.box.value = cell.stored.value;
  cell.box.readOnly = true;
  if (cell.kind === "new") {
    state.activeCell = null;
    return enqueueAction(drawView);
  }
  drawFooter();
}

// Saves the text of the cell. A new row is stored together with its text.
export function saveCell(cell) {
  if (!cell.isEditing) return;
  const value = cell.box.value;
  const doc = state.tasks.doc;
  cell.isEditing = false;
  if (cell.kind === "new") {
    dropDraft(cell);
    return value.trim() ? saveNewRow(cell, value) : cancelCell(cell);
  }
  cell.box.readOnly = true;
  drawFooter();
  if (value === cell.stored.value) return dropDraft(cell);
  const edit = markSent({ cell, value });
  enqueueAction(async () => {
    const place = cell.row ? { table: "tasks", row_id: cell.row.row_id } : { table: "documents", row_id: doc };
    let answer;
    try {
      const action =
        cell.field === "pages" && !cell.row ? { action: "pages" } : { action: "write", ...place, field: cell.field };
      answer = await postAction({ ...action, value, doc_id: doc, version: cell.stored.version });
    } catch (error) {
      if (error.status === 404) {
        state.sentDrafts.delete(edit.sent);
        throw error;
      }
      const here = retryEdit(edit);
      if (error.conflict) Object.assign(here.stored, { value: error.now.value, version: error.now.version });
      throw { text: error.conflict ? `${error.text}. ${getTexts().nowStands(error.now.value)}` : error.text };
    }
    markSaved(edit);
    // If a person types there again, the edit is based on the new version.
    Object.assign(cell.stored, { value: answer.value, version: answer.version });
    pushUndo(answer.undo);
    await refreshTable(answer, cell.row?.row_id);
    showMessage(answer.wanted ? getTexts().divided(answer.wanted, answer.unread) : getTexts().saved, true);
  });
}
