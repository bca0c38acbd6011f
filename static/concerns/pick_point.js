// Lets a reporter point at a place on the map that folium drew: by click, by dragging the mark, by keyboard, or by
// what the device knows. Says in words where the mark is. Sends nothing; without JavaScript the other ways do.
(() => {
  "use strict";
  const block = document.querySelector("[data-pick-map]");
  const L = window.L;
  const map = block ? window[block.dataset.pickMap] : null;
  if (!L || !map || !(map instanceof L.Map)) return;

  const { elements } = block.closest("form");
  const [lat, lon] = [elements[block.dataset.pickLat || "lat"], elements[block.dataset.pickLon || "lon"]];
  const find = (name) => block.querySelector(`[data-pick-${name}]`);
  const told = find("told");
  const clear = find("clear");
  const NEAR_METRES = 1500;
  const AT_METRES = 80;
  const STEP_METRES = 50;
  const VAGUE_METRES = 300; // a device that knows no better shows the map and leaves the mark to its owner
  const PLACES_FROM_ZOOM = 14;
  const STEP_PIXELS = 8;
  const WAYS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const names = { wards: [], places: [] };
  const labels = L.layerGroup().addTo(map);
  const wards = window[block.dataset.pickWards];
  let mark = null;
  let later = 0;

  // Rings of a (Multi)Polygon; a point is inside where a ray crosses them an odd number of times.
  function holds({ type, coordinates }, { lat: y, lng: x }) {
    const rings = type === "Polygon" ? coordinates : coordinates.flat();
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [[ax, ay], [bx, by]] = [ring[i], ring[j]];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
    return inside;
  }

  function wardAt(point) {
    const layers = wards instanceof L.FeatureGroup ? wards.getLayers() : [];
    const found = layers.find(({ feature }) => holds(feature.geometry, point));
    const ward = found && names.wards.find(({ code }) => code === found.feature.id);
    return ward ? ` in ${ward.name} ward` : found ? "" : " at or beyond the edge of our area";
  }

  function nearPlace(point) {
    let best = null;
    for (const place of names.places) {
      const metres = map.distance(point, [place.lat, place.lon]);
      if (metres < (best ? best.metres : NEAR_METRES)) best = { place, metres };
    }
    if (!best) return "";
    const { place, metres } = best;
    if (metres <= AT_METRES) return ` at or near ${place.name},`;
    const east = (point.lng - place.lon) * Math.cos((point.lat * Math.PI) / 180);
    const turn = Math.atan2(east, point.lat - place.lat) / (Math.PI / 4);
    const rounded = Math.max(STEP_METRES, Math.round(metres / STEP_METRES) * STEP_METRES);
    return ` about ${rounded.toLocaleString("en-GB")} metres ${WAYS[(Math.round(turn) + 8) % 8]} of ${place.name},`;
  }

  // Spoken once the mark rests, so that a row of key presses is one sentence.
  function tell(point) {
    window.clearTimeout(later);
    later = window.setTimeout(() => {
      told.textContent = `Marked${nearPlace(point)}${wardAt(point)}. Choose Continue when it is right.`;
    }, 250);
  }

  function onArrow(event) {
    const way = ARROWS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const step = STEP_PIXELS * (event.shiftKey ? 5 : 1);
    const at = map.latLngToContainerPoint(mark.getLatLng()).add([way[0] * step, way[1] * step]);
    set(map.containerPointToLatLng(at));
    map.panInside(mark.getLatLng(), { padding: [40, 40] });
  }

  function makeMark(point) {
    const icon = L.divIcon({ className: "map-pin", iconSize: [44, 44], html: document.createElement("span") });
    mark = L.marker(point, { icon, draggable: true, keyboard: true, zIndexOffset: 1000 }).addTo(map);
    const drawn = mark.getElement();
    drawn.setAttribute("aria-label", "The mark. Move it with the arrow keys.");
    drawn.addEventListener("keydown", onArrow);
    mark.on("dragend", () => set(mark.getLatLng()));
  }

  function set(point, quiet) {
    lat.value = point.lat.toFixed(6);
    lon.value = point.lng.toFixed(6);
    if (!mark) makeMark(point);
    mark.setLatLng(point);
    clear.hidden = false;
    if (!quiet) tell(point);
  }

  function forget() {
    window.clearTimeout(later);
    lat.value = "";
    lon.value = "";
    if (mark) mark.remove();
    mark = null;
    clear.hidden = true;
    told.textContent = "The mark is gone.";
    map.getContainer().focus();
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

  const limits = map.options.maxBounds ? L.latLngBounds(map.options.maxBounds) : null;
  const lies = (point) => !limits || limits.contains(point);

  function arrive({ coords }) {
    const point = L.latLng(coords.latitude, coords.longitude);
    if (!lies(point)) {
      told.textContent = "Your device says you are outside our area. Use another way on this page.";
      return;
    }
    map.setView(point, coords.accuracy > VAGUE_METRES ? PLACES_FROM_ZOOM : PLACES_FROM_ZOOM + 2, { animate: false });
    if (coords.accuracy <= VAGUE_METRES) {
      set(point);
      return;
    }
    const metres = Math.round(coords.accuracy / 100) * 100;
    told.textContent = `Your device knows only to about ${metres.toLocaleString("en-GB")} metres where you are. The map shows it: put the mark yourself.`;
  }

  function missed({ code, PERMISSION_DENIED }) {
    told.textContent = code === PERMISSION_DENIED
      ? "Your browser did not give the location. Nothing is lost: use another way on this page."
      : "Your device could not tell where it is. Try again, or use another way on this page.";
  }

  function offerDevice() {
    if (!("geolocation" in navigator)) return;
    find("device").hidden = false;
    find("here").addEventListener("click", () => {
      told.textContent = "Asking your device …";
      navigator.geolocation.getCurrentPosition(arrive, missed, { enableHighAccuracy: true, timeout: 15000, maximumAge: 0 });
    });
  }

  function dressHolder() {
    const holder = map.getContainer();
    holder.setAttribute("role", "application");
    holder.setAttribute("aria-labelledby", "pick-title");
    holder.setAttribute("aria-describedby", "pick-how");
    holder.addEventListener("keydown", (event) => {
      if (event.target !== holder || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      set(map.getCenter());
    });
  }

  block.hidden = false;
  map.invalidateSize({ animate: false });
  if (wards instanceof L.FeatureGroup) map.fitBounds(wards.getBounds(), { animate: false });
  if (map.zoomControl) map.zoomControl.remove();
  if (window.portalMapGround) window.portalMapGround(map, block);
  dressHolder();
  offerDevice();

  map.on("click", (event) => {
    set(event.latlng);
    map.panInside(event.latlng, { padding: [60, 60] });
  });
  map.on("moveend zoomend", label);
  find("centre").addEventListener("click", () => set(map.getCenter()));
  clear.addEventListener("click", forget);
  for (const button of block.querySelectorAll("[data-pick-zoom]")) {
    button.addEventListener("click", () => map.setZoom(map.getZoom() + Number(button.dataset.pickZoom)));
  }

  if (lat.value && lon.value) {
    const point = L.latLng(Number(lat.value), Number(lon.value));
    if (lies(point)) {
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
