// Draws the frame around each view: navigation, progress, filters.
// The modules main.js and queue_filter.js listen to its elements.
import { byId, createElement } from "./dom.js";
import { formatNumber, getTexts, localize } from "./language.js";
import { state } from "./state.js";

export function drawFrame() {
  document.documentElement.lang = state.language;
  document.title = getTexts().title;
  document.body.dataset.view = state.view;
  const texts = getTexts();
  const counts = state.counts;
  byId("language").textContent = texts.other;
  byId("views").replaceChildren(
    ...Object.entries(texts.views).map(([view, label], i) => {
      const count = view === "rescans" && counts?.rejects ? ` (${formatNumber(counts.rejects)})` : "";
      const button = createElement(
        "button",
        { type: "button", value: view },
        createElement("kbd", {}, "F" + (i + 6)),
        label + count,
      );
      button.setAttribute("aria-current", String(state.view === view));
      return button;
    }),
  );
  if (!counts) return;
  byId("find-name").textContent = texts.find;
  byId("find").parentElement.hidden = counts.documents_waiting <= 20;
  const filtered = Object.values(state.filter).some(Boolean) ? texts.chosen(counts.waiting) : "";
  byId("progress").textContent =
    texts.progress(counts.all, counts.documents_waiting, counts.actor) +
    filtered +
    (counts.unseen ? texts.unseen(counts.unseen) : "");
  byId("notes").hidden = !counts.notes.length;
  byId("notes").textContent = counts.notes.map(localize).join(" · ");
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
