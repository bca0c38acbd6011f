// Ties the map of the published picture to the tables on the page: which number belongs to what is touched.
(() => {
  "use strict";
  const frame = document.querySelector("[data-picture-map]");
  const live = frame && window.portalLiveMap(frame, frame.dataset.pictureMap);
  if (!live) return;
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-place]")) {
    const words = row.cells[1].textContent.trim().replace(/\s+/g, " ");
    rows.set(row.dataset.place, { name: row.cells[0].textContent.trim(), words });
  }
  const { pictureWard: ward, pictureName: name, pictureWords: words } = frame.dataset;
  if (ward) rows.set(ward, { name, words: words.trim() });

  const { geo_json_released_wards: wards, geo_json_released_areas: areas } = window;
  wards.bringToBack();
  const tell = (layer) => {
    const row = rows.get(layer.feature.id);
    if (row) live.tell(layer, `${row.name}: ${row.words}`);
  };
  const dress = (group, kind) => {
    for (const layer of group ? group.getLayers() : []) {
      const { style } = layer.feature.properties;
      live.dress(layer, kind, style.startsWith("step") ? style.slice(4) : "");
      layer.on("click mouseover", () => tell(layer));
    }
  };
  dress(wards, "ward");
  dress(areas, "area");
  const chosen = wards.getLayers().find((layer) => layer.feature.id === ward);
  if (chosen) tell(chosen);
  live.open((chosen || wards).getBounds());
})();
