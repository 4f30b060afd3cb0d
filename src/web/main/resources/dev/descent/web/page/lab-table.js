// The runs as a legend and as a table: the values at the charts' cursor, and else the last ones.

import { byId, el, isServed, number } from "./core.js";
import { cursorAt, highlightGroup } from "./lab-charts.js";
import { isDrawn, isUnderWay, runState, secondsText, spread, spreadText, valuesAt } from "./lab-runs.js";
import { setChildren, setText } from "./lab-parts.js";
import { labView } from "./lab-view.js";
import { swatch } from "./looks.js";

const valueColumn = (name, title) => ({ name, title, of: (run, values) => values[name] });

/** What is in the table, beside a run's name. */
const tableColumns = [
  valueColumn("epoch", "Epoch"),
  valueColumn("training", "Training loss"),
  valueColumn("validation", "Validation loss"),
  valueColumn("accuracy", "Validation accuracy"),
  { name: "testLoss", title: "Test loss", of: (run) => run.test?.loss ?? null },
  { name: "testAccuracy", title: "Test accuracy", of: (run) => run.test?.accuracy ?? null },
  valueColumn("rate", "Learning rate"),
  valueColumn("gradient", "Gradient norm"),
  { ...valueColumn("seconds", "Time"), text: secondsText },
  { name: "each", title: "Per epoch", of: (_, { seconds, epoch }) => (epoch > 0 ? seconds / epoch : null), text: secondsText },
];
const classColumns = ["accuracy", "testAccuracy"];

const tableRows = new Map();
let tableActions = {};

/**
 * Makes the table's head.
 *
 * @param actions toggle(runs), expand(group), sort(column) and stop(experiment, run)
 */
export function initTable(actions) {
  tableActions = actions;
  const [runHead, ...heads] = [{ name: "run", title: "Run" }, ...tableColumns].map(({ name, title }) =>
    el(
      "th",
      { scope: "col", "data-column": name, class: name === "run" ? null : "number" },
      el("button", { type: "button", class: "lab-sort", click: () => actions.sort(name) }, title),
    ),
  );
  byId("lab-values").tHead.append(el("tr", {}, runHead, el("th", { scope: "col" }, "State"), heads));
}

/** Draws legend and table anew; elements that are there stay, and so does the focus. */
export function drawTable(groups, isClassification) {
  drawLegend(groups);
  const x = cursorAt();
  byId("lab-values-title").textContent =
    x === null
      ? "Values: the latest"
      : labView.axis === "epoch"
        ? `Values at epoch ${x}`
        : `Values after ${number(x)} computing seconds`;

  const [sorted, falls] = labView.sort ?? [null, false];
  for (const head of byId("lab-values").tHead.querySelectorAll("[data-column]")) {
    const name = head.dataset.column;
    head.hidden = classColumns.includes(name) && !isClassification;
    head.setAttribute("aria-sort", name !== sorted ? "none" : falls ? "descending" : "ascending");
  }
  const column = tableColumns.find(({ name }) => name === sorted);
  const valueOf = (group) =>
    column ? spread(group.runs.map((run) => column.of(run, valuesAt(run, x)))).mean : sorted ? group.title : null;
  const inOrder = sorted === null ? groups : [...groups].sort((a, b) => compared(valueOf(a), valueOf(b), falls));

  const wanted = [];
  for (const group of inOrder) {
    wanted.push(rowOf(group.key, group, group.runs, x, isClassification));
    if (group.runs.length > 1 && labView.open.includes(group.key)) {
      wanted.push(...group.runs.map((run) => rowOf(run.key, group, [run], x, isClassification)));
    }
  }
  setChildren(byId("lab-values").tBodies[0], wanted);
}

/** Numbers and texts in their order; what is missing comes last. */
function compared(a, b, falls) {
  if (a === null || b === null) {
    return (a === null) - (b === null);
  }
  return (a < b ? -1 : a > b ? 1 : 0) * (falls ? -1 : 1);
}

function rowOf(key, group, runs, x, isClassification) {
  if (!tableRows.has(key)) {
    tableRows.set(key, newRow(key));
  }
  const row = tableRows.get(key);
  const isSeed = key !== group.key;
  row.group = group;
  row.runs = runs;
  row.element.classList.toggle("lab-seed", isSeed);
  row.element.classList.toggle("lab-off", !runs.some(isDrawn));
  if (row.look !== group.look.index) {
    row.look = group.look.index;
    row.swatch.replaceChildren(swatch(group.look));
  }
  setText(row.name, isSeed ? `seed ${runs[0].seed}` : group.title);
  row.toggle.setAttribute("aria-pressed", runs.some(isDrawn));
  row.expand.hidden = isSeed || runs.length < 2;
  setText(row.expand, `${runs.length} seeds`);
  row.expand.setAttribute("aria-expanded", labView.open.includes(group.key));
  tableColumns.forEach(({ name, of, text = number }, i) => {
    const values = runs.map((run) => of(run, valuesAt(run, x)));
    const cell = row.cells[i];
    const range = spread(values);
    setText(cell, text === number && name !== "epoch" ? spreadText(range) : text(range.mean));
    cell.title = range.mean === null ? "" : String(range.mean);
    cell.hidden = classColumns.includes(name) && !isClassification;
  });
  setText(row.state, stateOf(runs));
  row.state.title = runs.length === 1 ? (runs[0].said ?? "") : "";
  row.stop.hidden = !isServed || !runs.some(isUnderWay);
  row.stop.setAttribute("aria-label", `Stop ${isSeed ? `seed ${runs[0].seed} of ` : ""}${group.title}`);
  return row.element;
}

function stateOf(runs) {
  if (runs.length === 1) {
    return runState(runs[0]);
  }
  const counts = new Map();
  runs.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  return [...counts].map(([state, count]) => `${count} ${state}`).join(", ");
}

function newRow(key) {
  const row = { look: null, group: null, runs: [] };
  row.swatch = el("span", { class: "lab-swatch" });
  row.name = el("span");
  row.toggle = el(
    "button",
    { type: "button", class: "lab-toggle", "aria-pressed": "true", click: () => tableActions.toggle(row.runs) },
    row.swatch,
    row.name,
  );
  row.expand = el("button", { type: "button", class: "lab-expand", click: () => tableActions.expand(row.group) });
  row.cells = tableColumns.map(() => el("td", { class: "number" }));
  row.state = el("span");
  row.stop = el(
    "button",
    { type: "button", click: () => row.runs.forEach((run) => tableActions.stop(row.group.experiment, run)) },
    "Stop",
  );
  row.element = el(
    "tr",
    {
      "data-run": key,
      mouseenter: () => highlightGroup(row.group.key),
      mouseleave: () => highlightGroup(null),
    },
    el("th", { scope: "row" }, row.toggle, row.expand),
    el("td", { class: "lab-run-state" }, row.state, row.stop),
    row.cells,
  );
  return row;
}

const legendButtons = new Map();

function drawLegend(groups) {
  const wanted = groups.map((group) => {
    if (!legendButtons.has(group.key)) {
      const made = { group };
      made.name = el("span");
      made.swatch = el("span", { class: "lab-swatch" });
      made.button = el(
        "button",
        {
          type: "button",
          class: "lab-toggle",
          click: () => tableActions.toggle(made.group.runs),
          mouseenter: () => highlightGroup(made.group.key),
          mouseleave: () => highlightGroup(null),
        },
        made.swatch,
        made.name,
      );
      legendButtons.set(group.key, made);
    }
    const entry = legendButtons.get(group.key);
    entry.group = group;
    if (entry.look !== group.look.index) {
      entry.look = group.look.index;
      entry.swatch.replaceChildren(swatch(group.look));
    }
    setText(entry.name, group.title + (group.runs.length > 1 ? `, ${group.runs.length} seeds` : ""));
    entry.button.setAttribute("aria-pressed", group.isShown);
    return entry.button;
  });
  setChildren(byId("lab-legend"), wanted);
}
