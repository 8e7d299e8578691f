// The pages of one file in their new order: pictures, what becomes of each page, and a button that keeps or drops it.
import { createElement } from "./dom.js";
import { getTexts } from "./language.js";

const getPictureUrl = (job, path, page) =>
  `/api/v1/jobs/${encodeURIComponent(job)}/arrangement/picture?${new URLSearchParams({ path, page })}`;

function openPicture(url, name) {
  const close = createElement("button", { type: "button", autofocus: true }, getTexts().close);
  const dialog = createElement("dialog", { className: "page-zoom" }, createElement("img", { src: url, alt: name }), close);
  const end = () => dialog.remove();
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", end);
  document.body.append(dialog);
  dialog.showModal();
}

const getBaseName = (path) => path.slice(path.lastIndexOf("/") + 1);

// `wish` is what the button asks for; `change` is called with the page and the wish.
function createWish(one, path, label, name, wish, change) {
  const button = createElement("button", { type: "button", onclick: () => change(one, wish) }, label);
  button.setAttribute("aria-label", `${label}: ${name}`);
  const isOfPart = ["begin", "join"].includes(wish);
  button.dataset.place = `${path}/${one.file}/${one.page}${isOfPart ? "/part" : ""}`;
  return button;
}

// `hasBefore`: a page that is kept comes before in the same file. `begins`: a person has a file begin here.
function createPage(job, file, one, { hasBefore, begins }, change) {
  const texts = getTexts().arrange;
  const { backs, joined } = file.choices;
  const path = [file.path, ...(backs ? [backs] : joined)][one.file];
  const name = joined.length ? getBaseName(path) : texts.page(one.page, one.file === 1);
  const url = getPictureUrl(job, path, one.page);
  const note = [texts.kinds[one.kind], texts.fates[one.fate]].filter(Boolean).join(": ");
  const picture = createElement(
    "button",
    { type: "button", className: "thumb", onclick: () => openPicture(url, name) },
    createElement("img", { src: url, alt: "", loading: "lazy" }),
  );
  picture.setAttribute("aria-label", texts.zoom(name));
  const isKept = one.fate === "kept";
  const toPart = begins ? ["join", texts.join] : ["begin", texts.begin];
  return createElement(
    "li",
    { className: `page-card ${one.fate}` },
    picture,
    createElement("span", { className: "page-name" }, createElement("bdi", {}, name)),
    createElement("span", { className: "page-note" }, note),
    isKept && (hasBefore || begins) ? createWish(one, file.path, toPart[1], name, toPart[0], change) : null,
    createWish(one, file.path, isKept ? texts.drop : texts.keep, name, isKept ? "drop" : "keep", change),
  );
}

export function createPageStrip(job, file, change) {
  const texts = getTexts().arrange;
  const list = createElement("ol", { className: "page-strip" });
  let part = 0;
  for (const one of file.items) {
    const hasBefore = one.part === part;
    if (file.parts > 1 && one.part && one.part !== part)
      list.append(createElement("li", { className: "part-name" }, createElement("h3", {}, texts.part(one.part))));
    part = one.part ?? part;
    const begins = file.choices.begin.some(([a, b]) => a === one.file && b === one.page);
    list.append(createPage(job, file, one, { hasBefore, begins }, change));
  }
  return list;
}
