// The parts of a document that are tables: sections, references, history.
import { getDocumentUrl, getJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane } from "./dom.js";
import { formatTime, getTexts, localize } from "./language.js";
import { state } from "./state.js";

const MOST_ROWS = 200;

const createNothing = (text) => createElement("p", { className: "done-all" }, text);

function createPane(name, labels, rows) {
  const body = createElement("tbody");
  for (const row of rows)
    body.append(createCells(row.map((text, i) => ({ label: labels[i], content: createText(text) }))));
  return createScrollPane(name, createTable(name, createHead(labels), body));
}

// Columns without any value are left out.
async function createRowsTab(table, name) {
  const { columns, items } = await getJson(getDocumentUrl(state.docId, `/${table}`), { limit: MOST_ROWS });
  if (!items.length) return [createNothing(getTexts().one.noRows)];
  const shown = columns.filter((one) => items.some((item) => item[one.name] !== null && item[one.name] !== ""));
  const rows = items.map((item) => shown.map((one) => String(item[one.name] ?? "")));
  const labels = shown.map((one) => localize(one.label));
  return [createPane(name, labels, rows)];
}

export const createSectionsTab = () => createRowsTab("sections", getTexts().one.tabs.sections);
export const createReferencesTab = () => createRowsTab("references", getTexts().one.tabs.references);

export async function createHistoryTab() {
  const texts = getTexts().one;
  const { items } = await getJson(getDocumentUrl(state.docId, "/history"));
  if (!items.length) return [createNothing(texts.noHistory)];
  const rows = items.map((one) => [
    formatTime(one.at),
    one.actor,
    texts.actions[one.action] ?? one.action,
    [texts.tableNames[one.table] ?? one.table, one.label ? localize(one.label) : one.field].filter(Boolean).join(", "),
    one.was ?? "",
    one.value ?? "",
  ]);
  return [createPane(texts.tabs.history, texts.historyColumns, rows)];
}
