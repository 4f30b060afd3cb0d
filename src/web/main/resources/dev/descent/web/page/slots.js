// The numbers in a lesson's text: those of the recorded run, or those of the run that is on the page.

/** The text of a value that the run on this page has given; undefined if it has given none. */
export function valueOf(name) {
  return document.querySelector(`.run data[data-slot="${CSS.escape(name)}"]`)?.value;
}

/** Puts the values of the run into the text, or the recorded ones. */
export function fillSlots(isOfRun) {
  for (const slot of document.querySelectorAll(".slot")) {
    slot.dataset.recorded ??= slot.textContent;
    const value = isOfRun ? valueOf(slot.dataset.slot) : undefined;
    slot.textContent = value ?? slot.dataset.recorded;
    slot.classList.toggle("own", value !== undefined);
    slot.title = value === undefined || value === slot.dataset.recorded ? "" : `recorded: ${slot.dataset.recorded}`;
  }
}
