// An experiment beyond its curves: its state, what came out, its files; and the list of all experiments.

import { byId, el, isServed } from "./core.js";
import { setChildren, setText } from "./lab-parts.js";
import { experimentState, fullNameOf, isUnderWay, nameOf, progressOf } from "./lab-runs.js";
import { labView } from "./lab-view.js";

/** Addresses of files are the project's own: never those of a script, whoever has written them. */
const isOwnAddress = (address) => typeof address === "string" && !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address.trim());

const fileLink = (address, words, attributes = {}) =>
  isOwnAddress(address) ? el("a", { href: address, ...attributes }, words) : null;

/** Draws what is above and below the charts about the current experiment; null where there is none. */
export function drawResults(experiment) {
  const isActive = experiment !== null && isUnderWay(experiment);
  setText(byId("lab-title"), experiment ? fullNameOf(experiment) : "Nothing trained yet");
  setText(byId("lab-state"), experiment ? experimentState(experiment) : firstWords());
  byId("lab-view").dataset.state = experiment?.state ?? "none";
  const progress = byId("lab-progress");
  progress.style.visibility = isActive ? "visible" : "hidden"; // its place stays
  if (isActive) {
    const shares = experiment.runs.map((run) => progressOf(run, experiment.setup.epochs));
    progress.value = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  }
  if (isServed) {
    byId("lab-stop").hidden = !isActive;
  }
  byId("lab-results").hidden = experiment === null || isActive;
  if (experiment !== null && !isActive) {
    drawOutcome(experiment);
  }
}

const firstWords = () =>
  isServed ? "Press Start: the curves grow here." : "Choose a recorded experiment to see its curves.";

let outcomeDrawn = "";
let nameDrawn = "";

function drawOutcome(experiment) {
  const { id, words, files, command, kept } = experiment;
  const now = JSON.stringify([id, experiment.name, words, files, command, kept]);
  if (now === outcomeDrawn) {
    return;
  }
  outcomeDrawn = now;
  byId("lab-words").replaceChildren(...(words ?? []).map((sentence) => el("li", {}, sentence)));
  byId("lab-files").replaceChildren(...fileItems(experiment));
  byId("lab-run-command").textContent = command;
  const name = fullNameOf(experiment);
  if (isServed && nameDrawn !== name) {
    nameDrawn = name; // files that come meanwhile do not disturb who is writing another
    byId("lab-new-name").value = nameOf(experiment);
  }
}

function fileItems({ files, kept, said, words }) {
  if (!files) {
    const isComing = isServed && !kept && !said && words?.length > 0;
    return isComing ? [el("li", {}, "The report and its figures are being drawn …")] : [];
  }
  const data = [fileLink(files.json, "JSON", { download: true }), fileLink(files.csv, "CSV", { download: true })];
  return [
    files.report ? el("li", {}, fileLink(files.report, "The report"), ", a page with all figures and tables") : null,
    el("li", {}, "All numbers: ", ...joined(data)),
    ...(files.figures ?? []).map(({ title, png, svg }) =>
      el(
        "li",
        {},
        `${title}: `,
        ...joined([
          fileLink(png, "PNG", { download: true, "aria-label": `PNG: ${title}` }),
          fileLink(svg, "SVG", { download: true, "aria-label": `SVG: ${title}` }),
        ]),
      ),
    ),
  ].filter((item) => item);
}

const joined = (links) => links.filter((link) => link).flatMap((link, i) => (i === 0 ? [link] : [", ", link]));

const experimentRows = new Map();

/**
 * Draws the list of experiments, the newest first.
 *
 * @param actions show(experiment) and lay(experiment)
 */
export function drawExperiments(experiments, actions) {
  byId("lab-experiments-none").hidden = experiments.length > 0;
  const wanted = [...experiments].reverse().map((experiment) => {
    const { id } = experiment;
    if (!experimentRows.has(id)) {
      experimentRows.set(id, newExperimentRow());
    }
    const row = experimentRows.get(id);
    row.experiment = experiment;
    row.actions = actions;
    const isCurrent = labView.current === id;
    const name = fullNameOf(experiment);
    setText(row.name, name);
    setText(row.state, experimentState(experiment) + (experiment.kept ? " Kept." : ""));
    row.element.setAttribute("data-experiment", id);
    row.button.setAttribute("aria-current", isCurrent);
    row.over.checked = isCurrent || labView.over.includes(id);
    row.over.disabled = isCurrent;
    row.over.setAttribute("aria-label", isCurrent ? `${name} is shown` : `Lay ${name} over the charts`);
    return row.element;
  });
  setChildren(byId("lab-experiments"), wanted);
}

function newExperimentRow() {
  const row = {};
  row.name = el("span", { class: "lab-experiment-name" });
  row.state = el("span", { class: "lab-says" });
  row.button = el("button", { type: "button", class: "lab-experiment", click: () => row.actions.show(row.experiment) }, row.name, row.state);
  row.over = el("input", { type: "checkbox", change: () => row.actions.lay(row.experiment) });
  row.element = el("li", {}, el("label", { class: "lab-over" }, row.over, el("span", { "aria-hidden": "true" }, "show")), row.button);
  return row;
}
