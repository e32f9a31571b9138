// The workbench's side of the map: it tells the page what the reader does on the map, and does on
// the map what the page asks. The page sends its whole wish each time; what is new in it is done.
window.cordonBench = (function () {
  "use strict";
  const CHOSEN = {
    color: "#111111", weight: 3, fill: false, interactive: false, pane: "chosen", className: "cordon-chosen",
  };
  const TILES = {
    osm: ["https://tile.openstreetmap.org/{z}/{x}/{y}.png", 19, "© OpenStreetMap contributors"],
    satellite: [
      "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
      18, "Imagery © Esri, Maxar, Earthstar Geographics",
    ],
  };
  const NOTATIONS = ["decimal", "dms", "mgrs"];
  let map = null;
  let wish = {};
  let zones = new Map();
  let pins = new Map();
  let flown = null;
  let restored = false;
  let first = false; // the view that was restored is not left for a choice that was made before
  let serial = Date.now();
  let drawing = null;
  let chosenLayer = null;
  let askMark = null;
  let overlay = null;
  let tiles = null;

  // ---- to the page -------------------------------------------------------------------------
  function send(event) {
    serial += 1;
    if (window.Streamlit) window.Streamlit.setComponentValue(Object.assign({ serial: serial }, event));
  }

  function address() {
    try { return new URL(window.parent.location.href); } catch (error) { return null; }
  }

  function remember(name, value) {
    const url = address();
    if (!url || url.searchParams.get(name) === value || (!value && !url.searchParams.has(name))) return;
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
    window.parent.history.replaceState(window.parent.history.state, "", url);
  }

  // ---- numbers -----------------------------------------------------------------------------
  function wrapped(lon) { return ((lon + 180) % 360 + 360) % 360 - 180; }

  function angle(value, letters) {
    const total = Math.round(Math.abs(value) * 3600);
    const pad = function (n) { return String(n).padStart(2, "0"); };
    return Math.floor(total / 3600) + "°" + pad(Math.floor(total / 60) % 60) + "′" + pad(total % 60) + "″" +
      letters[value < 0 ? 1 : 0];
  }

  function written(latlng, notation) {
    const lon = wrapped(latlng.lng);
    const lat = Math.max(-90, Math.min(90, latlng.lat));
    if (notation === "dms") return angle(lat, "NS") + " " + angle(lon, "EW");
    if (notation === "mgrs") {
      if (lat > 84 || lat < -80) return "MGRS ends at 84° N and 80° S";
      return window.mgrs.forward([lon, lat], 5).replace(/^(\d+[A-Z])([A-Z]{2})(\d{5})(\d{5})$/, "$1 $2 $3 $4");
    }
    return lat.toFixed(5) + ", " + lon.toFixed(5);
  }

  function metres(a, b) {
    return window.geodesic.Geodesic.WGS84.Inverse(a.lat, wrapped(a.lng), b.lat, wrapped(b.lng)).s12;
  }

  function length(points) {
    let sum = 0;
    for (let i = 1; i < points.length; i += 1) sum += metres(points[i - 1], points[i]);
    return sum;
  }

  function distance(m) { return m < 1000 ? m.toFixed(0) + " m" : (m / 1000).toFixed(m < 1e5 ? 2 : 1) + " km"; }

  // ---- coordinates under the pointer ---------------------------------------------------------
  const Readout = L.Control.extend({
    options: { position: "bottomleft" },
    onAdd: function () {
      const button = L.DomUtil.create("button", "cordon-readout");
      button.type = "button";
      button.title = "Coordinates under the pointer; press for another notation";
      let at = 0;
      let last = map.getCenter();
      const show = function () { button.textContent = written(last, NOTATIONS[at]); };
      L.DomEvent.disableClickPropagation(button);
      button.onclick = function () { at = (at + 1) % NOTATIONS.length; show(); };
      map.on("mousemove", function (event) { last = event.latlng; show(); });
      show();
      return button;
    },
  });

  // ---- measuring and drawing -----------------------------------------------------------------
  const NEEDS = { point: 1, line: 2, area: 3, measure: 2 };
  const BY_KEYS = " By keys: arrows move the cross, Space sets a point.";
  const HINTS = {
    point: "Click the point; Esc gives up." + BY_KEYS,
    line: "Click the line's points; Enter or a double click ends it, Esc gives up." + BY_KEYS,
    area: "Click the area's corners; Enter or a double click ends it, Esc gives up." + BY_KEYS,
    measure: "Click the points to measure between; Enter or a double click ends it." + BY_KEYS,
  };

  function start(mode) {
    stop();
    if (!mode) return;
    drawing = { mode: mode, points: [], shape: L.layerGroup().addTo(map), hint: note(HINTS[mode]) };
    map.getContainer().classList.add("cordon-drawing");
    map.doubleClickZoom.disable();
    map.closePopup();
    // the keys that draw are the map's, and all of it is seen
    if (window.frameElement && mode !== "measure") window.frameElement.scrollIntoView({ block: "nearest" });
    window.focus();
    map.getContainer().focus({ preventScroll: true });
  }

  // What the page waits for is given up; a measurement is no concern of the page.
  function giveUp() {
    const waited = drawing && drawing.mode !== "measure";
    stop();
    if (waited) send({ event: "given up" });
  }

  function stop() {
    if (!drawing) return;
    drawing.shape.remove();
    drawing.hint.remove();
    drawing = null;
    map.getContainer().classList.remove("cordon-drawing");
    setTimeout(function () { map.doubleClickZoom.enable(); }, 300);
  }

  function note(text) {
    const box = document.createElement("div");
    box.className = "cordon-hint";
    box.setAttribute("role", "status");
    box.textContent = text;
    map.getContainer().append(box);
    return box;
  }

  function sketch(pointer) {
    const points = pointer ? drawing.points.concat([pointer]) : drawing.points;
    drawing.shape.clearLayers();
    const look = { color: "#d55e00", weight: 2.5, dashArray: "6 4", interactive: false, pane: "chosen" };
    const shape = drawing.mode === "area" && points.length > 2 ? L.polygon(points, look) : L.polyline(points, look);
    shape.addTo(drawing.shape);
    if (drawing.mode === "measure" && points.length > 1) drawing.hint.textContent = distance(length(points));
  }

  let noted = null;

  function say(text) {
    if (noted) { noted.remove(); noted = null; }
    if (text) { noted = note(text); noted.classList.add("cordon-note"); }
  }

  function click(latlng) {
    const last = drawing.points[drawing.points.length - 1];
    if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < 3) return;
    drawing.points.push(latlng);
    sketch();
    if (drawing.mode === "point") finish();
  }

  function finish() {
    if (drawing && drawing.mode === "point" && !drawing.points.length) { click(map.getCenter()); return; }
    if (!drawing || drawing.points.length < NEEDS[drawing.mode]) return;
    const done = drawing;
    if (done.mode === "measure") {
      const ends = done.points;
      const line = L.polyline(ends, { color: "#d55e00", weight: 2.5, dashArray: "6 4" }).addTo(map);
      line.bindTooltip(distance(length(ends)), { permanent: true, className: "cordon-measured" }).openTooltip();
      line.on("click", function () { line.remove(); });
      stop();
      return;
    }
    const points = done.points.map(function (p) { return [wrapped(p.lng), p.lat]; });
    stop();
    send({ event: "drawn", mode: done.mode, points: points });
  }

  // A button at the upper left: a title, what it shows, what it does.
  function button(title, show, press) {
    const Button = L.Control.extend({
      options: { position: "topleft" },
      onAdd: function () {
        const bar = L.DomUtil.create("div", "leaflet-bar");
        const link = L.DomUtil.create("a", "", bar);
        link.href = "#";
        link.setAttribute("role", "button");
        link.title = title;
        link.setAttribute("aria-label", title);
        show(link);
        L.DomEvent.disableClickPropagation(bar);
        link.onclick = function (event) { event.preventDefault(); press(); };
        link.onkeydown = function (event) { if (event.key === " ") { event.preventDefault(); press(); } };
        return bar;
      },
    });
    return new Button();
  }

  function ruler() {
    return button(
      "Measure a distance", function (link) { link.textContent = "↔"; },
      function () { start(drawing ? "" : "measure"); },
    );
  }

  // ---- a picture of what is seen ---------------------------------------------------------------
  // drawn, since few fonts have a sign for it
  const CAMERA =
    '<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" stroke-width="2" ' +
    'stroke-linejoin="round" aria-hidden="true"><path d="M3 8h4l2-3h6l2 3h4v11H3z"/><circle cx="12" cy="13" r="3.5"/></svg>';

  function camera() {
    return button(
      "Picture of what I see", function (link) { link.className = "cordon-camera"; link.innerHTML = CAMERA; }, picture,
    );
  }

  // What is open, chosen or tried, as the picture's page shows it again.
  function marks() {
    const choice = wish.chosen || {};
    const found = { overlay: wish.overlay || [], dark: document.documentElement.classList.contains("cordon-dark") };
    if (choice.zone !== undefined) found.zone = choice.zone;
    else if (choice.at) found.ring = choice.at;
    if (wish.days) found.days = wish.days;
    if (wish.ask) found.ask = [wish.ask.lon, wish.ask.lat];
    const open = map._popup && map.hasLayer(map._popup) && map._popup;
    const source = (open && open._source && open._source.options) || {};
    if (source.cordonZone !== undefined || source.cordonPlace !== undefined) {
      found.popup = { zone: source.cordonZone, place: source.cordonPlace, at: pair(open.getLatLng()) };
    }
    return JSON.stringify(found);
  }

  function picture() {
    const c = map.getCenter();
    const size = map.getSize();
    const url = address();
    const query = new URLSearchParams({
      at: [c.lat.toFixed(5), wrapped(c.lng).toFixed(5), map.getZoom()].join(","),
      size: size.x + "," + size.y,
      layers: (url && url.searchParams.get("layers")) || "",
      hidden: (wish.hidden || []).join(","),
    });
    const busy = note("Chromium draws the picture …");
    const done = function (text) { busy.textContent = text; setTimeout(function () { busy.remove(); }, text ? 8000 : 0); };
    fetch("/cordon/seen/" + wish.key + ".png?" + query, { method: "POST", body: marks() }).then(function (answer) {
      if (!answer.ok) return answer.text().then(done);
      return answer.blob().then(function (blob) {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = "seen.png";
        link.click();
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
        done("");
      });
    }).catch(function () { done("The picture could not be fetched."); });
  }

  // ---- what is on the map --------------------------------------------------------------------
  function register(layer) {
    const options = layer.options || {};
    if (options.cordonZone !== undefined && !(layer instanceof L.FeatureGroup)) {
      const n = options.cordonZone;
      const known = zones.get(n) || new Set();
      known.add(layer);
      zones.set(n, known);
      layer.off("click", pressed).on("click", pressed);
      layer.off("keypress", entered).on("keypress", entered);
      conceal(layer, (wish.hidden || []).includes(n));
    } else if (options.cordonPlace !== undefined) {
      pins.set(options.cordonPlace, layer);
      layer.off("click", pressed).on("click", pressed);
    }
  }

  function entered(event) {
    if (drawing || event.originalEvent.key !== "Enter") return; // there it ends the line
    const at = event.target.getLatLng ? event.target.getLatLng() : event.target.getBounds().getCenter();
    pressed({ target: event.target, latlng: at });
  }

  function pressed(event) {
    if (drawing) { map.closePopup(); click(event.latlng); return; }
    const options = event.target.options;
    if (options.cordonZone !== undefined) send({ event: "zone", zone: options.cordonZone, at: pair(event.latlng) });
    else send({ event: "place", place: options.cordonPlace });
  }

  // An incident was pressed; false while something is drawn, or where no page listens.
  function told(number, latlng) {
    if (drawing) { click(latlng); return true; }
    send({ event: "incident", incident: number });
    return false;
  }

  function pair(latlng) { return [wrapped(latlng.lng), latlng.lat]; }

  function conceal(layer, hidden) {
    const element = layer.getElement && layer.getElement();
    if (element) element.style.display = hidden ? "none" : "";
  }

  function hide(hidden) {
    zones.forEach(function (layers, n) {
      layers.forEach(function (layer) { conceal(layer, hidden.includes(n)); });
    });
  }

  // A map that has no room yet (its frame is being laid out) flies nowhere: it waits until it has.
  const LEAST_PX = 240;
  function whenSeen(go) {
    const size = map.getSize();
    if (Math.min(size.x, size.y) >= LEAST_PX) go();
    else map.once("resize", function () { whenSeen(go); });
  }

  function choose(choice) {
    if (chosenLayer) { chosenLayer.remove(); chosenLayer = null; }
    if (!choice) return;
    let bounds = null;
    if (choice.zone !== undefined) {
      const paths = Array.from(zones.get(choice.zone) || []).filter(function (l) { return l.getLatLngs; });
      if (paths.length) {
        chosenLayer = L.featureGroup(paths.map(function (l) { return L.polygon(l.getLatLngs(), CHOSEN); })).addTo(map);
        bounds = chosenLayer.getBounds();
      } else if (choice.bounds) {
        bounds = L.latLngBounds(choice.bounds);
      }
    } else if (choice.at) {
      const at = L.latLng(choice.at[1], choice.at[0]);
      const ring = { radius: 11, color: "#d55e00", weight: 3, fill: false, interactive: false, pane: "chosen" };
      chosenLayer = L.circleMarker(at, ring).addTo(map);
      bounds = at.toBounds(40000);
    }
    if (!bounds || flown === choice.key) return;
    if (choice.fly && !first) {
      const room = { paddingTopLeft: [50, 20], paddingBottomRight: [170, 30], maxZoom: 12, duration: 0.5 };
      whenSeen(function () { map.flyToBounds(bounds, room); });
    }
    flown = choice.key;
  }

  function ask(at) {
    if (askMark) { askMark.remove(); askMark = null; }
    if (!at) return;
    const icon = L.divIcon({ className: "cordon-ask", html: "<span></span>", iconSize: [22, 22], iconAnchor: [11, 11] });
    askMark = L.marker([at.lat, at.lon], { icon: icon, interactive: false, keyboard: false, pane: "chosen" }).addTo(map);
    if (at.fly && !map.getBounds().pad(-0.1).contains(askMark.getLatLng())) {
      const spot = askMark.getLatLng();
      whenSeen(function () { map.flyTo(spot, Math.max(map.getZoom(), 9), { duration: 0.5 }); });
    }
  }

  function lay(rows) {
    if (overlay) { overlay.remove(); overlay = null; }
    if (!rows || !rows.length) return;
    overlay = L.layerGroup(rows.map(function (row) {
      const options = Object.assign({ interactive: false, pane: "chosen" }, row.look);
      return L.geoJSON(row.geometry, Object.assign({ style: options }, options));
    })).addTo(map);
  }

  function cover(name) {
    if (tiles) { tiles.remove(); tiles = null; }
    for (const pane of ["overview", "detail"]) {
      const element = map.getPane(pane);
      if (element) element.style.display = name ? "none" : "";
    }
    if (!name || !TILES[name]) return;
    const [url, most, credit] = TILES[name];
    tiles = L.tileLayer(url, { maxNativeZoom: most, maxZoom: 20, attribution: credit, referrerPolicy: "no-referrer" }).addTo(map);
  }

  function dress(theme) {
    const dark = theme === "dark";
    document.documentElement.classList.toggle("cordon-dark", dark);
    window.cordon.theme(map, dark);
  }

  // ---- provinces, from near ------------------------------------------------------------------
  const CELL_DEG = 4;
  const DIVISIONS_ZOOM = 6;
  const cells = new Set();

  function divisions() {
    const pane = map.getPane("divisions");
    const near = map.getZoom() >= DIVISIONS_ZOOM && !wish.tiles;
    if (pane) pane.style.display = near ? "" : "none";
    if (!near) return;
    const view = map.getBounds();
    const from = function (degrees) { return Math.floor(degrees / CELL_DEG) * CELL_DEG; };
    for (let west = from(view.getWest()); west < view.getEast(); west += CELL_DEG) {
      for (let south = Math.max(from(view.getSouth()), -88); south < Math.min(view.getNorth(), 88); south += CELL_DEG) {
        const name = (west + 360) + "/" + (south + 360);
        if (west < -180 || west >= 180 || cells.has(name)) continue;
        cells.add(name);
        fetch("/cordon/divisions/" + name + ".json")
          .then(function (answer) { return answer.ok ? answer.json() : null; })
          .then(function (data) { if (data && data.lines.length + data.rivers.length) window.cordon.divide(map, data); })
          .catch(function () { cells.delete(name); });
      }
    }
  }

  // ---- view that outlives the map ------------------------------------------------------------
  function saveView() {
    const c = map.getCenter();
    const view = [c.lat.toFixed(5), wrapped(c.lng).toFixed(5), map.getZoom()].join(",");
    remember("at", view + "," + wish.report);
  }

  function restoreView() {
    const url = address();
    const [lat, lon, zoom, ...report] = ((url && url.searchParams.get("at")) || "").split(",");
    const parts = [lat, lon, zoom].map(Number);
    // A view belongs to its report: another one is shown whole.
    if (parts.some(Number.isNaN) || report.join(",") !== wish.report) return;
    map.setView([parts[0], parts[1]], parts[2], { animate: false });
    restored = true;
  }

  function layerName(event) { return event.name.replace(/<svg[\s\S]*?<\/svg>/g, "").trim(); }

  function saveLayer(event) {
    const url = address();
    const known = new Set(((url && url.searchParams.get("layers")) || "").split(",").filter(Boolean));
    const name = layerName(event);
    const on = event.type === "overlayadd";
    known.delete((on ? "-" : "+") + name);
    known.add((on ? "+" : "-") + name);
    remember("layers", Array.from(known).join(","));
  }

  function restoreLayers() {
    const url = address();
    const wanted = ((url && url.searchParams.get("layers")) || "").split(",").filter(Boolean);
    if (!wanted.length) return;
    map.getContainer().querySelectorAll(".leaflet-control-layers-overlays label").forEach(function (label) {
      const box = label.querySelector("input");
      const name = label.textContent.trim();
      if (wanted.includes("+" + name) !== box.checked && (wanted.includes("+" + name) || wanted.includes("-" + name))) box.click();
    });
  }

  function popups() {
    map.on("popupopen", function (event) {
      const n = event.popup._source && event.popup._source.options.cordonZone;
      if (n !== undefined) window.sessionStorage.setItem("cordon-popup", String(n));
    });
    map.on("popupclose", function () { window.sessionStorage.removeItem("cordon-popup"); });
    const open = window.sessionStorage.getItem("cordon-popup");
    if (open === null || !restored) return;
    const layers = Array.from(zones.get(Number(open)) || []);
    const badge = layers.find(function (l) { return l instanceof L.Marker; });
    if (badge) badge.openPopup();
  }

  function keys(event) {
    if (event.target.matches && event.target.matches("input, textarea, select")) return;
    if (drawing && event.key === "Enter") finish();
    else if (drawing && event.key === "Escape") giveUp();
    else if (drawing && event.key === " ") { event.preventDefault(); click(map.getCenter()); }
    else if (window.parent !== window && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // The page's shortcuts work while the map has the focus.
      window.parent.document.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, code: event.code, bubbles: true }));
    }
  }

  function attach(target) {
    map = target;
    map.eachLayer(register);
    map.on("layeradd", function (event) { register(event.layer); });
    map.on("click", function (event) {
      if (drawing) click(event.latlng);
      else send({ event: "point", at: pair(event.latlng) });
    });
    map.on("dblclick", finish);
    map.on("mousemove", function (event) { if (drawing && drawing.points.length) sketch(event.latlng); });
    document.addEventListener("keydown", keys);
    new Readout().addTo(map);
    ruler().addTo(map);
    camera().addTo(map);
    restoreView();
    restoreLayers();
    popups();
    map.on("moveend", saveView);
    map.on("moveend", divisions);
    map.on("overlayadd overlayremove", saveLayer);
    // The page holds back its tables until the map is seen.
    requestAnimationFrame(function () { setTimeout(function () { fetch("/cordon/drawn/" + wish.key).catch(function () {}); }, 0); });
  }

  // The page's wish: each part is acted on only when it has changed, so that nothing moves that stays.
  function update(target, next) {
    const was = wish;
    wish = next;
    if (!map) { attach(target); first = restored; }
    const changed = function (part) { return JSON.stringify(was[part]) !== JSON.stringify(next[part]); };
    if (changed("theme")) dress(next.theme);
    if (changed("tiles")) { cover(next.tiles); setTimeout(divisions, 0); }
    if (changed("hidden")) hide(next.hidden || []);
    if (changed("days")) window.cordon.between(next.days);
    if (changed("chosen")) choose(next.chosen);
    if (changed("overlay")) lay(next.overlay);
    if (changed("ask")) ask(next.ask);
    if (changed("note")) say(next.note);
    if (changed("mode")) start(next.mode);
    first = false;
  }

  return { update: update, told: told, written: written, metres: metres, send: send };
})();
