// Creates the part of a scan that shows a value, with marks, and fits the parts into their pane.
import { describeRefusal } from "./api.js";
import { createElement } from "./dom.js";
import { getTexts } from "./language.js";

export const toCssPercent = (part) => 100 * part + "%";

// `box`: left, top, width and height as parts of the page, 0 to 1.
export function createMarker(box, className) {
  const out = createElement("span", { className });
  Object.assign(out.style, {
    left: toCssPercent(box[0]),
    top: toCssPercent(box[1]),
    width: toCssPercent(box[2]),
    height: toCssPercent(box[3]),
  });
  return out;
}

// Creates the part of a scan, or the reason if the part cannot be loaded.
export function createScan(scan) {
  const image = createElement("img", { alt: getTexts().scanOf(scan.page), draggable: false });
  image.width = scan.width;
  image.height = scan.height;
  const sheet = createElement("div", { className: "sheet" }, image);
  const out = createElement("figure", { className: "scan" }, sheet);
  for (const box of scan.boxes) sheet.append(createMarker(box, "mark"));
  for (const word of scan.words) sheet.append(createMarker(word, "mark unsure-word"));
  image.addEventListener("error", async () => {
    const answer = await fetch(scan.url).catch(() => null);
    const json = answer && (await answer.json().catch(() => null));
    out.replaceChildren(createElement("p", { className: "soft" }, json ? describeRefusal(json) : getTexts().noScan));
  });
  image.src = scan.url;
  // A dot must be visible. The whole part must fit into the window.
  sheet.dataset.dpi = scan.dpi || 200;
  sheet.style.maxWidth = Math.round(Math.min((2.2 * 96 * scan.width) / (scan.dpi || 200), 1400)) + "px";
  return out;
}

const MIN_PIXELS_PER_INCH = 90;
const MAX_PIXELS_PER_INCH = 2.2 * 96; // pixels of the screen an inch of paper

const paneObserver = new ResizeObserver((all) => {
  for (const { target } of all) fitScans(target);
});

// Fits the scans into the pane whenever the size of the pane changes.
export function observePane(pane) {
  paneObserver.disconnect();
  paneObserver.observe(pane);
}

// Fits each scan into the pane. A scan that would be too small to read stays larger than the pane.
// Then scrolls to the first mark.
function fitScans(pane) {
  const sheets = [...pane.querySelectorAll(".sheet")];
  for (const sheet of sheets) {
    const image = sheet.querySelector("img");
    const dpi = Number(sheet.dataset.dpi);
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)) / dpi); // inches
    const inch = Math.min(
      MAX_PIXELS_PER_INCH,
      (pane.clientWidth - 2) / width,
      Math.max(MIN_PIXELS_PER_INCH, (pane.clientHeight - 4) / sheets.length / height),
    );
    sheet.style.width = Math.max(40, Math.floor(inch * width)) + "px";
  }
  const mark = pane.querySelector(".unsure-word") ?? pane.querySelector(".mark, .here");
  if (!mark) return;
  const inner = mark.getBoundingClientRect();
  const outer = pane.getBoundingClientRect();
  pane.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height / 2;
}
