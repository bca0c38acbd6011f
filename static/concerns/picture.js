// Ties the map of the published picture to the tables on the page: which number belongs to what is touched.
// Names and numbers are read from the tables and written as text.
(() => {
  const frame = document.querySelector("[data-picture-map]");
  const map = frame && window[frame.dataset.pictureMap];
  if (!map) return;
  const told = frame.querySelector("[data-picture-told]");
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-place]")) {
    const words = row.cells[1].textContent.trim().replace(/\s+/g, " ");
    rows.set(row.dataset.place, { name: row.cells[0].textContent.trim(), words });
  }
  const { pictureWard: ward, pictureName: name, pictureWords: words } = frame.dataset;
  if (ward) rows.set(ward, { name, words: words.trim() });
  frame.hidden = false;
  map.options.zoomSnap = 0.1;
  const limits = L.latLngBounds(map.options.maxBounds).pad(0.25);
  map.setMaxBounds(null);
  map.invalidateSize({ pan: false });
  map.scrollWheelZoom.disable();

  const { geo_json_released_wards: wards, geo_json_released_areas: areas } = window;
  wards.bringToBack();
  let here = null;

  const tell = (layer) => {
    const row = rows.get(layer.feature.id);
    if (!row) return;
    told.textContent = `${row.name}: ${row.words}`;
    told.classList.add("picture-told--said");
    if (here) here.getElement().classList.remove("picture-here");
    here = layer;
    layer.getElement().classList.add("picture-here");
  };

  const dress = (group, kind) => {
    for (const layer of group ? group.getLayers() : []) {
      const { style } = layer.feature.properties;
      layer.getElement().classList.add(`picture-${kind}`);
      if (style.startsWith("step")) layer.getElement().classList.add(`picture-${kind}--${style.slice(4)}`);
      layer.on("click mouseover", () => tell(layer));
    }
  };
  dress(wards, "ward");
  dress(areas, "area");
  const chosen = wards.getLayers().find((layer) => layer.feature.id === ward);
  if (chosen) tell(chosen);
  map.fitBounds((chosen || wards).getBounds(), { padding: [8, 8], animate: false });
  map.setMaxBounds(limits);
})();
