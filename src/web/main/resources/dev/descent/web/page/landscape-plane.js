// The landscape seen from above: its ground, drawn once for a surface, and over it the paths.

import { el, svgEl } from "./core.js";
import { minimumMark, signed, startMark, walkDashes, walkMark } from "./landscape-look.js";

/** Pixels around the box in which the ground lies, for the numbers at its sides. */
const planeMargin = { left: 46, right: 10, top: 10, bottom: 42 };
/** So far outside the box, in pixels, a line's direction is no longer seen. */
const farOutside = 1e4;

/** Round numbers from least to most, four to eight of them or so. */
function roundNumbers(least, most) {
  const rough = (most - least) / 7;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.ceil(least / step - 1e-9);
  const last = Math.floor(most / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * The plane.
 *
 * @param place the element that it fills
 * @param box width and height of the grounds' path data
 * @param moved is given x and y of a new start
 * @returns ground(surface), walks(list of walk and its place in the legend), at(step), describe(words)
 */
export function landscapePlane(place, box, moved) {
  const picture = svgEl("svg", { class: "walk-picture", role: "img", "aria-label": "Contour lines" });
  const aim = el("div", {
    class: "walk-aim",
    id: "walk-aim",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "plane",
    "aria-describedby": "walk-hint",
  });
  place.append(picture, aim);
  let surface = null;
  let start = { x: 0, y: 0 };
  let drawn = [];
  let step = 0;
  let size = { width: 0, height: 0 };
  const paths = svgEl("g");
  const marks = svgEl("g");

  const right = (x) => planeMargin.left + ((x - surface.area.xMin) / (surface.area.xMax - surface.area.xMin)) * size.width;
  const down = (y) => planeMargin.top + ((surface.area.yMax - y) / (surface.area.yMax - surface.area.yMin)) * size.height;
  const isInside = (x, y) =>
    x >= surface.area.xMin && x <= surface.area.xMax && y >= surface.area.yMin && y <= surface.area.yMax;

  function layout() {
    const outer = place.getBoundingClientRect();
    size = {
      width: Math.max(1, outer.width - planeMargin.left - planeMargin.right),
      height: Math.max(1, outer.height - planeMargin.top - planeMargin.bottom),
    };
    aim.style.left = `${planeMargin.left}px`;
    aim.style.top = `${planeMargin.top}px`;
    aim.style.width = `${size.width}px`;
    aim.style.height = `${size.height}px`;
    if (surface) {
      drawGround();
      drawPaths();
    }
  }

  function drawGround() {
    const frame = { x: planeMargin.left, y: planeMargin.top, ...size };
    const texts = [
      ...roundNumbers(surface.area.xMin, surface.area.xMax).map((x) =>
        svgEl("text", { x: right(x), y: frame.y + size.height + 17, "text-anchor": "middle" }, signed(String(x))),
      ),
      ...roundNumbers(surface.area.yMin, surface.area.yMax).map((y) =>
        svgEl("text", { x: frame.x - 7, y: down(y) + 4, "text-anchor": "end" }, signed(String(y))),
      ),
      svgEl("text", { class: "walk-axis", x: frame.x + size.width / 2, y: frame.y + size.height + 36, "text-anchor": "middle" }, "x"),
      svgEl("text", { class: "walk-axis", x: 9, y: frame.y + size.height / 2, "text-anchor": "middle" }, "y"),
    ];
    const ground = svgEl(
      "svg",
      { ...frame, viewBox: `0 0 ${box.width} ${box.height}`, preserveAspectRatio: "none" },
      ...surface.ground.map((d) => svgEl("path", { class: "walk-contour", d })),
    );
    const inside = svgEl("svg", { ...frame, viewBox: `${frame.x} ${frame.y} ${size.width} ${size.height}` }, paths);
    picture.replaceChildren(svgEl("rect", { class: "walk-low", ...frame }), ground, inside, svgEl("rect", { class: "walk-frame", ...frame }), ...texts, marks);
  }

  /** Places on the screen; those far outside come nearer, on the line from the one before. */
  function onScreen(walk) {
    const points = [];
    for (let i = 0; i < walk.f.length; i++) {
      let x = right(walk.place.x[i]);
      let y = down(walk.place.y[i]);
      const far = Math.max(Math.abs(x), Math.abs(y)) / farOutside;
      if (far > 1) {
        x /= far;
        y /= far;
      }
      points.push([x.toFixed(1), y.toFixed(1)]);
    }
    return points;
  }

  function drawPaths() {
    for (const one of drawn) {
      one.points = onScreen(one.walk);
      one.whole.setAttribute("points", one.points.map((point) => point.join()).join(" "));
    }
    drawStep();
  }

  function drawStep() {
    const shownMarks = surface.minima.map((m) =>
      svgEl("path", { class: "walk-minimum", d: minimumMark(11), transform: `translate(${right(m.x)} ${down(m.y)})` }),
    );
    shownMarks.push(svgEl("path", { class: "walk-start", d: startMark(5), transform: `translate(${right(start.x)} ${down(start.y)})` }));
    for (const { walk, index, points, halo, line, dots } of drawn) {
      const last = Math.min(step, points.length - 1);
      const walked = points.slice(0, last + 1);
      const text = walked.map((point) => point.join()).join(" ");
      halo.setAttribute("points", text);
      line.setAttribute("points", text);
      dots.setAttribute("d", walked.map((point) => `M${point.join()}h0`).join(""));
      if (last >= 0 && isInside(walk.place.x[last], walk.place.y[last])) {
        shownMarks.push(
          svgEl("path", {
            class: `walk-mark walker-${index}`,
            d: walkMark(index, 6),
            transform: `translate(${points[last].join(" ")})`,
          }),
        );
      }
    }
    marks.replaceChildren(...shownMarks);
  }

  aim.addEventListener("click", (event) => {
    const edge = aim.getBoundingClientRect();
    const across = (event.clientX - edge.left) / edge.width;
    const up = 1 - (event.clientY - edge.top) / edge.height;
    move(
      surface.area.xMin + across * (surface.area.xMax - surface.area.xMin),
      surface.area.yMin + up * (surface.area.yMax - surface.area.yMin),
    );
  });
  aim.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const share = event.shiftKey ? 0.1 : 0.01;
    move(
      start.x + way[0] * share * (surface.area.xMax - surface.area.xMin),
      start.y + way[1] * share * (surface.area.yMax - surface.area.yMin),
    );
  });
  /** A start as people write it: three digits of the area, or those of a small one. */
  function move(x, y) {
    const bound = (value, least, most) => Math.min(most, Math.max(least, Number(value.toFixed(3))));
    moved(bound(x, surface.area.xMin, surface.area.xMax), bound(y, surface.area.yMin, surface.area.yMax));
  }

  new ResizeObserver(layout).observe(place);

  return {
    ground(to) {
      surface = to;
      drawn = [];
      paths.replaceChildren();
      layout();
    },
    start(x, y) {
      start = { x, y };
      aim.setAttribute("aria-label", `Start of the paths: x ${signed(String(x))}, y ${signed(String(y))}`);
      drawStep();
    },
    walks(list) {
      drawn = list.map(({ walk, index }) => {
        const polyline = (kind) => svgEl("polyline", { class: kind, "stroke-dasharray": kind === "walk-line" ? walkDashes[index] : "none" });
        const [whole, halo, line] = ["walk-whole", "walk-halo", "walk-line"].map(polyline);
        const dots = svgEl("path", { class: "walk-dots" });
        return { walk, index, points: [], whole, halo, line, dots };
      });
      paths.replaceChildren(
        ...drawn.map(({ index, whole, halo, line, dots }) => svgEl("g", { class: `walker-${index}` }, whole, halo, line, dots)),
      );
      drawPaths();
    },
    at(to) {
      step = to;
      drawStep();
    },
    describe: (words) => picture.setAttribute("aria-label", words),
  };
}
