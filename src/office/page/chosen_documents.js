// The bar of the chosen documents: Excel, PDF, open one by one.
import { buildAddress, goTo } from "./address.js";
import { getDocumentUrl, getJson } from "./api.js";
import { byId, createElement, showMessage } from "./dom.js";
import { runExport } from "./export_job.js";
import { formatNumber, getTexts } from "./language.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

// Downloads the PDF of each chosen document. Plain texts have none.
const downloadPdfs = () =>
  enqueueAction(async () => {
    for (const doc of state.chosen.keys()) {
      const { pdf } = await getJson(getDocumentUrl(doc));
      if (pdf) createElement("a", { href: pdf, download: "" }).click();
    }
  });

const exportChosen = () =>
  enqueueAction(async () => {
    const place = byId("choice-result");
    place.textContent = getTexts().documents.making;
    try {
      place.replaceChildren(await runExport({ format: "xlsx", doc: [...state.chosen.keys()] }));
      place.querySelector("a")?.focus();
    } catch (error) {
      place.textContent = "";
      throw error;
    }
  });

// Opens the first chosen document. Its keys lead to the next ones.
function openChosen() {
  state.listed = [...state.chosen.keys()];
  goTo(buildAddress("document", {}, state.listed[0]));
}

function setAllChosen(isChosen) {
  for (const box of document.querySelectorAll("#document-list tbody input[type=checkbox]"))
    if (box.checked !== isChosen) box.click();
  if (!isChosen) state.chosen.clear();
  showChoice();
  showMessage("");
}

export function createChoiceBar() {
  const texts = getTexts();
  const createButton = (label, onclick, className = "") =>
    createElement("button", { type: "button", onclick, className }, label);
  const bar = createElement(
    "div",
    { id: "choice-bar", hidden: state.chosen.size === 0 },
    createElement("strong", { id: "choice-count" }, texts.documents.chosen(formatNumber(state.chosen.size))),
    createButton(texts.documents.toExcel, exportChosen, "main"),
    createButton(texts.documents.toPdf, downloadPdfs),
    createButton(texts.places.export + "…", () => goTo(buildAddress("export", { chosen: 1 }))),
    createButton(texts.documents.openChosen, openChosen),
    createButton(texts.documents.chooseAll, () => setAllChosen(true)),
    createButton(texts.documents.dropChoice, () => setAllChosen(false)),
    createElement("span", { id: "choice-result" }),
  );
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", texts.documents.chosen(""));
  return bar;
}

export function showChoice() {
  byId("choice-bar").hidden = state.chosen.size === 0;
  byId("choice-count").textContent = getTexts().documents.chosen(formatNumber(state.chosen.size));
}
