// An exercise: the verdict of each save, and hints one by one.
import { byId, copies, data, el, follow, get, isServed, pieces, post, say, trouble } from "./core.js";

const { exercise, hints } = data();

/** How many verdicts have come since the page was opened. */
let time = 0;

function show(update) {
  document.body.dataset.state = update.checking ? "checking" : "done";
  byId("checking").textContent = `${update.checking ? "Checking … " : ""}${update.said ?? ""}`;
  if (update.html) {
    byId("verdict").replaceChildren(pieces(update.html, time++));
  }
  if (update.words) {
    say(update.words);
  }
}

async function refresh() {
  const state = await get(`api/exercise/${exercise}`);
  if (state.html || state.checking || document.body.dataset.state) {
    show(state);
  }
  return state.event;
}

async function hint() {
  const { shown, text } = await post(`api/exercise/${exercise}/hint`);
  const list = byId("hints");
  text.slice(list.childElementCount).forEach((words) => list.append(el("li", {}, words)));
  byId("hint").hidden = shown >= hints;
  byId("hints-shown").textContent = `${shown} of ${hints} shown`;
  say(text[text.length - 1]);
}

if (isServed) {
  const copy = el("button", { type: "button", class: "copy" }, "Copy the path");
  byId("copy").append(copy);
  copies(copy, () => byId("path").textContent);
  byId("hint").addEventListener("click", () => hint().catch((error) => trouble(error.message)));
  follow({ exercise: (update) => update.exercise === exercise && show(update) }, refresh)
    .then(() => post(`api/exercise/${exercise}/check`))
    .catch((error) => trouble(error.message));
}
