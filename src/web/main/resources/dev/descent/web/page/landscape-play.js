// Step by step along the walks of the landscape page.

import { el, say } from "./core.js";

const speeds = [2, 5, 15, 50, 150];

/**
 * The buttons and the slider that choose a step. Nothing plays before somebody presses Play, and where the system asks
 * for less motion there is no Play.
 *
 * @param place the element that they fill
 * @param moved is given each new step
 * @returns show(step, steps), which puts a step there without telling moved
 */
export function stepControls(place, moved) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let step = 0;
  let steps = 0;
  let playing = 0; // the animation frame that is asked for
  let from = 0; // where playing stands, between two steps

  const button = (text, action) => el("button", { type: "button", click: action }, text);
  const play = button("Play", () => (playing ? pause() : start()));
  play.className = "walk-go";
  const slider = el("input", {
    type: "range",
    id: "walk-step",
    min: 0,
    step: 1,
    input: () => {
      pause();
      go(Number(slider.value));
    },
  });
  const speed = el(
    "select",
    { id: "walk-speed" },
    speeds.map((n) => el("option", { value: n, selected: n === 15 }, `${n} steps/s`)),
  );
  const now = el("output", { class: "walk-now", for: "walk-step" });
  const motion = [play, el("label", { class: "walk-speed" }, "Speed ", speed)];
  const note = el("p", { class: "walk-hint" }, "Your system asks for less motion, so steps are taken by hand.");
  place.append(
    el("label", { for: "walk-step" }, "Step"),
    slider,
    now,
    el(
      "div",
      { class: "walk-buttons" },
      button("First", () => byHand(0)),
      button("Back", () => byHand(step - 1)),
      motion[0],
      button("Forward", () => byHand(step + 1)),
      button("Last", () => byHand(steps)),
      motion[1],
    ),
    note,
  );

  const adapt = () => {
    pause();
    for (const part of motion) {
      part.hidden = calm.matches;
    }
    note.hidden = !calm.matches;
  };
  calm.addEventListener("change", adapt);
  adapt();

  function byHand(to) {
    pause();
    go(to);
    say(`Step ${step} of ${steps}`);
  }
  function go(to) {
    show(Math.min(steps, Math.max(0, to)), steps);
    moved(step);
  }
  function show(at, of) {
    step = at;
    steps = of;
    slider.max = String(steps);
    slider.value = String(step);
    slider.setAttribute("aria-valuetext", `step ${step} of ${steps}`);
    now.textContent = `${step} of ${steps}`;
  }
  function start() {
    from = step >= steps ? 0 : step;
    let last = performance.now();
    const frame = (time) => {
      from += (Math.min(200, time - last) / 1000) * Number(speed.value);
      last = time;
      if (Math.floor(from) !== step) {
        go(Math.floor(from));
      }
      if (step >= steps) {
        pause();
        say(`Step ${step} of ${steps}`);
      } else {
        playing = requestAnimationFrame(frame);
      }
    };
    playing = requestAnimationFrame(frame);
    play.textContent = "Pause";
    go(Math.floor(from));
  }
  function pause() {
    cancelAnimationFrame(playing);
    playing = 0;
    play.textContent = "Play";
  }

  return { show };
}
