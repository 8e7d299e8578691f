// Cells of lists: text of documents, dates, status, links to documents.
import { buildAddress } from "./address.js";
import { createElement } from "./dom.js";
import { formatDate, getTexts } from "./language.js";

// The text is isolated, because a name may change the direction of writing.
export const createText = (text) => createElement("bdi", {}, text ?? "");

export const createDate = (date) =>
  date
    ? createElement("time", { dateTime: date }, formatDate(date))
    : createElement("span", { className: "soft" }, "—");

export const createStatus = (status) =>
  createElement("span", { className: `status status-${status}` }, getTexts().documents.status[status] ?? status ?? "");

// A document with open doubts is to be checked, also if its own row has none.
export const createDocumentStatus = ({ status, doubts }) => createStatus(status === "ok" && doubts ? "review" : status);

export const getDocumentName = (item) => item.number || item.name;

// A link to a document. It is the place of its row that the arrow keys reach.
export function createDocumentLink(item, params = {}, text = getDocumentName(item)) {
  const href = buildAddress("document", params, item.doc_id);
  return createElement("a", { href, className: "row-link" }, createText(text));
}

export function createHead(cells) {
  const row = createElement("tr", {}, ...cells.map((one) => createElement("th", { scope: "col" }, one)));
  return createElement("thead", {}, row);
}

// Creates a row of a table. The label of a cell is shown beside the cell in a narrow window.
export function createCells(cells) {
  const row = createElement("tr");
  for (const { label, content, className } of cells) {
    const td = createElement("td", { className: className ?? "" }, content);
    td.dataset.label = label;
    row.append(td);
  }
  return row;
}

export function createTable(name, head, body) {
  const table = createElement("table", { className: "list" }, head, body);
  table.setAttribute("aria-label", name);
  return table;
}
