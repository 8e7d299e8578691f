// Draws one doubt: value, scan, reasons, alternatives, context.
import { element } from "./dom.js";
import { alternative } from "./doubt_actions.js";
import { valueBox } from "./doubt_editor.js";
import { isDocument } from "./doubt_queue.js";
import { number, said, share, words } from "./language.js";
import { fitSight } from "./scan.js";
import { drawCodes, drawHistory, passage, rowValues, whereFrom } from "./shared_elements.js";
import { state } from "./state.js";

function facts(doubt) {
  const w = words(), out = element("dl");
  const add = (name, text) => out.append(element("dt", {}, name), element("dd", {}, text || w.empty));
  if (doubt.printed !== undefined) add(w.printed, doubt.printed);
  if (doubt.read !== undefined && doubt.read !== doubt.printed) add(w.read, doubt.read);
  if (doubt.read !== undefined) add(w.restored, (doubt.printed ?? doubt.value) === doubt.read ? w.same : doubt.printed ?? doubt.value);
  if (doubt.confidence !== undefined) add(w.sure, share(doubt.confidence));
  if (doubt.page) add(w.page, String(doubt.page));
  if (doubt.others.length) add(w.others, doubt.others.map(said).join(", "));
  return out;
}

// What is decided on, where it is printed, and the box to type into are seen at once (.desk, as high
// as the window leaves); what else is known stands below.
export function drawDoubt() {
  const w = words(), doubt = state.doubt;
  if (!doubt) {
    const filtered = Object.values(state.filter).some(Boolean);
    return [element("p", { className: "done-all" }, state.counts.unseen ? w.looking : filtered ? w.allFiltered : w.all)];
  }
  const from = doubt.document || { name: "", organ: "" }, isWhole = isDocument(doubt);
  const why = element("ul", { className: "why" }, ...doubt.reasons.map((one) => element("li", { title: one.code }, said(one.meaning))));
  why.setAttribute("aria-label", w.why);
  const desk = [
    whereFrom([from.name, from.organ, from.subject]),
    element("p", { className: "what" }, isWhole ? said(w.signLabel) : said(doubt.label)),
    ...(doubt.why ? [element("p", { className: "because" }, said(doubt.why))] : []),
    ...(doubt.reasons.length ? [why] : []),
  ];
  const context = doubt.context ? passage(doubt.context) : element("p", { className: "soft" }, w.notFound);
  const hasScan = doubt.pictures?.length > 0;
  const sight = element("div", { className: "sight", tabIndex: 0 }, ...(hasScan ? doubt.pictures : [context]));
  sight.setAttribute("role", "region");
  sight.setAttribute("aria-label", w.sight);
  desk.push(sight);
  if (doubt.field) {
    desk.push(valueBox(doubt));
    if (doubt.is_date) desk.push(element("p", { className: "soft hint" }, w.date));
    desk.push(...drawCodes(doubt.codes));
  } else {
    desk.push(rowValues(doubt), element("p", { className: "soft hint" }, isWhole ? (from.open ? w.wholeOpen(from.open) : w.wholeDocument) : w.wholeRow));
  }
  if (doubt.alternatives?.length) {
    desk.push(element("ol", { className: "alternatives" }, ...doubt.alternatives.map((one, i) => element("li", {},
      element("button", { type: "button", onclick: () => alternative(i + 1) }, element("kbd", {}, String(i + 1)), w.instead(one.word, one.instead), element("small", {}, ` ${number(Math.round(100 * one.probability))} %`))))));
  }
  const parts = [element("div", { className: "desk" }, ...desk), facts(doubt)];
  if (hasScan) parts.push(element("h2", {}, w.context), context);
  if (doubt.field && doubt.row.length) parts.push(element("h2", {}, doubt.table === "documents" ? w.ofDocument : w.row), rowValues(doubt));
  parts.push(...drawHistory(doubt.history));
  fitSight(sight);
  return parts;
}
