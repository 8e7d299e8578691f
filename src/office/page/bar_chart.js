// Draws bars and confidence intervals as SVG.
import { createSvg } from "./svg.js";

// Creates a bar from 0 for each row, or an interval with a dot at the value if the row has `low` and `high`.
// The maximum is the value at the right edge. Names and numbers are beside the bars, so the chart needs no colours.
export function createBarChart(title, rows, maximum) {
  const rowHeight = 26;
  const left = 380;
  const right = 90;
  const width = 900;
  const plotWidth = width - left - right;
  const scale = (value) => left + (plotWidth * value) / (maximum || 1);
  const out = createSvg("svg", {
    viewBox: `0 0 ${width} ${rows.length * rowHeight + 4}`,
    role: "img",
    class: "plot",
    "aria-label": title,
  });
  rows.forEach(({ name, value, low, high, shown }, i) => {
    const y = i * rowHeight + rowHeight / 2 + 2;
    const short = name.length > 42 ? name.slice(0, 41) + "…" : name;
    out.append(createSvg("text", { x: left - 8, y: y + 5, "text-anchor": "end" }, short, createSvg("title", {}, name)));
    if (low === undefined) {
      out.append(
        createSvg("rect", {
          x: left,
          y: y - 8,
          width: Math.max(1, scale(value) - left),
          height: 16,
          class: "bar",
        }),
      );
    } else {
      out.append(createSvg("line", { x1: scale(low), x2: scale(high), y1: y, y2: y, class: "reach" }));
      for (const end of [low, high])
        out.append(createSvg("line", { x1: scale(end), x2: scale(end), y1: y - 6, y2: y + 6, class: "reach" }));
      out.append(createSvg("circle", { cx: scale(value), cy: y, r: 5, class: "bar" }));
    }
    out.append(createSvg("text", { x: Math.min(scale(high ?? value) + 8, width - right + 8), y: y + 5 }, shown));
  });
  out.append(createSvg("line", { x1: left, x2: left, y1: 0, y2: rows.length * rowHeight + 4, class: "axis" }));
  return out;
}
