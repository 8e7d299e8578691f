// The view of the tasks of all documents: by due day, by agency, overdue, without a date.
import { buildAddress, changeParams, dropEmpty } from "./address.js";
import { getJson } from "./api.js";
import { createCells, createDate, createHead, createStatus, createTable, createText } from "./cells.js";
import { createElement, createScrollPane } from "./dom.js";
import { createFilterForm } from "./filter_form.js";
import { formatDate, formatNumber, getTexts } from "./language.js";
import { LIST_KEYS, loadList } from "./paged_list.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

const PATH = "/api/v1/tasks";
const COLUMNS = ["due", "task", "lead", "helpers", "document", "status"];

// The parameters of each tab. The filters of an agency and of words stay.
const TABS = {
  due: { sort: "" },
  agency: { sort: "agency" },
  document: { sort: "document" },
  overdue: { overdue: 1 },
  none: { without_date: 1 },
};

const getQuery = () => ({ sort: "due", ...dropEmpty(state.params) });

function getTab() {
  const { overdue, without_date: isWithoutDate, sort } = state.params;
  if (overdue) return "overdue";
  if (isWithoutDate) return "none";
  return TABS[sort] ? sort : "due";
}

function createTabs() {
  const texts = getTexts().allTasks;
  const { agency, q } = state.params;
  const tabs = createElement("nav", { className: "tabs" });
  tabs.setAttribute("aria-label", texts.tabList);
  for (const [name, params] of Object.entries(TABS)) {
    const link = createElement("a", { href: buildAddress("allTasks", { ...params, agency, q }) }, texts.tabs[name]);
    if (name === getTab()) link.setAttribute("aria-current", "page");
    tabs.append(link);
  }
  return tabs;
}

const getToday = () => new Date().toLocaleDateString("sv-SE"); // YYYY-MM-DD

function createDue(item) {
  const texts = getTexts().allTasks;
  const out = createElement("span", {}, item.due ? createDate(item.due) : createText(item.due_text || "—"));
  if (item.due && item.due < getToday()) out.append(" ", createElement("span", { className: "late" }, texts.overdue));
  return out;
}

function createRow(item) {
  const labels = getTexts().allTasks.columns;
  const href = buildAddress("document", { trang: item.page, tim: "" }, item.doc_id);
  const link = createElement("a", { href, className: "row-link" }, createText(item.document));
  const contents = {
    due: createDue(item),
    task: createText([item.ordinal, item.task].filter(Boolean).join(". ")),
    lead: createText(item.lead),
    helpers: createText(item.helpers),
    document: link,
    status: createStatus(item.status),
  };
  return createCells(
    COLUMNS.map((name) => ({ label: labels[name], content: contents[name], className: `column-${name}` })),
  );
}

// Rows that follow each other stand below one head: the agency, the month, or the document.
function getGroup(item) {
  const texts = getTexts().allTasks;
  if (getQuery().sort === "agency") return item.lead || texts.noAgency;
  if (getQuery().sort === "document") return item.document;
  return item.due ? formatDate(item.due.slice(0, 7)) : texts.noDue;
}

function addRows(body, items) {
  for (const item of items) {
    const group = getGroup(item);
    if (body.dataset.group !== group) {
      const head = createElement("th", { colSpan: COLUMNS.length, scope: "rowgroup" }, createText(group));
      body.append(createElement("tr", { className: "group" }, head));
      body.dataset.group = group;
    }
    body.append(createRow(item));
  }
}

async function fillList(region, count) {
  const texts = getTexts().allTasks;
  const body = createElement("tbody");
  const { first, more } = await loadList(PATH, getQuery(), (items) => addRows(body, items));
  count.textContent = first.total === null ? "" : texts.total(formatNumber(first.total));
  const labels = COLUMNS.map((name) => texts.columns[name]);
  const table = createScrollPane(texts.list, createTable(texts.list, createHead(labels), body));
  const nothing = createElement("p", { className: "done-all" }, texts.none);
  region.replaceChildren(...(first.items.length ? [table, more] : [nothing]));
}

async function createTasksElements() {
  const texts = getTexts();
  const { facets } = await getJson(PATH, { limit: 1, facets: 1 });
  const region = createElement("div", { id: "task-list" });
  const count = createElement("p", { className: "soft count" });
  count.setAttribute("role", "status");
  const fields = [
    { name: "q", label: texts.filterNames.words, type: "search" },
    { name: "agency", label: texts.filterNames.agency, options: facets.agency ?? facets.agencies ?? [] },
    { name: "from", label: texts.filterNames.from, type: "date" },
    { name: "until", label: texts.filterNames.until, type: "date" },
  ];
  const change = (params) =>
    enqueueAction(async () => {
      changeParams(params);
      await fillList(region, count);
    });
  await fillList(region, count);
  return [
    createElement("h2", { className: "title" }, texts.allTasks.title),
    createTabs(),
    createFilterForm(fields, change),
    count,
    region,
  ];
}

export const allTasksView = { hint: "list", draw: createTasksElements, keys: LIST_KEYS };
