// Every staff page: the rail stands open on a desk, words that were not sent are asked about before they go,
// and nobody is signed out unawares. Without this script all pages work; a sign-in that ended keeps the words.

// The rail is one line on a phone and stands open beside the page on a desk.
const rail = document.querySelector(".rail__pages");
const desk = window.matchMedia("(min-width: 60em)");
function unfold() {
  rail.open = desk.matches;
}
if (rail) {
  unfold();
  desk.addEventListener("change", unfold);
}

// Something typed into a form with a box for longer text, and not sent: the browser asks before it is left.
const typed = new Set();
for (const form of document.querySelectorAll("main form")) {
  if (!form.querySelector("textarea")) continue;
  form.addEventListener("input", () => typed.add(form));
  form.addEventListener("submit", () => typed.delete(form));
}
const TEXT = "textarea, input:not([type]), input[type=text], input[type=email], input[type=url]";
function changed(form) {
  return [...form.querySelectorAll(TEXT)].some((box) => box.value !== box.defaultValue);
}
window.addEventListener("beforeunload", (event) => {
  if ([...typed].some(changed)) event.preventDefault();
});

// A sign-in ends after an idle time, and at a moment that only signing in again moves, in any tab. Both are
// said five minutes ahead.
const [SEEN, END] = ["staff-seen", "staff-end"];
const AHEAD = 5 * 60 * 1000; // milliseconds
const told = document.querySelector("[data-stay]");

function latest(name, fallback) {
  try {
    return Math.max(fallback, Number(window.localStorage.getItem(name)) || 0);
  } catch {
    return fallback;
  }
}

function note(name, moment) {
  try {
    window.localStorage.setItem(name, String(moment));
  } catch {
    // Without storage each page counts for itself.
  }
}

function watch() {
  const idle = Number(told.dataset.idle) * 1000;
  let end = Date.now() + Number(told.dataset.left) * 1000;
  const [soon, over] = ["soon", "over"].map((name) => told.querySelector(`[data-stay-${name}]`));
  const button = told.querySelector("button");
  let seen = Date.now();
  note(SEEN, seen);
  note(END, end);

  function show(part) {
    soon.hidden = part !== soon;
    over.hidden = part !== over;
    button.hidden = part !== soon;
    told.hidden = part === null;
  }

  function look() {
    const now = Date.now();
    seen = Math.min(now, latest(SEEN, seen));
    end = latest(END, end);
    if (end - now < AHEAD) show(over);
    else if (seen + idle - now < AHEAD) show(soon);
    else show(null);
  }

  button.addEventListener("click", async () => {
    const answer = await fetch("/staff", { method: "HEAD", redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return show(over);
    seen = Date.now();
    note(SEEN, seen);
    show(null);
  });
  window.setInterval(look, 15 * 1000);
  document.addEventListener("visibilitychange", look);
}

if (told) watch();
