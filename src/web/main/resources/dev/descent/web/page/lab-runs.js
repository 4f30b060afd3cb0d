// Experiments: their news, what their runs are called and look like, and what a run measured where.

import { data, number } from "./core.js";
import { labView } from "./lab-view.js";
import { lookOf } from "./looks.js";

/** What a run measures after each epoch, in the order of its rows. */
const rowNames = ["epoch", "training", "validation", "accuracy", "rate", "gradient", "seconds"];

/** A learning rate as people write it. */
const rateText = (rate) => String(Number(Number(rate).toPrecision(6)));

/** Seconds as people say them. */
export function secondsText(seconds) {
  if (seconds === null || seconds === undefined) {
    return "–";
  }
  const minutes = Math.floor(seconds / 60);
  return minutes > 0
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${seconds < 1 ? Number(seconds.toPrecision(2)) : seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}

/** What an experiment is called. */
export const nameOf = (experiment) => experiment.name || experiment.setup.name || "Without a name";

/** The same with its number, which tells it from others of that name. */
export const fullNameOf = (experiment) => `${nameOf(experiment)} #${experiment.id}`;

/**
 * Takes in what has happened to an experiment. Doing so twice does no harm.
 *
 * @return whether nothing was missed on the way
 */
export function mergeNews(experiment, news) {
  const { runs = [], ...rest } = news;
  Object.assign(experiment, rest);
  let whole = true;
  for (const { from, epochs, ...changed } of runs) {
    const run = experiment.runs.find((one) => one.n === changed.n);
    if (!run || (epochs && from > run.epochs.length)) {
      whole = false;
      continue;
    }
    Object.assign(run, changed);
    if (epochs) {
      run.epochs = run.epochs.slice(0, from).concat(epochs);
    }
  }
  return whole;
}

/** The keys of all optimizers: each has its own colour and marker, in every experiment. */
const optimizers = data().optimizers.map(({ key }) => key);

/** The places of experiments among those that this page has seen: they stay, whatever becomes of the others. */
const seen = new Map();

/** Gives each experiment its place when it is first seen. */
export function assignLooks(experiments) {
  for (const { id } of experiments) {
    seen.set(id, seen.get(id) ?? seen.size);
  }
}

function groupRuns(experiment) {
  const groups = new Map();
  for (const run of experiment.runs) {
    const optimizer = `${run.optimizer} ${run.rate}`;
    groups.set(optimizer, [...(groups.get(optimizer) ?? []), run]);
  }
  return [...groups.values()];
}

/**
 * The runs of an experiment, those that differ only in their seed together.
 *
 * @param isLaidOver whether they are to be told from those of the current experiment
 */
export function groupsOf(experiment, isLaidOver) {
  return groupRuns(experiment).map((runs, index) => ({
    key: `${experiment.id}/${index}`,
    experiment,
    runs: runs.map((run) => ({ ...run, key: `${experiment.id}:${run.n}` })),
    title: `${runs[0].title}, rate ${rateText(runs[0].rate)}` + (isLaidOver ? ` #${experiment.id}` : ""),
    look: lookOf(optimizers.indexOf(runs[0].optimizer), seen.get(experiment.id) ?? 0),
    isShown: runs.some((run) => !labView.hidden.includes(`${experiment.id}:${run.n}`)),
  }));
}

export const isDrawn = (run) => !labView.hidden.includes(run.key);

/** Whether a run, or an experiment, has not ended: it waits or is at work. */
export const isUnderWay = ({ state }) => ["waiting", "running"].includes(state);

/** Whether a run stopped because its numbers were no longer finite. */
export const isDiverged = (run) =>
  /diverged|finite|NaN|Infinity/.test(run.said ?? "") || run.epochs.at(-1)?.[1] === null;

const sums = new WeakMap();

/** The seconds of computing until the end of each epoch. */
function elapsed(rows) {
  if (!sums.has(rows)) {
    let sum = 0;
    sums.set(rows, rows.map((row) => (sum += row[6] ?? 0)));
  }
  return sums.get(rows);
}

const rowAt = (rows, index) => ({
  ...Object.fromEntries(rowNames.map((name, column) => [name, rows[index][column]])),
  seconds: elapsed(rows)[index],
});

const nothing = Object.fromEntries(rowNames.map((name) => [name, null]));

/** What a run has measured at a place of the x axis; where that is null, what it has measured last. */
export function valuesAt(run, x) {
  const rows = run.epochs;
  const now = run.now;
  if (x === null) {
    return rows.length > 0
      ? rowAt(rows, rows.length - 1)
      : now
        ? { ...nothing, epoch: 0, training: now.loss, rate: now.rate, gradient: now.gradientNorm }
        : nothing;
  }
  if (labView.axis === "epoch") {
    const index = rows.findIndex((row) => row[0] === Math.round(x));
    return index < 0 ? nothing : rowAt(rows, index);
  }
  const index = elapsed(rows).findLastIndex((seconds) => seconds <= x);
  return index < 0 ? nothing : rowAt(rows, index);
}

/** The places on the x axis at which a run was measured. */
export const placesOf = (run) => (labView.axis === "epoch" ? run.epochs.map((row) => row[0]) : elapsed(run.epochs));

/** The curve of what was measured: training, validation, accuracy, rate or gradient. */
export function curveOf(run, name) {
  const column = rowNames.indexOf(name);
  const xs = [...placesOf(run)];
  const ys = run.epochs.map((row) => row[column]);
  const now = labView.axis === "epoch" ? run.now : null;
  if (now) {
    const partial = { training: now.loss, gradient: now.gradientNorm, rate: now.rate }[name];
    const x = now.epoch - 1 + now.step / now.steps;
    if (partial !== undefined && x > (xs.at(-1) ?? 0)) {
      xs.push(x);
      ys.push(partial);
    }
  }
  if (name === "rate" && ys.length > 0) {
    xs.unshift(labView.axis === "epoch" ? Math.ceil(xs[0]) - 1 : 0); // a rate holds from the epoch's first step on
    ys.unshift(ys[0]);
  }
  return { xs, ys };
}

/** The share of its epochs that a run has gone through. */
export function progressOf(run, epochs) {
  if (!isUnderWay(run)) {
    return 1;
  }
  return (run.epochs.length + (run.now ? run.now.step / run.now.steps : 0)) / epochs;
}

/** What a run is doing, in a few words. */
export function runState(run) {
  if (run.state === "running") {
    return run.now ? `epoch ${run.now.epoch}, ${run.now.step}/${run.now.steps}` : "training";
  }
  if (isDiverged(run)) {
    return "diverged"; // the rest stands below the chart
  }
  return run.said ? (run.state === "failed" ? run.said : `${run.state}: ${run.said}`) : run.state;
}

/** What an experiment is doing, in a sentence. */
export function experimentState(experiment) {
  const { runs, state, said, seconds } = experiment;
  const ended = runs.filter((run) => !isUnderWay(run)).length;
  const time = seconds === null || seconds === undefined ? "" : secondsText(seconds);
  const more = said ? ` ${said}` : "";
  switch (state) {
    case "waiting":
      return `Waiting for its turn.${more}`;
    case "running":
      return `Training: ${ended} of ${runs.length} done${time ? `, ${time}` : ""}.${more}`;
    case "done": {
      const failed = runs.filter((run) => run.state === "failed").length;
      const all = runs.length === 1 ? "1 training" : `${runs.length} trainings`;
      return `Done: ${all}${time ? ` in ${time}` : ""}${failed > 0 ? `, ${failed} of them failed` : ""}.${more}`;
    }
    case "stopped": {
      const some = runs.some((run) => run.state === "done");
      const what = some ? "what had ended is kept" : "none had ended, so it is here only until Descent ends";
      return `Stopped${time ? ` after ${time}` : ""}; ${what}.${more}`;
    }
    default:
      return `Failed${said ? `: ${said}` : "."}`;
  }
}

/** The mean of numbers and, where they are several, their standard deviation (divisor n − 1). */
export function spread(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length === 0) {
    return { mean: null, sd: null };
  }
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : null };
}

/** A mean with its spread. */
export function spreadText({ mean, sd }) {
  return sd === null ? number(mean) : `${number(mean)} ± ${Number(sd.toPrecision(2))}`;
}
