// The view of settings: watched folders, backup, the archive and the program.
import { deleteJson, getJson, postJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane, showMessage } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { drawView } from "./router.js";
import { runIfIdle } from "./serial_executor.js";
import { state } from "./state.js";

const BYTES_PER_GIGABYTE = 1e9;

// The button must be pressed twice.
const removeFolder = (folder) =>
  runIfIdle(async () => {
    if (state.pendingConfirmation !== "folder" + folder.id) {
      state.pendingConfirmation = "folder" + folder.id;
      return showMessage(getTexts().settings.removeSure(folder.path));
    }
    state.pendingConfirmation = "";
    await deleteJson(`/api/v1/folders/${encodeURIComponent(folder.id)}`);
    await drawView();
  });

function createFolderRow(folder) {
  const texts = getTexts().settings;
  const labels = texts.columns;
  const button = createElement("button", { type: "button", onclick: () => removeFolder(folder) }, texts.remove);
  button.setAttribute("aria-label", `${texts.remove}: ${folder.path}`);
  const failed = folder.failed.map((one) => one.file).join(", ");
  return createCells([
    { label: labels[0], content: createText(folder.path) },
    { label: labels[1], content: texts.states[folder.state] ?? folder.state },
    { label: labels[2], content: formatNumber(folder.files), className: "number" },
    { label: labels[3], content: formatNumber(folder.waiting), className: "number" },
    { label: labels[4], content: createText([folder.trouble, failed].filter(Boolean).join(" · ")) },
    { label: "", content: button },
  ]);
}

function createFolderForm() {
  const texts = getTexts().settings;
  const input = createElement("input", { name: "path", required: true, autocomplete: "off", spellcheck: false });
  const form = createElement(
    "form",
    { className: "filter-form" },
    createElement("label", { className: "wide" }, texts.path, input),
    createElement("button", { className: "main" }, texts.add),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    runIfIdle(async () => {
      await postJson("/api/v1/folders", { path: input.value.trim() });
      await drawView();
    });
  });
  return form;
}

const createSection = (title, ...parts) =>
  createElement("section", { className: "sheet-of" }, createElement("h3", {}, title), ...parts);

function createFacts(info) {
  const texts = getTexts().settings;
  const free =
    info.disk_free === null ? "" : texts.gigabytes(formatNumber(Math.round(info.disk_free / BYTES_PER_GIGABYTE)));
  const facts = [
    [texts.archive, info.archive],
    [texts.actor, info.actor],
    [texts.version, info.version],
    [texts.free, free],
  ];
  return createElement(
    "dl",
    {},
    ...facts.flatMap(([name, text]) => [createElement("dt", {}, name), createElement("dd", {}, createText(text))]),
  );
}

// Draws the state of the folders again. A button that has the focus stays.
async function refreshFolders() {
  const body = document.querySelector("#folders tbody");
  if (!body || body.contains(document.activeElement)) return;
  const folders = await getJson("/api/v1/folders").catch(() => null);
  if (folders) body.replaceChildren(...folders.items.map(createFolderRow));
}

async function createSettingsElements() {
  const texts = getTexts().settings;
  const [folders, info] = await Promise.all([getJson("/api/v1/folders"), getJson("/api/v1/info")]);
  const table = createTable(
    texts.folders,
    createHead(texts.columns.map((one) => one || createElement("span", { className: "hidden" }, texts.remove))),
    createElement("tbody", {}, ...folders.items.map(createFolderRow)),
  );
  table.id = "folders";
  const list = folders.items.length
    ? createScrollPane(texts.folders, table)
    : createElement("p", { className: "soft" }, texts.noFolders);
  const command = (text) => createScrollPane(text, createElement("pre", {}, createElement("code", {}, text)));
  return [
    createElement("h2", { className: "title" }, getTexts().places.settings),
    createSection(
      texts.folders,
      createElement("p", { className: "soft" }, texts.foldersWhat),
      list,
      createFolderForm(),
    ),
    createSection(texts.names, createElement("p", {}, texts.namesWhat)),
    createSection(
      texts.backup,
      createElement("p", {}, texts.backupWhat),
      command(texts.backupCommand(info.archive)),
      createElement("p", {}, texts.restoreWhat),
      command(texts.restoreCommand(info.archive)),
    ),
    createSection(texts.about, createFacts(info)),
  ];
}

export const settingsView = { draw: createSettingsElements, showStatus: refreshFolders };
