// Lists of any length: the next items are loaded when a person comes to the end of the list.
import { getJson } from "./api.js";
import { createElement, showMessage } from "./dom.js";
import { getTexts } from "./language.js";

const ITEMS_PER_REQUEST = 50;

// The end of a list: a button that loads more items. A button that comes into sight does so by itself.
// `fetchNext` adds the next items, and says whether there are more.
class MoreItems extends HTMLElement {
  connectedCallback() {
    this.observer = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && this.load(), {
      rootMargin: "300px",
    });
    this.observer.observe(this);
  }

  disconnectedCallback() {
    this.observer.disconnect();
  }

  async load() {
    if (this.isLoading || this.hidden) return;
    this.isLoading = true;
    try {
      this.hidden = !(await this.fetchNext());
      this.observer.unobserve(this); // so that the observer looks again
      this.observer.observe(this);
    } catch (error) {
      showMessage(error.text);
    } finally {
      this.isLoading = false;
    }
  }
}
customElements.define("more-items", MoreItems);

// Loads the first items of a list. Gives all items, as they come, to `addItems`.
// Returns the first answer, and the element for the end of the list.
export async function loadList(path, parameters, addItems) {
  const fetchItems = (after) =>
    getJson(path, { ...parameters, limit: ITEMS_PER_REQUEST, ...(after === null ? {} : { after }) });
  const first = await fetchItems(null);
  const more = createElement("more-items", { hidden: first.next === null });
  const position = { after: first.next };
  more.fetchNext = async () => {
    const answer = await fetchItems(position.after);
    position.after = answer.next;
    addItems(answer.items);
    return answer.next !== null;
  };
  more.append(createElement("button", { type: "button", onclick: () => more.load() }, getTexts().more));
  addItems(first.items);
  return { first, more };
}

const getRowLinks = () => [...document.querySelectorAll("main .row-link")];

// Moves the focus to the link of another row of the open list.
function moveRow(step) {
  const links = getRowLinks();
  const row = document.activeElement.closest("tr, li, .hit");
  const index = links.findIndex((one) => row?.contains(one));
  const next = links[index < 0 ? 0 : Math.min(Math.max(index + step, 0), links.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

// Keys of a view that shows a list.
export const LIST_KEYS = {
  ArrowDown: () => moveRow(1),
  ArrowUp: () => moveRow(-1),
  Home: () => moveRow(-getRowLinks().length),
  End: () => moveRow(getRowLinks().length),
  " ": () => document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click(),
};
