// The view of settings: watched folders, backup, the archive and the program.
import { deleteJson, getJson, postJson } from "./api.js";
import { createCells, createHead, createTable, createText } from "./cells.js";
import { createElement, createScrollPane, showMessage } from "./dom.js";
import { createJobList } from "./job_list.js";
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

function createFolderName({ path, marker, settle }) {
  const texts = getTexts().settings;
  const settings = [marker ? texts.hasMarker(marker) : "", settle ? texts.hasSettle(settle) : ""].filter(Boolean).join(" · ");
  return createElement("div", {}, createText(path), settings ? createElement("div", { className: "soft" }, createText(settings)) : null);
}

function createFolderRow(folder) {
  const texts = getTexts().settings;
  const labels = texts.columns;
  const button = createElement("button", { type: "button", onclick: () => removeFolder(folder) }, texts.remove);
  button.setAttribute("aria-label", `${texts.remove}: ${folder.path}`);
  const failed = folder.failed.map((one) => one.file).join(", ");
  return createCells([
    { label: labels[0], content: createFolderName(folder) },
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
  const marker = createElement("input", { name: "marker", autocomplete: "off", spellcheck: false, placeholder: texts.noMarker });
  const settle = createElement("input", { name: "settle", type: "number", min: 0, max: 3600, placeholder: texts.usualSettle });
  const form = createElement(
    "form",
    { className: "filter-form" },
    createElement("label", { className: "wide" }, texts.path, input),
    createElement("label", {}, texts.marker, marker),
    createElement("label", {}, texts.settle, settle),
    createElement("button", { className: "main" }, texts.add),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    runIfIdle(async () => {
      const wanted = { path: input.value.trim(), marker: marker.value.trim(), settle: Number(settle.value) };
      await postJson("/api/v1/folders", wanted);
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

const createNames = (items) =>
  items.length ? [createElement("ul", { className: "names" }, ...items.map(({ name }) => createElement("li", {}, createText(name))))] : [];

// A form that begins a backup, and the last backups.
function createBackup(info) {
  const texts = getTexts().settings;
  const list = createJobList({ name: texts.backups, wants: (job) => job.kind === "backup", most: 3 });
  const input = createElement("input", { name: "backup-to", required: true, autocomplete: "off", spellcheck: false, value: info.backup_to });
  const form = createElement(
    "form",
    { className: "filter-form" },
    createElement("label", { className: "wide" }, texts.backupTo, input),
    createElement("button", {}, texts.backupNow),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    runIfIdle(async () => {
      await postJson("/api/v1/jobs", { kind: "backup", path: input.value.trim() });
      await list.refresh();
    });
  });
  return [form, list];
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
  const [folders, info, names] = await Promise.all(["folders", "info", "names"].map((one) => getJson(`/api/v1/${one}`)));
  const table = createTable(
    texts.folders,
    createHead(texts.columns.map((one) => one || createElement("span", { className: "hidden" }, texts.remove))),
    createElement("tbody", {}, ...folders.items.map(createFolderRow)),
  );
  table.id = "folders";
  const list = folders.items.length
    ? createScrollPane(texts.folders, table)
    : createElement("p", { className: "soft" }, texts.noFolders);
  return [
    createElement("h2", { className: "title" }, getTexts().places.settings),
    createSection(
      texts.folders,
      createElement("p", { className: "soft" }, texts.foldersWhat),
      list,
      createFolderForm(),
    ),
    createSection(texts.names, createElement("p", { className: "soft" }, texts.namesWhat), ...createNames(names.items)),
    createSection(
      texts.backup,
      createElement("p", { className: "soft" }, texts.backupWhat),
      ...createBackup(info),
      createElement("p", { className: "soft" }, texts.restoreWhat),
    ),
    createSection(texts.about, createFacts(info)),
  ];
}

export const settingsView = { draw: createSettingsElements, showStatus: refreshFolders };
