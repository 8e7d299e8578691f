// Addresses: the part after # names the view and what the view shows, so that each view has a link of its own.
import { state } from "./state.js";

// Addresses of the views. The parts after the longest fitting one belong to the view.
const PATHS = {
  home: "",
  arrange: "sap-xep",
  documents: "van-ban",
  doubts: "kiem-tra",
  tasks: "kiem-tra/bang",
  page: "kiem-tra/trang",
  rescans: "kiem-tra/quet-lai",
  same: "kiem-tra/sua-chung",
  search: "tim",
  allTasks: "nhiem-vu",
  calendar: "lich",
  export: "xuat",
  failures: "khong-xu-ly-duoc",
  statistics: "thong-ke",
  sample: "thong-ke/mau",
  settings: "cai-dat",
};

const REVIEW_VIEWS = ["doubts", "tasks", "page", "same", "rescans", "statistics", "sample"];

export const isReviewView = (view) => REVIEW_VIEWS.includes(view);

const isGiven = ([, value]) => value !== "" && value !== null && value !== undefined;

// Returns the parameters that have a value.
export const dropEmpty = (params) => Object.fromEntries(Object.entries(params).filter(isGiven));

export function buildAddress(view, params = {}, ...parts) {
  const path = [PATHS[view === "document" ? "documents" : view], ...parts.map(encodeURIComponent)].filter(Boolean);
  const query = new URLSearchParams(dropEmpty(params)).toString();
  return "#/" + path.join("/") + (query ? "?" + query : "");
}

function decodePart(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// Returns the view, the parts and the parameters of an address. An unknown address is the start page.
export function parseAddress(address) {
  const [path, query = ""] = address.replace(/^#?\/?/, "").split("?");
  const names = Object.entries(PATHS).filter(([, name]) => path === name || (name && path.startsWith(name + "/")));
  names.sort(([, a], [, b]) => b.length - a.length);
  const [view, name] = names[0] ?? ["home", ""];
  const parts = path.slice(name.length).split("/").filter(Boolean).map(decodePart);
  const params = Object.fromEntries(new URLSearchParams(query));
  return { view: view === "documents" && parts.length ? "document" : view, parts, params };
}

// Returns the address of the open view as the state has the view.
function describeState() {
  const { view, docId: doc, page: trang } = state;
  if (view === "doubts") return buildAddress(view, state.filter);
  if (view === "tasks") return buildAddress(view, { doc });
  if (view === "page") return buildAddress(view, { doc, trang });
  if (isReviewView(view)) return buildAddress(view);
  return buildAddress(view, state.params, ...state.parts);
}

// Writes the address of the open view. Another view is a new entry of the history.
export function writeAddress() {
  const address = describeState();
  if (address === location.hash) return;
  const isSameView = parseAddress(location.hash).view === state.view;
  history[isSameView ? "replaceState" : "pushState"](null, "", address);
}

// Changes parameters of the open view without a new entry of the history.
export function changeParams(params) {
  state.params = dropEmpty({ ...state.params, ...params });
  writeAddress();
}

// Opens a view by its address.
export function goTo(address) {
  if (location.hash !== address) location.hash = address;
}
