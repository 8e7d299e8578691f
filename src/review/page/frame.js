// The frame around each view: navigation, progress, filters.
import { byId, element } from "./dom.js";
import { number, said, words } from "./language.js";
import { state } from "./state.js";

export function showFrame() {
  document.documentElement.lang = state.language;
  document.title = words().title;
  document.body.dataset.view = state.view;
  const w = words(), counts = state.counts;
  byId("language").textContent = w.other;
  byId("views").replaceChildren(...Object.entries(w.views).map(([view, label], i) => {
    const count = view === "rescans" && counts?.rejects ? ` (${number(counts.rejects)})` : "";
    const button = element("button", { type: "button", value: view }, element("kbd", {}, "F" + (i + 6)), label + count);
    button.setAttribute("aria-current", String(state.view === view));
    return button;
  }));
  if (!counts) return;
  byId("find-name").textContent = w.find;
  byId("find").parentElement.hidden = counts.documents_waiting <= 20;
  const filtered = Object.values(state.filter).some(Boolean) ? w.chosen(counts.waiting) : "";
  byId("progress").textContent = w.progress(counts.all, counts.documents_waiting, counts.actor) + filtered + (counts.unseen ? w.unseen(counts.unseen) : "");
  byId("notes").hidden = !counts.notes.length;
  byId("notes").textContent = counts.notes.map(said).join(" · ");
  const lists = { doc: counts.documents, field: counts.fields, reason: counts.reasons, organ: counts.organs };
  byId("filters").replaceChildren(...Object.entries(lists).map(([name, list]) => {
    const select = element("select", { name }, element("option", { value: "" }, w.any));
    for (const one of list) {
      select.append(element("option", { value: one.key, selected: state.filter[name] === one.key }, `${said(one.label) || w.none} (${one.count})`));
    }
    return element("label", {}, w.filters[name], select);
  }));
}
