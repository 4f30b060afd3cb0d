// How a reader looks at the Lab: what is shown, on which axes. A reload keeps it, another tab has its own.

const viewPlace = "descent-lab-view";

const viewAtFirst = {
  current: null, // the experiment that the page is about
  over: [], // those laid over it
  hidden: [], // runs that are not drawn
  open: [], // groups whose seeds have rows of their own
  axis: "epoch",
  logX: false,
  logs: { loss: true, accuracy: false, rate: true, gradient: true },
  validation: true,
  zoom: null, // the part of the x axis that is held; null follows
  zoomY: {}, // the same of the y axis, by chart
  sort: null, // a column and whether it falls
  question: null, // the title of the question that is being tried
};

function keptView() {
  try {
    return JSON.parse(sessionStorage.getItem(viewPlace)) ?? {};
  } catch {
    return {}; // a browser that keeps nothing, or something that is not ours
  }
}

/** The view. Whoever changes it calls keepView. */
export const labView = { ...viewAtFirst, ...keptView() };

/** Has the next reload find the view as it is. */
export function keepView() {
  try {
    sessionStorage.setItem(viewPlace, JSON.stringify(labView));
  } catch {
    // then a reload begins anew
  }
}

/** Shows all of the axes again, and goes on with what comes. */
export function followAgain() {
  labView.zoom = null;
  labView.zoomY = {};
}
