// Elements that several views show: passage, source, values, codes, history.
import { element } from "./dom.js";
import { said, share, when, words } from "./language.js";

export function passage(stretches) {
  const out = element("p", { className: "passage" });
  for (const one of stretches) {
    const part = element("span", {}, one.text);
    if (one.value) part.classList.add("here");
    if (one.before !== undefined) {
      part.classList.add(one.unsure ? "unsure" : "changed");
      part.title = words().changedFrom(one.before, share(one.confidence));
    }
    if (one.read !== undefined) {
      part.classList.add("hard");
      part.title = [part.title, words().hardToRead(share(one.read))].filter(Boolean).join("; ");
    }
    out.append(part);
  }
  return out;
}

// Each by itself: a name may turn the writing round.
export const whereFrom = (names) => element("p", { className: "where" }, ...names.filter(Boolean).flatMap((name, i) => [...(i ? [" · "] : []), element("bdi", {}, name)]));

export const drawCodes = (codes) => (codes?.length ? [element("p", { className: "soft codes" }, `${words().codes}: ${codes.map((one) => `${one.code} (${said(one)})`).join(", ")}`)] : []);
export const rowValues = (doubt) => element("dl", { className: "values" }, ...doubt.row.flatMap((one) => [element("dt", {}, said(one.label)), element("dd", {}, one.value)]));

export function drawHistory(history) {
  const w = words();
  if (!history?.length) return [];
  return [element("h2", {}, w.history), element("ul", { className: "history" }, ...history.map((one) => element("li", {}, `${when(one.at)} · `, element("bdi", {}, one.actor), ` · ${w.did[one.did]}`,
    ...(one.label ? [` ${said(one.label)}`] : []), ...(one.did === "set" && one.before !== one.value ? [": ", element("bdi", {}, one.before || w.empty), " → ", element("bdi", {}, one.value || w.empty)] : []))))];
}
