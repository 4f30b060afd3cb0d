// The walks of the landscape page in numbers and words.

import { el, number } from "./core.js";
import { signed, walkKey } from "./landscape-look.js";

const signedNumber = (value) => signed(number(value));

const partAt = (walk, part, i) => ({ x: walk.state[part]?.x[i], y: walk.state[part]?.y[i] });
const perParameter = (pair, change) => ({ x: change(pair.x), y: change(pair.y) });
const unbiased = (part, decay) => (walk, i, settings) =>
  perParameter(partAt(walk, part, i), (value) => value / (1 - settings[decay] ** (i + 1)));
const stored = (part) => (walk, i) => partAt(walk, part, i);

/** By walker: the parts of a step between gradient and step, each with letter, formula and value. */
const stepParts = {
  sgd: { parts: [], step: "lr · g" },
  momentum: { parts: [["b", "μ b + g", stored("b")]], step: "lr · b" },
  adagrad: { parts: [["v", "v + g²", stored("v")]], step: "lr · g / (√v + ε)" },
  adadelta: {
    parts: [
      ["v", "ρ v + (1 − ρ) g²", stored("v")],
      ["d", "g · √(u + ε) / √(v + ε)", (walk, i, settings) => perParameter({ x: walk.step.x[i], y: walk.step.y[i] }, (s) => s / settings.lr)],
      ["u", "ρ u + (1 − ρ) d²", stored("u")],
    ],
    step: "lr · d",
  },
  rmsprop: { parts: [["v", "α v + (1 − α) g²", stored("v")]], step: "lr · g / (√v + ε)" },
  adam: {
    parts: [
      ["m", "β1 m + (1 − β1) g", stored("m")],
      ["v", "β2 v + (1 − β2) g²", stored("v")],
      ["m̂", "m / (1 − β1ᵗ)", unbiased("m", "beta1")],
      ["v̂", "v / (1 − β2ᵗ)", unbiased("v", "beta2")],
    ],
    step: "lr · m̂ / (√v̂ + ε)",
  },
};

/**
 * The arithmetic of one walker's step, as a table whose cells change.
 *
 * @returns node, and show(walk, settings, step)
 */
export function stepTable(walker, index) {
  const { parts, step } = stepParts[walker.key];
  const now = el("span", { class: "walk-now" });
  const note = el("p", { class: "walk-note" });
  const lines = [
    ["p", "the place (x, y)", (walk, i) => ({ x: walk.place.x[i], y: walk.place.y[i] })],
    ["g", "gradient there", (walk, i) => ({ x: walk.gradient.x[i], y: walk.gradient.y[i] })],
    ...parts,
    ["s", step, (walk, i) => ({ x: walk.step.x[i], y: walk.step.y[i] })],
    ["p′", "p − s, the next", (walk, i) => ({ x: walk.place.x[i] - walk.step.x[i], y: walk.place.y[i] - walk.step.y[i] })],
  ].map(([letter, formula, value]) => ({ letter, formula, value, x: el("td"), y: el("td") }));
  const node = el(
    "div",
    { class: "walk-card" },
    el(
      "table",
      {},
      el("caption", {}, walkKey(index), " ", walker.title, now),
      el("thead", {}, el("tr", {}, ...["", "is", "x", "y"].map((head) => (head === "" ? el("td") : el("th", { scope: "col" }, head))))),
      el(
        "tbody",
        {},
        lines.map(({ letter, formula, x, y }) => el("tr", {}, el("th", { scope: "row" }, letter), el("td", { class: "walk-formula" }, formula), x, y)),
      ),
    ),
    note,
  );
  return {
    node,
    show(walk, settings, at) {
      const i = Math.min(at, walk.f.length - 1);
      now.textContent = `step ${i}, f = ${signedNumber(walk.f[i])}`;
      for (const line of lines) {
        const pair = line.value(walk, i, settings);
        line.x.textContent = signedNumber(pair.x);
        line.y.textContent = signedNumber(pair.y);
      }
      note.textContent = at > i ? "Its last step with finite numbers." : "";
    },
  };
}

const nearestMinimum = (surface, x, y) => {
  const distances = surface.minima.map((m) => Math.hypot(x - m.x, y - m.y));
  const distance = Math.min(...distances);
  return { distance, minimum: surface.minima[distances.indexOf(distance)] };
};

const placeText = (x, y) => `(${signedNumber(x)}, ${signedNumber(y)})`;

/** Whether a walk stays near a minimum from some step on, and if not, what else became of it. */
function outcome(surface, walk, steps) {
  const last = walk.f.length - 1;
  if (walk.left !== null) {
    return `left the finite numbers at step ${walk.left}`;
  }
  if (walk.settled === null) {
    const grown = `, f grew from ${signedNumber(walk.f[0])} to ${signedNumber(walk.f[last])}`;
    return `not in ${steps} steps${walk.f[last] > walk.f[0] ? grown : ""}`;
  }
  const { minimum } = nearestMinimum(surface, walk.place.x[last], walk.place.y[last]);
  const where = surface.minima.length > 1 ? `, at ${placeText(minimum.x, minimum.y)}` : "";
  return `after ${walk.settled} steps${where}`;
}

/** All walks side by side, as a table whose cells change. */
export function compareTable(near) {
  const body = el("tbody");
  const atHead = el("th", { scope: "col" }, "f");
  const distanceHead = el("th", { scope: "col" }, "distance");
  const node = el(
    "div",
    { class: "table", tabindex: "0", role: "region", "aria-label": "The walks compared" },
    el(
      "table",
      { class: "walk-table" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Optimizer"),
          el("th", { scope: "col" }, "lr"),
          el("th", { scope: "col" }, `stays within ${near} of a minimum`),
          atHead,
          distanceHead,
        ),
      ),
      body,
    ),
  );
  let rows = [];
  return {
    node,
    walks(surface, list, steps) {
      rows = list.map(({ walk, walker, index, settings }) => {
        const f = el("td");
        const distance = el("td");
        const row = el(
          "tr",
          {},
          el("th", { scope: "row" }, walkKey(index), " ", walker.title),
          el("td", {}, signedNumber(settings.lr)),
          el("td", { class: "walk-outcome" }, outcome(surface, walk, steps)),
          f,
          distance,
        );
        return { walk, surface, row, f, distance };
      });
      body.replaceChildren(...rows.map(({ row }) => row));
    },
    at(step) {
      atHead.textContent = `f at step ${step}`;
      distanceHead.textContent = `distance at step ${step}`;
      for (const { walk, surface, f, distance } of rows) {
        const isThere = step < walk.f.length;
        f.textContent = isThere ? signedNumber(walk.f[step]) : "–";
        distance.textContent = isThere ? signedNumber(nearestMinimum(surface, walk.place.x[step], walk.place.y[step]).distance) : "–";
      }
    },
  };
}

/** What is to be seen, in sentences. */
export function walksInWords(surface, request, list, near) {
  const from = `${surface.name} from ${placeText(request.x, request.y)}`;
  if (list.length === 0) {
    return `${from}: no optimizer is shown. The buttons above show them.`;
  }
  const finite = list
    .filter(({ walk }) => walk.left === null)
    .sort((a, b) => (a.walk.settled ?? Infinity) - (b.walk.settled ?? Infinity));
  const sentences = list
    .filter(({ walk }) => walk.left !== null)
    .map(({ walker, walk }) => `${walker.title} ${outcome(surface, walk)}.`);
  if (finite.length > 0) {
    const each = finite.map(({ walker, walk }) => `${walker.title} ${outcome(surface, walk, request.steps)}`);
    sentences.unshift(`Who stays within ${near} of a minimum? ${each.join("; ")}.`);
  }
  return `${from}. ${sentences.join(" ")}`;
}
