// Arranges the pages of a job: shows what becomes of each page before it is done, and begins the reading.
import { buildAddress, goTo } from "./address.js";
import { getJson, postJson } from "./api.js";
import { createText } from "./cells.js";
import { byId, createElement, showMessage } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { createPageStrip } from "./page_strip.js";
import { arePicturesJoined, hasSinglePictures, joinPictures } from "./single_pictures.js";
import { state } from "./state.js";

const MS_BETWEEN_LOOKS = 600;
const NOTHING = { drop_blank: false, sides: "as_scanned", split: "none", backs: null, joined: [], keep: [], drop: [], begin: [] };

const getUrl = (rest = "") => `/api/v1/jobs/${encodeURIComponent(state.parts[0])}${rest}`;
const isOpen = () => state.view === "arrange" && byId("arrange");

const countKind = (files, kind) => files.flatMap((file) => file.items).filter((one) => one.kind === kind).length;

// Offers what fits the pages, unless a person has chosen before.
function proposeChoices({ files, chosen }) {
  if (chosen) return Object.fromEntries(files.map((file) => [file.path, file.choices]));
  const common = {
    ...NOTHING,
    drop_blank: countKind(files, "blank") > 0,
    split: countKind(files, "separator") > 0 ? "separators" : "none",
  };
  return Object.fromEntries(files.map((file) => [file.path, structuredClone(common)]));
}

// Asks the server for the plan of the choices, and draws the plan.
async function applyChoices(choices) {
  const files = Object.entries(choices).map(([path, one]) => ({ path, ...one }));
  try {
    state.arrangement = await postJson(getUrl("/arrangement"), { files });
    state.pageChoices = choices;
    showMessage("");
  } catch (error) {
    showMessage(error.text);
  }
  draw();
}

function changeAll(name, value) {
  const choices = structuredClone(state.pageChoices);
  for (const one of Object.values(choices)) {
    one[name] = value;
    if (name === "sides") one.backs = null;
  }
  applyChoices(choices);
}

// `wish`: "keep" or "drop" the page; "begin" a file with it, or "join" it to the pages before.
function changePage(path, { file, page }, wish) {
  const choices = structuredClone(state.pageChoices);
  const one = choices[path];
  const isOther = ([a, b]) => a !== file || b !== page;
  for (const list of ["begin", "join"].includes(wish) ? ["begin"] : ["keep", "drop"]) one[list] = one[list].filter(isOther);
  if (wish !== "join") one[wish].push([file, page]);
  applyChoices(choices);
}

function changePictures(isJoined) {
  const choices = structuredClone(state.pageChoices);
  joinPictures(choices, state.arrangement.files, isJoined);
  applyChoices(choices);
}

function createSelect(name, label, options, value, onchange) {
  const select = createElement(
    "select",
    { name, onchange: () => onchange(select.value) },
    ...Object.entries(options).map(([key, text]) => createElement("option", { value: key, selected: key === value }, text)),
  );
  return createElement("label", {}, label, select);
}

function createPicturesSelect() {
  if (!hasSinglePictures(state.arrangement.files)) return [];
  const { pictures, picturesHow } = getTexts().arrange;
  const now = arePicturesJoined(state.pageChoices) ? "joined" : "apart";
  return [createSelect("pictures", pictures, picturesHow, now, (value) => changePictures(value === "joined"))];
}

function createControls() {
  const texts = getTexts().arrange;
  const [first] = Object.values(state.pageChoices);
  const blank = createElement("input", {
    type: "checkbox",
    name: "drop_blank",
    checked: first.drop_blank,
    onchange: () => changeAll("drop_blank", blank.checked),
  });
  return createElement(
    "form",
    { className: "filter-form", onsubmit: (event) => event.preventDefault() },
    createElement("label", { className: "check" }, blank, texts.dropBlank),
    createSelect("split", texts.split, texts.splits, first.split, (value) => changeAll("split", value)),
    createSelect("sides", texts.sides, texts.sideOrders, first.sides, (value) => changeAll("sides", value)),
    ...createPicturesSelect(),
    createElement("a", { className: "button", href: "/separator.svg", target: "_blank" }, texts.printSheet),
  );
}

function createBacksSelect(file) {
  const texts = getTexts().arrange;
  const others = state.arrangement.files.filter(({ path, pages }) => path !== file.path && pages > 0);
  if (file.choices.sides === "as_scanned" || file.choices.joined.length || !others.length) return [];
  const options = { "": texts.ownBacks, ...Object.fromEntries(others.map(({ path }) => [path, texts.backsIn(path)])) };
  const change = (path) => {
    const choices = structuredClone(state.pageChoices);
    choices[file.path].backs = path || null;
    applyChoices(choices);
  };
  return [createSelect("backs", texts.backs, options, file.choices.backs ?? "", change)];
}

function describeFile(file) {
  const texts = getTexts().arrange;
  if (!file.pages) return texts.unseen;
  if (file.taken_by) return texts.isBacks(file.taken_by);
  const kept = file.items.filter((one) => one.fate === "kept").length;
  const gone = file.items.length - kept;
  const [blank, separators] = [countKind([file], "blank"), countKind([file], "separator")];
  const found = blank + separators ? texts.found(blank, separators) : "";
  if (!file.parts) return texts.nothingLeft;
  const result = file.changes ? texts.result(formatNumber(kept), file.parts) : `${texts.result(formatNumber(kept), 1)}, ${texts.unchanged}`;
  return [result, gone ? texts.droppedOf(formatNumber(gone)) : "", found].filter(Boolean).join(" · ");
}

function createFile(file) {
  const texts = getTexts().arrange;
  const hasStrip = file.pages > 0 && !file.taken_by;
  return createElement(
    "section",
    { className: "arranged-file" },
    createElement("h2", {}, createText(file.path)),
    createElement("p", { className: "soft" }, describeFile(file)),
    ...(file.uneven ? [createElement("p", { className: "because" }, texts.uneven)] : []),
    ...createBacksSelect(file),
    ...(hasStrip ? [createPageStrip(state.parts[0], file, (one, wish) => changePage(file.path, one, wish))] : []),
  );
}

async function begin(isAsScanned) {
  try {
    if (isAsScanned) await postJson(getUrl("/arrangement"), { files: [] });
    await postJson(getUrl(state.arrangedJob.state === "receiving" ? "/start" : "/retry"));
    goTo(buildAddress("home"));
    showMessage(getTexts().arrange.started, true);
  } catch (error) {
    showMessage(error.text);
  }
}

function createActions() {
  const texts = getTexts().arrange;
  const isNew = state.arrangedJob.state === "receiving";
  const createButton = (label, isAsScanned, className) =>
    createElement("button", { type: "button", className, onclick: () => begin(isAsScanned) }, label);
  return createElement(
    "div",
    { id: "arrange-actions" },
    createButton(isNew ? texts.read : texts.readAgain, false, "main"),
    createButton(isNew ? texts.asScanned : texts.undo, true, ""),
    ...(isNew ? [] : [createElement("span", { className: "soft" }, texts.againWhat)]),
  );
}

function createBody() {
  const texts = getTexts().arrange;
  const { state: now, pages_looked: done, pages_all: all, files } = state.arrangement;
  if (["waiting", "running"].includes(state.arrangedJob.state)) return [createElement("p", {}, texts.inWork)];
  if (!files.length) return [createElement("p", {}, texts.nothing)];
  if (now === "looking" || !state.pageChoices) {
    const bar = createElement("progress", all ? { max: all, value: done } : {});
    bar.setAttribute("aria-label", texts.looking(done, all));
    return [createElement("p", {}, texts.looking(formatNumber(done), all ? formatNumber(all) : 0)), bar];
  }
  const isShown = (file) => !file.taken_by || state.pageChoices[file.taken_by].backs; // a joined picture is in its strip
  return [createControls(), ...files.filter(isShown).map(createFile), createActions()];
}

// Draws again, and keeps the focus and the place.
function draw() {
  if (!isOpen()) return;
  const { name, dataset } = document.activeElement ?? {};
  byId("arrange").replaceChildren(...createBody());
  const again = dataset?.place
    ? byId("arrange").querySelector(`[data-place="${CSS.escape(dataset.place)}"]`)
    : name && byId("arrange").querySelector(`[name="${CSS.escape(name)}"]`);
  again?.focus({ preventScroll: true });
}

// Waits until all pages were looked at, then offers choices.
async function look() {
  clearTimeout(state.arrangeTimer);
  if (!isOpen()) return;
  state.arrangement = await getJson(getUrl("/arrangement"));
  if (state.arrangement.state === "looking") state.arrangeTimer = setTimeout(look, MS_BETWEEN_LOOKS);
  else if (state.arrangement.files.length) return applyChoices(proposeChoices(state.arrangement));
  draw();
}

async function createArrangeElements() {
  const texts = getTexts().arrange;
  state.arrangedJob = await getJson(getUrl());
  state.arrangement = await getJson(getUrl("/arrangement"));
  state.pageChoices = null;
  const title = [texts.place, state.arrangedJob.name].filter(Boolean).join(": ");
  return [
    createElement("h2", { className: "title" }, createElement("bdi", {}, title)),
    createElement("p", { className: "soft" }, texts.what),
    createElement("div", { id: "arrange" }),
  ];
}

export const arrangeView = {
  draw: createArrangeElements,
  focus: () => {
    draw();
    byId("main").focus({ preventScroll: true });
    if (!["waiting", "running"].includes(state.arrangedJob.state)) look().catch((error) => showMessage(error.text));
  },
};
