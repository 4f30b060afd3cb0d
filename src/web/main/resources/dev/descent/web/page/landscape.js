// The page Landscape: walks of optimizers over losses with two parameters.

import { byId, data, el, isServed, post, say, svgEl } from "./core.js";
import { minimumMark, startMark, walkKey } from "./landscape-look.js";
import { compareTable, stepTable, walksInWords } from "./landscape-numbers.js";
import { landscapePlane } from "./landscape-plane.js";
import { stepControls } from "./landscape-play.js";
import { numberControl } from "./landscape-settings.js";
import { freshState, standardValue, stateFrom, stateText, surfaceOf, walkRequest } from "./landscape-state.js";
import { walksHere } from "./updaters.js";

const land = data();
let chosen = freshState(land);
let taken = null; // the walks that are drawn: surface, request, and a list of walk, walker, index and settings

const plane = landscapePlane(byId("walk-plane"), land, (x, y) => {
  change({ x, y });
  say(`Start at x ${x}, y ${y}`);
});
const stepper = stepControls(byId("walk-play"), (at) => {
  chosen.at = at === chosen.steps ? null : at;
  drawAt();
  keepAddress();
});
const compared = compareTable(land.near);
const cards = land.walkers.map((walker, index) => stepTable(walker, index));
byId("walk-compare").append(compared.node);
byId("walk-numbers").append(
  el(
    "p",
    { class: "walk-hint" },
    "The arithmetic of the step that each takes from where it is, with its settings. In β1ᵗ, t is 1 at step 0.",
  ),
  el("div", { class: "walk-cards" }, cards.map((card) => card.node)),
);

// Settings

const surfaceField = el(
  "select",
  { id: "walk-surface", "aria-describedby": "walk-see", change: () => choose(surfaceField.value) },
  land.surfaces.map((surface) => el("option", { value: surface.key }, surface.name)),
);
const formula = el("p", { class: "walk-f" });
const see = el("p", { class: "walk-what", id: "walk-see" });
const about = (name, label, what, least, most) => ({ id: `walk-${name}`, label, what, least, most });
const xField = el("div", { class: "walk-xy" });
const yField = el("div", { class: "walk-xy" });
const steps = numberControl(
  { ...about("steps", "steps", "How far each walks.", 1, land.mostSteps), scale: "EVEN", isWhole: true },
  (value) => change({ steps: value }),
);
let starts = {}; // the controls of x and y, whose bounds are those of the surface
let grounded = ""; // the key of that surface

const groups = land.walkers.map((walker, index) => {
  const controls = Object.fromEntries(
    walker.settings.map((setting) => [
      setting.key,
      numberControl({ ...setting, id: `walk-${walker.key}-${setting.key}`, owner: walker.title }, (value) => {
        chosen.settings[walker.key][setting.key] = value;
        change({});
      }),
    ]),
  );
  const node = el(
    "fieldset",
    { class: "walk-group" },
    el("legend", {}, walkKey(index), " ", walker.title),
    Object.values(controls).map((control) => control.node),
  );
  return { walker, controls, node };
});
byId("walk-settings").append(
  el(
    "fieldset",
    { class: "walk-group" },
    el("legend", {}, "Surface"),
    el("div", { class: "walk-setting" }, el("label", { for: "walk-surface" }, "surface"), surfaceField),
    formula,
    see,
    el("p", { class: "walk-what" }, "A surface brings its own start, number of steps and learning rates."),
    xField,
    yField,
    steps.node,
  ),
  ...groups.map((group) => group.node),
);

// Legend

const legend = land.walkers.map((walker, index) => {
  const button = el(
    "button",
    {
      type: "button",
      click: () => {
        const isShown = chosen.shown.includes(walker.key);
        const keys = land.walkers.map((each) => each.key);
        change({ shown: keys.filter((key) => (key === walker.key ? !isShown : chosen.shown.includes(key))) });
      },
    },
    walkKey(index),
    walker.title,
  );
  return { walker, button };
});
const signFor = (kind, d, words) =>
  el(
    "span",
    { class: "walk-sign" },
    svgEl("svg", { width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" }, svgEl("path", { class: kind, d })),
    words,
  );
byId("walk-legend").append(
  ...legend.map(({ button }) => button),
  signFor("walk-start", startMark(5), "start"),
  signFor("walk-minimum", minimumMark(8), "minimum"),
);

// Questions

const task = el("p", { class: "walk-task", "aria-live": "polite" }, "Each question sets the page up, and says here what to try.");
byId("walk-questions").append(
  el(
    "div",
    { class: "walk-buttons" },
    land.questions.map((question) =>
      el(
        "button",
        {
          type: "button",
          click: () => {
            const surface = land.surfaces.find((each) => each.key === question.surface);
            const state = freshState(land, surface, question.walkers);
            for (const [walker, settings] of Object.entries(question.settings)) {
              Object.assign(state.settings[walker], settings);
            }
            task.textContent = question.task;
            put(state);
          },
        },
        question.question,
      ),
    ),
  ),
  task,
);

// Changes

function choose(key) {
  task.textContent = ""; // a question is about its own surface
  const surface = land.surfaces.find((each) => each.key === key);
  const fresh = freshState(land, surface, chosen.shown);
  for (const { key: walker, settings } of land.walkers) {
    for (const setting of settings.filter((each) => each.key !== "lr")) {
      fresh.settings[walker][setting.key] = chosen.settings[walker][setting.key];
    }
  }
  put(fresh);
}

function change(some) {
  put({ ...chosen, ...some });
}

/** Puts a state into all controls, and asks for its walks. */
function put(state) {
  chosen = { ...state, at: state.at === null || state.at >= state.steps ? null : state.at };
  const surface = surfaceOf(land, chosen);
  if (grounded !== surface.key) {
    showSurface(surface);
  }
  starts.x.show(chosen.x, surface.start.x);
  starts.y.show(chosen.y, surface.start.y);
  steps.show(chosen.steps, surface.steps);
  for (const { walker, controls, node } of groups) {
    node.hidden = !chosen.shown.includes(walker.key);
    for (const setting of walker.settings) {
      controls[setting.key].show(chosen.settings[walker.key][setting.key], standardValue(surface, walker, setting));
    }
  }
  for (const { walker, button } of legend) {
    button.setAttribute("aria-pressed", String(chosen.shown.includes(walker.key)));
  }
  keepAddress();
  ask();
}

function showSurface(surface) {
  grounded = surface.key;
  taken = null;
  surfaceField.value = surface.key;
  formula.textContent = surface.formula;
  see.textContent = surface.see;
  const { xMin, xMax, yMin, yMax } = surface.area;
  starts = {
    x: numberControl(about("x", "start x", "", xMin, xMax), (x) => change({ x })),
    y: numberControl(about("y", "start y", "", yMin, yMax), (y) => change({ y })),
  };
  xField.replaceChildren(starts.x.node);
  yField.replaceChildren(starts.y.node);
  plane.ground(surface);
}

let waiting = null;
let isAsking = false;

/** Asks for the walks of what is chosen now. While an answer is on its way, only the last question waits. */
async function ask() {
  waiting = walkRequest(land, chosen);
  if (isAsking) {
    return;
  }
  isAsking = true;
  while (waiting) {
    const request = waiting;
    waiting = null;
    try {
      const { walks } = await walk(request);
      byId("walk-trouble").textContent = "";
      if (request.surface === chosen.surface) {
        show(request, walks);
      }
    } catch (error) {
      byId("walk-trouble").textContent = error.message;
    }
  }
  isAsking = false;
}

async function walk(request) {
  if (isServed) {
    return post("api/walks", request);
  }
  await new Promise(requestAnimationFrame); // dragging a slider changes it more often
  return walksHere(request, surfaceOf(land, request).minima, land.near);
}

function show(request, walks) {
  const surface = surfaceOf(land, request);
  const list = walks.map((each, i) => {
    const index = land.walkers.findIndex((walker) => walker.key === each.walker);
    return { walk: each, walker: land.walkers[index], index, settings: request.walkers[i].settings };
  });
  taken = { surface, request, list };
  plane.start(request.x, request.y);
  plane.walks(list);
  compared.walks(surface, list, request.steps);
  const words = walksInWords(surface, request, list, land.near);
  byId("walk-caption").textContent = words;
  plane.describe(`Contour lines with a path for each optimizer. ${words}`);
  say(words);
  cards.forEach(({ node }, index) => (node.hidden = !list.some((one) => one.index === index)));
  drawAt();
  byId("walk-plane").dataset.state = "done";
}

function drawAt() {
  if (!taken) {
    return;
  }
  const at = Math.min(chosen.at ?? chosen.steps, taken.request.steps);
  stepper.show(at, taken.request.steps);
  plane.at(at);
  compared.at(at);
  for (const { walk: one, index, settings } of taken.list) {
    cards[index].show(one, settings, at);
  }
}

// The address

let keeping = 0;
let kept = "";

function keepAddress() {
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    kept = `#${stateText(land, chosen)}`;
    history.replaceState(history.state, "", kept);
  }, 300);
}

function readAddress() {
  const { state, problems } = stateFrom(land, location.hash.slice(1));
  put(state);
  task.textContent = problems.length > 0 ? problems.join(" ") : task.textContent;
}

// Other links of the page lead to places in it.
addEventListener("hashchange", () => location.hash.includes("surface=") && location.hash !== kept && readAddress());
readAddress();
