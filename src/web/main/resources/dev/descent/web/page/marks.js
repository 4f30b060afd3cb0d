// The marks of exercises in lists, and how far one is: what the server says of them is fetched anew after a verdict.

import { pieces } from "./core.js";

let asked = 0;

/** Brings the marks of this page up to date; what is as it was stays. */
export async function renewMarks() {
  const mine = ++asked;
  const response = await fetch(location.pathname, { cache: "no-store" });
  if (!response.ok) {
    throw new Error(`the server answers ${response.status}`);
  }
  const now = pieces(await response.text());
  if (mine !== asked) {
    return; // a later answer is on its way
  }
  for (const old of document.querySelectorAll(".standing, [data-exercise]")) {
    const fresh = now.querySelector(
      old.dataset.exercise ? `[data-exercise="${CSS.escape(old.dataset.exercise)}"]` : ".standing",
    );
    if (fresh && !fresh.isEqualNode(old)) {
      const isFocused = old.contains(document.activeElement);
      old.replaceWith(fresh);
      if (isFocused) {
        fresh.querySelector("a")?.focus();
      }
    }
  }
}

/** The same for news of an exercise, if they bring a verdict. */
export function hearMarks({ passed }) {
  if (passed !== undefined) {
    renewMarks().catch(() => {}); // the server is gone: when it is back, all is fetched anew
  }
}
