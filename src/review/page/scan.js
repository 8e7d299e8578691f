// Draws pieces of a scan with their marks, and fits them into their pane.
import { element } from "./dom.js";
import { said, words } from "./language.js";

export const percent = (part) => 100 * part + "%";

export function marker(mark, name) {
  const out = element("span", { className: name });
  Object.assign(out.style, { left: percent(mark[0]), top: percent(mark[1]), width: percent(mark[2]), height: percent(mark[3]) });
  return out;
}

// A piece of a scan with its marks; where it cannot be shown, why.
export function picture(scan) {
  const image = element("img", { alt: words().scanOf(scan.page), draggable: false });
  image.width = scan.width;
  image.height = scan.height;
  const sheet = element("div", { className: "sheet" }, image);
  const out = element("figure", { className: "scan" }, sheet);
  for (const box of scan.boxes) sheet.append(marker(box, "mark"));
  for (const word of scan.words) sheet.append(marker(word, "mark unsure-word"));
  image.addEventListener("error", async () => {
    const answer = await fetch(scan.url).catch(() => null);
    const json = answer && (await answer.json().catch(() => null));
    out.replaceChildren(element("p", { className: "soft" }, json?.error ? said(json.error) : words().noScan));
  });
  image.src = scan.url;
  // Large enough to see a dot, and never so large that only a part of it is seen.
  sheet.dataset.dpi = scan.dpi || 200;
  sheet.style.maxWidth = Math.round(Math.min(2.2 * 96 * scan.width / (scan.dpi || 200), 1400)) + "px";
  return out;
}

// Every picture as large as its pane lets it be seen whole; one that would be too small to read stays
// larger, and begins at what is marked.
const LEAST = 90, MOST = 2.2 * 96;  // pixels of the screen an inch of paper

const panes = new ResizeObserver((all) => { for (const { target } of all) layPictures(target); });

export function fitSight(sight) {
  panes.disconnect();
  panes.observe(sight);
}

function layPictures(sight) {
  const sheets = [...sight.querySelectorAll(".sheet")];
  for (const sheet of sheets) {
    const image = sheet.querySelector("img"), dpi = Number(sheet.dataset.dpi);
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)) / dpi);  // inches
    const inch = Math.min(MOST, (sight.clientWidth - 2) / width, Math.max(LEAST, (sight.clientHeight - 4) / sheets.length / height));
    sheet.style.width = Math.max(40, Math.floor(inch * width)) + "px";
  }
  const mark = sight.querySelector(".unsure-word") ?? sight.querySelector(".mark, .here");
  if (!mark) return;
  const inside = mark.getBoundingClientRect(), pane = sight.getBoundingClientRect();
  sight.scrollTop += inside.top + inside.height / 2 - pane.top - pane.height / 2;
}
