// Divides a file into documents, and joins them.
import { ask } from "./api.js";
import { element, tell } from "./dom.js";
import { said, words } from "./language.js";
import { tableChanged } from "./row_actions.js";
import { inTurn } from "./serial_executor.js";
import { remember } from "./undo.js";

// The documents of a file: which pages, which head, why; each joins the one before, and a page begins another.
export function drawDivision(pages, doc) {
  const w = words(), { begins, last } = pages;
  const ends = (from, i) => Math.max(from[i], (from[i + 1] ?? last + 1) - 1);
  const divide = (from) => inTurn(async () => {
    const value = from.map((page, i) => `${page}-${ends(from, i)}`).join(", ");
    const answer = await ask("/api/act", {}, { action: "pages", doc_id: doc, version: pages.version, value });
    remember(answer.undo);
    await tableChanged(answer);
    tell(answer.wanted ? w.divided(answer.wanted, answer.unread) : w.saved, true);
  });
  const items = begins.map((page, i) => {
    const one = pages.documents.find((document) => document.from === page && document.to === ends(begins, i));
    const join = element("button", { type: "button", onclick: () => divide(begins.filter((_, k) => k !== i)) }, w.joinUp);
    return element("li", {}, w.filePart(page, ends(begins, i)), ": ", one ? element("bdi", {}, one.head || "—") : w.afterRun,
      ...(one ? [element("p", { className: "soft" }, w.whyHere, said(one.why))] : []), ...(i > 0 ? [join] : []));
  });
  const at = element("input", { type: "number", min: 2, max: last, name: "split-at", required: true });
  const split = element("form", { onsubmit: (event) => {
    event.preventDefault();
    divide([...new Set([...begins, Number(at.value)])].sort((a, b) => a - b));
  } }, element("label", {}, w.splitAt, " ", at), " ", element("button", {}, w.split));
  return [element("h3", {}, w.fileParts), element("ol", { className: "parts" }, ...items), ...(last > 1 ? [split] : [])];
}
