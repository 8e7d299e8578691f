// Creates the table of tasks and the card of its document. Their cells are added to `grid`.
import { createCellBox } from "./cell_box.js";
import { createElement } from "./dom.js";
import { getTexts, localize } from "./language.js";
import { isActive } from "./row_actions.js";

export function createRow(row, number, columns, grid) {
  const texts = getTexts();
  const line = [];
  const out = createElement("tr", {});
  out.setAttribute("role", "row");
  const put = (content, label, name = "") => {
    const td = createElement("td", { className: name }, content);
    td.setAttribute("role", "gridcell");
    td.dataset.label = label;
    out.append(td);
  };
  row.cells.forEach((stored, i) => {
    const column = columns[i];
    const cell = { row, stored, field: column.field };
    line.push(cell);
    put(
      createCellBox(cell, texts.rowName(number, localize(column.label))),
      localize(column.label),
      row.doubts.includes(column.field) ? "doubt" : "",
    );
  });
  put(texts.status[row.status], texts.statusColumn, "status-" + row.status);
  put(row.reasons.map((one) => localize(one.meaning)).join("; "), texts.reasonColumn, "reasons");
  out.classList.toggle("rejected", !isActive(row));
  grid.push(line);
  return out;
}

export function createNewRow(below, columns, grid) {
  const cell = { row: null, kind: "new", below, field: "task_text", stored: { value: "" } };
  const out = createElement("tr", { className: "new" });
  out.setAttribute("role", "row");
  const td = createElement("td", { colSpan: columns.length + 2 }, createCellBox(cell, getTexts().newRow));
  td.setAttribute("role", "gridcell");
  td.dataset.label = getTexts().newRow;
  out.append(td);
  grid.push([cell]);
  return out;
}

export function createDocumentCard(values, grid) {
  const out = createElement("dl", { className: "card" });
  for (const stored of values) {
    const cell = { row: null, kind: "document", stored, field: stored.field };
    grid.push([cell]);
    out.append(
      createElement("dt", {}, localize(stored.label)),
      createElement("dd", {}, createCellBox(cell, localize(stored.label))),
    );
  }
  return out;
}

export function createTable(columns, lines) {
  const texts = getTexts();
  const heads = [
    ...columns.map((one) => [localize(one.label), one.field]),
    [texts.statusColumn, "status"],
    [texts.reasonColumn, "reasons"],
  ];
  const head = createElement(
    "tr",
    {},
    ...heads.map(([text, className]) => {
      const th = createElement("th", { scope: "col", className }, text);
      th.setAttribute("role", "columnheader");
      return th;
    }),
  );
  head.setAttribute("role", "row");
  const table = createElement("table", {}, createElement("thead", {}, head), createElement("tbody", {}, ...lines));
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", texts.ofTasks);
  for (const group of table.children) group.setAttribute("role", "rowgroup");
  return table;
}
