// The view of statistics: charts, tables, CSV, and the drawing of a sample.
import { ask } from "./api.js";
import { plot } from "./bar_chart.js";
import { element, scroller } from "./dom.js";
import { locale, said, when, words } from "./language.js";
import { open } from "./router.js";
import { drawSample } from "./sample_view.js";
import { state } from "./state.js";

const textOf = (cell) => (typeof cell === "number" ? cell.toLocaleString(locale()) : said(cell));

const PLOTS = {
  waiting: (rows) => bars(rows.slice(2), 0, 1),
  reasons: (rows) => bars(rows, 1, 2),
  settled: (rows) => {
    const days = new Map();
    for (const row of rows) days.set(said(row[0]), (days.get(said(row[0])) ?? 0) + row[2] + row[3] + row[4]);
    return bars([...days].slice(-31), 0, 1);
  },
  errors: (rows) => {
    const known = rows.filter((row) => typeof row[5] === "number");
    return [known.map((row) => ({ name: said(row[0]), value: row[5], low: row[6], high: row[7], shown: `${textOf(row[5])} %` })), Math.max(1, ...known.map((row) => row[7]))];
  },
};

function bars(rows, name, value) {
  const shown = rows.slice(0, 20).map((row) => ({ name: typeof row[name] === "string" ? row[name] : said(row[name]), value: row[value], shown: textOf(row[value]) }));
  return [shown, Math.max(1, ...shown.map((one) => one.value))];
}

function drawSheet(sheet) {
  const w = words(), title = said(sheet.title), parts = [element("h2", {}, title)];
  const [rows, most] = PLOTS[sheet.name]?.(sheet.rows) ?? [[], 0];
  if (rows.length > (sheet.name === "errors" ? 0 : 1)) parts.push(scroller(words().plotOf(title), plot(title, rows, most)));
  if (sheet.name === "errors") parts.push(element("p", { className: "soft" }, w.wilson));
  // Codes of reasons are for programs: the table of the CSV has them, people see them as a tip.
  const from = sheet.name === "reasons" ? 1 : 0;
  const head = element("tr", {}, ...sheet.columns.slice(from).map((one) => element("th", { scope: "col" }, said(one))));
  const lines = sheet.rows.map((row) => element("tr", from ? { title: said(row[0]) } : {}, ...row.slice(from).map((cell) => element("td", { className: typeof cell === "number" ? "number" : "" }, element("bdi", {}, textOf(cell))))));
  parts.push(sheet.rows.length ? scroller(title, element("table", {}, element("caption", { className: "hidden" }, title), element("thead", {}, head), element("tbody", {}, ...lines)))
    : element("p", { className: "soft" }, w.nothingYet));
  const link = element("a", { href: `/api/statistics?sheet=${sheet.name}&lang=${state.language}`, download: `codau-${sheet.name}.csv` }, "CSV");
  link.setAttribute("aria-label", `CSV: ${title}`);
  if (sheet.rows.length) parts.push(element("p", { className: "csv" }, link));
  return element("section", { className: "sheet-of" }, ...parts);
}

async function drawStatistics() {
  const w = words(), answer = await ask("/api/statistics");
  state.sampled = answer.sample;
  const size = element("select", { name: "sample-size" }, ...[50, 100, 200, 400].map((count) => element("option", { value: count, selected: count === 200 }, String(count))));
  const draw = element("button", { type: "button", onclick: () => drawSample(Number(size.value)) }, w.draw);
  const sample = element("section", { className: "sheet-of draw" }, element("h2", {}, w.sampleTitle), element("p", {}, w.sampleWhat),
    ...(answer.sample ? [element("p", {}, w.sampleAt(when(answer.sample.at), answer.sample.size, answer.sample.judged))] : []),
    element("p", { className: "tools" }, element("label", { className: "choice" }, w.sampleSize, " ", size), draw));
  return [element("p", { className: "where" }, w.statisticsAt(new Date().toLocaleString(locale()))),
    ...(answer.unseen ? [element("p", { className: "soft" }, w.progressUnseen(answer.unseen))] : []), ...answer.sheets.map(drawSheet), sample];
}

function addKeys(add, w) {
  if (state.sampled) add("J", w.judge, () => open("sample"), true);
  add("P", w.print, () => window.print());
}

export const statisticsView = { draw: drawStatistics, addKeys };
