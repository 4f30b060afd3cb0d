// The Lab's four charts: which lines are in them, on which axes, and the cursor and the zoom that they share.

import { byId, number, say } from "./core.js";
import { makeChart } from "./charts.js";
import { curveOf, isDiverged, isDrawn, isUnderWay, placesOf, valuesAt } from "./lab-runs.js";
import { followAgain, keepView, labView } from "./lab-view.js";

/** What is in a chart: quantities of a run, and how the best of them is found and named. */
const chartKinds = [
  { name: "loss", quantities: ["training", "validation"], words: "loss", best: Math.min, most: "Lowest training loss" },
  { name: "accuracy", quantities: ["accuracy"], words: "accuracy", best: Math.max, most: "Highest accuracy", mostY: 1 },
  { name: "rate", quantities: ["rate"], words: "rate", best: null },
  { name: "gradient", quantities: ["gradient"], words: "gradient norm", best: Math.max, most: "Largest gradient norm" },
];

const labCharts = {};
let chartGroups = [];
let cursorPlace = null;
let tellCursor = () => {};
let redrawAll = () => {};

const drawnRuns = () =>
  chartGroups.flatMap((group) => group.runs.filter(isDrawn).map((run, i) => ({ group, run, isFirst: i === 0 })));

/**
 * Makes the charts.
 *
 * @param onCursor is called with the place of the cursor; null where there is none
 * @param redraw is called when the view has changed
 */
export function initCharts(onCursor, redraw) {
  tellCursor = onCursor;
  redrawAll = redraw;
  for (const kind of chartKinds) {
    const place = byId(`lab-chart-${kind.name}-plot`);
    labCharts[kind.name] = makeChart(place, {
      onCursor: moveCursor,
      onZoom: (x, y) => zoomTo(x ?? labView.zoom, y === null ? labView.zoomY : { ...labView.zoomY, [kind.name]: y }),
      onReset: resetZoom,
    });
    place.addEventListener("keydown", (event) => pressed(event, kind));
    place.addEventListener("blur", () => moveCursor(null));
    byId(`lab-chart-${kind.name}-log`).addEventListener("click", () => {
      labView.logs[kind.name] = !labView.logs[kind.name];
      delete labView.zoomY[kind.name];
      redrawAll();
    });
  }
  byId("lab-axis").addEventListener("change", ({ target }) => {
    labView.axis = target.value;
    resetZoom();
  });
  byId("lab-log-x").addEventListener("click", () => {
    labView.logX = !labView.logX;
    resetZoom();
  });
  byId("lab-validation").addEventListener("click", () => {
    labView.validation = !labView.validation;
    redrawAll();
  });
  byId("lab-zoom-in").addEventListener("click", () => zoomBy(0.5));
  byId("lab-zoom-out").addEventListener("click", () => zoomBy(2));
  byId("lab-follow").addEventListener("click", () => {
    resetZoom();
    byId("lab-zoom-in").focus(); // the button itself is gone
  });
}

function zoomTo(x, y) {
  labView.zoom = x;
  labView.zoomY = y;
  redrawAll();
}

function resetZoom() {
  followAgain();
  redrawAll();
}

/** Shows more or less of the x axis, about the cursor or else the middle. */
function zoomBy(factor) {
  const [whole, scale] = [fullFrame(), labView.logX ? Math.log : (x) => x];
  const back = labView.logX ? Math.exp : (x) => x;
  const [from, to] = (labView.zoom ?? whole).map(scale);
  const middle = cursorPlace === null ? (from + to) / 2 : scale(cursorPlace);
  const next = [back(middle + (from - middle) * factor), back(middle + (to - middle) * factor)];
  const held = [Math.max(next[0], whole[0]), Math.min(next[1], whole[1])];
  if (held[0] <= whole[0] && held[1] >= whole[1]) {
    resetZoom();
  } else if (held[1] > held[0]) {
    zoomTo(held, labView.zoomY);
  }
}

function moveCursor(x) {
  const place = x !== null && labView.axis === "epoch" ? Math.round(x) : x;
  if (place !== cursorPlace) {
    cursorPlace = place;
    Object.values(labCharts).forEach((chart) => chart.cursorTo(place));
    tellCursor(place);
  }
}

/** Where the cursor is. */
export const cursorAt = () => cursorPlace;

/** Makes the lines of all but one group faint; null makes all bright. */
export const highlightGroup = (key) => Object.values(labCharts).forEach((chart) => chart.highlight(key));

function pressed(event, kind) {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const places = [...new Set(drawnRuns().flatMap(({ run }) => placesOf(run)))].sort((a, b) => a - b);
  const last = places.length - 1;
  const here = cursorPlace === null ? -1 : places.findLastIndex((place) => place <= cursorPlace);
  const step = event.shiftKey ? 5 : 1;
  const target = {
    ArrowLeft: cursorPlace === null ? last : Math.max(here - step, 0),
    ArrowRight: Math.min(here + step, last),
    Home: 0,
    End: last,
  }[event.key];
  const zoom = { "+": 0.5, "=": 0.5, "-": 2 }[event.key];
  if (target !== undefined && last >= 0) {
    moveCursor(places[target]);
    say(valuesSentence(kind));
  } else if (zoom) {
    zoomBy(zoom);
    say(labView.zoom ? `From ${labView.zoom.map(number).join(" to ")}` : "Everything is shown");
  } else if (event.key === "0" || event.key === "Escape") {
    resetZoom();
    moveCursor(null);
    say("Everything is shown");
  } else {
    return;
  }
  event.preventDefault();
}

function valuesSentence(kind) {
  const place = labView.axis === "epoch" ? `Epoch ${cursorPlace}` : `After ${number(cursorPlace)} seconds`;
  const values = drawnRuns().map(({ group, run }) => {
    const value = valuesAt(run, cursorPlace)[kind.quantities[0]];
    const seed = group.runs.length > 1 ? `, seed ${run.seed}` : "";
    return `${group.title}${seed}: ${value === null ? "nothing" : number(value)}`;
  });
  const more = values.length > 8 ? `; and ${values.length - 8} more` : "";
  return `${place}, ${kind.words}. ${values.slice(0, 8).join("; ")}${more}`;
}

/** All of the x axis: the epochs that are to come, too, while something is trained. */
function fullFrame() {
  const runs = drawnRuns();
  const places = runs.flatMap(({ run }) => placesOf(run));
  const isEpoch = labView.axis === "epoch";
  if (runs.length === 0) {
    return labView.logX ? [1, 10] : [0, 10];
  }
  const coming = isEpoch
    ? runs
        .filter(({ run }) => isUnderWay(run))
        .map(({ group }) => group.experiment.setup.epochs)
    : [];
  const most = Math.max(isEpoch ? 1 : 0, ...places, ...coming) || 1;
  if (!labView.logX) {
    return [0, most];
  }
  const least = Math.min(...places.filter((place) => place > 0), most / 2);
  return [least, Math.max(most, 2 * least)];
}

function linesOf(kind) {
  const quantities = kind.quantities.filter((name) => name !== "validation" || labView.validation);
  return drawnRuns().flatMap(({ group, run, isFirst }) =>
    quantities.map((name) => ({
      key: `${run.key}/${name}`,
      group: group.key,
      look: group.look,
      isThin: name === "validation",
      isOne: group.runs.length === 1,
      hasMarkers: isFirst, // seeds are not told apart
      isStepped: name === "rate",
      isBroken: name !== "validation" && isDiverged(run),
      ...curveOf(run, name),
    })),
  );
}

/** Draws what the view shows of groups of runs. */
export function drawCharts(groups, isClassification) {
  chartGroups = groups;
  const isEpoch = labView.axis === "epoch";
  const frame = labView.zoom ?? fullFrame();
  for (const kind of chartKinds) {
    const lines = linesOf(kind);
    const isLog = labView.logs[kind.name] === true;
    labCharts[kind.name].draw({
      lines,
      frame,
      frameY: labView.zoomY[kind.name] ?? null,
      mostY: kind.mostY,
      logX: labView.logX,
      logY: isLog,
      snap: isEpoch,
      labelX: isEpoch ? "epoch" : "computing seconds",
    });
    byId(`lab-chart-${kind.name}-log`).setAttribute("aria-pressed", isLog);
    summarize(kind);
    remark(kind, lines, isLog, isClassification);
  }
  byId("lab-axis").value = labView.axis;
  byId("lab-log-x").setAttribute("aria-pressed", labView.logX);
  byId("lab-validation").setAttribute("aria-pressed", labView.validation);
  byId("lab-follow").hidden = labView.zoom === null && Object.keys(labView.zoomY).length === 0;
  keepView();
}

/** Says in a sentence what is to be seen; without values, what there will be. */
function summarize(kind) {
  const place = byId(`lab-chart-${kind.name}-says`);
  place.dataset.first ??= place.textContent;
  const [quantity] = kind.quantities;
  const measured = drawnRuns().flatMap(({ group, run }) =>
    run.epochs.map((_, i) => {
      const values = valuesAt(run, placesOf(run)[i]);
      return { title: group.title, epoch: values.epoch, value: values[quantity] };
    }),
  );
  const known = measured.filter(({ value }) => value !== null);
  if (known.length === 0) {
    place.textContent = place.dataset.first;
  } else if (kind.best === null) {
    const changes = drawnRuns().some(({ run }) => new Set(run.epochs.map((row) => row[4])).size > 1);
    const rates = known.map(({ value }) => value);
    place.textContent = changes
      ? `The rates are between ${number(Math.min(...rates))} and ${number(Math.max(...rates))}.`
      : "Every rate stays as it is.";
  } else {
    const best = known.reduce((one, other) => (kind.best(one.value, other.value) === one.value ? one : other));
    place.textContent = `${kind.most}: ${number(best.value)}, ${best.title}, epoch ${best.epoch}.`;
  }
}

/** Says what a chart cannot show. */
function remark(kind, lines, isLog, isClassification) {
  const remarks = [];
  if (kind.name === "accuracy" && !isClassification) {
    remarks.push("A number is predicted here: there is no accuracy.");
  }
  for (const { group, run } of kind.name === "loss" ? drawnRuns() : []) {
    if (isDiverged(run)) {
      const seed = group.runs.length > 1 ? `, seed ${run.seed},` : "";
      const why = (run.said ?? "").replace(/^diverged: /, "");
      remarks.push(`✕ ${group.title}${seed} diverged${why ? `: ${why}` : ""}. Its curve ends before.`);
    }
  }
  if (isLog || labView.logX) {
    const isLost = (y) => isLog && y !== null && y <= 0;
    const lost = lines.reduce((count, { ys }) => count + ys.filter(isLost).length, 0);
    if (lost > 0) {
      remarks.push(`${lost === 1 ? "1 value is" : `${lost} values are`} 0 or less and not on a logarithmic axis.`);
    }
  }
  const place = byId(`lab-chart-${kind.name}-note`);
  place.hidden = remarks.length === 0;
  place.textContent = remarks.join(" ");
}
