// The files of a job: failed files with cause and remedy, and all files with their documents.
import { buildAddress } from "./address.js";
import { createText } from "./cells.js";
import { createElement } from "./dom.js";
import { formatNumber, getTexts, localize } from "./language.js";

const MOST_SHOWN = 200;

function createFailure({ path, cause, hint }) {
  const texts = getTexts().job;
  return createElement(
    "li",
    {},
    createElement("strong", {}, createText(path)),
    ...(cause ? [createElement("span", {}, ` ${texts.cause}: ${localize(cause)}.`)] : []),
    ...(hint ? [createElement("span", {}, ` ${texts.hint}: ${localize(hint)}.`)] : []),
  );
}

function createFile({ path, state, documents }) {
  const links = (documents ?? []).map((one) =>
    createElement(
      "a",
      { href: buildAddress("document", {}, one.doc_id) },
      createText(one.number || one.subject || one.name),
    ),
  );
  const parts = links.flatMap((link) => [" · ", link]);
  return createElement("li", {}, createText(path), ` – ${getTexts().job.fileStates[state] ?? state}`, ...parts);
}

// How many files are in which state.
function countStates(files) {
  const counts = new Map();
  for (const { state } of files) counts.set(state, (counts.get(state) ?? 0) + 1);
  const texts = getTexts().job;
  return [...counts].map(([state, count]) => `${formatNumber(count)} ${texts.fileStates[state] ?? state}`).join(" · ");
}

// `all`: how many files the job has. The server lists the first ones.
export function createJobFiles(files, all) {
  if (!files?.length) return [];
  const failed = files.filter((one) => one.state === "failed");
  const summary = `${getTexts().job.filesOf(formatNumber(all))}: ${countStates(files)}`;
  const shown = files.slice(0, MOST_SHOWN).map(createFile);
  if (all > shown.length) shown.push(createElement("li", {}, "…"));
  return [
    ...(failed.length ? [createElement("ul", { className: "failed-files" }, ...failed.map(createFailure))] : []),
    createElement(
      "details",
      {},
      createElement("summary", {}, summary),
      createElement("ul", { className: "job-files" }, ...shown),
    ),
  ];
}
