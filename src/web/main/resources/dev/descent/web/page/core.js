// What all pages use: their data, the way to the server, elements, news, and words for screen readers.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;

/** Whether there is a server behind this page; the static site has none. */
export const isServed = meta("descent-served") !== undefined;

/** Where the secret is kept that changes need. Browsers keep it for this port alone, which they do not do with cookies. */
const keyPlace = "descent-key";

/** Keeps the secret of a session that begins. */
export const keepKey = (key) => localStorage.setItem(keyPlace, key);

/** What the page was given. */
export const data = () => JSON.parse(document.getElementById("data").textContent);

/** An element. Attributes that are functions listen to the event of their name; null ones are left out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** An element of SVG, with attributes that are texts or numbers. */
export function svgEl(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** An element of the page by its id. */
export const byId = (id) => document.getElementById(id);

async function answer(response) {
  const body = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : {};
  if (response.status === 403) {
    throw new Error("This browser has no part in the session. Open the address that descent open has printed.");
  }
  if (!response.ok) {
    throw new Error(body.error ?? `Descent cannot answer this (${response.status}): its terminal says why.`);
  }
  return body;
}

/** Asks the server. Paths are relative: api/lab. Fails with an Error whose message is for people. */
export const get = (path) => fetch(path, { cache: "no-store" }).then(answer, away);

/** Has the server do something. */
export const post = (path, body = {}) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Descent-Key": localStorage.getItem(keyPlace) ?? "" },
    body: JSON.stringify(body),
  }).then(answer, away);

function away() {
  throw new Error("the server does not answer: is descent open still running?");
}

let region;
let said = 0;

/** Says something to screen readers, at most every two seconds: the last words win. */
export function say(words) {
  region ??= document.body.appendChild(el("div", { class: "spoken", role: "status", "aria-live": "polite" }));
  clearTimeout(region.waiting);
  region.waiting = setTimeout(
    () => {
      said = Date.now();
      region.textContent = words;
    },
    Math.max(0, said + 2000 - Date.now()),
  );
}

/** A number as people read it: four digits, and the power of ten where it is far from 1. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return "–";
  }
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e5) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

/**
 * Follows what happens on the server, in one stream for the whole page. It is closed while the page is hidden, and
 * tried again where the server is gone.
 *
 * @param handlers a function for each kind of news
 * @param refresh fetches the state, and returns the number of its last event; it is given whether there was a state
 *     before, of which events were missed
 * @return a promise, kept when there is a state for the first time: all news after it will be heard
 */
export function follow(handlers, refresh) {
  let last = null;
  let stream = null;
  let isRenewing = false;
  let began = () => {};
  const beginning = new Promise((resolve) => (began = resolve));
  let wait = 500;
  let timer = 0;
  let heard = 0;

  const open = () => {
    if (stream || document.hidden) {
      return;
    }
    if (last === null) {
      renew();
      return;
    }
    clearTimeout(timer);
    heard = Date.now();
    stream = new EventSource(`api/news?since=${encodeURIComponent(last)}`);
    stream.addEventListener("open", () => {
      wait = 500;
      heard = Date.now();
      document.body.dataset.news = "open";
      trouble("");
    });
    stream.addEventListener("error", lost);
    stream.addEventListener("beat", () => (heard = Date.now()));
    stream.addEventListener("missed", () => {
      close();
      renew();
    });
    for (const [kind, handle] of Object.entries(handlers)) {
      stream.addEventListener(kind, (event) => {
        heard = Date.now();
        last = event.lastEventId;
        handle(JSON.parse(event.data));
      });
    }
  };
  const close = () => {
    stream?.close();
    stream = null;
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(renew, wait);
    wait = Math.min(2 * wait, 5000);
  };
  const lost = () => {
    close();
    document.body.dataset.news = "lost";
    trouble("The server does not answer. Is descent open still running? This page goes on as soon as it does.");
    again();
  };
  const renew = async () => {
    if (document.hidden || isRenewing) {
      return; // it is done when the page is looked at
    }
    isRenewing = true;
    try {
      const next = await refresh(last !== null);
      if (last !== null && next.split("-")[0] !== last.split("-")[0]) {
        location.reload(); // the server is another, and its pages may be others
        return;
      }
      last = next;
      began();
      open();
    } catch (error) {
      trouble(error.message);
      again();
    } finally {
      isRenewing = false;
    }
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  setInterval(() => {
    if (stream && Date.now() - heard > 40_000) {
      lost(); // a laptop that slept: the stream is dead and nobody says so
    }
  }, 5000);
  open();
  return beginning;
}

/** Says above the page what is wrong; nothing where all is well again. */
export function trouble(words) {
  const place = byId("trouble");
  place.textContent = words;
  place.hidden = words === "";
}

/** Pieces of a page that the server has made, which escapes all that it is given. */
const made = globalThis.trustedTypes?.createPolicy("descent", { createHTML: (html) => html });

/**
 * The elements of such a piece.
 *
 * @param time how many times pictures of these names have been drawn anew since the page was opened: as long as it is
 *     open, browsers do not ask again for an address
 */
export function pieces(html, time = 0) {
  const template = document.createElement("template");
  template.innerHTML = made ? made.createHTML(html) : html;
  for (const image of time > 0 ? template.content.querySelectorAll("img") : []) {
    image.setAttribute("src", `${image.getAttribute("src")}?${time}`);
  }
  return template.content;
}

/** Has a button copy what a function returns, and say so. */
export function copies(button, text) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const words = (await copyText(text())) ? "Copied" : "The browser does not copy";
    button.textContent = words;
    say(words);
    setTimeout(() => (button.textContent = label), 2000);
  });
}

/** Copies a text, also where a page from a file may not use the clipboard, and returns whether it could. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const field = document.body.appendChild(el("textarea"));
    field.value = text;
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return isCopied;
  }
}
