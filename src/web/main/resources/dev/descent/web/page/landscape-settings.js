// Sliders and fields of the landscape page.

import { el, say } from "./core.js";
import { signed } from "./landscape-look.js";

/** From a value to a place on its slider and back. Decays are spread by how far they are from 1. */
const sliderScales = {
  SIZE: { place: Math.log10, value: (place) => 10 ** place, step: 0.02 },
  DECAY: { place: (value) => -Math.log10(1 - value), value: (place) => 1 - 10 ** -place, step: 0.02 },
  EVEN: { place: (value) => value, value: (place) => place, step: 1 },
};

// Rounded as people write it: rates to three digits, decays so that what is left to 1 has two.
const roundedFrom = {
  SIZE: (value) => Number(value.toPrecision(3)),
  DECAY: (value) => Number((1 - Number((1 - value).toPrecision(2))).toFixed(6)),
  EVEN: Math.round,
};

const writtenOut = (value) => (value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value));

/** The bounds as words stand for them beside the field. */
const boundsText = (least, most) => signed(`${writtenOut(least)} to ${writtenOut(most)}`);

/**
 * A field for a number, and a slider where it has a scale; both act at once.
 *
 * @param about id, label, owner (whose it is), what (a sentence), least, most, scale (or none), isWhole
 * @param changed is given each new value
 * @returns node, and show(value, standard), which puts a value there without telling changed
 */
export function numberControl(about, changed) {
  const scale = sliderScales[about.scale];
  const whose = about.owner ? `${about.label} of ${about.owner}` : about.label;
  let standard = NaN;
  const field = el("input", {
    type: "number",
    id: `${about.id}-field`,
    min: about.least,
    max: about.most,
    step: about.isWhole ? 1 : "any",
    inputmode: "decimal",
    "aria-label": scale ? `${whose}, as a number` : whose,
    "aria-describedby": `${about.id}-what`,
    input: () => take(written()),
    change: () => isRight(written()) || show(shown, standard), // what is in use comes back
  });
  const slider =
    scale &&
    el("input", {
      type: "range",
      id: about.id,
      min: scale.place(about.least),
      max: scale.place(about.most),
      step: scale.step,
      "aria-label": whose,
      "aria-describedby": `${about.id}-what`,
      input: () => {
        const value = roundedFrom[about.scale](scale.value(Number(slider.value)));
        const bounded = Math.min(about.most, Math.max(about.least, value));
        show(bounded, standard);
        changed(bounded);
      },
    });
  const back = el("button", { type: "button", class: "walk-back", click: () => take(standard, true) }, "↺");
  const problem = el("span", { class: "walk-problem" });
  let shown = NaN;

  /** What stands in the field; nothing is no number, and not 0. */
  const written = () => (field.value.trim() === "" ? NaN : Number(field.value));
  const isRight = (value) => value >= about.least && value <= about.most && (!about.isWhole || Number.isInteger(value));
  function take(value, isShown = false) {
    if (!isRight(value)) {
      field.setAttribute("aria-invalid", "true");
      problem.textContent = ` Not a value that ${about.label} can have.`;
      say(`${whose} must be ${boundsText(about.least, about.most)}`);
      return;
    }
    shown = value;
    mark(isShown);
    changed(value);
  }
  function mark(alsoField) {
    field.removeAttribute("aria-invalid");
    problem.textContent = "";
    if (alsoField) {
      field.value = String(shown);
    }
    if (slider) {
      slider.value = String(scale.place(shown));
      slider.setAttribute("aria-valuetext", String(shown));
    }
  }
  function show(value, standardNow) {
    shown = value;
    standard = standardNow;
    back.setAttribute("aria-label", `${whose} back to ${standard}`);
    back.title = `back to ${standard}`;
    mark(document.activeElement !== field || written() !== value);
  }

  const node = el(
    "div",
    { class: scale ? "walk-setting" : "walk-setting walk-number" },
    el("label", { for: scale ? about.id : field.id }, about.label),
    slider,
    field,
    back,
    el("p", { class: "walk-what", id: `${about.id}-what` }, `${about.what} `, el("span", { class: "walk-bounds" }, boundsText(about.least, about.most), "."), problem),
  );
  return { node, show };
}
