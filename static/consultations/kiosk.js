// A shared screen that somebody left is cleared: a warning first, and one press gives the whole time again.
const bar = document.querySelector("[data-kiosk-seconds]");
const WARNING = 20;

if (bar) {
  const seconds = Number(bar.dataset.kioskSeconds);
  const warning = bar.querySelector("[data-kiosk-warning]");
  const left = bar.querySelector("[data-kiosk-left]");
  let idle = 0;

  const stay = () => {
    idle = 0;
    warning.hidden = true;
  };
  const tick = () => {
    idle += 1;
    const remaining = seconds + WARNING - idle;
    if (remaining <= 0) {
      location.replace(bar.dataset.kioskStart);
    } else if (remaining <= WARNING && warning.hidden) {
      left.textContent = String(WARNING);
      warning.hidden = false;
    }
  };

  for (const name of ["keydown", "pointerdown", "input", "scroll"]) {
    document.addEventListener(name, stay, { passive: true });
  }
  bar.querySelector("[data-kiosk-stay]").addEventListener("click", stay);
  addEventListener("pageshow", (shown) => {
    if (shown.persisted) location.replace(bar.dataset.kioskStart);
  });
  setInterval(tick, 1000);
}
