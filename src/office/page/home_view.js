// The start page: adding scans, jobs, what waits for a person, the last documents.
import { buildAddress } from "./address.js";
import { getJson } from "./api.js";
import { createDocumentLink, createDocumentStatus, createText, getDocumentName } from "./cells.js";
import { byId, createElement } from "./dom.js";
import { addFiles } from "./dropping.js";
import { describeProgress } from "./job_card.js";
import { createJobList } from "./job_list.js";
import { formatNumber, getTexts } from "./language.js";
import { LIST_KEYS } from "./paged_list.js";
import { state } from "./state.js";
import { refreshStatus } from "./status.js";
import { drawUpload } from "./upload_progress.js";

const LAST_DOCUMENTS = 6;
const ENDED_JOBS = 5;

// A button that opens the dialog for files, or for a folder.
function createPicker(id, label, properties) {
  const input = createElement("input", { type: "file", id, multiple: true, hidden: true, ...properties });
  input.addEventListener("change", () => {
    const files = [...input.files].filter((file) => !file.name.startsWith("."));
    addFiles(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    input.value = "";
  });
  const button = createElement("button", { type: "button", className: "main", onclick: () => input.click() }, label);
  return [button, input];
}

// A box that opens the view of pages after an upload, instead of reading at once.
function createArrangeFirst() {
  const box = createElement("input", { type: "checkbox", name: "arrange-first", checked: state.arrangesFirst });
  box.addEventListener("change", () => {
    state.arrangesFirst = box.checked;
    localStorage.setItem("arrangesFirst", box.checked ? "1" : "");
  });
  return createElement("p", {}, createElement("label", { className: "check" }, box, " ", getTexts().arrange.first));
}

function createAdding() {
  const texts = getTexts().home;
  const what = state.info?.writable === false ? texts.readOnly : texts.kinds;
  return createElement(
    "section",
    { className: "adding" },
    createElement("h2", {}, texts.add),
    createElement(
      "p",
      {},
      `${texts.drop} `,
      ...createPicker("pick-files", texts.files, {}),
      " ",
      ...createPicker("pick-folder", texts.folder, { webkitdirectory: true }),
    ),
    createElement("p", { className: "soft" }, what),
    createArrangeFirst(),
    createElement("div", { id: "upload", ariaLive: "polite" }),
  );
}

const createWaiting = (href, text) => createElement("li", {}, createElement("a", { href }, text));

// Lists open doubts, failures and late tasks, as links to their views.
function drawWaiting(overdue) {
  const place = byId("waiting");
  if (!place || !state.info) return;
  const texts = getTexts().home;
  const { to_review: doubts, rejects, documents, tasks } = state.info;
  const items = [
    doubts ? createWaiting(buildAddress("doubts"), texts.doubts(formatNumber(doubts))) : null,
    rejects ? createWaiting(buildAddress("failures"), texts.failures(formatNumber(rejects))) : null,
    overdue ? createWaiting(buildAddress("allTasks", { overdue: 1 }), texts.overdue(formatNumber(overdue))) : null,
  ].filter(Boolean);
  place.replaceChildren(
    items.length
      ? createElement("ul", { className: "waits" }, ...items)
      : createElement("p", { className: "soft" }, texts.nothingWaits),
    createElement("p", { className: "soft" }, texts.totals(formatNumber(documents), formatNumber(tasks))),
  );
}

// A run of the command line has no job: it is told of by itself.
function drawCommandRun() {
  const place = byId("command-run");
  if (!place) return;
  const run = state.info?.run;
  place.hidden = !run || state.runningJobs.length > 0;
  if (place.hidden) return;
  const { facts, slowest } = describeProgress(run);
  place.replaceChildren(
    createElement("h3", {}, getTexts().home.commandRun),
    createElement("p", {}, facts.join(" · ")),
    createElement("p", { className: "soft" }, slowest),
  );
}

// Draws the last documents again after a job has ended.
async function refreshLast(jobs) {
  byId("ended-jobs").take(jobs);
  const running = jobs.filter((job) => job.state === "running").map((job) => job.id);
  const isEnded = state.runningJobs.some((id) => !running.includes(id));
  state.runningJobs = running;
  if (isEnded && state.info) state.info.run = null; // it was of the job
  drawCommandRun();
  if (!isEnded) return;
  refreshStatus();
  const documents = await fetchLast().catch(() => null);
  if (documents) byId("latest")?.replaceChildren(...createLast(documents));
}

const fetchLast = async () => (await getJson("/api/v1/documents", { sort: "-added", limit: LAST_DOCUMENTS })).items;

function createLast(documents) {
  const texts = getTexts().home;
  if (!documents.length) return [createElement("p", { className: "soft" }, texts.noDocuments)];
  const rows = documents.map((one) =>
    createElement(
      "li",
      {},
      createDocumentLink(one),
      createElement("span", {}, createText([one.organ, one.subject].filter(Boolean).join(" – "))),
      createElement("small", {}, createText(one.name === getDocumentName(one) ? "" : one.name)),
      createDocumentStatus(one),
    ),
  );
  return [
    createElement("ul", { className: "latest" }, ...rows),
    createElement("p", {}, createElement("a", { href: buildAddress("documents") }, texts.allDocuments)),
  ];
}

async function createHomeElements() {
  const texts = getTexts().home;
  const [documents, overdue] = await Promise.all([
    fetchLast(),
    getJson("/api/v1/tasks", { overdue: 1, limit: 1 }).then((answer) => answer.total),
  ]);
  state.overdue = overdue;
  const waiting = createElement("div", { id: "waiting" });
  const section = (title, ...parts) => createElement("section", {}, createElement("h2", {}, title), ...parts);
  return [
    createAdding(),
    createElement(
      "div",
      { className: "columns" },
      createElement(
        "div",
        {},
        section(
          texts.jobs,
          createElement("div", { id: "command-run", className: "card-box", hidden: true }),
          createJobList({ wants: (job, isActive) => isActive, empty: texts.noJobs, onJobs: refreshLast }),
        ),
        section(
          texts.ended,
          createJobList({
            id: "ended-jobs",
            isFed: true,
            name: texts.ended,
            wants: (job, isActive) => !isActive && job.kind === "files",
            most: ENDED_JOBS,
            empty: getTexts().nothing,
          }),
        ),
      ),
      createElement(
        "div",
        {},
        section(texts.waits, waiting),
        section(texts.latest, createElement("div", { id: "latest" }, ...createLast(documents))),
      ),
    ),
  ];
}

function focusHome() {
  drawUpload();
  drawWaiting(state.overdue);
  byId("main").focus({ preventScroll: true });
}

export const homeView = {
  hint: "list",
  draw: createHomeElements,
  focus: focusHome,
  keys: LIST_KEYS,
  showStatus: () => {
    drawWaiting(state.overdue);
    drawCommandRun();
  },
};
