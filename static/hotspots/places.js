// Gives the map areas their classes by the table on the page, which holds every name and number.
(() => {
  "use strict";
  const frame = document.querySelector("[data-places-map]");
  const live = frame && window.portalLiveMap(frame, frame.dataset.placesMap);
  if (!live) return;
  const { geo_json_hotspots_wards: wards, geo_json_hotspots_areas: areas } = window;
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-place]")) {
    const words = [...row.cells].slice(1, 4).map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
    rows.set(row.dataset.place, { name: row.cells[0].textContent.trim(), words, step: Number(row.dataset.step) });
  }
  const words = (layer) => {
    const { name, words: [now, before, said] } = rows.get(layer.feature.id);
    return `${name}: ${now} now, ${before} a year ago: ${said}`;
  };
  for (const layer of wards.getLayers()) live.dress(layer, "ward", 0);
  wards.bringToBack();
  for (const layer of areas ? areas.getLayers() : []) {
    const row = rows.get(layer.feature.id);
    if (!row) {
      areas.removeLayer(layer);
      continue;
    }
    live.dress(layer, "area", row.step);
    layer.on("click mouseover", () => live.tell(layer, words(layer)));
  }
  live.list(areas ? areas.getLayers() : [], words);
  live.open(wards.getBounds());
})();
