// While something that takes its time is being made, counts the seconds under the button that was pressed.
// Without it the sentence there says how long it takes. Sends nothing and holds nothing back.
(() => {
  "use strict";
  const EVERY_MS = 1000;
  for (const told of document.querySelectorAll("[data-takes]")) {
    const form = told.closest("form");
    const words = told.textContent;
    let clock = 0;
    form.addEventListener("submit", () => {
      const began = Date.now();
      const tell = () => {
        const seconds = Math.round((Date.now() - began) / EVERY_MS);
        // A screen reader is told at the start and every ten seconds, not at every tick.
        told.setAttribute("aria-live", seconds % 10 ? "off" : "polite");
        told.textContent = `Working on it: ${seconds} ${seconds === 1 ? "second" : "seconds"} so far. ${words}`;
      };
      window.clearInterval(clock);
      tell();
      clock = window.setInterval(tell, EVERY_MS);
    });
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      window.clearInterval(clock);
      told.textContent = words;
    });
  }
})();
