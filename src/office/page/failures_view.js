// The view of files and pages that could not be read: cause, remedy, and another try.
import { getJson, postJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane, showMessage } from "./dom.js";
import { getTexts, localize } from "./language.js";
import { LIST_KEYS, loadList } from "./paged_list.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";

const MOST_JOBS = 200;

function createRow(item) {
  const texts = getTexts().failures;
  const [file, page, cause, hint] = texts.columns;
  const box = createElement("input", { type: "checkbox", checked: state.chosenFailures.has(item.file) });
  box.setAttribute("aria-label", texts.choose(item.file));
  box.addEventListener("change", () => {
    if (box.checked) state.chosenFailures.add(item.file);
    else state.chosenFailures.delete(item.file);
  });
  return createCells([
    { label: "", content: box, className: "choice-cell" },
    { label: file, content: createText(item.file) },
    { label: page, content: item.page ? String(item.page) : texts.whole },
    { label: cause, content: localize({ vi: item.cause_vi, en: item.cause_en }) },
    { label: hint, content: localize({ vi: item.hint_vi, en: item.hint_en }) },
  ]);
}

// Returns the ended jobs that have one of the files among their failed files.
async function findJobs(files) {
  const { items } = await getJson("/api/v1/jobs", { limit: MOST_JOBS });
  const found = [];
  for (const job of items) {
    const isLong = job.files_all > job.files.length;
    const all = isLong ? (await getJson(`/api/v1/jobs/${encodeURIComponent(job.id)}`)).files : job.files;
    if (all.some((one) => one.state === "failed" && files.has(one.path))) found.push(job);
  }
  return found;
}

// The jobs of the chosen files run again. Files that are done are not read again.
const tryAgain = () =>
  runIfIdle(async () => {
    const texts = getTexts().failures;
    if (!state.chosenFailures.size) return showMessage(texts.nothingChosen);
    const jobs = await findJobs(state.chosenFailures);
    for (const job of jobs) await postJson(`/api/v1/jobs/${encodeURIComponent(job.id)}/retry`);
    if (!jobs.length) return showMessage(texts.notAddedHere);
    state.chosenFailures.clear();
    for (const box of document.querySelectorAll("main tbody input:checked")) box.checked = false;
    showMessage(texts.started, true);
  });

function chooseAll() {
  for (const box of document.querySelectorAll("main tbody input:not(:checked)")) box.click();
}

async function createFailureElements() {
  const texts = getTexts();
  const body = createElement("tbody");
  state.chosenFailures.clear();
  const { first, more } = await loadList("/api/v1/failures", {}, (items) => body.append(...items.map(createRow)));
  const title = createElement("h2", { className: "title" }, texts.places.failures);
  if (!first.items.length) return [title, createElement("p", { className: "done-all" }, texts.failures.none)];
  const head = createHead([
    createElement("span", { className: "hidden" }, texts.failures.choose("")),
    ...texts.failures.columns,
  ]);
  return [
    title,
    createElement("p", { className: "soft" }, texts.failures.what),
    createElement(
      "p",
      { className: "tools" },
      createElement("button", { type: "button", onclick: chooseAll }, texts.failures.chooseAll),
      createElement("button", { type: "button", className: "main", onclick: tryAgain }, texts.failures.retry),
    ),
    createScrollPane(texts.places.failures, createTable(texts.places.failures, head, body)),
    more,
  ];
}

export const failuresView = { hint: "documents", draw: createFailureElements, keys: LIST_KEYS };
