// What tells the walkers apart on the landscape: for each a colour (in landscape.css), a dash pattern and a mark.

import { svgEl } from "./core.js";

/** By the walker's place in the list. */
export const walkDashes = ["none", "9 4", "2.5 3.5", "11 4 2.5 4", "16 5", "7 3 2.5 3 2.5 3"];

const markCorners = (points) => `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}z`;
const markAround = (n, turn, radius) =>
  markCorners(
    Array.from({ length: n }, (_, i) => {
      const angle = 2 * Math.PI * (i / n + turn);
      const r = typeof radius === "function" ? radius(i) : radius;
      return [r * Math.cos(angle), r * Math.sin(angle)];
    }),
  );

const circleMark = (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const marksInOrder = [
  circleMark,
  (r) => markAround(4, 0.125, 1.25 * r),
  (r) => markAround(3, -0.25, 1.35 * r),
  (r) => markAround(4, 0, 1.35 * r),
  (r) => markAround(3, 0.25, 1.35 * r),
  (r) => markAround(12, 1 / 24, (i) => (i % 3 === 1 ? 0.5 * r : 1.3 * r)), // a cross
];

/** Path data of a mark around 0, of a walker by its place in the list. */
export const walkMark = (index, r) => marksInOrder[index](r);

/** Path data of the mark of a start, and of a minimum. */
export const startMark = circleMark;
export const minimumMark = (r) => markAround(10, -0.25, (i) => (i % 2 === 0 ? r : 0.4 * r));

/** A piece of a walker's line with its mark, for legends and tables. */
export const walkKey = (index) =>
  svgEl(
    "svg",
    { class: `walk-key walker-${index}`, viewBox: "0 0 44 16", width: 44, height: 16, "aria-hidden": "true" },
    svgEl("path", { class: "walk-line", d: "M1 8H43", "stroke-dasharray": walkDashes[index] }),
    svgEl("path", { class: "walk-mark", d: walkMark(index, 5), transform: "translate(22 8)" }),
  );

/** A number, with minus signs in place of hyphens. */
export const signed = (text) => text.replaceAll("-", "−");
