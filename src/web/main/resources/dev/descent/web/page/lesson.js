// A lesson: run it, and its blocks come into their places as they are written.
import { byId, data, follow, get, isServed, pieces, post, say } from "./core.js";

const { lesson } = data();

const places = [...document.querySelectorAll("[data-run]")];

/** How many runs have begun since the page was opened. */
let time = 0;

function place(part) {
  return places.find((place) => place.dataset.run === String(part));
}

function show(part, html) {
  const section = place(part);
  section.hidden = html.length === 0;
  section.querySelector(".blocks").replaceChildren(...html.map((each) => pieces(each, time)));
}

const ended = {
  done: "Done. What it gave stands under “In this run”.",
  stopped: "Stopped. What it has given so far stands under “In this run”.",
  failed: "It failed.",
};

function state(run) {
  const isRunning = run.state === "running";
  byId("run-quick").disabled = isRunning;
  byId("run-whole").disabled = isRunning;
  byId("stop").hidden = !isRunning;
  byId("progress").hidden = !isRunning;
  document.body.dataset.state = run.state;
  const words = isRunning
    ? `Running, ${run.quick ? "quick" : "whole"} …`
    : [ended[run.state], run.said].filter(Boolean).join(" ");
  byId("state").textContent = words;
}

function progress({ task, done, steps }) {
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
    if (update.state !== "running") {
      say(byId("state").textContent);
    }
    return;
  }
  if (update.progress) {
    progress(update.progress);
  }
  if (update.html) {
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

async function refresh() {
  const { event, run } = await get(`api/lesson/${lesson}`);
  time += document.body.dataset.state ? 1 : 0; // what was missed may have been another run
  if (run) {
    state(run);
    run.parts.forEach((html, part) => show(part, html));
  }
  return event;
}

async function change(what, body) {
  try {
    await post(`api/lesson/${lesson}/${what}`, body);
  } catch (error) {
    byId("state").textContent = error.message;
  }
}

if (isServed) {
  byId("run-quick").addEventListener("click", () => change("start", { quick: true }));
  byId("run-whole").addEventListener("click", () => change("start", { quick: false }));
  byId("stop").addEventListener("click", () => change("stop"));
  follow(await refresh(), { lesson: hear }, refresh);
}
