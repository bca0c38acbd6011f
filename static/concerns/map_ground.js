// What lies under a map: picture tiles from our own address where the portal offers them, else plain paper.
// A tile that was not ready is asked for again a few times; one that is missing leaves the paper as it is.
window.portalMapGround = (map, block) => {
  "use strict";
  const address = block.dataset.mapTiles;
  if (!address) return;
  const AGAIN_MS = 900;
  const TRIES = 3;
  const { maxBounds: bounds } = map.options;
  const tiles = window.L.tileLayer(address, { maxZoom: 16, keepBuffer: 1, className: "map-tile", ...(bounds && { bounds }) });
  tiles.on("tileerror", ({ tile }) => {
    const tried = Number(tile.dataset.tried || 0);
    if (tried >= TRIES) return;
    tile.dataset.tried = String(tried + 1);
    const { src } = tile;
    window.setTimeout(() => { if (tile.isConnected) tile.src = src; }, AGAIN_MS * (tried + 1));
  });
  tiles.on("tileload", () => block.classList.add("has-tiles"));
  tiles.addTo(map);
};
