// The view of documents to be scanned again, and of files and pages that could not be read.
import { getJson } from "./api.js";
import { createElement, createScrollPane } from "./dom.js";
import { formatTime, getTexts, localize } from "./language.js";
import { undoLast } from "./undo.js";

function createListTable(name, columns, rows) {
  const head = createElement("tr", {}, ...columns.map((one) => createElement("th", { scope: "col" }, one)));
  const lines = rows.map((row) =>
    createElement("tr", {}, ...row.map((text) => createElement("td", {}, createElement("bdi", {}, text)))),
  );
  return createScrollPane(
    name,
    createElement(
      "table",
      { className: "list" },
      createElement("thead", {}, head),
      createElement("tbody", {}, ...lines),
    ),
  );
}

async function createRescanElements() {
  const texts = getTexts();
  const answer = await getJson("/api/v1/review/rescans");
  const parts = [];
  if (answer.rejects.length) {
    parts.push(createElement("h2", {}, texts.rejectsTitle));
    if (answer.all_rejects > answer.rejects.length)
      parts.push(
        createElement("p", { className: "soft" }, texts.rejectsMore(answer.rejects.length, answer.all_rejects)),
      );
    parts.push(
      createListTable(
        texts.rejectsTitle,
        texts.rejectColumns,
        answer.rejects.map((one) => [
          one.file,
          one.page ? String(one.page) : texts.wholeFile,
          localize(one.cause),
          localize(one.hint),
        ]),
      ),
    );
  }
  if (answer.documents.length) {
    parts.push(createElement("h2", {}, texts.rescansTitle));
    if (answer.all > answer.documents.length)
      parts.push(createElement("p", { className: "soft" }, texts.rescansMore(answer.documents.length, answer.all)));
    parts.push(
      createListTable(
        texts.rescansTitle,
        texts.rescanColumns,
        answer.documents.map((one) => [
          one.name,
          one.organ,
          one.subject,
          one.by?.actor || "",
          one.by ? formatTime(one.by.at) : "",
        ]),
      ),
    );
  }
  return parts.length ? parts : [createElement("p", { className: "done-all" }, texts.noRescans)];
}

export const rescansView = { draw: createRescanElements, addKeys: (add, texts) => add("U", texts.undo, undoLast) };
