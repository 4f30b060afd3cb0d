// A chart that grows: uPlot, with lines that are told apart without colour, real log axes, and a cursor that can be
// set from outside. What is drawn is decided elsewhere, in charts that move together.

import { colorOf, styleOf, traceMarker } from "./looks.js";

const mostPoints = 2000;
const markerGap = 48;
const chartFont = '12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** A number at an axis: short, and as it is. */
function tickText(value) {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? value.toExponential(1).replace(".0e", "e").replace("e+", "e")
    : String(Number(value.toPrecision(6)));
}

/**
 * Fewer points of a long curve: of each piece its first, lowest, highest and last, so that no spike is lost. Missing
 * values stay missing.
 */
function thinned({ xs, ys }, most = mostPoints) {
  if (xs.length <= most) {
    return { xs, ys };
  }
  const kept = [];
  const size = Math.ceil((4 * xs.length) / most);
  for (let from = 0; from < xs.length; from += size) {
    const to = Math.min(from + size, xs.length) - 1;
    let [low, high, gap] = [from, from, null];
    for (let i = from; i <= to; i++) {
      low = ys[i] !== null && (ys[low] === null || ys[i] < ys[low]) ? i : low;
      high = ys[i] !== null && (ys[high] === null || ys[i] > ys[high]) ? i : high;
      gap = ys[i] === null ? i : gap;
    }
    kept.push(...new Set([from, low, high, gap ?? from, to].sort((a, b) => a - b)));
  }
  return { xs: kept.map((i) => xs[i]), ys: kept.map((i) => ys[i]) };
}

/**
 * Makes a chart in an element, which gives it its size.
 *
 * @param onCursor is called with the place of the pointer on the x axis; null where it has left
 * @param onZoom is called with the ranges of x and of y that were dragged over, null for one that was not
 * @param onReset is called at a double click
 * @return draw, cursorTo and highlight
 */
export function makeChart(place, { onCursor, onZoom, onReset }) {
  let shown = null;
  let plot = null;
  let signature = "";
  let cursorX = null;
  let isInside = false;
  let bright = null;

  const logOnly = (ys) => (shown.logY ? ys.map((y) => (y > 0 ? y : null)) : ys);

  function table() {
    const lines = shown.lines.map((line) => {
      const { xs, ys } = thinned(line);
      const first = shown.logX ? xs.findIndex((x) => x > 0) : 0;
      return first < 0 ? [[], []] : [xs.slice(first), logOnly(ys).slice(first)];
    });
    return uPlot.join([[shown.frame], ...lines]);
  }

  function rangeOfY(_, low, high) {
    if (shown.frameY) {
      return shown.frameY;
    }
    if (low === null || low === undefined || !Number.isFinite(low)) {
      return shown.logY ? [0.01, 1] : [0, 1];
    }
    if (shown.logY) {
      return low === high ? [low / 10, high * 10] : uPlot.rangeLog(low, high, 10, false);
    }
    const [from, to] = uPlot.rangeNum(low, high, 0.1, true);
    return [from, Math.min(to, shown.mostY ?? to)];
  }

  /** Places for numbers on a logarithmic axis: at most seven, however far it reaches. */
  function powers(_, __, min, max) {
    const decades = Math.log10(max / min);
    const factors = decades <= 1.5 ? [1, 2, 5] : [1];
    const step = Math.max(1, Math.ceil(decades / 6));
    const places = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power += step) {
      places.push(...factors.map((factor) => Number(`${factor}e${power}`)));
    }
    return places.filter((place) => place >= min * 0.999 && place <= max * 1.001);
  }

  /** The cursor stands at whole epochs, where there are values. */
  function snapped(u, left, top) {
    const { min, max } = u.scales.x;
    if (!shown.snap || left < 0 || min === null) {
      return [left, top];
    }
    const whole = Math.round(u.posToVal(left, "x"));
    return [u.valToPos(Math.min(Math.max(whole, Math.ceil(min)), Math.floor(max)), "x"), top];
  }

  function drawMarkers(u, index) {
    const line = shown.lines[index - 1];
    if (!line || (!line.hasMarkers && !line.isBroken)) {
      return;
    }
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio;
    const xs = u.data[0];
    const ys = u.data[index];
    const known = xs.map((_, i) => i).filter((i) => ys[i] !== null && ys[i] !== undefined);
    let next = -Infinity;
    ctx.save();
    ctx.globalAlpha = u.series[index].alpha;
    ctx.strokeStyle = colorOf(line.look);
    ctx.fillStyle = line.isThin ? styleOf("--paper") : ctx.strokeStyle;
    ctx.lineWidth = 1.5 * ratio;
    ctx.setLineDash([]);
    for (const i of known) {
      const x = u.valToPos(xs[i], "x", true);
      const y = u.valToPos(ys[i], "y", true);
      const isLast = i === known.at(-1);
      if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1 || y < bbox.top - 1 || y > bbox.top + bbox.height + 1) {
        continue;
      }
      if (isLast && line.isBroken) {
        const size = 6 * ratio;
        ctx.lineWidth = 3 * ratio;
        ctx.beginPath();
        for (const slope of [1, -1]) {
          ctx.moveTo(x - size, y - slope * size);
          ctx.lineTo(x + size, y + slope * size);
        }
        ctx.stroke();
      } else if (line.hasMarkers && (x >= next || isLast)) {
        traceMarker(ctx, line.look, x, y, (line.isThin ? 3 : 4) * ratio);
        ctx.fill();
        ctx.stroke();
        // Lines that lie on each other have their markers at different places.
        next = (next === -Infinity ? x - ((line.look.index % 3) * markerGap * ratio) / 3 : x) + markerGap * ratio;
      }
    }
    ctx.restore();
  }

  function selected(u) {
    const { left, top, width, height } = u.select;
    const whole = u.over.getBoundingClientRect();
    const isX = width >= 5 && width < whole.width - 1;
    const isY = height >= 5 && height < whole.height - 1;
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (isX || isY) {
      onZoom(
        isX ? [u.posToVal(left, "x"), u.posToVal(left + width, "x")] : null,
        isY ? [u.posToVal(top + height, "y"), u.posToVal(top, "y")] : null,
      );
    }
  }

  const axis = (more) => ({
    stroke: () => styleOf("--quiet"),
    grid: { stroke: () => styleOf("--line"), width: 1 },
    ticks: { stroke: () => styleOf("--line"), width: 1, size: 4 },
    font: chartFont,
    labelFont: chartFont,
    values: (_, splits) => splits.map((split) => (split === null ? "" : tickText(split))),
    ...more,
  });

  function build() {
    plot?.destroy();
    plot = new uPlot(
      {
        width: place.clientWidth,
        height: place.clientHeight,
        legend: { show: false },
        scales: {
          x: { time: false, distr: shown.logX ? 3 : 1, range: () => shown.frame },
          y: { distr: shown.logY ? 3 : 1, range: rangeOfY },
        },
        axes: [
          axis({
            label: shown.labelX,
            labelSize: 16,
            labelGap: 0,
            size: 26,
            ...(shown.snap && !shown.logX ? { incrs: [1, 2, 5, 10, 20, 50, 100] } : {}),
          }),
          axis({ size: 52, space: 28, ...(shown.logY ? { splits: powers, filter: (_, splits) => splits } : {}) }),
        ],
        series: [
          {},
          ...shown.lines.map((line) => ({
            stroke: () => colorOf(line.look),
            width: line.isThin ? 1.25 : line.isOne ? 2.25 : 1.5,
            dash: line.isThin ? [2, 3] : line.look.dash,
            points: { show: false },
            spanGaps: false,
            alpha: 1,
            ...(line.isStepped ? { paths: uPlot.paths.stepped({ align: -1 }) } : {}),
          })),
        ],
        cursor: {
          y: false,
          move: snapped,
          points: { size: 9 },
          drag: { x: true, y: true, uni: 24, setScale: false },
          bind: { dblclick: () => onReset },
        },
        hooks: {
          drawSeries: [drawMarkers],
          setSelect: [selected],
          setCursor: [(u) => isInside && onCursor(u.cursor.left < 0 ? null : u.posToVal(u.cursor.left, "x"))],
        },
      },
      table(),
      place,
    );
    plot.over.addEventListener("mouseenter", () => (isInside = true));
    plot.over.addEventListener("mouseleave", () => {
      isInside = false;
      onCursor(null);
    });
  }

  /** Draws lines on axes; see lab-charts.js for what they are made of. */
  function draw(next) {
    shown = next;
    const looks = JSON.stringify([next.logX, next.logY, next.snap, next.labelX, next.lines.map(({ key }) => key)]);
    const isNew = looks !== signature;
    signature = looks;
    if (isNew) {
      build();
    }
    plot.batch(() => {
      plot.setData(table(), false);
      plot.setScale("x", { min: next.frame[0], max: next.frame[1] });
    });
    dim();
    cursorTo(cursorX);
  }

  /** Shows the cursor at a place of the x axis; null takes it away. */
  function cursorTo(x) {
    cursorX = x;
    if (plot && !isInside) {
      plot.setCursor({ left: x === null ? -10 : plot.valToPos(x, "x"), top: x === null ? -10 : 0 }, false);
    }
  }

  function dim() {
    plot.series.forEach((series, i) => {
      series.alpha = i === 0 || bright === null || bright === shown.lines[i - 1].group ? 1 : 0.2;
    });
  }

  /** Makes all lines faint but those of a group; null makes all bright. */
  function highlight(group) {
    bright = group;
    if (plot) {
      dim();
      plot.redraw(false, false);
    }
  }

  new ResizeObserver(() => plot?.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot?.redraw(false, true));
  return { draw, cursorTo, highlight };
}
