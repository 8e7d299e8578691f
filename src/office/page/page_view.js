// The view of one page: its scan and its text.
import { getJson } from "./api.js";
import { createElement } from "./dom.js";
import { formatProbability, getTexts, localize } from "./language.js";
import { drawView } from "./router.js";
import { createMarker, createScan } from "./scan.js";
import { runIfIdle } from "./serial_executor.js";
import { createPassage, createSourceLine } from "./shared_elements.js";
import { createZoomButtons, listenToDragging, scrollToMark } from "./sheet.js";
import { state } from "./state.js";
import { undoLast } from "./undo.js";

const getConfidenceClass = (confidence) =>
  confidence >= 0.95 ? "sure" : confidence >= 0.85 ? "fairly" : confidence >= 0.7 ? "doubtful" : "wrong";

// Adds the words and the doubts of the page to its sheet. Returns the mark of the current doubt, or null.
function addMarks(sheet, scan) {
  for (const word of scan.words) {
    const [, , , , confidence, text] = word;
    const mark = createMarker(word, `word ${getConfidenceClass(confidence)}`);
    mark.title = `${text} · ${formatProbability(confidence)}`;
    sheet.append(mark);
  }
  const item = state.items[state.position];
  let current = null;
  for (const one of scan.doubts) {
    const mark = createMarker(one.box, "mark");
    mark.title = localize(one.label);
    if (item && item.row_id === one.row_id && item.field === one.field) {
      mark.classList.add("here-box");
      current = mark;
    }
    sheet.append(mark);
  }
  return current;
}

function createTintButton(frame) {
  const button = createElement(
    "button",
    { type: "button", onclick: () => state.setTints(!state.hasTints) },
    createElement("kbd", {}, "T"),
    getTexts().tints,
  );
  state.setTints = (isOn) => {
    state.hasTints = isOn;
    frame.classList.toggle("plain", !isOn);
    button.setAttribute("aria-pressed", String(isOn));
  };
  state.setTints(state.hasTints);
  return button;
}

// The scan of the page, which a person can enlarge and move.
function createPageScan(scan) {
  const texts = getTexts();
  const image = createElement("img", { alt: texts.scanOf(scan.page), draggable: false, src: scan.url });
  const sheet = createElement("div", { className: "sheet" }, image);
  const frame = createElement("div", { className: "pane", tabIndex: 0 }, sheet);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", texts.scanOf(scan.page));
  const current = addMarks(sheet, scan);
  const showError = () => frame.replaceChildren(createScan({ ...scan, words: [], boxes: [] }));
  image.addEventListener("error", showError, { once: true });
  if (current) image.addEventListener("load", () => scrollToMark(frame, current), { once: true });
  listenToDragging(frame);
  const tools = createElement("p", { className: "tools" }, ...createZoomButtons(frame, sheet), createTintButton(frame));
  return createElement("div", { className: "page-scan" }, tools, frame);
}

async function createPageElements() {
  const answer = await getJson("/api/v1/review/page", { doc: state.docId, page: state.page });
  const turn = (by) =>
    runIfIdle(async () => {
      state.page = Math.min(answer.pages, Math.max(1, state.page + by));
      await drawView();
    });
  const texts = getTexts();
  const step = (key, label, by) =>
    createElement(
      "button",
      { type: "button", onclick: () => turn(by), disabled: state.page + by < 1 || state.page + by > answer.pages },
      createElement("kbd", {}, key),
      label,
    );
  const text = createPassage(answer.text);
  state.zoomPage = state.setTints = null;
  state.turnPage = turn;
  const from = state.doubt?.doc_id === state.docId ? state.doubt.document : null;
  return [
    createSourceLine([from?.name ?? state.documentName]),
    createElement(
      "p",
      {},
      step("P", texts.pageBefore, -1),
      ` ${texts.page} ${answer.page} / ${answer.pages} `,
      step("N", texts.pageAfter, 1),
    ),
    answer.scan ? createElement("div", { className: "both" }, createPageScan(answer.scan), text) : text,
  ];
}

export const pageView = { draw: createPageElements, addKeys: (add, texts) => add("U", texts.undo, undoLast) };
