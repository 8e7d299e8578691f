// The view that searches all documents: hits in context, each a link to its page with the words marked.
import { buildAddress, changeParams } from "./address.js";
import { createText, getDocumentName } from "./cells.js";
import { byId, createElement } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { createMarkedText } from "./marks.js";
import { LIST_KEYS, loadList } from "./paged_list.js";
import { enqueueAction } from "./serial_executor.js";
import { state } from "./state.js";

function createHit(item) {
  const texts = getTexts().search;
  const params = { trang: item.page, dong: item.line, tim: state.params.q };
  const place = item.page ? texts.place(formatNumber(item.page), formatNumber(item.line)) : texts.line(item.line);
  return createElement(
    "li",
    { className: "hit-line" },
    createElement(
      "a",
      { href: buildAddress("document", params, item.doc_id), className: "row-link" },
      createMarkedText(item.text, item.marks ?? []),
    ),
    createElement("small", {}, place),
  );
}

// Adds the hits to the list. Hits of one document that follow each other stand together.
function addHits(list, items) {
  for (const item of items) {
    if (list.lastElementChild?.dataset.doc !== item.doc_id) {
      const group = createElement(
        "section",
        { className: "hits" },
        createElement("h3", {}, createText(getDocumentName(item))),
        createElement("p", { className: "soft" }, createText(item.number ? item.name : item.path)),
        createElement("ol", {}),
      );
      group.dataset.doc = item.doc_id;
      list.append(group);
    }
    list.lastElementChild.querySelector("ol").append(createHit(item));
  }
}

async function fillHits(region, count) {
  const texts = getTexts().search;
  const q = (state.params.q ?? "").trim();
  if (!q) {
    count.textContent = texts.what;
    return region.replaceChildren();
  }
  const list = createElement("div");
  const { first, more } = await loadList("/api/v1/search", { q }, (items) => addHits(list, items));
  const total = first.total ?? first.items.length;
  count.textContent = first.items.length ? texts.total(formatNumber(total)) : texts.none(q);
  if (first.total === null && first.next !== null) count.textContent += "+";
  region.replaceChildren(list, more);
}

async function createSearchElements() {
  const texts = getTexts().search;
  const region = createElement("div", { id: "hits" });
  const count = createElement("p", { className: "soft count" });
  count.setAttribute("role", "status");
  const input = createElement("input", { type: "search", id: "words", name: "q", value: state.params.q ?? "" });
  Object.assign(input, { autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", texts.box);
  const form = createElement(
    "form",
    { className: "big-search" },
    input,
    createElement("button", { className: "main" }, texts.find),
  );
  form.setAttribute("role", "search");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    enqueueAction(async () => {
      changeParams({ q: input.value.trim() });
      await fillHits(region, count);
    });
  });
  await fillHits(region, count);
  return [createElement("h2", { className: "title" }, getTexts().places.search), form, count, region];
}

// With words in the address a person reads the hits, else types words.
function focusSearch() {
  if (state.params.q) byId("main").focus({ preventScroll: true });
  else byId("words").focus();
}

export const searchView = { hint: "list", draw: createSearchElements, focus: focusSearch, keys: LIST_KEYS };
