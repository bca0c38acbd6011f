// One item: words in the copy become a placeholder, and keys for two buttons and two boxes.
// Keys do nothing while a box of the form is in use, and can be switched off for this computer.
const KEPT = "item-keys";
const form = document.querySelector("form[data-unsent] textarea[name=copy]")?.form;
const copy = form?.elements.copy;
const keys = document.querySelector("[data-item-keys]");

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
if (keys) {
  const box = keys.querySelector("input");
  keys.hidden = false;
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    keep(on);
  });
}

const placeholders = form?.querySelector("[data-placeholders]");
if (placeholders) {
  placeholders.hidden = false;
  placeholders.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-kind]");
    if (!button) return;
    copy.setRangeText(button.textContent, copy.selectionStart, copy.selectionEnd, "end");
    copy.dispatchEvent(new Event("input", { bubbles: true }));
    const tick = form.querySelector(`input[name=taken_out][value="${button.dataset.kind}"]`);
    if (tick) tick.checked = true;
    copy.focus();
  });
}

function press(key) {
  return () => form?.querySelector(`button[data-key="${key}"]`)?.click();
}

const ACTS = {
  m: press("m"),
  d: press("d"),
  c: () => copy?.focus(),
  r: () => document.querySelector("form[data-unsent] textarea[name=reason]")?.focus(),
};

function inUse(element) {
  const typed = element.closest?.("input, select, textarea, [contenteditable]");
  return typed !== null && typed !== undefined && !["checkbox", "radio"].includes(typed.type);
}

document.addEventListener("keydown", (event) => {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || inUse(event.target)) return;
  const act = Object.hasOwn(ACTS, event.key) ? ACTS[event.key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});
