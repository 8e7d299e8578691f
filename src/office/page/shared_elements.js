// Elements that several views show: passage, source, values, codes, history.
import { createElement } from "./dom.js";
import { formatProbability, formatTime, getTexts, localize } from "./language.js";

// Creates a passage of the document, with marks on words that were changed or hard to read.
export function createPassage(segments) {
  const out = createElement("p", { className: "passage" });
  for (const one of segments) {
    const part = createElement("span", {}, one.text);
    if (one.value) part.classList.add("here");
    if (one.before !== undefined) {
      part.classList.add(one.unsure ? "unsure" : "changed");
      part.title = getTexts().changedFrom(one.before, formatProbability(one.confidence));
    }
    if (one.read !== undefined) {
      part.classList.add("hard");
      part.title = [part.title, getTexts().hardToRead(formatProbability(one.read))].filter(Boolean).join("; ");
    }
    out.append(part);
  }
  return out;
}

// Each name is isolated, because a name may change the direction of writing.
export const createSourceLine = (names) =>
  createElement(
    "p",
    { className: "where" },
    ...names.filter(Boolean).flatMap((name, i) => [...(i ? [" · "] : []), createElement("bdi", {}, name)]),
  );

export const createCodes = (codes) =>
  codes?.length
    ? [
        createElement(
          "p",
          { className: "soft codes" },
          `${getTexts().codes}: ${codes.map((one) => `${one.code} (${localize(one)})`).join(", ")}`,
        ),
      ]
    : [];
export const createRowValues = (doubt) =>
  createElement(
    "dl",
    { className: "values" },
    ...doubt.row.flatMap((one) => [createElement("dt", {}, localize(one.label)), createElement("dd", {}, one.value)]),
  );

export function createHistory(history) {
  const texts = getTexts();
  if (!history?.length) return [];
  return [
    createElement("h2", {}, texts.history),
    createElement(
      "ul",
      { className: "history" },
      ...history.map((one) =>
        createElement(
          "li",
          {},
          `${formatTime(one.at)} · `,
          createElement("bdi", {}, one.actor),
          ` · ${texts.did[one.did]}`,
          ...(one.label ? [` ${localize(one.label)}`] : []),
          ...(one.did === "set" && one.before !== one.value
            ? [
                ": ",
                createElement("bdi", {}, one.before || texts.empty),
                " → ",
                createElement("bdi", {}, one.value || texts.empty),
              ]
            : []),
        ),
      ),
    ),
  ];
}
