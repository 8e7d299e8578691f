// State of the page. Nothing else on the page changes.
import { WORDS } from "./words.js";

export const stored = (key, otherwise) => JSON.parse(sessionStorage.getItem(key) || "null") ?? otherwise;
export const store = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

const asked = new URLSearchParams(location.search).get("lang");
const language = asked || localStorage.getItem("language") || "vi";
export const state = {
  language: WORDS[language] ? language : "vi",
  view: "doubts", filter: stored("filter", {}), items: [], at: 0, doubt: null,
  editing: false, busy: false, undo: stored("undo", []), counts: null, ahead: new Map(), doc: null, page: 1,
  zoom: 1, tints: true, enlarge: null, turn: null, same: null, sure: "", table: null, cell: null, sent: new Set(), judging: null,
  became: new Map(),  // which version an act of ours has made of which: who has seen the one has seen the other
  before: Promise.resolve(),  // what is being done, where keys come faster than answers
};
