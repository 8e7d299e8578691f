// The layer over the scan of a page: its text, which can be selected, the words of a search, and one marked line.
// Boxes are [left, top, right, bottom] in the units of the page.
import { foldText } from "./marks.js";
import { createSvg } from "./svg.js";

const trimPunctuation = (text) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

const createBox = ([left, top, right, bottom], className) =>
  createSvg("rect", { x: left, y: top, width: right - left, height: bottom - top, class: className });

// Returns the words of the page that follow each other as the given words do.
function findSequence(folded, tokens) {
  const found = [];
  for (let i = 0; i + tokens.length <= folded.length; i += 1)
    if (tokens.every((token, k) => folded[i + k] === token)) found.push(...tokens.keys().map((k) => i + k));
  return found;
}

// Returns the words that a search finds on the page: the whole phrase, else each word of the phrase.
export function findHits(pageWords, words) {
  const folded = pageWords.map(({ text }) => foldText(trimPunctuation(text)));
  const tokens = words.flatMap((word) => word.split(/\s+/).map(trimPunctuation)).filter(Boolean);
  if (!tokens.length) return [];
  const phrase = findSequence(folded, tokens);
  const found = phrase.length ? phrase : tokens.flatMap((token) => findSequence(folded, [token]));
  return [...new Set(found)].sort((a, b) => a - b).map((i) => pageWords[i]);
}

// The text of a line fills its box, whatever the font.
function createLineText({ text, box: [left, top, right, bottom] }) {
  const size = (bottom - top) * 0.8;
  const attributes = { x: left, y: bottom - (bottom - top) * 0.22, textLength: right - left, "font-size": size };
  return createSvg("text", { ...attributes, lengthAdjust: "spacingAndGlyphs" }, text);
}

export function createOverlay({ width, height, lines }, hits) {
  const texts = lines.filter((line) => line.box && line.text).map(createLineText);
  const overlay = createSvg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "overlay", "aria-hidden": "true" },
    ...hits.filter((word) => word.box).map((word) => createBox(word.box, "hit")),
    ...texts,
  );
  return overlay;
}

// Marks one line, and no other. Returns the mark, or null if the place of the line is not known.
export function markLine(overlay, line) {
  overlay?.querySelector(".here")?.remove();
  if (!overlay || !line?.box) return null;
  const mark = createBox(line.box, "here");
  overlay.prepend(mark);
  return mark;
}

// Scrolls the frame so that the mark is in its middle. The window stays as it is.
export function scrollToBox(frame, mark) {
  const inner = mark.getBoundingClientRect();
  const outer = frame.getBoundingClientRect();
  frame.scrollBy(
    inner.left + inner.width / 2 - outer.left - outer.width / 2,
    inner.top + inner.height / 2 - outer.top - outer.height / 2,
  );
}
