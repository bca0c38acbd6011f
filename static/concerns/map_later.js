// Fetches what a live map needs, in order, once part of the drawing in its place is on the screen.
// Nobody who does not scroll there pays for it; where anything fails to come, the drawing stays.
(() => {
  "use strict";
  const frame = document.querySelector("[data-map-parts]");
  if (!frame || !("IntersectionObserver" in window)) return;
  const SEEN = 0.1; // of the map
  const add = (tag, values) =>
    new Promise((come, fail) => {
      const part = Object.assign(document.createElement(tag), values, { onload: come, onerror: fail });
      document.head.append(part);
    });
  const fetchAll = async () => {
    await add("link", { rel: "stylesheet", href: frame.dataset.mapStyle });
    for (const src of frame.dataset.mapParts.split(" ")) await add("script", { src, async: false });
  };
  const watcher = new IntersectionObserver(
    (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      watcher.disconnect();
      fetchAll().catch(() => {});
    },
    { threshold: SEEN },
  );
  watcher.observe(frame);
})();
