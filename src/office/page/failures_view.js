// The view of files and pages that could not be read: cause, remedy, and another try.
import { postJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane, showMessage } from "./dom.js";
import { getTexts, localize } from "./language.js";
import { LIST_KEYS, loadList } from "./paged_list.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";

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

const tryAgain = () =>
  runIfIdle(async () => {
    const files = [...state.chosenFailures];
    if (!files.length) return showMessage(getTexts().failures.nothingChosen);
    await postJson("/api/v1/jobs", { kind: "again", files });
    state.chosenFailures.clear();
    for (const box of document.querySelectorAll("main tbody input:checked")) box.checked = false;
    showMessage(getTexts().failures.started, true);
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
