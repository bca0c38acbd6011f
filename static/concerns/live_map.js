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
    // Says what belongs to an outline, and marks it.
    tell(layer, words) {
      told.textContent = words;
      told.classList.add("map-told--said");
      if (here) here.getElement().classList.remove("shape--here");
      here = layer;
      layer.getElement().classList.add("shape--here");
    },
    // Opens on these bounds and lets nobody lose them.
    open(bounds) {
      map.fitBounds(bounds, { padding: [8, 8], animate: false });
      map.setMaxBounds(limits);
    },
  };
};
