// The view of documents and files to be scanned again.
import { ask } from "./api.js";
import { element, scroller } from "./dom.js";
import { said, when, words } from "./language.js";
import { undo } from "./undo.js";

function listTable(name, columns, rows) {
  const head = element("tr", {}, ...columns.map((one) => element("th", { scope: "col" }, one)));
  const lines = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, element("bdi", {}, text)))));
  return scroller(name, element("table", { className: "list" }, element("thead", {}, head), element("tbody", {}, ...lines)));
}

async function drawRescans() {
  const w = words(), answer = await ask("/api/rescans"), parts = [];
  if (answer.rejects.length) {
    parts.push(element("h2", {}, w.rejectsTitle));
    if (answer.all_rejects > answer.rejects.length) parts.push(element("p", { className: "soft" }, w.rejectsMore(answer.rejects.length, answer.all_rejects)));
    parts.push(listTable(w.rejectsTitle, w.rejectColumns, answer.rejects.map((one) => [one.file, one.page ? String(one.page) : w.wholeFile, said(one.cause), said(one.hint)])));
  }
  if (answer.documents.length) {
    parts.push(element("h2", {}, w.rescansTitle));
    if (answer.all > answer.documents.length) parts.push(element("p", { className: "soft" }, w.rescansMore(answer.documents.length, answer.all)));
    parts.push(listTable(w.rescansTitle, w.rescanColumns, answer.documents.map((one) => [one.name, one.organ, one.subject, one.by?.actor || "", one.by ? when(one.by.at) : ""])));
  }
  return parts.length ? parts : [element("p", { className: "done-all" }, w.noRescans)];
}

export const rescansView = { draw: drawRescans, addKeys: (add, w) => add("U", w.undo, undo) };
