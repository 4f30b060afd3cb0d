// A lesson: run it, and its blocks come into their places as they are written.
import { byId, data, follow, get, isServed, pieces, post, say } from "./core.js";
import { hearMarks, renewMarks } from "./marks.js";
import { renewQuestions, setUpQuestions } from "./questions.js";
import { fillSlots } from "./slots.js";

const { lesson, whole } = data();

const places = [...document.querySelectorAll(".run[data-run]")];

/** How many runs have begun since the page was opened. */
let time = 0;

/** What each part of the run is doing, by its number, as far as it has said so: several go on side by side. */
const doing = new Map();

function place(part) {
  return places.find((place) => place.dataset.run === String(part));
}

function show(part, html) {
  const section = place(part);
  section.hidden = html.length === 0;
  section.querySelector(".blocks").replaceChildren(...html.map((each) => pieces(each, time)));
}

const ended = {
  done: ["Done", "What it gave stands under “In this run”."],
  stopped: ["Stopped", "What it has given so far stands under “In this run”."],
  failed: ["Failed", ""],
};

/** Whether the text can have the numbers of a run: they were recorded from a whole one. */
const isWhole = (run) => run.state === "done" && !run.quick;

/** What there is to say of a run. */
function wordsOf(run) {
  const kind = run.quick ? "quick" : "whole";
  if (run.state === "running") {
    return `Running, ${kind} …`;
  }
  const [how, what] = ended[run.state];
  const numbers = isWhole(run) ? "Its numbers stand in the text, too." : "";
  return [`${how}: the ${kind} run, seed 1.`, what, numbers, run.said].filter(Boolean).join(" ");
}

function state(run) {
  const isRunning = run.state === "running";
  byId("run-quick").disabled = isRunning;
  byId("run-whole").disabled = isRunning;
  byId("stop").hidden = !isRunning;
  byId("progress").hidden = !isRunning;
  document.body.dataset.state = run.state;
  byId("state").textContent = wordsOf(run);
  fillSlots(isWhole(run));
  renewQuestions();
  doing.clear();
}

/** Shows how far the first of the parts is that are at work: the same as long as it is. */
function progress(part, now) {
  doing.set(part, now);
  const inOrder = [...doing].sort(([one], [other]) => one - other).map(([, each]) => each);
  const { task, done, steps } = inOrder.find((each) => each.done < each.steps) ?? now;
  const bar = byId("progress");
  bar.max = Math.max(1, steps);
  bar.value = done;
  byId("state").textContent = `Running: ${task}, ${done} of ${steps}`;
}

/** What has come to the run; told again it changes nothing. */
function hear(update) {
  if (update.lesson !== lesson) {
    return;
  }
  if (update.part === undefined) {
    if (update.state === "running") {
      time++;
      places.forEach((place) => show(place.dataset.run, []));
    }
    state(update);
    say(byId("state").textContent);
    return;
  }
  if (update.progress) {
    progress(update.part, update.progress);
  }
  if (update.html) {
    doing.delete(update.part); // it may have left what it was doing before its last step
    const section = place(update.part);
    section.hidden = false;
    const blocks = section.querySelector(".blocks");
    update.html.forEach((html, i) => {
      if (blocks.childElementCount === update.from + i) {
        blocks.append(pieces(html, time));
      }
    });
  }
}

async function refresh(isAgain) {
  const { event, run } = await get(`api/lesson/${lesson}`);
  time += isAgain ? 1 : 0; // what was missed may have been another run
  if (run) {
    run.parts.forEach((html, part) => show(part, html));
    state(run);
  }
  if (isAgain) {
    await renewMarks();
  }
  return event;
}

async function change(what, body) {
  try {
    await post(`api/lesson/${lesson}/${what}`, body);
  } catch (error) {
    byId("state").textContent = error.message;
    say(error.message);
  }
}

setUpQuestions(lesson);
fillSlots(whole);
if (isServed) {
  byId("run-quick").addEventListener("click", () => change("start", { quick: true }));
  byId("run-whole").addEventListener("click", () => change("start", { quick: false }));
  byId("stop").addEventListener("click", () => change("stop"));
  follow({ lesson: hear, exercise: hearMarks }, refresh);
}
