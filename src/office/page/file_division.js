// Divides a file into documents, and joins them.
import { postAction } from "./api.js";
import { createElement, showMessage } from "./dom.js";
import { getTexts, localize } from "./language.js";
import { refreshTable } from "./row_actions.js";
import { enqueueAction } from "./serial_executor.js";
import { pushUndo } from "./undo.js";

// Lists the documents of a file, with buttons that join a document with the document before.
// A form divides the file at a page.
export function createDivision(pages, doc) {
  const texts = getTexts();
  const { begins, last } = pages;
  const getLastPage = (starts, i) => Math.max(starts[i], (starts[i + 1] ?? last + 1) - 1);
  const divide = (starts) =>
    enqueueAction(async () => {
      const value = starts.map((page, i) => `${page}-${getLastPage(starts, i)}`).join(", ");
      const answer = await postAction({ action: "pages", doc_id: doc, version: pages.version, value });
      pushUndo(answer.undo);
      await refreshTable(answer);
      showMessage(answer.wanted ? texts.divided(answer.wanted, answer.unread) : texts.saved, true);
    });
  const items = begins.map((page, i) => {
    const one = pages.documents.find((part) => part.from === page && part.to === getLastPage(begins, i));
    const join = createElement(
      "button",
      { type: "button", onclick: () => divide(begins.filter((_, k) => k !== i)) },
      texts.joinUp,
    );
    return createElement(
      "li",
      {},
      texts.filePart(page, getLastPage(begins, i)),
      ": ",
      one ? createElement("bdi", {}, one.head || "—") : texts.afterRun,
      ...(one ? [createElement("p", { className: "soft" }, texts.whyHere, localize(one.why))] : []),
      ...(i > 0 ? [join] : []),
    );
  });
  const at = createElement("input", { type: "number", min: 2, max: last, name: "split-at", required: true });
  const split = createElement(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        divide([...new Set([...begins, Number(at.value)])].sort((a, b) => a - b));
      },
    },
    createElement("label", {}, texts.splitAt, " ", at),
    " ",
    createElement("button", {}, texts.split),
  );
  return [
    createElement("h3", {}, texts.fileParts),
    createElement("ol", { className: "parts" }, ...items),
    ...(last > 1 ? [split] : []),
  ];
}
