// The view of all documents: filters, sorting, columns, and acts on the chosen documents.
import { changeParams, dropEmpty } from "./address.js";
import { getJson } from "./api.js";
import { createColumnChoice, createHeadRow, createRow, getNextSort, getShownColumns } from "./document_columns.js";
import { createChoiceBar, showChoice } from "./chosen_documents.js";
import { createTable } from "./cells.js";
import { createElement, createScrollPane } from "./dom.js";
import { createFilterForm } from "./filter_form.js";
import { formatNumber, getTexts } from "./language.js";
import { LIST_KEYS, loadList } from "./paged_list.js";
import { drawView } from "./router.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

const PATH = "/api/v1/documents";
const FILTERS = ["q", "organ", "type", "year", "status", "from", "until", "reason"];

const getQuery = () => ({ sort: "-added", ...dropEmpty(state.params) });
const isFiltered = () => FILTERS.some((name) => state.params[name]);

function createFilters(fill) {
  const texts = getTexts();
  const names = texts.filterNames;
  const statuses = Object.entries(texts.documents.status).map(([key, label]) => ({ key, label }));
  const fields = [
    { name: "q", label: names.words, type: "search" },
    { name: "organ", label: names.organ, options: state.facets.organ },
    { name: "type", label: names.type, options: state.facets.type },
    { name: "year", label: names.year, options: state.facets.year },
    { name: "status", label: names.status, options: statuses },
    { name: "from", label: names.from, type: "date" },
    { name: "until", label: names.until, type: "date" },
  ];
  return createFilterForm(fields, (params) =>
    enqueueAction(async () => {
      changeParams(params);
      await fill();
    }),
  );
}

const sortBy = (sort, fill) =>
  enqueueAction(async () => {
    changeParams({ sort: getNextSort(getQuery().sort, sort) });
    await fill();
    document.querySelector(`main th button[value="${sort}"]`)?.focus();
  });

function createNothing() {
  const texts = getTexts().documents;
  const text = isFiltered() ? texts.none : texts.noneYet;
  return createElement("p", { className: "done-all" }, text);
}

// Fills the region with the list, and says how long the list is.
async function fillList(region, count) {
  const texts = getTexts().documents;
  const columns = getShownColumns();
  const body = createElement("tbody");
  state.listed = [];
  const { first, more } = await loadList(PATH, getQuery(), (items) => {
    state.listed.push(...items.map((one) => one.doc_id));
    body.append(...items.map((one) => createRow(one, columns, showChoice)));
  });
  if (first.total !== null)
    count.textContent = texts.total(formatNumber(first.total), formatNumber(state.info?.documents ?? first.total));
  const head = createHeadRow(columns, getQuery().sort, (sort) => sortBy(sort, () => fillList(region, count)));
  const list = createScrollPane(texts.list, createTable(texts.list, head, body));
  region.replaceChildren(...(first.items.length ? [list, more] : [createNothing()]));
}

async function createDocumentsElements() {
  const answer = await getJson(PATH, { limit: 1, facets: 1 });
  state.facets = answer.facets;
  const region = createElement("div", { id: "document-list" });
  const count = createElement("p", { className: "soft count" });
  count.setAttribute("role", "status");
  await fillList(region, count);
  return [
    createElement("h2", { className: "title" }, getTexts().places.documents),
    createFilters(() => fillList(region, count)),
    createElement(
      "div",
      { className: "list-bar" },
      count,
      createColumnChoice(() => enqueueAction(drawView)),
    ),
    region,
    createChoiceBar(),
  ];
}

export const documentsView = { hint: "documents", draw: createDocumentsElements, keys: LIST_KEYS };
