// The parts of a document that are edited in place: its fields and its tasks.
import { createDate } from "./cells.js";
import { createElement } from "./dom.js";
import { getTexts, localize } from "./language.js";
import { enqueue } from "./serial_executor.js";
import { isTableOpen, state } from "./state.js";
import { createDocumentCard } from "./task_table.js";
import { loadTasks, TABLE_KEYS, tasksView } from "./task_view.js";
import { undoLast } from "./undo.js";

const isRowPart = () => state.params.phan === "nhiem-vu";

// The place of the scan of the active field.
function createScanPlace() {
  const scan = createElement("section", { id: "row-scan", className: state.tasks.scanned ? "" : "text", tabIndex: 0 });
  scan.setAttribute("aria-label", getTexts().ofRow);
  return scan;
}

function createFurtherFields(fields) {
  const rows = fields.flatMap(({ label, shown, value, in_doubt: isInDoubt }) => [
    createElement("dt", {}, localize(label)),
    createElement(
      "dd",
      {},
      /^\d{4}-\d\d-\d\d$/.test(value ?? "") && !shown
        ? createDate(value)
        : createElement("bdi", {}, shown ?? value ?? ""),
      ...(isInDoubt ? [" ", createElement("span", { className: "status status-review" }, getTexts().one.inDoubt)] : []),
    ),
  ]);
  return createElement("dl", { className: "fields" }, ...rows);
}

// Fields that can be edited are cells, as in the table of tasks. All others with a value are below them.
export async function createFieldElements() {
  await loadTasks();
  const texts = getTexts().one;
  state.grid = [];
  const editable = new Set(state.tasks.document.map((one) => one.field));
  const others = state.document.fields.filter(({ field, value }) => !editable.has(field) && value);
  return [
    createElement("p", { className: "soft" }, texts.editHint),
    createScanPlace(),
    createDocumentCard(state.tasks.document, state.grid),
    createElement("h3", {}, texts.also),
    createFurtherFields(others),
  ];
}

export function addTableKeys(add, texts) {
  if (isRowPart()) return tasksView.addKeys(add, texts);
  add("E", texts.edit, TABLE_KEYS.e, true);
  add("U", texts.undo, undoLast);
}

// Rows are changed only in the table of tasks.
export const documentKeys = Object.fromEntries(
  Object.entries(TABLE_KEYS).map(([key, action]) => [
    key,
    () => {
      if (isRowPart() || (isTableOpen() && ["e", "u"].includes(key))) enqueue(action);
    },
  ]),
);
