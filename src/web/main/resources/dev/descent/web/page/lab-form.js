// The form: what is in it as a setup, and a setup put into it.

import { byId, data, number } from "./core.js";

const given = data();
const fieldOf = (name) => byId(`lab-${name}`);

/** The rows of optimizers: their box, and the fields of their settings by name. */
const optimizerRows = () =>
  [...document.querySelectorAll("[data-optimizer]")].map((row) => ({
    key: row.dataset.optimizer,
    box: row.querySelector("input[type=checkbox]"),
    more: row.querySelector("details"),
    settings: [...row.querySelectorAll("[data-setting]")].map((place) => ({
      place,
      name: place.dataset.setting,
      field: place.querySelector("input[type=number]"),
      slider: place.querySelector("input[type=range]"),
    })),
  }));

const settingOf = (key, name) =>
  given.optimizers.find((optimizer) => optimizer.key === key).settings.find((setting) => setting.name === name);

/** What a slider stops at: 1 and 3 of each power of ten. */
function sliderStops({ least, most }) {
  const stops = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
    stops.push(Number(`1e${power}`), Number(`3e${power}`));
  }
  return stops.filter((stop) => stop >= least && stop <= most);
}

function moveSlider(slider, stops, value) {
  const distance = (stop) => Math.abs(Math.log(stop / value));
  slider.value = value > 0 ? stops.reduce((best, stop, i) => (distance(stop) < distance(stops[best]) ? i : best), 0) : 0;
  slider.setAttribute("aria-valuetext", String(value));
}

/**
 * Makes the form work.
 *
 * @param changed is called after each change that a person makes
 * @param start is called with the setup when it is to be trained
 */
export function initForm(changed, start) {
  const form = fieldOf("form");
  for (const { key, settings } of optimizerRows()) {
    for (const { name, field, slider } of settings.filter((setting) => setting.slider)) {
      const stops = sliderStops(settingOf(key, name));
      slider.min = 0;
      slider.max = stops.length - 1;
      slider.step = 1;
      slider.addEventListener("input", () => {
        field.value = stops[slider.value];
        slider.setAttribute("aria-valuetext", field.value);
      });
      field.addEventListener("input", () => moveSlider(slider, stops, field.valueAsNumber));
    }
  }
  form.addEventListener("input", () => {
    describeForm();
    changed();
  });
  form.addEventListener("invalid", ({ target }) => target.closest("details")?.setAttribute("open", ""), true);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start(formSetup());
  });
}

/** What is in the form. */
export function formSetup() {
  const text = (name) => fieldOf(name).value.trim();
  const value = (name) => (text(name) === "" ? null : Number(text(name)));
  return {
    name: text("name") || null,
    data: text("data"),
    hidden: text("hidden"),
    dropout: value("dropout"),
    batchNorm: fieldOf("batchNorm").checked,
    weightDecay: value("weightDecay"),
    loss: text("loss") || null,
    optimizers: optimizerRows()
      .filter(({ box }) => box.checked)
      .map(({ key, settings }) => ({
        key,
        ...Object.fromEntries(settings.map(({ name, field }) => [name, field.value === "" ? null : Number(field.value)])),
      })),
    schedule: text("schedule"),
    batchSize: value("batchSize"),
    epochs: value("epochs"),
    seeds: value("seeds"),
  };
}

/**
 * Puts a setup into the form.
 *
 * @return what of it is not here, a sentence each
 */
export function fillForm(setup) {
  const missing = [];
  for (const name of ["name", "data", "hidden", "dropout", "weightDecay", "loss", "schedule", "batchSize", "epochs", "seeds"]) {
    const field = fieldOf(name);
    const wanted = setup[name] ?? "";
    if (field.tagName === "SELECT" && ![...field.options].some(({ value }) => value === wanted)) {
      missing.push(`There is no ${name} “${wanted}” here.`);
    } else {
      field.value = wanted;
    }
  }
  fieldOf("batchNorm").checked = setup.batchNorm === true;
  for (const { key, box, more, settings } of optimizerRows()) {
    const chosen = setup.optimizers.find((optimizer) => optimizer.key === key);
    box.checked = chosen !== undefined;
    for (const { name, field, slider } of settings) {
      const setting = settingOf(key, name);
      field.value = chosen?.[name] ?? setting.value;
      if (slider) {
        moveSlider(slider, sliderStops(setting), Number(field.value));
      }
    }
    if (more) {
      more.open ||= settings.some(
        ({ name, field }) => name !== "rate" && Number(field.value) !== settingOf(key, name).value,
      );
    }
  }
  for (const { key } of setup.optimizers) {
    if (!given.optimizers.some((optimizer) => optimizer.key === key)) {
      missing.push(`There is no optimizer “${key}” here.`);
    }
  }
  for (const group of document.querySelectorAll(".lab-group")) {
    const isUsual = [...group.querySelectorAll("[id^=lab-]:is(input, select)")].every((field) => {
      const name = field.id.slice("lab-".length);
      return field.type === "checkbox" ? field.checked === given.start[name] : field.value === String(given.start[name] ?? "");
    });
    group.open ||= !isUsual; // what a question has changed is to be seen
  }
  describeForm();
  return missing;
}

/** Whether two setups train the same. */
export function isSameSetup(one, other) {
  const essence = ({ name, optimizers, ...rest }) =>
    JSON.stringify([
      Object.entries(rest).sort(),
      optimizers.map((optimizer) => Object.entries(optimizer).sort()).sort(),
    ]);
  return essence(one) === essence(other);
}

/** Says beside the fields what their values come to, and what is too much. */
function describeForm() {
  const setup = formSetup();
  for (const { key, box, more, settings } of optimizerRows()) {
    for (const { place, field } of settings) {
      place.hidden = !box.checked;
      field.disabled = !box.checked;
    }
    if (more) {
      more.hidden = !box.checked;
      const others = settings.filter(({ name }) => name !== "rate");
      more.querySelector("summary").textContent = others
        .map(({ name, field }) => `${settingOf(key, name).label} ${field.value}`)
        .join(", ");
    }
  }
  const source = given.sources.find(({ spec }) => spec === setup.data);
  const rows = source?.rows ? `${source.rows.toLocaleString("en")} rows: ` : "";
  fieldOf("data-says").textContent = source ? rows + source.says : "";
  fieldOf("loss").options[0].textContent =
    source?.classification === false ? "squared error, as a number is predicted" : "cross-entropy, as classes are told apart";
  for (const option of fieldOf("loss").options) {
    const choice = given.losses.find(({ key }) => key === option.value);
    const fits = !choice || (source?.classification === false ? choice.numbers : choice.classes);
    option.hidden = !fits;
    option.disabled = !fits;
  }
  fieldOf("loss").setCustomValidity(
    fieldOf("loss").selectedOptions[0]?.disabled ? "This loss does not fit the data: choose another." : "",
  );
  fieldOf("network-now").textContent = setup.hidden + (setup.loss ? `, ${setup.loss}` : "");
  fieldOf("steps-now").textContent = `${setup.schedule}, ${setup.batchSize ?? "?"} rows`;
  fieldOf("regularisation-now").textContent =
    [
      setup.dropout ? `dropout ${number(setup.dropout)}` : null,
      setup.weightDecay === null ? null : `weight decay ${number(setup.weightDecay)}`,
      setup.batchNorm ? "batch normalisation" : null,
    ]
      .filter((words) => words)
      .join(", ") || "nothing";

  const trainings = setup.optimizers.length * (setup.seeds ?? 0);
  const { trainings: most, layers, units } = given.limits;
  const sizes = setup.hidden === "none" ? [] : setup.hidden.split(",");
  const problem = (name, words) => fieldOf(name).setCustomValidity(words);
  optimizerRows()[0].box.setCustomValidity(setup.optimizers.length === 0 ? "Choose at least one optimizer." : "");
  problem("seeds", trainings > most ? `That would be ${trainings} trainings; at most ${most} are allowed.` : "");
  problem(
    "hidden",
    sizes.length > layers
      ? `At most ${layers} layers are allowed, got ${sizes.length}.`
      : sizes.some((size) => Number(size) > units)
        ? `At most ${units} units of a layer are allowed.`
        : "",
  );
  fieldOf("sum").textContent =
    trainings > most
      ? `${trainings} trainings are more than the ${most} that are allowed: fewer seeds or optimizers, please.`
      : `${trainings === 1 ? "1 training" : `${trainings} trainings`} of ${setup.epochs === 1 ? "1 epoch" : `${setup.epochs ?? "?"} epochs`}.`;
}
