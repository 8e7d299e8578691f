// The calendar of due days, a month at a time.
import { buildAddress, changeParams, goTo } from "./address.js";
import { getJson } from "./api.js";
import { createText } from "./cells.js";
import { createElement } from "./dom.js";
import { createFilterForm } from "./filter_form.js";
import { formatDate, formatNumber, getTexts } from "./language.js";
import { drawView } from "./router.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

const TASKS_OF_A_DAY = 3; // so that a month is seen without scrolling far

const getThisMonth = () => new Date().toLocaleDateString("sv-SE").slice(0, 7);
const getMonth = () => (/^\d{4}-(0[1-9]|1[0-2])$/.test(state.parts[0] ?? "") ? state.parts[0] : getThisMonth());

function addMonths(month, count) {
  const [year, number] = month.split("-").map(Number);
  const index = year * 12 + number - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

const getAddress = (month) => buildAddress("calendar", { agency: state.params.agency }, month);
const move = (count) => goTo(getAddress(addMonths(getMonth(), count)));

function createTask(item) {
  const href = buildAddress("document", { trang: item.page }, item.doc_id);
  const title = [item.task, item.lead, item.document].filter(Boolean).join(" – ");
  return createElement("li", {}, createElement("a", { href, title }, createText(item.task)));
}

function createDay(date, day) {
  const texts = getTexts().calendar;
  const cell = createElement("td", { className: date === new Date().toLocaleDateString("sv-SE") ? "today" : "" });
  const number = String(Number(date.slice(8)));
  if (!day) {
    cell.classList.add("empty");
    cell.append(createElement("span", { className: "day" }, number));
    return cell;
  }
  const { agency } = state.params;
  const link = createElement(
    "a",
    { href: buildAddress("allTasks", { from: date, until: date, agency }), className: "day" },
    createElement("span", {}, number),
    createElement("b", {}, texts.count(formatNumber(day.count))),
  );
  link.title = texts.dayName(formatDate(date), day.count);
  const shown = day.items.slice(0, TASKS_OF_A_DAY);
  cell.append(link, createElement("ul", {}, ...shown.map(createTask)));
  const more = day.count - shown.length;
  if (more > 0) cell.append(createElement("small", { className: "soft" }, texts.more(formatNumber(more))));
  return cell;
}

// Weeks begin on Monday.
function createMonth(month, days) {
  const texts = getTexts().calendar;
  const [year, number] = month.split("-").map(Number);
  const first = (new Date(year, number - 1, 1).getDay() + 6) % 7;
  const last = new Date(year, number, 0).getDate();
  const head = createElement(
    "tr",
    {},
    ...texts.days.map((day, i) => {
      const th = createElement("th", { scope: "col", abbr: texts.short[i] }, day);
      return th;
    }),
  );
  const body = createElement("tbody");
  for (let day = 1 - first; day <= last; day += 7) {
    const cells = [...Array(7).keys()].map((i) => {
      const at = day + i;
      if (at < 1 || at > last) return createElement("td", { className: "outside" });
      const date = `${month}-${String(at).padStart(2, "0")}`;
      return createDay(date, days.get(date));
    });
    body.append(createElement("tr", {}, ...cells));
  }
  const table = createElement("table", { className: "month" }, createElement("thead", {}, head), body);
  table.setAttribute("aria-label", texts.title(number, year));
  return table;
}

function createBar(month) {
  const texts = getTexts().calendar;
  const [year, number] = month.split("-").map(Number);
  const step = (href, text, key) =>
    createElement("a", { href, className: "button" }, ...(key ? [createElement("kbd", {}, key)] : []), text);
  return createElement(
    "div",
    { className: "list-bar" },
    createElement("h2", { className: "title" }, texts.title(number, year)),
    createElement(
      "p",
      { className: "tools" },
      step(getAddress(addMonths(month, -1)), texts.before, "P"),
      step(getAddress(getThisMonth()), texts.today, ""),
      step(getAddress(addMonths(month, 1)), texts.after, "N"),
    ),
  );
}

async function createCalendarElements() {
  const texts = getTexts();
  const month = getMonth();
  const { agency = "" } = state.params;
  const [answer, { facets }] = await Promise.all([
    getJson("/api/v1/calendar", { month, ...(agency ? { agency } : {}) }),
    getJson("/api/v1/tasks", { limit: 1, facets: 1 }),
  ]);
  const days = new Map(answer.days.map((day) => [day.date, day]));
  const agencies = facets.agency ?? facets.agencies ?? [];
  const form = createFilterForm([{ name: "agency", label: texts.filterNames.agency, options: agencies }], (params) =>
    enqueueAction(async () => {
      changeParams(params);
      await drawView();
    }),
  );
  const overdue = createElement(
    "a",
    { href: buildAddress("allTasks", { overdue: 1, agency }) },
    texts.calendar.overdue(formatNumber(answer.overdue)),
  );
  return [
    createBar(month),
    form,
    ...(answer.overdue ? [createElement("p", { className: "because" }, overdue)] : []),
    ...(days.size ? [] : [createElement("p", { className: "soft" }, texts.calendar.none)]),
    createMonth(month, days),
  ];
}

export const calendarView = {
  hint: "calendar",
  draw: createCalendarElements,
  keys: { p: () => move(-1), n: () => move(1), t: () => goTo(getAddress(getThisMonth())) },
};
