// The questions of a lesson. An answer is kept in this browser, and is there again the next time. What a part of the
// lesson gave is not shown before what it shows was predicted, unless one wants to see it.
import { el, say } from "./core.js";
import { valueOf } from "./slots.js";

const forms = [...document.querySelectorAll("form.question")];
const place = "descent-answers";
let lesson = "";

/** The parts that are shown without a prediction. */
const shown = new Set();

function kept() {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {}; // a browser that keeps nothing, or what is kept was changed
  }
}

const nameOf = (form) => `${lesson}/${form.dataset.question}`;

function keep(form, answer) {
  try {
    localStorage.setItem(place, JSON.stringify({ ...kept(), [nameOf(form)]: answer }));
  } catch {
    // it is asked again the next time
  }
}

const number = /^[-+]?(\d{1,3}(,\d{3})+(\.\d*)?|\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** A number as people write it: 1,211 or −0.5 or 95 %; NaN if it is none. A comma parts thousands and nothing else. */
function numberOf(text) {
  const plain = text
    .trim()
    .replace("−", "-")
    .replace(/\s*%$/, "");
  const found = number.test(plain) ? Number(plain.replaceAll(",", "")) : NaN;
  return Number.isFinite(found) ? found : NaN;
}

/** What is chosen in a form: labels in their order, or a number; null if it is no answer. */
function answerIn(form) {
  if (form.dataset.kind === "CHOICE") {
    const chosen = form.querySelector("input:checked");
    return chosen && [chosen.value];
  }
  if (form.dataset.kind === "NUMBER") {
    const typed = form.querySelector("input").value;
    return Number.isNaN(numberOf(typed)) ? null : [typed.trim()];
  }
  const places = [...form.querySelectorAll("select")];
  const order = places.map((_, i) => places.find((it) => it.value === String(i + 1))?.dataset.option);
  return order.includes(undefined) ? null : order;
}

/** What is right: by the run on this page, else by the text. */
function rightOf(form) {
  const { run, kind, right } = form.dataset;
  const ofRun =
    kind === "NUMBER" ? valueOf(run) : document.querySelector(`.run data[data-answer="${CSS.escape(run)}"]`)?.value;
  return (run && ofRun ? ofRun : right).split("\n");
}

const isNear = (form, found, wanted) =>
  Math.abs(found - wanted) <= Number(form.dataset.tolerance) * Math.abs(wanted) + 1e-12;

function isRight(form, answer) {
  const right = rightOf(form);
  return form.dataset.kind === "NUMBER"
    ? isNear(form, numberOf(answer[0]), numberOf(right[0]))
    : answer.join("\n") === right.join("\n");
}

/** Shows what is right, and what of the answer was believed. */
function tell(form, answer) {
  const told = form.querySelector(".told");
  const verdict = told.querySelector(".verdict");
  const right = rightOf(form);
  const it = form.dataset.kind === "ORDER" ? right.join(", then ") : right[0];
  const hit = answer && isRight(form, answer);
  verdict.textContent = !answer ? `It is ${it}.` : hit ? `Right: ${it}.` : `Not so. It is ${it}.`;
  form.dataset.told = !answer ? "shown" : hit ? "right" : "wrong";
  for (const reason of told.querySelectorAll("li[data-option]")) {
    const isBelieved =
      answer &&
      (form.dataset.kind === "NUMBER"
        ? isNear(form, numberOf(answer[0]), numberOf(reason.dataset.option))
        : form.dataset.kind === "CHOICE" && reason.dataset.option === answer[0]);
    reason.classList.toggle("believed", Boolean(isBelieved));
  }
  told.hidden = false;
  return verdict.textContent;
}

function fill(form, answer) {
  if (form.dataset.kind === "CHOICE") {
    const chosen = [...form.querySelectorAll("input")].find((it) => it.value === answer[0]);
    if (chosen) {
      chosen.checked = true;
    }
    return Boolean(chosen);
  }
  if (form.dataset.kind === "NUMBER") {
    form.querySelector("input").value = answer[0];
    return true;
  }
  for (const select of form.querySelectorAll("select")) {
    select.value = String(answer.indexOf(select.dataset.option) + 1 || "");
  }
  return answerIn(form) !== null;
}

/** Shows of each part what it gave, or asks for a prediction before. */
function veil() {
  for (const section of document.querySelectorAll(".run")) {
    const { part } = section.dataset;
    const isOpen = shown.has(part) || !forms.some((it) => it.dataset.run.startsWith(`${part}.`) && !it.dataset.told);
    section.classList.toggle("waits", !isOpen);
    const note = section.querySelector(".predict-first");
    if (isOpen) {
      note?.remove();
    } else if (!note) {
      const show = () => {
        shown.add(part);
        veil();
      };
      section.append(
        el(
          "p",
          { class: "predict-first" },
          "Predict first: a question above asks what this shows. ",
          el("button", { type: "button", click: show }, "Show it without"),
        ),
      );
    }
  }
}

function answered(form, answer) {
  const words = tell(form, answer);
  say(words);
  veil();
}

/** Sets up the questions on this page, with the answers of earlier. */
export function setUpQuestions(id) {
  lesson = id;
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const answer = answerIn(form);
      if (answer === null) {
        say(form.dataset.kind === "NUMBER" ? "A number alone, please, with a point: 0.5 or 12." : "Choose an answer first.");
        form.querySelector("input, select").focus();
        return;
      }
      keep(form, answer);
      answered(form, answer);
    });
    form.querySelector(".show").addEventListener("click", () => answered(form, null));
    const answer = kept()[nameOf(form)];
    if (Array.isArray(answer) && fill(form, answer)) {
      tell(form, answer);
    }
  }
  veil();
}

/** Says anew what is right, when a run has given other numbers. */
export function renewQuestions() {
  for (const form of forms.filter((it) => it.dataset.told)) {
    tell(form, form.dataset.told === "shown" ? null : answerIn(form));
  }
}
