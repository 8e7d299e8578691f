// Draws bars and intervals as SVG.

const SVG = "http://www.w3.org/2000/svg";

function drawing(name, attributes, ...children) {
  const out = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  out.append(...children);
  return out;
}

// Bars from 0, or from one end of an interval to the other with a dot where its value is; of each
// row the name and the number stand beside it, so no colour has to be told from another.
export function plot(title, rows, most) {
  const line = 26, left = 380, right = 90, width = 900, room = width - left - right, scale = (value) => left + (room * value) / (most || 1);
  const out = drawing("svg", { viewBox: `0 0 ${width} ${rows.length * line + 4}`, role: "img", class: "plot", "aria-label": title });
  rows.forEach(({ name, value, low, high, shown }, i) => {
    const middle = i * line + line / 2 + 2;
    const short = name.length > 42 ? name.slice(0, 41) + "…" : name;
    out.append(drawing("text", { x: left - 8, y: middle + 5, "text-anchor": "end" }, short, drawing("title", {}, name)));
    if (low === undefined) {
      out.append(drawing("rect", { x: left, y: middle - 8, width: Math.max(1, scale(value) - left), height: 16, class: "bar" }));
    } else {
      out.append(drawing("line", { x1: scale(low), x2: scale(high), y1: middle, y2: middle, class: "reach" }));
      for (const end of [low, high]) out.append(drawing("line", { x1: scale(end), x2: scale(end), y1: middle - 6, y2: middle + 6, class: "reach" }));
      out.append(drawing("circle", { cx: scale(value), cy: middle, r: 5, class: "bar" }));
    }
    out.append(drawing("text", { x: Math.min(scale(high ?? value) + 8, width - right + 8), y: middle + 5 }, shown));
  });
  out.append(drawing("line", { x1: left, x2: left, y1: 0, y2: rows.length * line + 4, class: "axis" }));
  return out;
}
