// Colours the map areas by the table on the page, which holds every name and number; writes them as text.
(() => {
  const frame = document.querySelector("[data-places-map]");
  const map = frame && window[frame.dataset.placesMap];
  if (!map) return;
  const told = frame.querySelector("[data-places-told]");
  const { geo_json_hotspots_wards: wards, geo_json_hotspots_areas: areas } = window;
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-place]")) {
    const words = [...row.cells].slice(1, 4).map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
    rows.set(row.dataset.place, { name: row.cells[0].textContent.trim(), words, step: row.dataset.step });
  }
  frame.hidden = false;
  map.options.zoomSnap = 0.1;
  map.setMaxBounds(null);
  map.invalidateSize({ pan: false });
  map.scrollWheelZoom.disable();

  let here = null;
  const tell = (layer) => {
    const row = rows.get(layer.feature.id);
    if (!row) return;
    const [now, before, said] = row.words;
    told.textContent = `${row.name}: ${now} now, ${before} a year ago: ${said}`;
    told.classList.add("picture-told--said");
    if (here) here.getElement().classList.remove("picture-here");
    here = layer;
    layer.getElement().classList.add("picture-here");
  };
  for (const layer of wards.getLayers()) layer.getElement().classList.add("picture-ward");
  wards.bringToBack();
  for (const layer of areas ? areas.getLayers() : []) {
    const row = rows.get(layer.feature.id);
    if (!row) {
      areas.removeLayer(layer);
      continue;
    }
    layer.getElement().classList.add("picture-area", `picture-area--${row.step}`);
    layer.on("click mouseover", () => tell(layer));
  }
  map.fitBounds(wards.getBounds(), { padding: [8, 8], animate: false });
})();
