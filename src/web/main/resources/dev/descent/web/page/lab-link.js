// A setup as part of an address, for links that people hand on, and as a command line.

const plainNames = ["name", "data", "hidden", "loss", "schedule"];
const numberNames = ["dropout", "weightDecay", "batchSize", "epochs", "seeds"];

/** The setup, and the question asked about it, as what follows # in an address. */
export function toHash(setup, question) {
  const parts = new URLSearchParams();
  for (const name of ["data", "hidden", "loss", "dropout", "weightDecay", "schedule", "batchSize", "epochs", "seeds"]) {
    if (setup[name] !== null && setup[name] !== undefined) {
      parts.set(name, setup[name]);
    }
  }
  if (setup.batchNorm) {
    parts.set("batchNorm", "true");
  }
  for (const { key, ...settings } of setup.optimizers) {
    for (const [name, value] of Object.entries(settings).filter(([, value]) => value !== null)) {
      parts.set(`${key}.${name}`, value);
    }
  }
  for (const [name, value] of [["name", setup.name], ["question", question]]) {
    if (value) {
      parts.set(name, value);
    }
  }
  // What an address may hold as it is stays readable.
  return `#${parts.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
}

/**
 * Reads what toHash has written. Addresses come from anywhere: what is not understood is left out, and the form and
 * the server look at the rest.
 *
 * @return the setup and the question; null where there is none
 */
export function fromHash(hash, start) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  if (!parts.has("data")) {
    return null;
  }
  const setup = { ...start, name: null, loss: null, weightDecay: null, batchNorm: parts.get("batchNorm") === "true" };
  for (const name of plainNames) {
    if (parts.has(name)) {
      setup[name] = parts.get(name);
    }
  }
  for (const name of numberNames) {
    const value = Number(parts.get(name) ?? NaN);
    if (Number.isFinite(value)) {
      setup[name] = value;
    }
  }
  const chosen = new Map();
  for (const [part, text] of parts) {
    const [, key, name] = /^([\w-]+)\.(\w+)$/.exec(part) ?? [];
    if (key && Number.isFinite(Number(text))) {
      chosen.set(key, { ...(chosen.get(key) ?? { key }), [name]: Number(text) });
    }
  }
  if (chosen.size > 0) {
    setup.optimizers = [...chosen.values()];
  }
  return { setup, question: parts.get("question") };
}

/** A word of a command line, quoted where a shell would take it apart. */
const shellWord = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command that trains the same; what is so anyway is left out, and what a field that is empty would say. */
export function commandOf(setup, optimizers) {
  const words = [];
  const add = (option, value) => {
    if ((value ?? "") !== "") {
      words.push(option, String(value));
    }
  };
  add("--data", setup.data);
  add("--hidden", setup.hidden.replaceAll(" ", ""));
  if (setup.dropout > 0) {
    add("--dropout", setup.dropout);
  }
  if (setup.batchNorm) {
    words.push("--batch-norm");
  }
  add("--weight-decay", setup.weightDecay);
  add("--loss", setup.loss);
  add("--optimizers", setup.optimizers.map(({ key }) => key).join(","));
  for (const { key, ...settings } of setup.optimizers) {
    const usual = optimizers.find((optimizer) => optimizer.key === key)?.settings ?? [];
    for (const [name, value] of Object.entries(settings)) {
      if (value !== null && value !== usual.find((setting) => setting.name === name)?.value) {
        add(name === "rate" ? "--lr" : "--set", `${name === "rate" ? key : `${key}.${name}`}=${value}`);
      }
    }
  }
  if (setup.schedule !== "constant") {
    add("--schedule", setup.schedule);
  }
  add("--batch-size", setup.batchSize);
  add("--epochs", setup.epochs);
  add("--seeds", setup.seeds);
  return ["./descent compare", ...words.map(shellWord)].join(" ");
}
