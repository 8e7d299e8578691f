// The view of one page: its scan, which can be enlarged, and its text.
import { ask } from "./api.js";
import { element } from "./dom.js";
import { said, share, words } from "./language.js";
import { drawView } from "./router.js";
import { marker, percent, picture } from "./scan.js";
import { doing } from "./serial_executor.js";
import { passage, whereFrom } from "./shared_elements.js";
import { state } from "./state.js";
import { undo } from "./undo.js";

// The whole page, which can be enlarged and moved about.
function pageScan(scan) {
  const w = words();
  const image = element("img", { alt: w.scanOf(scan.page), draggable: false, src: scan.url });
  const sheet = element("div", { className: "sheet" }, image);
  const frame = element("div", { className: "pane", tabIndex: 0 }, sheet);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", w.scanOf(scan.page));
  for (const word of scan.words) {
    const mark = marker(word, "word " + (word[4] >= 0.95 ? "sure" : word[4] >= 0.85 ? "fairly" : word[4] >= 0.7 ? "doubtful" : "wrong"));
    mark.title = `${word[5]} · ${share(word[4])}`;
    sheet.append(mark);
  }
  const item = state.items[state.at];
  let here = null;
  for (const one of scan.doubts) {
    const mark = marker(one.box, "mark");
    mark.title = said(one.label);
    if (item && item.row_id === one.row_id && item.field === one.field) { mark.classList.add("here-box"); here = mark; }
    sheet.append(mark);
  }
  image.addEventListener("error", () => frame.replaceChildren(picture({ ...scan, words: [], boxes: [] })), { once: true });
  const enlarge = (factor) => {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / sheet.clientWidth, height = (frame.scrollTop + frame.clientHeight / 2) / sheet.clientHeight;
    state.zoom = factor === 0 ? 1 : Math.min(5, Math.max(0.5, state.zoom * factor));
    sheet.style.width = percent(state.zoom);
    frame.scrollTo(middle * sheet.clientWidth - frame.clientWidth / 2, height * sheet.clientHeight - frame.clientHeight / 2);
  };
  sheet.style.width = percent(state.zoom);
  state.enlarge = enlarge;
  // It is moved by dragging, and by the arrow keys as everything that scrolls.
  frame.addEventListener("pointerdown", (event) => { if (event.button === 0) frame.setPointerCapture(event.pointerId); });
  frame.addEventListener("pointermove", (event) => { if (frame.hasPointerCapture(event.pointerId)) frame.scrollBy(-event.movementX, -event.movementY); });
  // Within its frame: the window stays where it is.
  const toHere = () => frame.scrollTo(here.offsetLeft + (here.offsetWidth - frame.clientWidth) / 2, here.offsetTop + (here.offsetHeight - frame.clientHeight) / 2);
  if (here) image.addEventListener("load", toHere, { once: true });
  const button = (key, label, factor) => element("button", { type: "button", onclick: () => enlarge(factor) }, element("kbd", {}, key), label);
  const tints = element("button", { type: "button", onclick: () => tint(!state.tints) }, element("kbd", {}, "T"), w.tints);
  const tint = (on) => {
    state.tints = on;
    frame.classList.toggle("plain", !on);
    tints.setAttribute("aria-pressed", String(on));
  };
  tint(state.tints);
  state.tint = tint;
  return element("div", { className: "page-scan" },
    element("p", { className: "tools" }, button("+", w.larger, 1.25), button("−", w.smaller, 0.8), button("0", w.fit, 0), tints), frame);
}

async function drawPage() {
  const answer = await ask("/api/page", { doc: state.doc, page: state.page });
  const turn = (by) => doing(async () => { state.page = Math.min(answer.pages, Math.max(1, state.page + by)); await drawView(); });
  const w = words();
  const step = (key, label, by) => element("button", { type: "button", onclick: () => turn(by), disabled: state.page + by < 1 || state.page + by > answer.pages }, element("kbd", {}, key), label);
  const text = passage(answer.text);
  state.enlarge = state.tint = null;
  state.turn = turn;
  const from = state.doubt?.doc_id === state.doc ? state.doubt.document : null;
  return [
    whereFrom([from?.name ?? state.name]),
    element("p", {}, step("P", w.pageBefore, -1), ` ${w.page} ${answer.page} / ${answer.pages} `, step("N", w.pageAfter, 1)),
    answer.scan ? element("div", { className: "both" }, pageScan(answer.scan), text) : text,
  ];
}

export const pageView = { draw: drawPage, addKeys: (add, w) => add("U", w.undo, undo) };
