// Columns of the list of documents: heads that sort, cells, and the choice of columns.
import {
  createCells,
  createDate,
  createDocumentLink,
  createDocumentStatus,
  createText,
  getDocumentName,
} from "./cells.js";
import { createElement } from "./dom.js";
import { formatNumber, formatTime, getTexts } from "./language.js";
import { state } from "./state.js";

const createCount = (count) => createElement("span", {}, formatNumber(count ?? 0));

const COLUMNS = {
  number: {
    create: (item) => createDocumentLink(item, {}, item.number || getTexts().documents.noName),
    sort: "number",
  },
  issued: { create: (item) => createDate(item.issued), sort: "issued" },
  type: { create: (item) => createText(item.type) },
  organ: { create: (item) => createText(item.organ) },
  subject: { create: (item) => createText(item.subject) },
  name: { create: (item) => createText(item.name), sort: "name", isOneWay: true },
  path: { create: (item) => createText(item.path) },
  status: { create: (item) => createDocumentStatus(item) },
  tasks: { create: (item) => createCount(item.tasks), className: "number" },
  doubts: { create: (item) => createCount(item.doubts), className: "number" },
  pages: { create: (item) => createCount(item.pages), className: "number" },
  added: { create: (item) => createElement("time", { dateTime: item.added }, formatTime(item.added)), sort: "added" },
};
// Returns the order after a press of the head of a column. A second press turns most orders round.
export function getNextSort(sort, key) {
  const isOneWay = Object.values(COLUMNS).some((column) => column.sort === key && column.isOneWay);
  return sort === key && !isOneWay ? `-${key}` : key;
}

const SHOWN_FIRST = ["number", "issued", "organ", "subject", "name", "status", "tasks", "doubts"];

// The number is always shown, because it is the link to the document.
export const getShownColumns = () =>
  Object.keys(COLUMNS).filter((name) => name === "number" || (state.columns ?? SHOWN_FIRST).includes(name));

function createSortButton(name, sort, sortBy) {
  const { columns, sorted } = getTexts().documents;
  const key = COLUMNS[name].sort;
  const sign = sort === key ? " ▲" : sort === `-${key}` ? " ▼" : "";
  const button = createElement("button", { type: "button", value: key, title: sorted(columns[name]) }, columns[name]);
  if (sign) button.append(createElement("span", { ariaHidden: "true" }, sign));
  button.addEventListener("click", () => sortBy(key));
  return button;
}

export function createHeadRow(columns, sort, sortBy) {
  const labels = getTexts().documents.columns;
  const choice = createElement("th", { scope: "col", className: "choice-cell" });
  choice.append(createElement("span", { className: "hidden" }, getTexts().documents.choose("")));
  const heads = columns.map((name) => {
    const key = COLUMNS[name].sort;
    const th = createElement("th", { scope: "col", className: `column-${name}` });
    th.append(key ? createSortButton(name, sort, sortBy) : labels[name]);
    if (key && sort.endsWith(key)) th.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    return th;
  });
  return createElement("thead", {}, createElement("tr", {}, choice, ...heads));
}

export function createRow(item, columns, onChoice) {
  const texts = getTexts().documents;
  const box = createElement("input", { type: "checkbox", checked: state.chosen.has(item.doc_id) });
  box.setAttribute("aria-label", texts.choose(getDocumentName(item)));
  const row = createCells([
    { label: "", content: box, className: "choice-cell" },
    ...columns.map((name) => ({
      label: texts.columns[name],
      content: COLUMNS[name].create(item),
      className: `column-${name} ${COLUMNS[name].className ?? ""}`,
    })),
  ]);
  box.addEventListener("change", () => {
    if (box.checked) state.chosen.set(item.doc_id, item);
    else state.chosen.delete(item.doc_id);
    row.classList.toggle("chosen", box.checked);
    onChoice();
  });
  row.classList.toggle("chosen", box.checked);
  row.dataset.doc = item.doc_id;
  return row;
}

// Keeps the choice in the browser, for the next time.
export function createColumnChoice(onChange) {
  const texts = getTexts().documents;
  const shown = getShownColumns();
  const boxes = Object.keys(COLUMNS)
    .filter((name) => name !== "number")
    .map((name) => {
      const box = createElement("input", { type: "checkbox", value: name, checked: shown.includes(name) });
      return createElement("label", {}, box, " ", texts.columns[name]);
    });
  const choice = createElement(
    "details",
    { className: "menu" },
    createElement("summary", {}, texts.columnChoice),
    createElement("div", { className: "menu-box" }, ...boxes),
  );
  choice.addEventListener("change", () => {
    state.columns = [...choice.querySelectorAll("input:checked")].map((box) => box.value);
    localStorage.setItem("columns", JSON.stringify(state.columns));
    onChange();
  });
  return choice;
}
