// What is set on the landscape page, and the same as the part of an address behind its #.

/** The walks that are looked at first. */
const firstShown = ["sgd", "momentum", "adam"];

/** The value of a setting that the surface or the walker brings. */
export const standardValue = (surface, walker, setting) =>
  setting.key === "lr" ? surface.rates[walker.key] : setting.standard;

const standards = (given, surface) =>
  Object.fromEntries(
    given.walkers.map((walker) => [
      walker.key,
      Object.fromEntries(walker.settings.map((s) => [s.key, standardValue(surface, walker, s)])),
    ]),
  );

/** What is set when one comes to a surface. The step that is looked at is the last where `at` is null. */
export const freshState = (given, surface = given.surfaces[0], shown = firstShown) => ({
  surface: surface.key,
  x: surface.start.x,
  y: surface.start.y,
  steps: surface.steps,
  shown,
  settings: standards(given, surface),
  at: null,
});

/** The surface of a state. */
export const surfaceOf = (given, state) => given.surfaces.find((surface) => surface.key === state.surface);

/** The state as text: only what differs from what the surface brings. */
export function stateText(given, state) {
  const surface = surfaceOf(given, state);
  const fresh = freshState(given, surface, state.shown);
  const words = new URLSearchParams({ surface: state.surface, show: state.shown.join(".") });
  for (const name of ["x", "y", "steps", "at"]) {
    if (state[name] !== fresh[name]) {
      words.set(name, state[name]);
    }
  }
  for (const walker of given.walkers) {
    for (const { key } of walker.settings) {
      if (state.settings[walker.key][key] !== fresh.settings[walker.key][key]) {
        words.set(`${walker.key}.${key}`, state.settings[walker.key][key]);
      }
    }
  }
  return words.toString();
}

/**
 * The state that a text names. What it names wrongly is as if it were not there.
 *
 * @returns the state, and a sentence for each value that could not be taken
 */
export function stateFrom(given, text) {
  const words = new URLSearchParams(text);
  const problems = [];
  const named = given.surfaces.find((surface) => surface.key === words.get("surface"));
  if (words.has("surface") && !named) {
    problems.push(`There is no surface ${words.get("surface")}.`);
  }
  const surface = named ?? given.surfaces[0];
  const state = freshState(given, surface);
  if (words.has("show")) {
    const keys = words.get("show").split(".");
    state.shown = given.walkers.map((walker) => walker.key).filter((key) => keys.includes(key));
  }
  const take = (name, least, most, isWhole, put) => {
    if (!words.has(name)) {
      return;
    }
    const value = words.get(name).trim() === "" ? NaN : Number(words.get(name));
    if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) {
      put(value);
    } else {
      problems.push(`${name} must be ${least} to ${most}, the address has ${words.get(name)}.`);
    }
  };
  take("x", surface.area.xMin, surface.area.xMax, false, (value) => (state.x = value));
  take("y", surface.area.yMin, surface.area.yMax, false, (value) => (state.y = value));
  take("steps", 1, given.mostSteps, true, (value) => (state.steps = value));
  take("at", 0, state.steps, true, (value) => (state.at = value));
  for (const walker of given.walkers) {
    for (const { key, least, most } of walker.settings) {
      take(`${walker.key}.${key}`, least, most, false, (value) => (state.settings[walker.key][key] = value));
    }
  }
  return { state, problems };
}

/** What the server is asked for. */
export const walkRequest = (given, state) => ({
  surface: state.surface,
  x: state.x,
  y: state.y,
  steps: state.steps,
  walkers: given.walkers
    .filter((walker) => state.shown.includes(walker.key))
    .map((walker) => ({ walker: walker.key, settings: { ...state.settings[walker.key] } })),
});
