// How runs are told apart: by colour, by the pattern of the line and by the marker, in charts and in tables.

import { svgEl } from "./core.js";

const colorCount = 7;
const dashPatterns = [[], [10, 5], [14, 4, 3, 4], [5, 4], [12, 4, 3, 4, 3, 4]];

/** Corners of the markers, in a square from -1 to 1; the first is a circle. */
const markerShapes = [
  null,
  [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  [[0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
  [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  [[0, 1.1], [1.05, -0.8], [-1.05, -0.8]],
  [[-0.4, -1.1], [0.4, -1.1], [0.4, -0.4], [1.1, -0.4], [1.1, 0.4], [0.4, 0.4],
    [0.4, 1.1], [-0.4, 1.1], [-0.4, 0.4], [-1.1, 0.4], [-1.1, -0.4], [-0.4, -0.4]],
];

/**
 * The look of an optimizer: its colour and marker are the same in all experiments, which differ in the pattern.
 *
 * @param optimizer its number
 * @param experiment the number of the experiment
 */
export const lookOf = (optimizer, experiment) => ({
  index: optimizer,
  color: optimizer % colorCount,
  dash: dashPatterns[(optimizer + experiment) % dashPatterns.length],
  marker: optimizer % markerShapes.length,
});

/** What a variable of the page's style is now: light or dark. */
export const styleOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colour of a look, for a canvas. */
export const colorOf = (look) => styleOf(`--run-${look.color}`) || "#808080";

/** Traces a marker on a canvas; whoever calls fills or strokes it. */
export function traceMarker(context, look, x, y, size) {
  const corners = markerShapes[look.marker];
  context.beginPath();
  if (corners) {
    corners.forEach(([dx, dy]) => context.lineTo(x + dx * size, y + dy * size));
    context.closePath();
  } else {
    context.arc(x, y, size, 0, 2 * Math.PI);
  }
}

/** A short piece of a run's line with its marker, for legends; readers of screens do without. */
export function swatch(look) {
  const svg = svgEl("svg", { class: `swatch run-${look.color}`, viewBox: "0 0 40 14", "aria-hidden": "true" });
  const corners = markerShapes[look.marker];
  svg.append(
    svgEl("line", { x1: 1, y1: 7, x2: 39, y2: 7, "stroke-dasharray": look.dash.join(" ") || "none" }),
    corners
      ? svgEl("polygon", { points: corners.map(([dx, dy]) => `${20 + 4 * dx},${7 + 4 * dy}`).join(" ") })
      : svgEl("circle", { cx: 20, cy: 7, r: 4 }),
  );
  return svg;
}
