// Shows the scan, the codes and the history of the active cell.
import { ask } from "./api.js";
import { byId, element } from "./dom.js";
import { factsOf } from "./doubt_queue.js";
import { words } from "./language.js";
import { picture } from "./scan.js";
import { drawCodes, drawHistory } from "./shared_elements.js";
import { state } from "./state.js";

// The scan beside the row that one is at, or below which a new one is to stand, or beside what the
// document says of itself.
export async function showPlace(of) {
  const place = byId("row-scan"), row = of.row?.row_id ?? of.below, key = row ?? of.field;
  if (!place || row === "") return;
  if (key === "pages") return place.replaceChildren();
  const asked = () => (row ? ask("/api/row", { doc: state.doc, row }) : factsOf({ doc_id: state.doc, table: "documents", row_id: state.doc, field: key }));
  if (!state.seen.has(key)) state.seen.set(key, asked().catch(() => null));
  const facts = await state.seen.get(key);
  if (!facts || state.cell?.row !== of.row || state.cell.field !== of.field && !of.row || !place.isConnected) return;
  const w = words();
  place.replaceChildren(
    ...facts.scans.map(picture),
    ...drawCodes(facts.codes),
    ...(facts.read ? [element("p", { className: "soft" }, w.readAs, element("bdi", {}, facts.read))] : []),
    ...(facts.history.length ? [element("details", {}, element("summary", {}, `${w.history} (${facts.history.length})`), ...drawHistory(facts.history).slice(1))] : []));
}
