// Draws the menu of the views, with counts of what waits.
import { buildAddress } from "./address.js";
import { byId, createElement } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { state } from "./state.js";

const BYTES_PER_MEGABYTE = 1e6;

// Views that the menu shows as open while another view is open.
const PARENTS = {
  arrange: "home",
  tasks: "doubts",
  page: "doubts",
  rescans: "doubts",
  same: "doubts",
  sample: "statistics",
  document: "documents",
};

const getCounts = () => ({ doubts: state.info?.to_review, failures: state.info?.rejects });

function createPlace(view, label) {
  const link = createElement("a", { href: buildAddress(view) }, createElement("span", {}, label));
  const count = getCounts()[view];
  if (count) link.append(" ", createElement("b", {}, formatNumber(count)));
  if (view === (PARENTS[state.view] ?? state.view)) link.setAttribute("aria-current", "page");
  return link;
}

// Tells of a running job in the head of the page.
function describeWork() {
  const run = state.info?.run;
  if (!run) return "";
  const texts = getTexts();
  return run.pages_all ? texts.reading(formatNumber(run.pages_done), formatNumber(run.pages_all)) : texts.working;
}

const describeFreeDisk = () => formatNumber(Math.round(state.info.disk_free / BYTES_PER_MEGABYTE));

// A focused link stays focused.
function drawPlaces() {
  const texts = getTexts();
  const places = byId("places");
  const focused = places.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  places.setAttribute("aria-label", texts.menu);
  places.replaceChildren(
    createElement("p", { className: "menu-key" }, createElement("kbd", {}, "F2"), texts.menu),
    ...Object.entries(texts.places).map(([view, label]) => createPlace(view, label)),
    ...(state.info?.disk_low ? [createElement("p", { className: "because" }, texts.diskLow(describeFreeDisk()))] : []),
  );
  if (focused) places.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  byId("archive").textContent = state.info ? texts.archive(state.info.archive) : "";
  byId("quick-words").placeholder = `${texts.searchAll} (F4)`;
  byId("quick-words").setAttribute("aria-label", texts.searchHint);
}

// Draws what the server has said last about the archive.
export function drawStatus() {
  drawPlaces();
  if (!document.body.dataset.group) byId("progress").textContent = describeWork();
}

export function focusMenu() {
  (byId("places").querySelector("[aria-current]") ?? byId("places").querySelector("a")).focus();
}

// The arrow keys move through the menu.
export function listenToMenu() {
  byId("places").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const links = [...byId("places").querySelectorAll("a")];
    links.at((links.indexOf(document.activeElement) + step) % links.length).focus();
  });
}
