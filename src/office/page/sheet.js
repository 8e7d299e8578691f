// The sheet of a page in its frame: a person can enlarge and move the sheet.
import { createElement } from "./dom.js";
import { getTexts } from "./language.js";
import { toCssPercent } from "./scan.js";
import { state } from "./state.js";

// Moves the sheet when a person drags it. The arrow keys scroll the frame by themselves.
export function listenToDragging(frame) {
  frame.addEventListener("pointerdown", (event) => {
    if (event.button === 0) frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) frame.scrollBy(-event.movementX, -event.movementY);
  });
}

// Multiplies the zoom by the factor, and keeps the middle of the frame. The factor 0 fits the page into the frame.
function zoomSheet(frame, sheet, factor) {
  const x = (frame.scrollLeft + frame.clientWidth / 2) / sheet.clientWidth;
  const y = (frame.scrollTop + frame.clientHeight / 2) / sheet.clientHeight;
  state.zoom = factor === 0 ? 1 : Math.min(5, Math.max(0.5, state.zoom * factor));
  sheet.style.width = toCssPercent(state.zoom);
  frame.scrollTo(x * sheet.clientWidth - frame.clientWidth / 2, y * sheet.clientHeight - frame.clientHeight / 2);
}

// Scrolls the frame to the mark. The window stays as it is, unlike with scrollIntoView.
export const scrollToMark = (frame, mark) =>
  frame.scrollTo(
    mark.offsetLeft + (mark.offsetWidth - frame.clientWidth) / 2,
    mark.offsetTop + (mark.offsetHeight - frame.clientHeight) / 2,
  );

// Creates the buttons that enlarge the sheet. The keys do the same by state.zoomPage.
export function createZoomButtons(frame, sheet) {
  const texts = getTexts();
  sheet.style.width = toCssPercent(state.zoom);
  state.zoomPage = (factor) => zoomSheet(frame, sheet, factor);
  const createButton = (key, label, factor) =>
    createElement(
      "button",
      { type: "button", onclick: () => zoomSheet(frame, sheet, factor) },
      createElement("kbd", {}, key),
      label,
    );
  return [
    createButton("+", texts.larger, 1.25),
    createButton("−", texts.smaller, 0.8),
    createButton("0", texts.fit, 0),
  ];
}
