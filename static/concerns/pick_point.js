// Lets a reporter point at a place on the map that folium drew: by click, by dragging the mark, or by keyboard.
// Without JavaScript, Leaflet or the drawn map the block stays hidden and the other ways on the page do.
(() => {
  "use strict";
  const block = document.querySelector("[data-pick-map]");
  const L = window.L;
  const map = block ? window[block.dataset.pickMap] : null;
  if (!L || !map || !(map instanceof L.Map)) return;

  const lat = block.closest("form").elements.lat;
  const lon = block.closest("form").elements.lon;
  const told = block.querySelector("[data-pick-told]");
  const clear = block.querySelector("[data-pick-clear]");
  const NEAR_METRES = 1500;
  const PLACES_FROM_ZOOM = 14;
  const names = { wards: [], places: [] };
  const labels = L.layerGroup().addTo(map);
  let mark = null;

  function nearest(point) {
    let best = null;
    let least = NEAR_METRES;
    for (const place of names.places) {
      const metres = map.distance(point, [place.lat, place.lon]);
      if (metres < least) {
        least = metres;
        best = place;
      }
    }
    return best;
  }

  function tell(point) {
    const place = nearest(point);
    told.textContent = place ? `Marked near ${place.name}. Now choose Continue.` : "Marked. Now choose Continue.";
  }

  function set(point, quiet) {
    lat.value = point.lat.toFixed(6);
    lon.value = point.lng.toFixed(6);
    if (!mark) {
      const icon = L.divIcon({ className: "map-pin", iconSize: [26, 26], html: "" });
      mark = L.marker(point, { icon, draggable: true, keyboard: false, zIndexOffset: 1000 }).addTo(map);
      mark.on("dragend", () => set(mark.getLatLng()));
    }
    mark.setLatLng(point);
    clear.hidden = false;
    if (!quiet) tell(point);
  }

  function forget() {
    lat.value = "";
    lon.value = "";
    if (mark) mark.remove();
    mark = null;
    clear.hidden = true;
    told.textContent = "The mark is gone.";
  }

  function write(name, point, kind) {
    const words = document.createElement("span");
    words.textContent = name;
    const icon = L.divIcon({ className: `map-name map-name--${kind}`, html: words, iconSize: [0, 0] });
    L.marker(point, { icon, interactive: false, keyboard: false }).addTo(labels);
  }

  // A name is written where no other one stands already.
  function label() {
    labels.clearLayers();
    const close = map.getZoom() >= PLACES_FROM_ZOOM;
    const [kind, wanted] = close ? ["place", names.places] : ["ward", names.wards];
    const view = map.getBounds();
    const taken = [];
    for (const each of wanted) {
      const point = L.latLng(each.lat, each.lon);
      if (!view.contains(point)) continue;
      const at = map.latLngToContainerPoint(point);
      const half = each.name.length * 4 + 10;
      const box = { left: at.x - half, right: at.x + half, top: at.y - 12, bottom: at.y + 12 };
      const free = taken.every((b) => box.right < b.left || box.left > b.right || box.bottom < b.top || box.top > b.bottom);
      if (!free) continue;
      taken.push(box);
      write(each.name, point, kind);
    }
  }

  block.hidden = false;
  map.invalidateSize({ animate: false });
  const wards = window[block.dataset.pickWards];
  if (wards instanceof L.FeatureGroup) map.fitBounds(wards.getBounds(), { animate: false });

  const holder = map.getContainer();
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-labelledby", "pick-title");
  holder.setAttribute("aria-describedby", "pick-how");

  map.on("click", (event) => set(event.latlng));
  map.on("moveend zoomend", label);
  block.querySelector("[data-pick-centre]").addEventListener("click", () => set(map.getCenter()));
  clear.addEventListener("click", forget);

  if (lat.value && lon.value) {
    const point = L.latLng(Number(lat.value), Number(lon.value));
    if (map.options.maxBounds ? L.latLngBounds(map.options.maxBounds).contains(point) : true) {
      map.setView(point, Math.max(map.getZoom(), PLACES_FROM_ZOOM), { animate: false });
      set(point, true);
    }
  }

  fetch(block.dataset.pickNames)
    .then((answer) => (answer.ok ? answer.json() : names))
    .then((found) => {
      Object.assign(names, found);
      label();
    })
    .catch(() => {});
})();
