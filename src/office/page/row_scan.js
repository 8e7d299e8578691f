// Shows the scan, the codes and the history of the active cell.
import { getJson } from "./api.js";
import { byId, createElement } from "./dom.js";
import { fetchDoubt } from "./doubt_queue.js";
import { getTexts } from "./language.js";
import { createScan } from "./scan.js";
import { createCodes, createHistory } from "./shared_elements.js";
import { state } from "./state.js";

// Shows the scan of the row, of the row above a new row, or of a field of the document.
// Does nothing if another cell is active when the server answers.
export async function showRowScan(cell) {
  const place = byId("row-scan");
  const row = cell.row?.row_id ?? cell.below;
  const key = row ?? cell.field;
  if (!place || row === "") return;
  if (key === "pages") return place.replaceChildren();
  const fetchDetails = () =>
    row
      ? getJson("/api/v1/review/row", { doc: state.docId, row })
      : fetchDoubt({ doc_id: state.docId, table: "documents", row_id: state.docId, field: key });
  if (!state.rowDetails.has(key))
    state.rowDetails.set(
      key,
      fetchDetails().catch(() => null),
    );
  const details = await state.rowDetails.get(key);
  if (
    !details ||
    state.activeCell?.row !== cell.row ||
    (state.activeCell.field !== cell.field && !cell.row) ||
    !place.isConnected
  )
    return;
  const texts = getTexts();
  place.replaceChildren(
    ...details.scans.map(createScan),
    ...createCodes(details.codes),
    ...(details.read
      ? [createElement("p", { className: "soft" }, texts.readAs, createElement("bdi", {}, details.read))]
      : []),
    ...(details.history.length
      ? [
          createElement(
            "details",
            {},
            createElement("summary", {}, `${texts.history} (${details.history.length})`),
            ...createHistory(details.history).slice(1),
          ),
        ]
      : []),
  );
}
