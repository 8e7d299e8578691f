// Forms that filter a list. Their values are parameters of the address.
import { createElement } from "./dom.js";
import { formatNumber, getTexts } from "./language.js";
import { state } from "./state.js";

const MS_AFTER_TYPING = 300;

function createSelect({ name, options, any }) {
  const select = createElement("select", { name });
  if (any !== null) select.append(createElement("option", { value: "" }, any ?? getTexts().everything));
  const value = state.params[name] ?? "";
  for (const { key, label, count } of options)
    select.append(
      createElement(
        "option",
        { value: key, selected: String(key) === value },
        (label ?? key) + (count === undefined ? "" : ` (${formatNumber(count)})`),
      ),
    );
  // A value of a shared link may be in no document.
  if (value && !options.some(({ key }) => String(key) === value))
    select.append(createElement("option", { value, selected: true }, value));
  return select;
}

// A field is { name, label, options, any } of a list of choices, or { name, label, type } of an input.
// The function onChange gets the changed parameters, also while a person types.
export function createFilterForm(fields, onChange) {
  const form = createElement("form", { className: "filter-form" });
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", getTexts().filterNames.clear);
  for (const field of fields) {
    const input = field.options
      ? createSelect(field)
      : createElement("input", {
          type: field.type,
          name: field.name,
          value: state.params[field.name] ?? "",
          autocomplete: "off",
          spellcheck: false,
        });
    form.append(createElement("label", { className: field.type ?? "select" }, field.label, input));
  }
  const change = () => onChange(Object.fromEntries(new FormData(form)));
  form.addEventListener("change", change);
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search" || event.isComposing) return;
    clearTimeout(state.searchTimer);
    state.searchTimer = setTimeout(change, MS_AFTER_TYPING);
  });
  form.addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input", { bubbles: true })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
  });
  const clear = createElement("button", { type: "button" }, getTexts().filterNames.clear);
  clear.addEventListener("click", () => {
    for (const input of form.elements) if (input.name) input.value = "";
    change();
  });
  form.append(clear);
  return form;
}
