// The lines of a page as text: a line shows its place on the scan, and can be corrected if the server allows this.
import { changeParams } from "./address.js";
import { getDocumentUrl, postJson } from "./api.js";
import { createElement, showMessage } from "./dom.js";
import { getTexts } from "./language.js";
import { createMarkedText, findWords } from "./marks.js";
import { drawView } from "./router.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

// Corrects the line. The server refuses if the line has changed meanwhile.
const saveLine = (page, line, text) =>
  enqueueAction(async () => {
    const place = state.document.pages ? { page, line: line.line } : { line: line.line }; // plain text has no pages
    await postJson(getDocumentUrl(state.docId, "/lines"), { ...place, was: line.text, text });
    changeParams({ dong: line.line });
    await drawView();
    document.querySelector(`.lines [data-line="${line.line}"]`)?.focus();
    showMessage(getTexts().one.lineSaved, true);
  });

function editLine(item, page, line) {
  const texts = getTexts();
  const input = createElement("input", { value: line.text, spellcheck: false, autocomplete: "off" });
  input.setAttribute("aria-label", texts.one.lineName(line.line));
  const close = () => {
    form.replaceWith(item);
    item.focus();
  };
  const form = createElement(
    "form",
    { className: "line-form" },
    input,
    createElement("button", { className: "main" }, texts.save),
    createElement("button", { type: "button", onclick: close }, texts.cancel),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === line.text) return close();
    saveLine(page, line, text);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  item.replaceWith(form);
  input.focus();
}

// Moves the focus to the line above or below.
function moveLine(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches(".line")) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll(".line")];
  all[all.indexOf(event.target) + step]?.focus();
}

function createLine(page, line, words, onFocus) {
  const texts = getTexts().one;
  const properties = { type: "button", className: "line" };
  const item = createElement("button", properties, createMarkedText(line.text, findWords(line.text, words)));
  item.dataset.line = line.line;
  item.addEventListener("focus", () => onFocus(line));
  if (state.info?.lines) {
    item.title = texts.editLine;
    item.addEventListener("click", () => editLine(item, page, line));
  }
  return createElement("li", {}, item);
}

// `words` are marked. `onFocus` gets the line that has the focus.
export function createLines({ page, lines }, words, onFocus) {
  const texts = getTexts().one;
  const shown = lines.filter((line) => line.text);
  if (!shown.length) return createElement("p", { className: "soft" }, texts.noLines);
  const list = createElement(
    "ol",
    { className: "lines" },
    ...shown.map((one) => createLine(page, one, words, onFocus)),
  );
  list.setAttribute("aria-label", texts.lines);
  list.addEventListener("keydown", moveLine);
  return list;
}
