// The view of one document: head, and its parts as tabs, each with a link of its own.
import { buildAddress, goTo } from "./address.js";
import { getDocumentUrl, getJson } from "./api.js";
import { addTableKeys, createFieldElements, documentKeys } from "./document_cells.js";
import { createDocumentPage, focusDocumentPage } from "./document_page.js";
import { createHistoryTab, createReferencesTab, createSectionsTab } from "./document_tables.js";
import { byId, createElement } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { drawView } from "./router.js";
import { isTableOpen, state } from "./state.js";
import { createTaskParts, tasksView } from "./task_view.js";

// Value of the parameter `phan` -> tab.
const TABS = {
  trang: { name: "page", create: createDocumentPage },
  "thong-tin": { name: "fields", create: createFieldElements },
  "nhiem-vu": { name: "tasks", create: createTaskParts, count: "tasks" },
  muc: { name: "sections", create: createSectionsTab, count: "sections" },
  "lien-quan": { name: "references", create: createReferencesTab, count: "references" },
  "lich-su": { name: "history", create: createHistoryTab },
};

const getTab = () => TABS[state.params.phan] ?? TABS.trang;

// The next document of the list from which a person has come.
function getNeighbour(step) {
  const index = state.listed.indexOf(state.docId);
  return index < 0 ? undefined : state.listed[index + step];
}

function openNeighbour(step) {
  const next = getNeighbour(step);
  if (next) goTo(buildAddress("document", { phan: state.params.phan }, next));
}

function createTabs({ counts }) {
  const texts = getTexts().one;
  const tabs = createElement("nav", { className: "tabs" });
  tabs.setAttribute("aria-label", texts.tabList);
  for (const [phan, { name, count }] of Object.entries(TABS)) {
    const href = buildAddress("document", { phan: phan === "trang" ? "" : phan }, state.docId);
    const number = count && counts?.[count] !== undefined ? ` (${formatNumber(counts[count])})` : "";
    const link = createElement("a", { href }, texts.tabs[name] + number);
    if (TABS[phan] === getTab()) link.setAttribute("aria-current", "page");
    tabs.append(link);
  }
  return tabs;
}

function createHead(one) {
  const texts = getTexts().one;
  const find = (field) => one.fields.find((part) => part.field === field)?.shown ?? "";
  const number = [find("code_number"), find("code_notation")].filter(Boolean).join("/");
  const link = (href, text, properties = {}) => createElement("a", { href, className: "button", ...properties }, text);
  const step = (by, sign, label) => {
    const onclick = () => openNeighbour(by);
    const button = createElement(
      "button",
      { type: "button", disabled: !getNeighbour(by), title: label, onclick },
      sign,
    );
    button.setAttribute("aria-label", label);
    return button;
  };
  const { doubts } = one.counts;
  return createElement(
    "div",
    { className: "document-head" },
    createElement(
      "div",
      {},
      createElement("h2", { className: "title" }, createElement("bdi", {}, number || one.name)),
      createElement(
        "p",
        { className: "soft" },
        createElement("bdi", {}, [find("organ_name"), find("subject"), one.name].filter(Boolean).join(" · ")),
      ),
    ),
    createElement(
      "p",
      { className: "tools" },
      ...(state.listed.includes(state.docId) ? [step(-1, "◀", texts.before), step(1, "▶", texts.after)] : []),
      ...(doubts ? [link(buildAddress("doubts", { doc: one.doc_id }), texts.toDoubts(formatNumber(doubts)))] : []),
      ...(one.pdf ? [link(one.pdf, texts.pdf, { download: "" })] : []),
      ...(one.text ? [link(one.text, texts.text, { download: "" })] : []),
      link(getDocumentUrl(one.doc_id, "/xlsx"), texts.excel, { download: "" }),
    ),
  );
}

async function createDocumentElements() {
  [state.docId] = state.parts;
  state.document = await getJson(getDocumentUrl(state.docId));
  state.documentName = state.document.name;
  Object.assign(state, { zoomPage: null, turnPage: null, setTints: null, moveToHit: null });
  const parts = await getTab().create();
  return [createHead(state.document), createTabs(state.document), ...parts];
}

function focusDocument(focusedName) {
  if (isTableOpen()) return tasksView.focus(focusedName);
  byId("main").focus({ preventScroll: true });
  if (getTab() === TABS.trang) focusDocumentPage();
}

function addKeys(add, texts) {
  if (isTableOpen()) addTableKeys(add, texts);
}

export const documentView = {
  hint: "document",
  draw: createDocumentElements,
  focus: focusDocument,
  addKeys,
  keys: {
    ...documentKeys,
    "[": () => openNeighbour(-1),
    "]": () => openNeighbour(1),
    f: () => state.moveToHit?.(),
  },
  recover: () => drawView().catch(() => null),
};
