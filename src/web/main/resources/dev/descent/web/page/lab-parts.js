// Changing what a page shows without disturbing who is reading it: nothing is written that is there already.

/** Gives an element another text, if it is another. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Puts elements into one; where all are in their places nothing happens, and else the focus stays. */
export function setChildren(parent, wanted) {
  const there = parent.children;
  if (there.length === wanted.length && wanted.every((child, i) => child === there[i])) {
    return;
  }
  const focused = document.activeElement;
  parent.replaceChildren(...wanted);
  if (focused !== document.activeElement && parent.contains(focused)) {
    focused.focus();
  }
}
