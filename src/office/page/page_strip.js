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

// `change` is called with the page and whether the page is to be kept.
function createPage(job, paths, one, change) {
  const texts = getTexts().arrange;
  const isKept = one.fate === "kept";
  const number = one.page;
  const name = texts.page(number, one.file === 1);
  const url = getPictureUrl(job, paths[one.file], number);
  const note = [texts.kinds[one.kind], texts.fates[one.fate]].filter(Boolean).join(": ");
  const picture = createElement(
    "button",
    { type: "button", className: "thumb", onclick: () => openPicture(url, name) },
    createElement("img", { src: url, alt: "", loading: "lazy" }),
  );
  picture.setAttribute("aria-label", texts.zoom(number));
  const toggle = createElement("button", { type: "button", onclick: () => change(one, !isKept) }, isKept ? texts.drop : texts.keep);
  toggle.setAttribute("aria-label", isKept ? texts.dropPage(number) : texts.keepPage(number));
  toggle.dataset.place = `${paths[0]}/${one.file}/${number}`;
  return createElement(
    "li",
    { className: `page-card ${one.fate}` },
    picture,
    createElement("span", { className: "page-name" }, name),
    createElement("span", { className: "page-note" }, note),
    toggle,
  );
}

export function createPageStrip(job, file, change) {
  const texts = getTexts().arrange;
  const paths = [file.path, file.choices.backs];
  const list = createElement("ol", { className: "page-strip" });
  let part = 0;
  for (const one of file.items) {
    if (file.parts > 1 && one.part && one.part !== part) {
      part = one.part;
      list.append(createElement("li", { className: "part-name" }, createElement("h3", {}, texts.part(part))));
    }
    list.append(createPage(job, paths, one, change));
  }
  return list;
}
