// Shows the files that the page sends to the server.
import { byId, createElement } from "./dom.js";
import { getTexts } from "./language.js";
import { state } from "./state.js";
import { continueUpload } from "./upload.js";

// Parts of the upload, 0 to 1, by bytes.
function getProgress(upload) {
  const sizes = upload.files.map(({ file }) => file.size || 1);
  const sum = (some) => some.reduce((all, size) => all + size, 0);
  return Math.min(1, (sum(sizes.slice(0, upload.sent)) + upload.bytes) / sum(sizes));
}

function createButtons(upload) {
  const texts = getTexts().home;
  const createButton = (label, onclick) => createElement("button", { type: "button", onclick }, label);
  return upload.isStopped
    ? [createButton(texts.sendOn, () => continueUpload(drawUpload))]
    : [createButton(texts.stopSending, () => (upload.isCancelled = true))];
}

// Draws the progress into its place on the start page, if that page is open.
export function drawUpload() {
  const place = byId("upload");
  const upload = state.upload;
  if (upload) upload.drawn = Date.now();
  if (!place) return;
  const texts = getTexts().home;
  const refused = (upload?.refused ?? []).map((text) => createElement("li", {}, text));
  const list = refused.length ? [createElement("ul", { className: "because" }, ...refused)] : [];
  if (!upload || upload.isDone) {
    const describeDone = upload?.isToArrange ? getTexts().arrange.received : texts.sent;
    const done = upload && !upload.isCancelled ? describeDone(upload.sent - upload.refused.length) : "";
    return place.replaceChildren(createElement("p", { className: "soft" }, done), ...list);
  }
  const bar = createElement("progress", { max: 1, value: getProgress(upload) });
  const name = upload.files[upload.sent]?.path ?? "";
  const text = `${texts.sending(Math.min(upload.sent, upload.files.length - 1), upload.files.length)}: ${name}`;
  bar.setAttribute("aria-label", text);
  place.replaceChildren(
    createElement("p", {}, createElement("bdi", {}, text)),
    bar,
    ...(upload.isStopped ? [createElement("p", { className: "because" }, texts.sendStopped, " ", upload.error)] : []),
    ...list,
    createElement("p", { className: "tools" }, ...createButtons(upload)),
  );
}
