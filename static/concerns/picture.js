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
  const { pictureWard: ward, pictureName: name, pictureWords: whole } = frame.dataset;
  if (ward) rows.set(ward, { name, words: whole.trim() });

  const { geo_json_released_wards: wards, geo_json_released_areas: areas } = window;
  wards.bringToBack();
  const known = (layer) => rows.has(layer.feature.id);
  const words = (layer) => `${rows.get(layer.feature.id).name}: ${rows.get(layer.feature.id).words}`;
  const tell = (layer) => known(layer) && live.tell(layer, words(layer));
  const dress = (group, kind) => {
    for (const layer of group ? group.getLayers() : []) {
      const { style } = layer.feature.properties;
      live.dress(layer, kind, style.startsWith("step") ? style.slice(4) : "");
      layer.on("click mouseover", () => tell(layer));
    }
  };
  dress(wards, "ward");
  dress(areas, "area");
  const inTable = [...rows.keys()];
  const place = (layer) => inTable.indexOf(layer.feature.id);
  const shown = [...wards.getLayers(), ...(areas ? areas.getLayers() : [])].filter(known);
  live.list(shown.sort((one, other) => place(one) - place(other)), words);
  const chosen = wards.getLayers().find((layer) => layer.feature.id === ward);
  if (chosen) tell(chosen);
  live.open((chosen || wards).getBounds());
})();
