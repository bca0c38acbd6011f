// Shows a live map in place of the drawing that stands on the page, once it can be used; else the drawing stays.
// Names and numbers are read from the page's tables by the page's own script and written here as text.
window.portalLiveMap = (frame, name) => {
  "use strict";
  const { L } = window;
  const map = window[name];
  if (!L || !(map instanceof L.Map)) return null;
  const find = (part) => frame.querySelector(`[data-map-${part}]`);
  const told = find("told");
  find("live").hidden = false;
  find("drawing").classList.add("map-drawing--replaced");
  told.hidden = false;
  told.textContent = frame.dataset.mapAsk;
  map.options.zoomSnap = 0.1;
  const limits = L.latLngBounds(map.options.maxBounds).pad(0.25);
  map.setMaxBounds(null);
  map.invalidateSize({ pan: false });
  map.scrollWheelZoom.disable();
  let here = null;

  return {
    map,
    // The class of an outline: its pattern, or none.
    dress(layer, kind, step) {
      const outline = layer.getElement();
      outline.classList.add("shape", `shape--${kind}`);
      if (step) outline.setAttribute("fill", `url(#hatch-${kind}-${step})`);
      else outline.classList.add("shape--plain");
    },
    // Says what belongs to an outline, and marks it. Whoever comes by keyboard hears it from the outline itself.
    tell(layer, words, heard = false) {
      told.setAttribute("aria-live", heard ? "off" : "polite");
      told.textContent = words;
      told.classList.add("map-told--said");
      if (here) here.getElement().classList.remove("shape--here");
      here = layer;
      layer.getElement().classList.add("shape--here");
    },
    // One list for the keyboard: Tab comes to one outline, the arrows go from each to the next, Home and End to the ends.
    list(layers, words) {
      if (!layers.length) return;
      const outlines = layers.map((layer) => layer.getElement());
      const all = outlines[0].parentNode;
      all.setAttribute("role", "listbox");
      all.setAttribute("aria-label", frame.dataset.mapList);
      for (const each of all.children) if (!outlines.includes(each)) each.setAttribute("aria-hidden", "true");
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      const last = outlines.length - 1;
      outlines.forEach((outline, at) => {
        outline.setAttribute("role", "option");
        outline.setAttribute("aria-label", words(layers[at]));
        outline.setAttribute("aria-selected", "false");
        outline.setAttribute("tabindex", at ? "-1" : "0");
        outline.addEventListener("focus", () => {
          for (const each of outlines) {
            each.setAttribute("tabindex", each === outline ? "0" : "-1");
            each.setAttribute("aria-selected", String(each === outline));
          }
          map.panInside(layers[at].getBounds().getCenter(), { animate: false });
          this.tell(layers[at], words(layers[at]), true);
        });
        outline.addEventListener("keydown", (press) => {
          if (!(press.key in steps)) return;
          press.preventDefault();
          press.stopPropagation();
          outlines[Math.min(last, Math.max(0, at + steps[press.key]))].focus();
        });
      });
    },
    // Opens on these bounds and lets nobody lose them.
    open(bounds) {
      map.fitBounds(bounds, { padding: [8, 8], animate: false });
      map.setMaxBounds(limits);
    },
  };
};
