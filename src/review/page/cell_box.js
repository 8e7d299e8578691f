// The text box of a cell: focus, arrow keys, saving.
import { ask } from "./api.js";
import { arrived, draftFor, dropDraft, send } from "./cell_drafts.js";
import { editCell, enterCell, typeAgain } from "./cell_editing.js";
import { element, tell } from "./dom.js";
import { drawKeys } from "./footer.js";
import { words } from "./language.js";
import { drawView } from "./router.js";
import { saveNew, splitRow, tableChanged } from "./row_actions.js";
import { inTurn } from "./serial_executor.js";
import { state, store } from "./state.js";
import { remember } from "./undo.js";

export function cellBox(of, name) {
  const box = element("textarea", { value: of.cell.value, rows: 1, readOnly: true, spellcheck: false, tabIndex: -1 });
  box.setAttribute("aria-label", name);
  of.box = box;
  box.addEventListener("focus", () => enterCell(of));
  box.addEventListener("blur", () => { if (of.editing) saveCell(of); });
  box.addEventListener("mousedown", () => { if (!of.editing) setTimeout(() => editCell(of, false)); });
  box.addEventListener("input", () => store("cell", draftFor(of, box.value)));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
    if (of.editing) {
      if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); if (of.row && of.field === "task_text") splitRow(of); }
      else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); saveCell(of); }
      if (event.key === "Escape") { event.preventDefault(); leaveCell(of); }
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); moveCell(of, ...step); }
    if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); event.stopPropagation(); editCell(of); }
  });
  return box;
}

// By the arrow keys, also to the rows that are not drawn, and up to what is said of the document.
function moveCell(of, down, right) {
  const grid = state.grid, y = grid.findIndex((line) => line.includes(of)), x = grid[y].indexOf(of) + right;
  const { rows } = state.tasks, next = down && of.row ? rows[rows.indexOf(of.row) + down] : null;
  const line = next ? grid.find(([first]) => first.row === next) : grid[y + down];
  if (next && !line) return inTurn(async () => { state.table = { row: next.row_id, field: of.field }; await drawView(); });
  line?.[Math.min(Math.max(x, 0), line.length - 1)].box.focus();
}

export function leaveCell(of) {
  of.editing = false;
  dropDraft(of);
  of.box.value = of.cell.value;
  of.box.readOnly = true;
  if (of.key === "new") { state.cell = null; return inTurn(drawView); }
  drawKeys();
}

// A row that a person adds is in no store until its text is.
export const saveCell = (of) => {
  if (!of.editing) return;
  const value = of.box.value, doc = state.tasks.doc;
  of.editing = false;
  if (of.key === "new") {
    dropDraft(of);
    return value.trim() ? saveNew(of, value) : leaveCell(of);
  }
  of.box.readOnly = true;
  drawKeys();
  if (value === of.cell.value) return dropDraft(of);
  const typed = send({ of, value });
  inTurn(async () => {
    const place = of.row ? { table: "tasks", row_id: of.row.row_id } : { table: "documents", row_id: doc };
    let answer;
    try {
      const deed = of.field === "pages" && !of.row ? { action: "pages" } : { action: "write", ...place, field: of.field };
      answer = await ask("/api/act", {}, { ...deed, value, doc_id: doc, version: of.cell.version });
    } catch (error) {
      if (error.status === 404) { state.sent.delete(typed.sent); throw error; }
      const here = typeAgain(typed);
      if (error.conflict) Object.assign(here.cell, { value: error.now.value, version: error.now.version });
      throw { text: error.conflict ? `${error.text}. ${words().nowStands(error.now.value)}` : error.text };
    }
    arrived(typed);
    Object.assign(of.cell, { value: answer.value, version: answer.version });  // who types there again goes on from it
    remember(answer.undo);
    await tableChanged(answer, of.row?.row_id);
    tell(answer.wanted ? words().divided(answer.wanted, answer.unread) : words().saved, true);
  });
};
