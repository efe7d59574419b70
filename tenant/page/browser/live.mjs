import { keepForms } from "./forms.mjs";
import { replaceSection } from "./sections.mjs";

const SILENCE_MS = 7_000;
const AGAIN_MS = 2_000;

const connection = document.getElementById("connection");
const waiting = new Map();
let events;
let lastHeard = Date.now();
let applying = false;

function say(isLive, text) {
  if (connection.textContent !== text) {
    connection.textContent = text;
  }
  connection.className = isLive ? "live" : "lost";
}

function heard() {
  lastHeard = Date.now();
  say(true, "Live");
}

function lost() {
  say(
    false,
    "The tenant does not answer: it may have been stopped. This page goes on when it is back at this address.",
  );
}

/** Replaces what has changed. The more time that takes, the longer is the pause before the next time. */
function apply() {
  if (applying || waiting.size === 0) {
    return;
  }
  applying = true;
  requestAnimationFrame(() => {
    const start = performance.now();
    for (const [id, html] of waiting) {
      replaceSection(id, html);
    }
    waiting.clear();
    setTimeout(
      () => {
        applying = false;
        apply();
      },
      4 * (performance.now() - start),
    );
  });
}

function listen() {
  events?.close();
  events = new EventSource("/_tenant/page/events");
  events.addEventListener("open", heard);
  events.addEventListener("beat", heard);
  events.addEventListener("section", ({ data }) => {
    const { id, html } = JSON.parse(data);
    waiting.set(id, html);
    heard();
    apply();
  });
  events.addEventListener("error", lost);
}

setInterval(() => {
  if (document.hidden) {
    return;
  }
  if (Date.now() - lastHeard > SILENCE_MS) {
    lost();
  }
  if (connection.className === "lost") {
    listen();
  }
}, AGAIN_MS);

// A browser has few connections for each address: a page that nobody looks at keeps none.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    events.close();
  } else {
    lastHeard = Date.now();
    listen();
  }
});

keepForms((text) => {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const section of page.querySelectorAll("#summary, main section[id]")) {
    waiting.delete(section.id);
    replaceSection(section.id, section);
  }
  return page;
}, lost);
listen();
