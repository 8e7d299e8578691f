// Sends each key to the view that is open.
import { rescan, sign } from "./document_verdict.js";
import {
  alternative, nextDocument, reject, rightEverywhere, settle, skip,
} from "./doubt_actions.js";
import { cancel, edit } from "./doubt_editor.js";
import { applySame } from "./replace_all.js";
import { open } from "./router.js";
import { SAMPLE_KEYS } from "./sample_view.js";
import { afterwards } from "./serial_executor.js";
import { state } from "./state.js";
import { TABLE_KEYS } from "./task_view.js";
import { undo } from "./undo.js";

const KEYS = { g: rightEverywhere, d: sign, r: rescan, w: () => { if (state.same) open("same"); }, e: edit, x: reject, s: skip, n: nextDocument, u: undo };

function press(event) {
  // What an input method is composing is its own: neither taken nor looked at.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.altKey || event.metaKey) return;
  const view = { F6: "doubts", F7: "tasks", F8: "page", F9: "rescans", F10: "statistics" }[event.key];
  if (view) { event.preventDefault(); return void open(view); }
  if (state.view === "same" && ["Enter", "Escape"].includes(event.key) && !event.target.matches("button")) {
    event.preventDefault();
    return void (event.key === "Enter" ? applySame() : open("doubts"));
  }
  if (state.view === "sample" && !event.ctrlKey && !event.repeat && !event.target.matches("button, a")) {
    const answer = SAMPLE_KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (answer) { event.preventDefault(); return void answer(); }
  }
  const isTyping = event.target.matches("textarea:not([readonly]), input, select");
  if (event.target.id === "value" && state.editing) {
    if (event.key === "Escape") { event.preventDefault(); cancel(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); settle("set", event.target.value); }
    return;
  }
  if (isTyping) return;
  if (event.ctrlKey) {
    if (event.key === "z") { event.preventDefault(); undo(); }
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (state.view === "page" && state.enlarge && "+=-0".includes(key)) {
    event.preventDefault();
    return void state.enlarge({ "+": 1.25, "=": 1.25, "-": 0.8, "0": 0 }[key]);
  }
  if (state.view === "page" && key === "t" && state.tint) { event.preventDefault(); return void state.tint(!state.tints); }
  if (state.view === "page" && (key === "n" || key === "p")) { event.preventDefault(); return void state.turn?.(key === "n" ? 1 : -1); }
  if (state.view === "tasks" && TABLE_KEYS[key] && !event.repeat) { event.preventDefault(); return void afterwards(TABLE_KEYS[key]); }
  if (state.view === "statistics" && (key === "j" || key === "p")) { event.preventDefault(); return void (key === "p" ? window.print() : state.sampled && open("sample")); }
  if (state.view !== "doubts") { if (key === "u") undo(); return; }
  if (event.repeat) return;  // a key that is held down is one answer
  if (key === "Enter" && !event.target.matches("button")) { event.preventDefault(); return void settle("accept"); }
  if (key >= "1" && key <= "9") return void alternative(Number(key));
  if (KEYS[key]) { event.preventDefault(); KEYS[key](); }
}

export const listenToKeys = () => document.addEventListener("keydown", press);
