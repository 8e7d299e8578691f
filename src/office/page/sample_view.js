// The view of a random sample, whose values a person judges.
import { getJson, postJson } from "./api.js";
import { byId, createElement, showMessage } from "./dom.js";
import { fetchDoubtWithScans } from "./doubt_queue.js";
import { getTexts, localize } from "./language.js";
import { drawView, openView } from "./router.js";
import { enqueueAction, runIfIdle } from "./serial_executor.js";
import { createPassage, createSourceLine } from "./shared_elements.js";
import { state } from "./state.js";

// Draws a random sample. The button must be pressed twice if there is a sample already.
export const takeSample = (size) =>
  runIfIdle(async () => {
    if (state.sampleSummary && state.pendingConfirmation !== "draw") {
      state.pendingConfirmation = "draw";
      return showMessage(getTexts().drawSure);
    }
    state.pendingConfirmation = "";
    await postJson("/api/v1/review/sample", { draw: size });
    state.sample = null;
    state.view = "sample";
    await drawView();
  });

// Loads the sample. The values that were skipped and judged stay known until a new sample is drawn.
async function fetchSample() {
  const answer = await getJson("/api/v1/review/sample");
  if (state.sample?.seed === answer.seed) {
    answer.skipped = state.sample.skipped;
    answer.judgements = state.sample.judgements;
  }
  state.sample = { skipped: new Set(), judgements: [], ...answer };
  return state.sample;
}

async function createSampleElements() {
  const texts = getTexts();
  const sample = await fetchSample();
  if (!sample.items.length) return [createElement("p", { className: "done-all" }, texts.noSample)];
  let doubt = null;
  while (!doubt) {
    sample.index = sample.items.findIndex((item, i) => !item.verdict && !sample.skipped.has(i));
    if (sample.index < 0) break;
    doubt = await fetchDoubtWithScans(sample.items[sample.index]).catch((error) => {
      if (error.status !== 404) throw error;
      return null;
    });
    if (!doubt) sample.skipped.add(sample.index); // the row was deleted
  }
  const judged = sample.items.filter((item) => item.verdict).length;
  if (!doubt) return [createElement("p", { className: "done-all" }, texts.sampleDone(judged, sample.items.length))];
  return [
    createSourceLine([doubt.document.name, doubt.document.organ]),
    createElement("p", { className: "soft" }, texts.sampleOf(judged + 1, sample.items.length)),
    createElement("p", { className: "what" }, localize(doubt.label)),
    ...doubt.scanElements,
    createElement("p", { className: "value judged", id: "judged" }, doubt.value || texts.empty),
    createElement("p", {}, texts.isItPrinted),
    ...(doubt.printed !== undefined && doubt.printed !== doubt.value
      ? [createElement("dl", {}, createElement("dt", {}, texts.printed), createElement("dd", {}, doubt.printed))]
      : []),
    createElement("h2", {}, texts.context),
    doubt.context ? createPassage(doubt.context) : createElement("p", { className: "soft" }, texts.notFound),
  ];
}

// Judges the value that is shown. Keys do nothing until the next value is shown.
function judgeValue(verdict) {
  const sample = state.sample;
  const at = state.judgedIndex;
  if (at === null) return;
  state.judgedIndex = null;
  enqueueAction(async () => {
    try {
      await postJson("/api/v1/review/sample", { seed: sample.seed, item: at, was: sample.items[at].verdict, verdict });
    } catch (error) {
      state.judgedIndex = at;
      throw error;
    }
    sample.judgements.push({ item: at, verdict });
    await drawView();
  });
}

const undoJudgement = () =>
  enqueueAction(async () => {
    const sample = state.sample;
    const last = sample?.judgements.at(-1);
    if (!last) return showMessage(getTexts().nothingToUndo);
    try {
      await postJson("/api/v1/review/sample", { seed: sample.seed, item: last.item, was: last.verdict, verdict: "" });
    } catch (error) {
      if (error.status < 500) sample.judgements.pop(); // the server would refuse the request again
      throw error;
    }
    sample.judgements.pop();
    await drawView();
    showMessage(getTexts().undone, true);
  });

export const SAMPLE_KEYS = {
  Enter: () => judgeValue("right"),
  x: () => judgeValue("wrong"),
  s: () => judgeValue("unknown"),
  u: undoJudgement,
  Escape: () => openView("statistics"),
};

function focusSample() {
  if (state.sample.index >= 0) state.judgedIndex = state.sample.index;
  byId("main").focus({ preventScroll: true });
}

function addKeys(add, texts) {
  if (state.sample?.index >= 0) {
    add("Enter", texts.right, SAMPLE_KEYS.Enter, true);
    add("X", texts.wrong, SAMPLE_KEYS.x);
    add("S", texts.unknown, SAMPLE_KEYS.s);
  }
  add("U", texts.undo, undoJudgement);
  add("Esc", texts.toStatistics, SAMPLE_KEYS.Escape);
}

export const sampleView = {
  draw: createSampleElements,
  focus: focusSample,
  addKeys,
  recover: () => drawView().catch(() => null),
};
