// The view of a random sample, whose values a person judges.
import { ask } from "./api.js";
import { byId, element, tell } from "./dom.js";
import { detailOf } from "./doubt_queue.js";
import { said, words } from "./language.js";
import { drawView, open } from "./router.js";
import { doing, inTurn } from "./serial_executor.js";
import { passage, whereFrom } from "./shared_elements.js";
import { state } from "./state.js";

export const drawSample = (size) => doing(async () => {
  if (state.sampled && state.sure !== "draw") {
    state.sure = "draw";
    return tell(words().drawSure);
  }
  state.sure = "";
  await ask("/api/sample", {}, { draw: size });
  state.sample = null;
  state.view = "sample";
  await drawView();
});

// One value after another: is it what is printed? What is thought of it is said by one key.
async function loadSample() {
  const answer = await ask("/api/sample");
  if (state.sample?.seed === answer.seed) {
    answer.left = state.sample.left;
    answer.said = state.sample.said;
  }
  state.sample = { left: new Set(), said: [], ...answer };
  return state.sample;
}

async function drawSampleItem() {
  const w = words(), sample = await loadSample();
  if (!sample.items.length) return [element("p", { className: "done-all" }, w.noSample)];
  let facts = null;
  while (!facts) {
    sample.at = sample.items.findIndex((item, i) => !item.verdict && !sample.left.has(i));
    if (sample.at < 0) break;
    facts = await detailOf(sample.items[sample.at]).catch((error) => { if (error.status !== 404) throw error; return null; });
    if (!facts) sample.left.add(sample.at);  // its row is there no more
  }
  const judged = sample.items.filter((item) => item.verdict).length;
  if (!facts) return [element("p", { className: "done-all" }, w.sampleDone(judged, sample.items.length))];
  return [
    whereFrom([facts.document.name, facts.document.organ]),
    element("p", { className: "soft" }, w.sampleOf(judged + 1, sample.items.length)),
    element("p", { className: "what" }, said(facts.label)),
    ...facts.pictures,
    element("p", { className: "value judged", id: "judged" }, facts.value || w.empty),
    element("p", {}, w.isItPrinted),
    ...(facts.printed !== undefined && facts.printed !== facts.value ? [element("dl", {}, element("dt", {}, w.printed), element("dd", {}, facts.printed))] : []),
    element("h2", {}, w.context), facts.context ? passage(facts.context) : element("p", { className: "soft" }, w.notFound),
  ];
}

// A key is about the value that is seen (state.judging); till the next one is, keys say nothing.
function judgeSample(verdict) {
  const sample = state.sample, at = state.judging;
  if (at === null) return;
  state.judging = null;
  inTurn(async () => {
    try {
      await ask("/api/sample", {}, { seed: sample.seed, item: at, was: sample.items[at].verdict, verdict });
    } catch (error) {
      state.judging = at;
      throw error;
    }
    sample.said.push({ item: at, verdict });
    await drawView();
  });
}

const unjudgeSample = () => inTurn(async () => {
  const sample = state.sample, last = sample?.said.at(-1);
  if (!last) return tell(words().nothingToUndo);
  try {
    await ask("/api/sample", {}, { seed: sample.seed, item: last.item, was: last.verdict, verdict: "" });
  } catch (error) {
    if (error.status < 500) sample.said.pop();  // it can be done no more
    throw error;
  }
  sample.said.pop();
  await drawView();
  tell(words().undone, true);
});

export const SAMPLE_KEYS = { Enter: () => judgeSample("right"), x: () => judgeSample("wrong"), s: () => judgeSample("unknown"), u: unjudgeSample, Escape: () => open("statistics") };

function enter() {
  if (state.sample.at >= 0) state.judging = state.sample.at;
  byId("main").focus({ preventScroll: true });
}

function addKeys(add, w) {
  if (state.sample?.at >= 0) {
    add("Enter", w.right, SAMPLE_KEYS.Enter, true);
    add("X", w.wrong, SAMPLE_KEYS.x);
    add("S", w.unknown, SAMPLE_KEYS.s);
  }
  add("U", w.undo, unjudgeSample);
  add("Esc", w.toStatistics, SAMPLE_KEYS.Escape);
}

export const sampleView = { draw: drawSampleItem, enter, addKeys, recover: () => drawView().catch(() => null) };
