// Draws the rows of the task table and the card of its document.
import { cellBox } from "./cell_box.js";
import { element } from "./dom.js";
import { said, words } from "./language.js";
import { livesOn } from "./row_actions.js";

export function rowLine(row, number, columns, grid) {
  const w = words(), line = [], out = element("tr", {});
  out.setAttribute("role", "row");
  const put = (content, label, name = "") => {
    const cell = element("td", { className: name }, content);
    cell.setAttribute("role", "gridcell");
    cell.dataset.label = label;
    out.append(cell);
  };
  row.cells.forEach((cell, i) => {
    const column = columns[i], of = { row, cell, field: column.field };
    line.push(of);
    put(cellBox(of, w.rowName(number, said(column.label))), said(column.label), row.doubts.includes(column.field) ? "doubt" : "");
  });
  put(w.status[row.status], w.statusColumn, "status-" + row.status);
  put(row.reasons.map((one) => said(one.meaning)).join("; "), w.reasonColumn, "reasons");
  out.classList.toggle("rejected", !livesOn(row));
  grid.push(line);
  return out;
}

export function newLine(below, columns, grid) {
  const of = { row: null, key: "new", below, field: "task_text", cell: { value: "" } }, out = element("tr", { className: "new" });
  out.setAttribute("role", "row");
  const cell = element("td", { colSpan: columns.length + 2 }, cellBox(of, words().newRow));
  cell.setAttribute("role", "gridcell");
  cell.dataset.label = words().newRow;
  out.append(cell);
  grid.push([of]);
  return out;
}

export function documentCard(cells, grid) {
  const out = element("dl", { className: "card" });
  for (const cell of cells) {
    const of = { row: null, key: "document", cell, field: cell.field };
    grid.push([of]);
    out.append(element("dt", {}, said(cell.label)), element("dd", {}, cellBox(of, said(cell.label))));
  }
  return out;
}
