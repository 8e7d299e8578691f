// Creates the elements of one doubt: value, scan, reasons, alternatives, context.
import { createElement } from "./dom.js";
import { takeAlternative } from "./doubt_actions.js";
import { createValueBox } from "./doubt_editor.js";
import { isWholeDocument } from "./doubt_queue.js";
import { formatNumber, formatProbability, getTexts, localize } from "./language.js";
import { observePane } from "./scan.js";
import { createCodes, createHistory, createPassage, createRowValues, createSourceLine } from "./shared_elements.js";
import { state } from "./state.js";

function createFacts(doubt) {
  const texts = getTexts();
  const out = createElement("dl");
  const add = (name, text) => out.append(createElement("dt", {}, name), createElement("dd", {}, text || texts.empty));
  if (doubt.printed !== undefined) add(texts.printed, doubt.printed);
  if (doubt.read !== undefined && doubt.read !== doubt.printed) add(texts.read, doubt.read);
  if (doubt.read !== undefined)
    add(texts.restored, (doubt.printed ?? doubt.value) === doubt.read ? texts.same : (doubt.printed ?? doubt.value));
  if (doubt.confidence !== undefined) add(texts.sure, formatProbability(doubt.confidence));
  if (doubt.page) add(texts.page, String(doubt.page));
  if (doubt.others.length) add(texts.others, doubt.others.map(localize).join(", "));
  return out;
}

function createReasons(reasons) {
  const list = createElement(
    "ul",
    { className: "why" },
    ...reasons.map((one) => createElement("li", { title: one.code }, localize(one.meaning))),
  );
  list.setAttribute("aria-label", getTexts().why);
  return list;
}

// The text box of a value; or all values of a row or of a document that is in doubt as a whole.
function createEditor(doubt) {
  const texts = getTexts();
  const createHint = (text) => createElement("p", { className: "soft hint" }, text);
  if (doubt.field)
    return [createValueBox(doubt), ...(doubt.is_date ? [createHint(texts.date)] : []), ...createCodes(doubt.codes)];
  const open = doubt.document?.open;
  const hint = !isWholeDocument(doubt) ? texts.wholeRow : open ? texts.wholeOpen(open) : texts.wholeDocument;
  return [createRowValues(doubt), createHint(hint)];
}

const createAlternatives = (alternatives) =>
  createElement(
    "ol",
    { className: "alternatives" },
    ...alternatives.map((one, i) =>
      createElement(
        "li",
        {},
        createElement(
          "button",
          { type: "button", onclick: () => takeAlternative(i + 1) },
          createElement("kbd", {}, String(i + 1)),
          one.instead ? getTexts().instead(one.word, one.instead) : one.value,
          createElement("small", {}, ` ${formatNumber(Math.round(100 * one.probability))} %`),
        ),
      ),
    ),
  );

// The pane with the scan of the value, or with the text around the value if there is no scan.
function createSightPane(elements) {
  const pane = createElement("div", { className: "sight", tabIndex: 0 }, ...elements);
  pane.setAttribute("role", "region");
  pane.setAttribute("aria-label", getTexts().sight);
  observePane(pane);
  return pane;
}

function createNothingLeft() {
  const texts = getTexts();
  const isFiltered = Object.values(state.filter).some(Boolean);
  const text = state.counts.unseen ? texts.looking : isFiltered ? texts.allFiltered : texts.all;
  return createElement("p", { className: "done-all" }, text);
}

// The element .desk is as high as the window: question, scan and text box are seen at once.
// Other facts are below.
export function createDoubtElements() {
  const texts = getTexts();
  const doubt = state.doubt;
  if (!doubt) return [createNothingLeft()];
  const from = doubt.document || { name: "", organ: "" };
  const context = doubt.context
    ? createPassage(doubt.context)
    : createElement("p", { className: "soft" }, texts.notFound);
  const hasScan = doubt.scanElements?.length > 0;
  const label = isWholeDocument(doubt) ? texts.signLabel : doubt.label;
  const desk = createElement(
    "div",
    { className: "desk" },
    createSourceLine([from.name, from.organ, from.subject]),
    createElement("p", { className: "what" }, localize(label)),
    ...(doubt.why ? [createElement("p", { className: "because" }, localize(doubt.why))] : []),
    ...(doubt.reasons.length ? [createReasons(doubt.reasons)] : []),
    createSightPane(hasScan ? doubt.scanElements : [context]),
    ...createEditor(doubt),
    ...(doubt.alternatives?.length ? [createAlternatives(doubt.alternatives)] : []),
  );
  const parts = [desk, createFacts(doubt)];
  if (hasScan) parts.push(createElement("h2", {}, texts.context), context);
  if (doubt.field && doubt.row.length)
    parts.push(
      createElement("h2", {}, doubt.table === "documents" ? texts.ofDocument : texts.row),
      createRowValues(doubt),
    );
  parts.push(...createHistory(doubt.history));
  return parts;
}
