// The Lab: settings, trainings that run on the server, their curves, and what came out. In the static site there is no
// server: recorded experiments are looked at, and commands take the place of buttons.

import { byId, copies, data, follow, get, isServed, post, say, trouble } from "./core.js";
import { drawCharts, initCharts } from "./lab-charts.js";
import { fillForm, formSetup, initForm, isSameSetup } from "./lab-form.js";
import { commandOf, fromHash, toHash } from "./lab-link.js";
import { drawExperiments, drawResults } from "./lab-results.js";
import { assignLooks, experimentState, groupsOf, isDrawn, isUnderWay, mergeNews, nameOf } from "./lab-runs.js";
import { drawTable, initTable } from "./lab-table.js";
import { followAgain, keepView, labView } from "./lab-view.js";

const lab = data();
const drawEvery = 200;
let experiments = lab.recorded ?? [];

/** How often experiments have changed, as was heard or done here: an answer that was on its way may not know of it. */
let changes = 0;

const findExperiment = (id) => experiments.find((experiment) => experiment.id === id);
const currentExperiment = () => findExperiment(labView.current) ?? null;

/** The experiment before the current one: mostly, what has been changed since then is what matters. */
const experimentBefore = () => experiments[experiments.indexOf(currentExperiment()) - 1];

// Drawing: all at once, five times a second at most

let drawTimer = 0;
let drawnAt = 0;
let drawTime = 0;

function drawLab() {
  const began = performance.now();
  drawTimer = 0;
  const current = currentExperiment();
  const shown = experiments.filter(({ id }) => id === labView.current || labView.over.includes(id));
  const groups = shown
    .sort((a, b) => (b === current) - (a === current))
    .flatMap((experiment) => groupsOf(experiment, experiment !== current));
  const isClassification =
    shown.length === 0 ||
    shown.some(({ setup, runs }) =>
      (lab.sources.find(({ spec }) => spec === setup.data)?.classification ?? true) ||
      runs.some(({ epochs }) => epochs.some((row) => row[3] !== null)));
  drawCharts(groups, isClassification);
  drawTable(groups, isClassification);
  drawResults(current);
  const before = experimentBefore();
  byId("lab-before").hidden = !before;
  byId("lab-before").setAttribute("aria-pressed", labView.over.includes(before?.id));
  drawExperiments(experiments, { show: showExperiment, lay: layExperiment });
  drawnAt = performance.now();
  drawTime = drawnAt - began;
}

function drawSoon() {
  const pause = Math.max(drawEvery, 4 * drawTime); // slow machines are to train, not to draw
  drawTimer ||= setTimeout(() => requestAnimationFrame(drawLab), Math.max(0, drawnAt + pause - performance.now()));
}

function drawNow() {
  keepView();
  drawLab();
}

// The form

let question = null;

function rememberSetup() {
  complain(""); // what was said is about other settings
  history.replaceState(null, "", toHash(formSetup(), question?.title));
  describeSetup();
}

function describeSetup() {
  const setup = formSetup();
  byId("lab-command").textContent = commandOf(setup, lab.optimizers);
  [...byId("lab-presets").children].forEach((button, i) =>
    button.setAttribute("aria-pressed", question === lab.presets[i] && isSameSetup(setup, lab.presets[i].setup)),
  );
}

function ask(preset) {
  question = preset ?? null;
  byId("lab-question").hidden = question === null;
  byId("lab-question").textContent = question?.question ?? "";
}

function fill(setup) {
  const missing = fillForm(setup);
  complain(missing.join(" "));
  describeSetup();
}

function complain(words) {
  const place = byId("lab-error") ?? byId("trouble");
  place.textContent = words;
  if (place.id === "trouble") {
    place.hidden = words === "";
  }
}

/** Takes the settings of an address that somebody goes to; other links lead to places in the page. */
function addressChanged({ oldURL }) {
  if (fromHash(location.hash, lab.start)) {
    readAddress();
  } else {
    history.replaceState(null, "", oldURL); // where a reload finds the settings
  }
}

function readAddress() {
  const linked = fromHash(location.hash, lab.start);
  ask(lab.presets.find(({ title }) => title === linked?.question));
  fill(linked?.setup ?? lab.start);
}

function initSettings() {
  initForm(rememberSetup, startExperiment);
  [...byId("lab-presets").children].forEach((button, i) =>
    button.addEventListener("click", () => {
      ask(lab.presets[i]);
      fill(lab.presets[i].setup);
      rememberSetup();
      say(`The settings are filled in. ${lab.presets[i].question}`);
      const recorded = (lab.recorded ?? []).find(({ setup }) => isSameSetup(setup, lab.presets[i].setup));
      if (recorded) {
        showExperiment(recorded);
      }
    }),
  );
  byId("lab-reset").addEventListener("click", () => {
    ask(null);
    fill(lab.start);
    history.replaceState(null, "", location.pathname + location.search);
    say("The settings are the defaults again.");
  });
  copies(byId("lab-copy-command"), () => byId("lab-command").textContent);
  copies(byId("lab-copy-link"), () => new URL(toHash(formSetup(), question?.title), location.href).href);
  window.addEventListener("hashchange", addressChanged);
  readAddress();
}

// Experiments

async function startExperiment(setup) {
  if (!isServed) {
    return;
  }
  const button = byId("lab-start");
  if (button.getAttribute("aria-disabled") === "true") {
    return; // pressed twice
  }
  complain("");
  button.setAttribute("aria-disabled", "true");
  try {
    const experiment = await post("api/lab/start", setup);
    changes++;
    takeIn([...experiments.filter(({ id }) => id !== experiment.id), findExperiment(experiment.id) ?? experiment]);
    showExperiment(experiment);
    say(`Started: ${byId("lab-sum").textContent}`);
    if (byId("lab-view").getBoundingClientRect().top > innerHeight / 2) {
      byId("lab-view").scrollIntoView();
      byId("lab-title").focus({ preventScroll: true }); // on a small screen the curves are below the form
    }
  } catch (error) {
    complain(error.message);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function showExperiment({ id }) {
  labView.current = id;
  labView.over = labView.over.filter((one) => one !== id);
  followAgain();
  drawNow();
}

function layExperiment({ id }) {
  labView.over = labView.over.includes(id) ? labView.over.filter((one) => one !== id) : [...labView.over, id];
  drawNow();
}

function takeIn(list) {
  experiments = list;
  assignLooks(experiments);
  labView.over = labView.over.filter(findExperiment);
  if (!currentExperiment()) {
    labView.current = experiments.at(isServed ? -1 : 0)?.id ?? null; // the site begins with its first question
  }
  keepView();
}

/** Fetches all experiments; again where something happened in between, which the answer may not know of. */
async function fetchExperiments() {
  for (let tries = 1; ; tries++) {
    const before = changes;
    const { event, experiments: list } = await get("api/lab");
    const isNow = changes === before;
    if (isNow || tries === 5) {
      takeIn(list);
      drawSoon();
      if (!isNow) {
        setTimeout(fetchSoon, 1000); // much happens: it may have gone by
      }
      return event;
    }
  }
}

let fetching = null;

/** The same where only the list matters; many wishes at once are one, as news have an answer fetched again. */
function fetchSoon() {
  fetching ??= fetchExperiments()
    .catch((error) => trouble(error.message))
    .finally(() => (fetching = null));
}

function hearList() {
  changes++;
  fetchSoon();
}

function hear(news) {
  changes++;
  const experiment = findExperiment(news.id);
  const before = experiment?.state;
  if (!experiment || !mergeNews(experiment, news)) {
    fetchSoon();
    return;
  }
  if (experiment.state !== before && !isUnderWay(experiment)) {
    say([nameOf(experiment), experimentState(experiment), ...(experiment.words ?? [])].join(". "));
  }
  drawSoon();
}

async function attempt(path, body) {
  try {
    return await post(path, body);
  } catch (error) {
    complain(error.message);
    return null;
  }
}

function initExperiments() {
  byId("lab-before").addEventListener("click", () => layExperiment(experimentBefore()));
  copies(byId("lab-copy-run"), () => byId("lab-run-command").textContent);
  byId("lab-use").addEventListener("click", () => {
    ask(null);
    fill({ ...currentExperiment().setup, name: null });
    rememberSetup();
    byId("lab-data").focus();
    say("The settings are in the form.");
  });
  if (!isServed) {
    return;
  }
  byId("lab-stop").addEventListener("click", () => attempt("api/lab/stop", { id: labView.current, run: null }));
  byId("lab-forget").addEventListener("click", async () => {
    const experiment = currentExperiment();
    if (confirm(`Forget “${nameOf(experiment)}”, with its files?`) && (await attempt("api/lab/forget", { id: experiment.id }))) {
      changes++;
      takeIn(experiments.filter(({ id }) => id !== experiment.id));
      drawNow();
      byId("lab-title").focus();
    }
  });
  byId("lab-rename").addEventListener("submit", async (event) => {
    event.preventDefault();
    const experiment = currentExperiment();
    const name = byId("lab-new-name").value.trim();
    if (await attempt("api/lab/name", { id: experiment.id, name })) {
      changes++;
      experiment.name = name;
      drawNow();
      say(`It is called ${name} now.`);
    }
  });
}

function toggleIn(list, keys, isIn) {
  return isIn ? [...new Set([...list, ...keys])] : list.filter((one) => !keys.includes(one));
}

initCharts(() => drawSoon(), drawNow);
initTable({
  toggle(runs) {
    labView.hidden = toggleIn(labView.hidden, runs.map(({ key }) => key), runs.some(isDrawn));
    drawNow();
  },
  expand({ key }) {
    labView.open = toggleIn(labView.open, [key], !labView.open.includes(key));
    drawNow();
  },
  sort(column) {
    const [sorted, falls] = labView.sort ?? [];
    labView.sort = sorted !== column ? [column, false] : falls ? null : [column, true];
    drawNow();
  },
  stop: (experiment, run) => attempt("api/lab/stop", { id: experiment.id, run: run.n }),
});
initSettings();
initExperiments();
if (!isServed) {
  takeIn(experiments); // else they are still to come, and the view waits for them
}
drawNow();
if (isServed) {
  follow({ lab: hear, "lab-list": hearList }, fetchExperiments);
}
