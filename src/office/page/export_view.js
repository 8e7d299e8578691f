// The view of exports: format, time and organ; the files that were made.
import { buildAddress, dropEmpty, goTo } from "./address.js";
import { getJson, postJson } from "./api.js";
import { createElement } from "./dom.js";
import { createJobList } from "./job_list.js";
import { formatNumber, getTexts } from "./language.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";

function createSelect(name, options, any) {
  const select = createElement("select", { name });
  if (any) select.append(createElement("option", { value: "" }, any));
  for (const { key, label, count } of options)
    select.append(createElement("option", { value: key }, (label ?? key) + (count ? ` (${formatNumber(count)})` : "")));
  return select;
}

const createField = (label, input) => createElement("label", {}, label, input);
const createDateInput = (name) => createElement("input", { type: "date", name });

// Which documents: the chosen ones, or those of a time, an organ and a type.
function createScope(facets, isChosen) {
  const texts = getTexts();
  if (isChosen)
    return [
      createElement(
        "p",
        {},
        createElement("strong", {}, texts.exports.chosen(formatNumber(state.chosen.size))),
        " · ",
        createElement("a", { href: buildAddress("export") }, texts.exports.dropChosen),
      ),
    ];
  return [
    createField(texts.filterNames.from, createDateInput("from")),
    createField(texts.filterNames.until, createDateInput("until")),
    createField(texts.filterNames.organ, createSelect("organ", facets.organ, texts.everything)),
    createField(texts.filterNames.type, createSelect("type", facets.type, texts.everything)),
  ];
}

async function createExportElements() {
  const texts = getTexts();
  const { facets } = await getJson("/api/v1/documents", { limit: 1, facets: 1 });
  const isChosen = state.params.chosen && state.chosen.size > 0;
  const list = createJobList({
    name: texts.exports.past,
    wants: (job) => job.kind === "export",
    empty: texts.exports.nonePast,
  });
  const formats = Object.entries(texts.exports.formats).map(([key, label]) => ({ key, label }));
  const form = createElement(
    "form",
    { className: "filter-form export-form" },
    createField(texts.exports.format, createSelect("format", formats)),
    ...createScope(facets, isChosen),
    createElement("button", { className: "main" }, texts.exports.make),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    runIfIdle(async () => {
      const wanted = dropEmpty(Object.fromEntries(new FormData(form)));
      await postJson("/api/v1/jobs", {
        kind: "export",
        ...wanted,
        ...(isChosen ? { doc: [...state.chosen.keys()] } : {}),
      });
      await list.refresh();
    });
  });
  return [
    createElement("h2", { className: "title" }, texts.places.export),
    createElement("p", { className: "soft" }, texts.exports.what),
    form,
    createElement("section", {}, createElement("h3", {}, texts.exports.past), list),
  ];
}

export const exportView = { draw: createExportElements, keys: { Escape: () => goTo(buildAddress("documents")) } };
