// Keys for the queue: j and k walk, x ticks, o goes to the item, / goes to the filters.
// They do nothing while a form's box is in use, and can be switched off for this computer.
const KEPT = "queue-keys";
const rows = [...document.querySelectorAll("[data-queue-row]")];
const filters = document.querySelector("[data-queue-filters]");
const choice = document.querySelector("[data-queue-keys]");
const box = choice?.querySelector("input");

function kept() {
  try {
    return window.localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    window.localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Without storage the choice holds for this page.
  }
}

let on = kept();
if (box) {
  choice.hidden = false;
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    keep(on);
  });
}

function here() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function link(row) {
  return row?.querySelector("td a[href]");
}

const ACTS = {
  j: () => link(rows[Math.min(here() + 1, rows.length - 1)])?.focus(),
  k: () => link(rows[Math.max(here() - 1, 0)])?.focus(),
  o: () => link(rows[here()])?.click(),
  x: () => rows[here()]?.querySelector("input[type=checkbox]")?.click(),
  "/": () => {
    if (!filters) return;
    filters.open = true;
    filters.querySelector("select")?.focus();
  },
};

function inUse(element) {
  const typed = element.closest?.("input, select, textarea, [contenteditable]");
  return typed !== null && typed !== undefined && typed.type !== "checkbox";
}

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || inUse(event.target)) return;
  const act = Object.hasOwn(ACTS, event.key) ? ACTS[event.key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});
