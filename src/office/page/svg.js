// Creates elements of SVG.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

export function createSvg(name, attributes, ...children) {
  const out = document.createElementNS(SVG_NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  out.append(...children);
  return out;
}
