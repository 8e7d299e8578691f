// Takes files and folders that a person drops anywhere in the window.
import { buildAddress, goTo } from "./address.js";
import { byId, showMessage } from "./dom.js";
import { getTexts } from "./language.js";
import { state } from "./state.js";
import { sendFiles } from "./upload.js";
import { drawUpload } from "./upload_progress.js";

const readEntries = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const getFile = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

// Adds the files of the entry to `files`. Names that begin with a dot are left out, as codau run does.
async function collectFiles(entry, files) {
  if (entry.name.startsWith(".")) return;
  if (entry.isFile) return void files.push({ path: entry.fullPath.replace(/^\//, ""), file: await getFile(entry) });
  const reader = entry.createReader();
  for (let some = await readEntries(reader); some.length; some = await readEntries(reader))
    for (const one of some) await collectFiles(one, files);
}

async function takeDrop(event) {
  const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  const files = [];
  for (const entry of entries) await collectFiles(entry, files);
  addFiles(files);
}

// Sends the files. The start page shows the progress.
export function addFiles(files) {
  if (!files.length) return showMessage(getTexts().home.nothingDropped);
  goTo(buildAddress("home"));
  sendFiles(files, drawUpload);
}

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

function showCover(isShown) {
  byId("drop-cover").hidden = !isShown;
  byId("drop-cover").textContent = getTexts().home.dropHere;
}

export function listenToDrops() {
  window.addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    state.dragDepth += 1;
    showCover(true);
  });
  window.addEventListener("dragleave", (event) => {
    if (!hasFiles(event)) return;
    state.dragDepth = Math.max(0, state.dragDepth - 1);
    if (!state.dragDepth) showCover(false);
  });
  window.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    state.dragDepth = 0;
    showCover(false);
    takeDrop(event);
  });
  window.addEventListener("beforeunload", (event) => {
    if (state.upload && !state.upload.isDone && !state.upload.isStopped) event.preventDefault();
  });
}
