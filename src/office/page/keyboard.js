// Maps keys to actions of the open view.
import { buildAddress, goTo, isReviewView } from "./address.js";
import { requestRescan, signOff } from "./document_verdict.js";
import { byId } from "./dom.js";
import { learnName, rejectRow, settleDoubt, skipDocument, skipDoubt, takeAlternative } from "./doubt_actions.js";
import { beginEdit, cancelEdit } from "./doubt_editor.js";
import { focusMenu } from "./places.js";
import { replaceChosen } from "./replace_all.js";
import { openView } from "./router.js";
import { SAMPLE_KEYS } from "./sample_view.js";
import { enqueue } from "./serial_executor.js";
import { state } from "./state.js";
import { TABLE_KEYS } from "./task_view.js";
import { undoLast } from "./undo.js";
import { getOpenView } from "./views.js";

const DOUBT_KEYS = {
  g: learnName,
  d: signOff,
  r: requestRescan,
  w: () => {
    if (state.replacement) openView("same");
  },
  e: beginEdit,
  x: rejectRow,
  s: skipDoubt,
  n: skipDocument,
  u: undoLast,
};

const VIEW_KEYS = { F6: "doubts", F7: "tasks", F8: "page", F9: "rescans", F10: "statistics" };
const FRAME_KEYS = {
  F2: focusMenu,
  F4: () => {
    if (state.view === "search") byId("words").focus();
    else if (byId("quick").hidden) goTo(buildAddress("search"));
    else byId("quick-words").focus();
  },
};
const ZOOM_FACTORS = { "+": 1.25, "=": 1.25, "-": 0.8, 0: 0 };

const getKey = (event) => (event.key.length === 1 ? event.key.toLowerCase() : event.key);

// Returns the action of a key that works in every part of its view, also while a person types there.
function findUrgentAction(event) {
  if (VIEW_KEYS[event.key]) return () => openView(VIEW_KEYS[event.key]);
  if (FRAME_KEYS[event.key]) return FRAME_KEYS[event.key];
  if (state.view === "same" && !event.target.matches("button"))
    return { Enter: replaceChosen, Escape: () => openView("doubts") }[event.key];
  if (state.view === "sample" && !event.ctrlKey && !event.repeat && !event.target.matches("button, a"))
    return SAMPLE_KEYS[getKey(event)];
}

function handleEditorKey(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    cancelEdit();
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    settleDoubt("set", event.target.value);
  }
}

// Returns the action of a key in the views other than doubts.
function findViewAction(event, key) {
  const own = getOpenView().keys?.[key];
  if (own) return own;
  if (["page", "document"].includes(state.view)) {
    if (state.zoomPage && key in ZOOM_FACTORS) return () => state.zoomPage(ZOOM_FACTORS[key]);
    if (state.setTints && key === "t") return () => state.setTints(!state.hasTints);
    if (key === "n" || key === "p") return () => state.turnPage?.(key === "n" ? 1 : -1);
  }
  if (state.view === "tasks" && !event.repeat && TABLE_KEYS[key]) return () => enqueue(TABLE_KEYS[key]);
  if (state.view === "statistics") {
    if (key === "j") return () => state.sampleSummary && openView("sample");
    if (key === "p") return () => window.print();
  }
}

// A key that is held down is one answer.
function handleDoubtKey(event, key) {
  if (event.repeat) return;
  if (key === "Enter" && !event.target.matches("button")) {
    event.preventDefault();
    settleDoubt("accept");
  } else if (key >= "1" && key <= "9") {
    takeAlternative(Number(key));
  } else if (DOUBT_KEYS[key]) {
    event.preventDefault();
    DOUBT_KEYS[key]();
  }
}

function handleKey(event) {
  // Keys of an input method belong to the method. Some browsers report them with the code 229 alone.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.altKey || event.metaKey) return;
  const urgent = findUrgentAction(event);
  if (urgent) {
    event.preventDefault();
    return void urgent();
  }
  if (event.target.id === "value" && state.isEditing) return handleEditorKey(event);
  if (event.target.matches("textarea:not([readonly]), input, select")) return;
  if (event.ctrlKey) {
    if (event.key !== "z" || !(isReviewView(state.view) || state.view === "document")) return;
    event.preventDefault();
    return void undoLast();
  }
  const key = getKey(event);
  const action = findViewAction(event, key);
  if (action) {
    event.preventDefault();
    return void action();
  }
  if (state.view === "doubts") handleDoubtKey(event, key);
  else if (key === "u" && isReviewView(state.view)) undoLast();
}

export const listenToKeys = () => document.addEventListener("keydown", handleKey);
