// The view of all tasks of a document, as a table that can be edited.
import { ask } from "./api.js";
import { leaveCell, saveCell } from "./cell_box.js";
import { cellDraft, draftOfCell } from "./cell_drafts.js";
import { editCell, enterCell, goOnTyping, stopTyping } from "./cell_editing.js";
import { rescan, sign } from "./document_verdict.js";
import { byId, element } from "./dom.js";
import { drawDivision } from "./file_division.js";
import { said, when, words } from "./language.js";
import { drawView } from "./router.js";
import { addRow, livesOn, mergeRow, rejectRow, splitRow } from "./row_actions.js";
import { afterwards, inTurn } from "./serial_executor.js";
import { state, store, stored } from "./state.js";
import { documentCard, newLine, rowLine } from "./task_table.js";
import { undo } from "./undo.js";

const ROWS = 50;  // at once

// Any document that waits, and the one that is seen.
function documentChoice() {
  const select = element("select", { name: "table-doc", onchange: () => inTurn(async () => { state.doc = select.value; state.table = null; await drawView(); }) });
  const waiting = state.counts.documents, isOne = waiting.some((one) => one.key === state.doc);
  for (const one of [...(isOne ? [] : [{ key: state.doc, label: { vi: state.name, en: state.name } }]), ...waiting])
    select.append(element("option", { value: one.key, selected: one.key === state.doc }, said(one.label)));
  return element("label", { className: "choice" }, words().document, " ", select);
}

async function drawTasks() {
  const w = words(), doc = state.doc, answer = { doc, ...(await ask("/api/tasks", { doc })) };
  const typed = state.tasks?.doc === doc ? stopTyping() : null;
  state.tasks = answer;
  state.name = answer.name;
  state.seen = new Map();
  state.cell = null;
  state.typed = typed;
  if (typed?.key === "new") state.adding = typed.below;
  if (typed?.row) state.table = typed;
  const { rows, columns } = answer, grid = (state.grid = []), draft = cellDraft();
  if (!typed && draft?.row && rows.some((row) => row.row_id === draft.row)) state.table = { row: draft.row, field: draft.field };
  const here = state.adding ?? state.table?.row;
  const at = Math.max(0, rows.findIndex((row) => row.row_id === here));
  const from = at - (at % ROWS), shown = rows.slice(from, from + ROWS);
  const card = documentCard([...answer.document, ...(answer.pages ? [{ ...answer.pages, field: "pages", label: w.pages }] : [])], grid);
  const lines = shown.map((row, i) => rowLine(row, from + i + 1, columns, grid));
  if (state.adding !== undefined && state.adding !== null) {
    const place = shown.findIndex((row) => row.row_id === state.adding), under = place < 0 ? lines.length : place + 1;
    lines.splice(under, 0, newLine(state.adding, columns, grid));
  }
  const turn = (sign, label, to) => {
    const button = element("button", { type: "button", disabled: !rows[to], onclick: () => inTurn(async () => { state.table = { row: rows[to].row_id, field: "task_text" }; await drawView(); }) }, sign);
    button.setAttribute("aria-label", label);
    return button;
  };
  const heads = [...columns.map((one) => [said(one.label), one.field]), [w.statusColumn, "status"], [w.reasonColumn, "reasons"]];
  const head = element("tr", {}, ...heads.map(([text, className]) => {
    const cell = element("th", { scope: "col", className }, text);
    cell.setAttribute("role", "columnheader");
    return cell;
  }));
  head.setAttribute("role", "row");
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", w.ofTasks);
  for (const group of table.children) group.setAttribute("role", "rowgroup");
  const scan = element("section", { id: "row-scan", className: answer.scanned ? "" : "text", tabIndex: 0 });
  scan.setAttribute("aria-label", w.ofRow);
  return [
    documentChoice(),
    ...(answer.verdict ? [element("p", { className: "because" }, w.verdict[answer.verdict.did], " ", element("bdi", {}, answer.verdict.actor), ` · ${when(answer.verdict.at)}`)] : []),
    element("details", { open: stored("card", false), ontoggle: (event) => store("card", event.target.open) }, element("summary", {}, w.ofDocument), card,
      ...(answer.pages ? drawDivision(answer.pages, doc) : []),
      ...(answer.pages?.wanted ? [element("p", { className: "because" }, w.divided(answer.pages.wanted, answer.pages.unread))] : [])),
    scan,
    ...(rows.length > ROWS ? [element("p", {}, turn("◀", w.rowsBefore, from - ROWS), ` ${w.rowsShown(from + 1, from + shown.length, rows.length)} `, turn("▶", w.rowsAfter, from + ROWS))] : []),
    ...(lines.length ? [element("div", { className: "scroll" }, table)] : [element("p", { className: "done-all" }, w.noTasks)]),
  ];
}

// To the cell that one was at.
function enterTable(focused) {
  const isChoosing = focused === "table-doc", cells = state.grid.flat(), typed = state.typed, adds = (state.adding ?? null) !== null;
  state.typed = state.adding = null;
  const isAt = (of) => of.row && of.row.row_id === state.table?.row && of.field === state.table.field;
  const of = (adds ? cells.find((one) => one.key === "new") : state.ofDocument ? cells.find((one) => one.key === "document" && one.field === state.ofDocument) : cells.find(isAt))
    ?? cells.find((one) => one.row && one.field === "task_text");
  const choice = document.querySelector("select[name=table-doc]");
  if (!of) {
    if (cells.length) cells[0].box.tabIndex = 0;
    return (isChoosing ? choice : byId("main")).focus({ preventScroll: true });
  }
  if (isChoosing && !typed && !adds) {  // who goes through the documents by the arrow keys stays there
    enterCell(of);
    return choice.focus();
  }
  of.box.focus({ preventScroll: true });
  if (state.cell !== of) enterCell(of);
  const line = of.box.closest("tr"), pane = line?.closest(".scroll");
  (line ? null : of.box)?.scrollIntoView({ block: "nearest" });
  line?.scrollIntoView({ block: line.clientHeight < pane.clientHeight / 2 ? "center" : "start" });
  if (typed && typed.row === of.row?.row_id && typed.field === of.field) return goOnTyping(of, typed);
  if (adds) return editCell(of, false);
  const draft = draftOfCell(of);
  if (draft !== null) { editCell(of, false); of.box.value = draft; }
}

export const TABLE_KEYS = {
  a: addRow, u: undo, e: () => { if (state.cell) editCell(state.cell); },
  d: sign, r: rescan, x: () => state.cell?.row && rejectRow(state.cell.row), m: () => state.cell?.row && mergeRow(state.cell.row),
};

function addKeys(add, w) {
  if (state.cell?.editing) {
    add("Enter", w.save, () => saveCell(state.cell), true);
    add("Esc", w.cancel, () => leaveCell(state.cell));
    if (state.cell.row && state.cell.field === "task_text") add("Ctrl Enter", w.split, () => splitRow(state.cell));
    return;
  }
  if (state.cell) add("Enter", w.edit, () => editCell(state.cell), true);
  const inTable = (key) => () => afterwards(TABLE_KEYS[key]);
  add("A", w.add, inTable("a"));
  if (state.cell?.row) {
    add("X", livesOn(state.cell.row) ? w.reject : w.takeBack, inTable("x"));
    add("M", w.merge, inTable("m"));
  }
  add("D", w.sign, inTable("d"));
  add("R", w.rescan, inTable("r"));
  add("U", w.undo, inTable("u"));
}

export const tasksView = { draw: drawTasks, enter: enterTable, addKeys, recover: () => drawView().catch(() => null) };
