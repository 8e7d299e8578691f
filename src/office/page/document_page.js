// The part of a document that shows a page: the scan with its text over it, and the lines as text.
import { changeParams } from "./address.js";
import { getDocumentUrl, getJson } from "./api.js";
import { createElement } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { createLines } from "./line_list.js";
import { splitWords } from "./marks.js";
import { createOverlay, findHits, markLine, scrollToBox } from "./page_overlay.js";
import { drawView } from "./router.js";
import { enqueueAction } from "./serial_executor.js";
import { createZoomButtons } from "./sheet.js";
import { state } from "./state.js";

// Pages are numbered as in the file, which may have several documents.
const getFirstPage = () => state.document.first_page || 1;
const getLastPage = () => getFirstPage() + (state.document.pages || 1) - 1;
const isPage = (page) => page >= getFirstPage() && page <= getLastPage();

const turnTo = (page) =>
  enqueueAction(async () => {
    if (!isPage(page)) return;
    changeParams({ trang: page, dong: "" });
    await drawView();
  });

// The key T shows the text on the scan, and hides the text.
function createOverlayButton(frame) {
  const onclick = () => state.setTints(!state.hasOverlay);
  const button = createElement(
    "button",
    { type: "button", onclick },
    createElement("kbd", {}, "T"),
    getTexts().one.overlay,
  );
  state.setTints = (isOn) => {
    state.hasTints = state.hasOverlay = isOn;
    frame.classList.toggle("with-text", isOn);
    button.setAttribute("aria-pressed", String(isOn));
  };
  state.setTints(state.hasOverlay);
  return button;
}

function createScanPane(answer, hits) {
  const texts = getTexts().one;
  const overlay = createOverlay(answer, hits);
  const source = getDocumentUrl(state.docId, `/pages/${answer.page}/picture`);
  const image = createElement("img", { alt: texts.scanOf(answer.page), draggable: false, src: source });
  image.width = answer.width;
  image.height = answer.height;
  const sheet = createElement("div", { className: "sheet" }, image, overlay);
  const frame = createElement("div", { className: "pane document-pane", tabIndex: 0 }, sheet);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", texts.scanOf(answer.page));
  image.addEventListener("error", () =>
    image.replaceWith(createElement("p", { className: "soft" }, getTexts().noScan)),
  );
  return { frame, overlay, tools: [...createZoomButtons(frame, sheet), createOverlayButton(frame)] };
}

// Each call scrolls to the next found word.
function createHitMover(frame) {
  const position = { index: -1 };
  return () => {
    const marks = frame?.querySelectorAll(".hit") ?? [];
    if (!marks.length) return document.querySelector(".lines mark")?.scrollIntoView({ block: "center" });
    position.index = (position.index + 1) % marks.length;
    scrollToBox(frame, marks[position.index]);
  };
}

function createPager(page) {
  const texts = getTexts();
  const step = (key, label, by) =>
    createElement(
      "button",
      { type: "button", onclick: () => turnTo(page + by), disabled: !isPage(page + by) },
      createElement("kbd", {}, key),
      label,
    );
  state.turnPage = (by) => turnTo(page + by);
  return [step("P", texts.pageBefore, -1), ` ${texts.one.pageOf(page, getLastPage())} `, step("N", texts.pageAfter, 1)];
}

function createHitBar(count) {
  const texts = getTexts().one;
  const onclick = () =>
    enqueueAction(async () => {
      changeParams({ tim: "", dong: "" });
      await drawView();
    });
  const next = createElement(
    "button",
    { type: "button", onclick: () => state.moveToHit() },
    createElement("kbd", {}, "F"),
    texts.nextHit,
  );
  return createElement(
    "span",
    { className: "hit-bar" },
    createElement("span", {}, count ? texts.found(formatNumber(count)) : texts.foundNone),
    ...(count ? [" ", next] : []),
    " ",
    createElement("button", { type: "button", onclick }, texts.dropHits),
  );
}

export async function createDocumentPage() {
  const page = Math.min(Math.max(Number(state.params.trang) || 1, getFirstPage()), getLastPage());
  const answer = await getJson(getDocumentUrl(state.docId, `/pages/${page}`));
  state.page = page;
  const words = splitWords(state.params.tim ?? "");
  const hits = findHits(answer.words ?? [], words);
  const scan = answer.width ? createScanPane(answer, hits) : null;
  const text = createLines(answer, words, (line) => {
    const mark = markLine(scan?.overlay, line);
    if (mark) scrollToBox(scan.frame, mark);
  });
  const lines = createElement("div", { className: "text-pane" }, text);
  state.moveToHit = createHitMover(scan?.frame);
  return [
    createElement(
      "p",
      { className: "tools page-bar" },
      ...createPager(page),
      ...(scan ? scan.tools : []),
      ...(words.length ? [createHitBar(hits.length || text.querySelectorAll("mark").length)] : []),
    ),
    createElement("div", { className: scan ? "both" : "one" }, ...(scan ? [scan.frame] : []), lines),
  ];
}

// Shows the line of the address, or the first found word.
export function focusDocumentPage() {
  const line = document.querySelector(`.lines [data-line="${CSS.escape(state.params.dong ?? "")}"]`);
  if (line) line.focus({ preventScroll: true });
  else if (state.params.tim) state.moveToHit();
  const pane = line?.closest(".text-pane");
  if (pane) pane.scrollTop += line.getBoundingClientRect().top - pane.getBoundingClientRect().top - 80;
}
