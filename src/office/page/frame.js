// Draws the frame around each view: menu, progress, filters.
// The modules main.js and queue_filter.js listen to its elements.
import { isReviewView } from "./address.js";
import { byId, createElement } from "./dom.js";
import { formatNumber, getTexts, localize } from "./language.js";
import { drawStatus } from "./places.js";
import { state } from "./state.js";

// The ways to check, by the keys F6 to F10.
function drawReviewMenu() {
  const texts = getTexts();
  byId("views").setAttribute("aria-label", texts.reviewMenu);
  byId("views").replaceChildren(
    ...Object.entries(texts.views).map(([view, label], i) => {
      const rejects = view === "rescans" ? state.counts?.rejects : 0;
      const button = createElement(
        "button",
        { type: "button", value: view },
        createElement("kbd", {}, "F" + (i + 6)),
        label + (rejects ? ` (${formatNumber(rejects)})` : ""),
      );
      button.setAttribute("aria-current", String(state.view === view));
      return button;
    }),
  );
}

function drawNotes(notes) {
  byId("notes").hidden = !notes.length;
  byId("notes").setAttribute("aria-label", getTexts().notes);
  byId("notes").textContent = notes.map(localize).join(" · ");
}

// Draws progress and filters of the queue of doubts.
function drawQueueFrame(counts) {
  const texts = getTexts();
  byId("find-name").textContent = texts.find;
  byId("find").parentElement.hidden = counts.documents_waiting <= 20;
  const filtered = Object.values(state.filter).some(Boolean) ? texts.chosen(counts.waiting) : "";
  byId("progress").textContent =
    texts.progress(counts.all, counts.documents_waiting, counts.actor) +
    filtered +
    (counts.unseen ? texts.unseen(counts.unseen) : "");
  const lists = { doc: counts.documents, field: counts.fields, reason: counts.reasons, organ: counts.organs };
  byId("filters").replaceChildren(
    ...Object.entries(lists).map(([name, list]) => {
      const select = createElement("select", { name }, createElement("option", { value: "" }, texts.any));
      for (const one of list) {
        select.append(
          createElement(
            "option",
            { value: one.key, selected: state.filter[name] === one.key },
            `${localize(one.label) || texts.none} (${one.count})`,
          ),
        );
      }
      return createElement("label", {}, texts.filters[name], select);
    }),
  );
}

const getTitle = () => {
  const texts = getTexts();
  if (isReviewView(state.view)) return texts.title;
  const own = { document: state.document?.name || texts.oneDocument, arrange: texts.arrange.place };
  const name = own[state.view] ?? texts.places[state.view];
  return `${name} – codau`;
};

export function drawFrame() {
  const isReview = isReviewView(state.view);
  document.documentElement.lang = state.language;
  document.title = getTitle();
  document.body.dataset.view = state.view;
  document.body.dataset.group = isReview ? "review" : "";
  document.body.dataset.part = state.view === "document" ? (state.params.phan ?? "trang") : "";
  byId("language").textContent = getTexts().other;
  byId("views").hidden = !isReview;
  byId("archive").hidden = byId("quick").hidden = isReview;
  drawStatus();
  if (isReview) drawReviewMenu();
  if (isReview && state.counts) drawQueueFrame(state.counts);
  drawNotes((isReview ? state.counts?.notes : state.info?.notes) ?? []);
}
