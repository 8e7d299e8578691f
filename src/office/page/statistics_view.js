// The view of statistics: a chart, a table and a CSV file for each sheet, and a form that draws a sample.
import { getJson } from "./api.js";
import { createBarChart } from "./bar_chart.js";
import { createElement, createScrollPane } from "./dom.js";
import { formatTime, getLocale, getTexts, localize } from "./language.js";
import { openView } from "./router.js";
import { takeSample } from "./sample_view.js";
import { state } from "./state.js";

const formatCell = (cell) => (typeof cell === "number" ? cell.toLocaleString(getLocale()) : localize(cell));

// Functions that return the rows of a chart and its maximum, by the name of the sheet.
const CHARTS = {
  waiting: (rows) => listBars(rows.slice(2), 0, 1),
  reasons: (rows) => listBars(rows, 1, 2),
  settled: (rows) => {
    const days = new Map();
    for (const row of rows) days.set(localize(row[0]), (days.get(localize(row[0])) ?? 0) + row[2] + row[3] + row[4]);
    return listBars([...days].slice(-31), 0, 1);
  },
  errors: (rows) => {
    const known = rows.filter((row) => typeof row[5] === "number");
    return [
      known.map((row) => ({
        name: localize(row[0]),
        value: row[5],
        low: row[6],
        high: row[7],
        shown: `${formatCell(row[5])} %`,
      })),
      Math.max(1, ...known.map((row) => row[7])),
    ];
  },
};

// `name`, `value`: columns of the rows.
function listBars(rows, name, value) {
  const shown = rows.slice(0, 20).map((row) => ({
    name: typeof row[name] === "string" ? row[name] : localize(row[name]),
    value: row[value],
    shown: formatCell(row[value]),
  }));
  return [shown, Math.max(1, ...shown.map((one) => one.value))];
}

function createSheet(sheet) {
  const texts = getTexts();
  const title = localize(sheet.title);
  const parts = [createElement("h2", {}, title)];
  const [rows, maximum] = CHARTS[sheet.name]?.(sheet.rows) ?? [[], 0];
  if (rows.length > (sheet.name === "errors" ? 0 : 1))
    parts.push(createScrollPane(getTexts().plotOf(title), createBarChart(title, rows, maximum)));
  if (sheet.name === "errors") parts.push(createElement("p", { className: "soft" }, texts.wilson));
  // Programs read codes of reasons in the CSV file. People see the codes as tooltips.
  const from = sheet.name === "reasons" ? 1 : 0;
  const head = createElement(
    "tr",
    {},
    ...sheet.columns.slice(from).map((one) => createElement("th", { scope: "col" }, localize(one))),
  );
  const lines = sheet.rows.map((row) =>
    createElement(
      "tr",
      from ? { title: localize(row[0]) } : {},
      ...row
        .slice(from)
        .map((cell) =>
          createElement(
            "td",
            { className: typeof cell === "number" ? "number" : "" },
            createElement("bdi", {}, formatCell(cell)),
          ),
        ),
    ),
  );
  parts.push(
    sheet.rows.length
      ? createScrollPane(
          title,
          createElement(
            "table",
            {},
            createElement("caption", { className: "hidden" }, title),
            createElement("thead", {}, head),
            createElement("tbody", {}, ...lines),
          ),
        )
      : createElement("p", { className: "soft" }, texts.nothingYet),
  );
  const link = createElement(
    "a",
    {
      href: `/api/v1/review/statistics?sheet=${sheet.name}&lang=${state.language}`,
      download: `codau-${sheet.name}.csv`,
    },
    "CSV",
  );
  link.setAttribute("aria-label", `CSV: ${title}`);
  if (sheet.rows.length) parts.push(createElement("p", { className: "csv" }, link));
  return createElement("section", { className: "sheet-of" }, ...parts);
}

async function createStatisticsElements() {
  const texts = getTexts();
  const answer = await getJson("/api/v1/review/statistics");
  state.sampleSummary = answer.sample;
  const size = createElement(
    "select",
    { name: "sample-size" },
    ...[50, 100, 200, 400].map((count) =>
      createElement("option", { value: count, selected: count === 200 }, String(count)),
    ),
  );
  const draw = createElement("button", { type: "button", onclick: () => takeSample(Number(size.value)) }, texts.draw);
  const sample = createElement(
    "section",
    { className: "sheet-of draw" },
    createElement("h2", {}, texts.sampleTitle),
    createElement("p", {}, texts.sampleWhat),
    ...(answer.sample
      ? [createElement("p", {}, texts.sampleAt(formatTime(answer.sample.at), answer.sample.size, answer.sample.judged))]
      : []),
    createElement(
      "p",
      { className: "tools" },
      createElement("label", { className: "choice" }, texts.sampleSize, " ", size),
      draw,
    ),
  );
  return [
    createElement("p", { className: "where" }, texts.statisticsAt(new Date().toLocaleString(getLocale()))),
    ...(answer.unseen ? [createElement("p", { className: "soft" }, texts.progressUnseen(answer.unseen))] : []),
    ...answer.sheets.map(createSheet),
    sample,
  ];
}

function addKeys(add, texts) {
  if (state.sampleSummary) add("J", texts.judge, () => openView("sample"), true);
  add("P", texts.print, () => window.print());
}

export const statisticsView = { draw: createStatisticsElements, addKeys };
