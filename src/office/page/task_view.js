// The view of the tasks of a document: a table that can be edited, and the scan of the active row.
import { getJson } from "./api.js";
import { cancelCell, saveCell } from "./cell_box.js";
import { getDraftText, readUnsentDraft } from "./cell_drafts.js";
import { activateCell, editCell, interruptEdit, resumeEdit } from "./cell_editing.js";
import { requestRescan, signOff } from "./document_verdict.js";
import { byId, createElement } from "./dom.js";
import { createDivision } from "./file_division.js";
import { formatTime, getTexts, localize } from "./language.js";
import { drawView } from "./router.js";
import { addRow, isActive, mergeRow, splitRow, toggleRejection } from "./row_actions.js";
import { enqueue, enqueueAction } from "./serial_executor.js";
import { readSession, state, writeSession } from "./state.js";
import { createDocumentCard, createNewRow, createRow, createTable } from "./task_table.js";
import { undoLast } from "./undo.js";

const MAX_ROWS_SHOWN = 50;

// Lists the documents that wait, and the document that is shown.
function createDocumentList() {
  const select = createElement("select", {
    name: "table-doc",
    onchange: () =>
      enqueueAction(async () => {
        state.docId = select.value;
        state.tablePosition = null;
        await drawView();
      }),
  });
  const waiting = state.counts.documents;
  const isWaiting = waiting.some((one) => one.key === state.docId);
  const shown = { key: state.docId, label: { vi: state.documentName, en: state.documentName } };
  for (const one of [...(isWaiting ? [] : [shown]), ...waiting])
    select.append(createElement("option", { value: one.key, selected: one.key === state.docId }, localize(one.label)));
  return createElement("label", { className: "choice" }, getTexts().document, " ", select);
}

const createVerdict = ({ did, actor, at }) =>
  createElement(
    "p",
    { className: "because" },
    getTexts().verdict[did],
    " ",
    createElement("bdi", {}, actor),
    ` · ${formatTime(at)}`,
  );

function createDocumentDetails({ doc, pages }, card) {
  const texts = getTexts();
  return createElement(
    "details",
    { open: readSession("card", false), ontoggle: (event) => writeSession("card", event.target.open) },
    createElement("summary", {}, texts.ofDocument),
    card,
    ...(pages ? createDivision(pages, doc) : []),
    ...(pages?.wanted ? [createElement("p", { className: "because" }, texts.divided(pages.wanted, pages.unread))] : []),
  );
}

// Buttons to the rows before and after the rows that are shown.
function createPager(rows, from, count) {
  const texts = getTexts();
  const createButton = (sign, label, to) => {
    const onclick = () =>
      enqueueAction(async () => {
        state.tablePosition = { row: rows[to].row_id, field: "task_text" };
        await drawView();
      });
    const button = createElement("button", { type: "button", disabled: !rows[to], onclick }, sign);
    button.setAttribute("aria-label", label);
    return button;
  };
  return createElement(
    "p",
    {},
    createButton("◀", texts.rowsBefore, from - MAX_ROWS_SHOWN),
    ` ${texts.rowsShown(from + 1, from + count, rows.length)} `,
    createButton("▶", texts.rowsAfter, from + MAX_ROWS_SHOWN),
  );
}

// Loads the tasks. An edit in the old table is interrupted, and focusTable resumes the edit in the new table.
export async function loadTasks() {
  const doc = state.docId;
  const answer = { doc, ...(await getJson("/api/v1/review/tasks", { doc })) };
  const edit = state.tasks?.doc === doc ? interruptEdit() : null;
  state.tasks = answer;
  state.documentName = answer.name;
  state.rowDetails = new Map();
  state.activeCell = null;
  state.interruptedEdit = edit;
  if (edit?.kind === "new") state.newRowBelow = edit.below;
  if (edit?.row) state.tablePosition = edit;
  const draft = readUnsentDraft();
  if (!edit && draft?.row && answer.rows.some((row) => row.row_id === draft.row))
    state.tablePosition = { row: draft.row, field: draft.field };
}

// Creates the rows around the current row; `from` is the index of the first.
function createRows(from, shown) {
  const { columns } = state.tasks;
  const lines = shown.map((row, i) => createRow(row, from + i + 1, columns, state.grid));
  if (state.newRowBelow !== null) {
    const above = shown.findIndex((row) => row.row_id === state.newRowBelow);
    lines.splice(above < 0 ? lines.length : above + 1, 0, createNewRow(state.newRowBelow, columns, state.grid));
  }
  return lines;
}

// Creates the table of the open document with the card of the document.
export async function createTaskParts() {
  await loadTasks();
  const texts = getTexts();
  const { rows, columns, pages, verdict, scanned } = state.tasks;
  const current = state.newRowBelow ?? state.tablePosition?.row;
  const index = Math.max(
    0,
    rows.findIndex((row) => row.row_id === current),
  );
  const from = index - (index % MAX_ROWS_SHOWN);
  const shown = rows.slice(from, from + MAX_ROWS_SHOWN);
  state.grid = [];
  const values = [...state.tasks.document, ...(pages ? [{ ...pages, field: "pages", label: texts.pages }] : [])];
  const card = createDocumentCard(values, state.grid);
  const lines = createRows(from, shown);
  const scan = createElement("section", { id: "row-scan", className: scanned ? "" : "text", tabIndex: 0 });
  scan.setAttribute("aria-label", texts.ofRow);
  return [
    ...(verdict ? [createVerdict(verdict)] : []),
    createDocumentDetails(state.tasks, card),
    scan,
    ...(rows.length > MAX_ROWS_SHOWN ? [createPager(rows, from, shown.length)] : []),
    lines.length
      ? createElement("div", { className: "scroll" }, createTable(columns, lines))
      : createElement("p", { className: "done-all" }, texts.noTasks),
  ];
}

async function createTaskElements() {
  const parts = await createTaskParts();
  return [createDocumentList(), ...parts];
}

// Finds the cell that was active before the table was drawn again, or the first text of a task.
function findCell() {
  const cells = state.grid.flat();
  const isNew = (cell) => cell.kind === "new";
  const isOfDocument = (cell) => cell.kind === "document" && cell.field === state.documentField;
  const isAtPosition = (cell) =>
    cell.row && cell.row.row_id === state.tablePosition?.row && cell.field === state.tablePosition.field;
  const isWanted = state.newRowBelow !== null ? isNew : state.documentField ? isOfDocument : isAtPosition;
  return cells.find(isWanted) ?? cells.find((one) => one.row && one.field === "task_text");
}

// Scrolls to the row of the cell. A row taller than half of the pane begins at the top of the pane.
function scrollToCell(cell) {
  const line = cell.box.closest("tr");
  if (!line) return cell.box.scrollIntoView({ block: "nearest" });
  const pane = line.closest(".scroll");
  line.scrollIntoView({ block: line.clientHeight < pane.clientHeight / 2 ? "center" : "start" });
}

// Focuses the cell that was active, and goes on with the edit that was interrupted.
// The focus stays in the list of documents if a person moves through the list.
function focusTable(focusedName) {
  const cell = findCell();
  const edit = state.interruptedEdit;
  const isAdding = state.newRowBelow !== null;
  state.interruptedEdit = state.newRowBelow = null;
  const isChoosing = focusedName === "table-doc";
  const list = document.querySelector("select[name=table-doc]");
  if (!cell) {
    const first = state.grid.flat()[0];
    if (first) first.box.tabIndex = 0;
    return (isChoosing ? list : byId("main")).focus({ preventScroll: true });
  }
  if (isChoosing && !edit && !isAdding) {
    activateCell(cell);
    return list.focus();
  }
  cell.box.focus({ preventScroll: true });
  if (state.activeCell !== cell) activateCell(cell);
  scrollToCell(cell);
  if (edit && edit.row === cell.row?.row_id && edit.field === cell.field) return resumeEdit(cell, edit);
  if (isAdding) return editCell(cell, false);
  const draft = getDraftText(cell);
  if (draft !== null) {
    editCell(cell, false);
    cell.box.value = draft;
  }
}

export const TABLE_KEYS = {
  a: addRow,
  u: undoLast,
  e: () => {
    if (state.activeCell) editCell(state.activeCell);
  },
  d: signOff,
  r: requestRescan,
  x: () => state.activeCell?.row && toggleRejection(state.activeCell.row),
  m: () => state.activeCell?.row && mergeRow(state.activeCell.row),
};

function addKeys(add, texts) {
  if (state.activeCell?.isEditing) {
    add("Enter", texts.save, () => saveCell(state.activeCell), true);
    add("Esc", texts.cancel, () => cancelCell(state.activeCell));
    if (state.activeCell.row && state.activeCell.field === "task_text")
      add("Ctrl Enter", texts.split, () => splitRow(state.activeCell));
    return;
  }
  if (state.activeCell) add("Enter", texts.edit, () => editCell(state.activeCell), true);
  const inTable = (key) => () => enqueue(TABLE_KEYS[key]);
  add("A", texts.add, inTable("a"));
  if (state.activeCell?.row) {
    add("X", isActive(state.activeCell.row) ? texts.reject : texts.takeBack, inTable("x"));
    add("M", texts.merge, inTable("m"));
  }
  add("D", texts.sign, inTable("d"));
  add("R", texts.rescan, inTable("r"));
  add("U", texts.undo, inTable("u"));
}

export const tasksView = {
  draw: createTaskElements,
  focus: focusTable,
  addKeys,
  recover: () => drawView().catch(() => null),
};
