// Entry of the page that `codau serve` shows without a folder: opens a known archive, or makes a new one.
import { getJson, postJson } from "./api.js";
import { byId, createElement, showMessage } from "./dom.js";
import { getTexts } from "./language.js";
import { state } from "./state.js";

async function openArchive(wanted) {
  showMessage(wanted.backup ? getTexts().choose.restoring : getTexts().choose.opening, true);
  for (const one of document.querySelectorAll("button")) one.disabled = true;
  try {
    const { address } = await postJson("/api/v1/archives", wanted);
    location.replace(`${address}${state.language === "en" ? "&lang=en" : ""}`);
  } catch (error) {
    showMessage(error.text);
    for (const one of document.querySelectorAll("button")) one.disabled = false;
  }
}

const createArchive = ({ path, name }) =>
  createElement(
    "li",
    {},
    createElement(
      "button",
      { type: "button", className: "archive", onclick: () => openArchive({ path }) },
      createElement("strong", {}, createElement("bdi", {}, name)),
      createElement("span", {}, createElement("bdi", {}, path)),
    ),
  );

const createBox = (name, value) =>
  createElement("input", { name, required: true, autocomplete: "off", spellcheck: false, value: value ?? "" });

function createBackForm() {
  const texts = getTexts().choose;
  const [backup, path] = [createBox("backup"), createBox("back-path", state.archives.suggested)];
  return createElement(
    "form",
    {
      className: "new-archive",
      onsubmit: (event) => {
        event.preventDefault();
        openArchive({ backup: backup.value.trim(), path: path.value.trim() });
      },
    },
    createElement("label", {}, texts.backup, backup),
    createElement("label", {}, texts.backPath, path),
    createElement("button", {}, texts.bringBack),
  );
}

function createNewForm() {
  const texts = getTexts().choose;
  const box = createBox("path", state.archives.suggested);
  return createElement(
    "form",
    {
      className: "new-archive",
      onsubmit: (event) => {
        event.preventDefault();
        openArchive({ path: box.value.trim() });
      },
    },
    createElement("label", {}, texts.path, box),
    createElement("button", { className: state.archives.items.length ? "" : "main" }, texts.make),
    createElement("p", { className: "soft" }, texts.newWhat),
  );
}

function draw() {
  const texts = getTexts().choose;
  document.documentElement.lang = state.language;
  document.title = `${texts.title} – codau`;
  byId("language").textContent = getTexts().other;
  byId("main").replaceChildren(
    createElement("h2", { className: "title" }, texts.title),
    state.archives.items.length
      ? createElement("ul", { className: "archives" }, ...state.archives.items.map(createArchive))
      : createElement("p", {}, texts.none),
    createElement("h2", {}, texts.newTitle),
    createNewForm(),
    createElement("h2", {}, texts.backTitle),
    createBackForm(),
  );
  (document.querySelector(".archive") ?? document.querySelector("input")).focus();
}

byId("language").addEventListener("click", () => {
  state.language = state.language === "vi" ? "en" : "vi";
  draw();
});
try {
  state.archives = await getJson("/api/v1/archives");
  draw();
} catch (error) {
  showMessage(error.text);
}
