// The parts of a document that are tables: sections, references, history.
import { buildAddress } from "./address.js";
import { getDocumentUrl, getJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane } from "./dom.js";
import { formatDate, formatTime, getTexts, localize } from "./language.js";
import { state } from "./state.js";

const MOST_ROWS = 1000;

// The columns that a clerk reads. The exports have all others.
const COLUMNS = {
  sections: ["num_raw", "heading", "text", "page_from"],
  references: ["seq", "raw", "number", "notation", "issued_date", "organ_raw", "title", "target_doc_id"],
};

const createNothing = (text) => createElement("p", { className: "done-all" }, text);

function createPane(name, labels, rows) {
  const body = createElement("tbody");
  for (const row of rows) body.append(createCells(row.map((content, i) => ({ label: labels[i], content }))));
  const table = createTable(name, createHead(labels), body);
  table.classList.add("rows");
  return createScrollPane(name, table);
}

// A page and a cited document are links.
function createContent(name, value) {
  const texts = getTexts();
  if (value === null || value === "") return createText("");
  if (name === "page_from")
    return createElement(
      "a",
      { href: buildAddress("document", { trang: value }, state.docId) },
      texts.pageNumber(value),
    );
  if (name === "target_doc_id") return createElement("a", { href: buildAddress("document", {}, value) }, texts.open);
  return createText(name === "issued_date" ? formatDate(value) : String(value));
}

// Columns without any value are left out.
async function createRowsTab(table, name) {
  const { columns, items } = await getJson(getDocumentUrl(state.docId, `/${table}`), { limit: MOST_ROWS });
  if (!items.length) return [createNothing(getTexts().one.noRows)];
  const isFilled = (column) => items.some((item) => (item[column] ?? "") !== "");
  const shown = COLUMNS[table].filter(isFilled);
  const rows = items.map((item) => shown.map((column) => createContent(column, item[column])));
  const labels = shown.map((column) => localize(columns.find((one) => one.name === column).label));
  return [createPane(name, labels, rows)];
}

export const createSectionsTab = () => createRowsTab("sections", getTexts().one.tabs.sections);
export const createReferencesTab = () => createRowsTab("references", getTexts().one.tabs.references);

export async function createHistoryTab() {
  const texts = getTexts().one;
  const { items } = await getJson(getDocumentUrl(state.docId, "/history"));
  if (!items.length) return [createNothing(texts.noHistory)];
  const rows = items.map((one) =>
    [
      formatTime(one.at),
      one.actor,
      texts.actions[one.action] ?? one.action,
      [texts.tableNames[one.table] ?? one.table, one.label ? localize(one.label) : one.field]
        .filter(Boolean)
        .join(", "),
      one.was ?? "",
      one.value ?? "",
    ].map(createText),
  );
  return [createPane(texts.tabs.history, texts.historyColumns, rows)];
}
