// The base map and the names on it. Geometry comes packed: integers, first vertex then steps,
// longitude first; text is written with textContent only.
window.cordon = (function () {
  "use strict";
  const LIGHT = { sea: "#dfe9ef", land: "#faf8f3", border: "#8d8a86", coast: "#b9c6cd", river: "#b5cfdf" };
  const DARK = { sea: "#161d23", land: "#252c32", border: "#7f868c", coast: "#3c4952", river: "#34495a" };
  let COLORS = LIGHT;
  const ground = []; // layers of the base map, each with the colours it takes
  const HEIGHT_PX = 14;
  const PIXELS = { country: 12.5, area: 11, capital: 12, town: 11, pin: 12 };

  function path(packed, scale) {
    const out = new Array(packed.length / 2);
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < packed.length; i += 2) {
      lon += packed[i];
      lat += packed[i + 1];
      out[i / 2] = [lat / scale, lon / scale];
    }
    return out;
  }

  function pane(map, name, zIndex) {
    const element = map.getPane(name) || map.createPane(name);
    element.style.zIndex = zIndex;
    element.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.3 });
  }

  function draw(map, data, name, zIndex) {
    const renderer = pane(map, name, zIndex);
    const common = { renderer: renderer, pane: name, interactive: false };
    const polygons = function (rows) {
      return rows.map(function (rings) {
        return rings.map(function (ring) { return path(ring, data.scale); });
      });
    };
    const lines = function (rows) {
      return rows.map(function (row) { return path(row, data.scale); });
    };
    const put = function (layer, color, fillColor) {
      ground.push([layer, color, fillColor]);
      layer.setStyle({ color: COLORS[color], fillColor: COLORS[fillColor] }).addTo(map);
    };
    const fill = Object.assign({ stroke: true, weight: 0.8, fillOpacity: 1 }, common);
    for (const box of data.boxes) {
      const corners = [[box[1], box[0]], [box[3], box[2]]];
      put(L.rectangle(corners, Object.assign({ stroke: false, fillOpacity: 1 }, common)), "sea", "sea");
    }
    // Cut land has no edge of its own, or the cut would be drawn: its coast comes as lines.
    const cut = data.boxes.length > 0;
    put(L.polygon(polygons(data.land), Object.assign({}, fill, { smoothFactor: 0.8, stroke: !cut })), "coast", "land");
    put(L.polyline(lines(data.coast), Object.assign({ weight: 0.8, smoothFactor: 0.8 }, common)), "coast");
    put(L.polygon(polygons(data.lakes), fill), "coast", "sea");
    put(L.polyline(lines(data.rivers), Object.assign({ weight: 1.2 }, common)), "river");
    const border = { weight: 1.1, lineJoin: "round", smoothFactor: 0.8 };
    put(L.polyline(lines(data.borders), Object.assign(border, common)), "border");
    put(L.polyline(lines(data.inner), Object.assign({}, border, { dashArray: "4 4" }, common)), "border");
  }

  // Lines between provinces, thin and dotted, and rivers, as they come in; beneath the zones.
  function divide(map, data) {
    const renderer = map.cordonDivisions || (map.cordonDivisions = pane(map, "divisions", 230));
    const look = { renderer: renderer, pane: "divisions", interactive: false, weight: 0.9, dashArray: "1 4", smoothFactor: 0.8 };
    const layer = L.polyline(data.lines.map(function (row) { return path(row, data.scale); }), look);
    ground.push([layer, "border"]);
    layer.setStyle({ color: COLORS.border }).addTo(map);
    const water = L.polyline(data.rivers.map(function (row) { return path(row, data.scale); }), Object.assign({}, look, { dashArray: null, weight: 1 }));
    ground.push([water, "river"]);
    water.setStyle({ color: COLORS.river }).addTo(map);
  }

  function theme(map, dark) {
    COLORS = dark ? DARK : LIGHT;
    map.getContainer().style.background = COLORS.sea;
    for (const [layer, color, fillColor] of ground) {
      layer.setStyle({ color: COLORS[color], fillColor: COLORS[fillColor] });
    }
  }

  // The map takes the room that it has, now and whenever that changes.
  function fit(map) {
    const container = map.getContainer();
    container.style.background = COLORS.sea;
    // In the app the map fills its frame, whose height the page sets.
    if (container.id === "map_div") container.style.setProperty("height", "100vh", "important");
    map.invalidateSize();
    new ResizeObserver(function () { map.invalidateSize({ animate: false }); }).observe(container);
  }

  const SVG = "http://www.w3.org/2000/svg";
  const STROKES = { "/": "M-2 10 10 -2M-2 2 2 -2M6 10 10 6", "\\": "M-2 -2 10 10M-2 6 2 10M6 -2 10 2", "-": "M0 4H8", "|": "M4 0V8", ".": "M3 4H5", "x": "M-2 10 10 -2M-2 2 2 -2M6 10 10 6M-2 -2 10 10M-2 6 2 10M6 -2 10 2" };
  let defs = null;

  function drawn(name, look, parent) {
    const element = document.createElementNS(SVG, name);
    for (const key of Object.keys(look)) element.setAttribute(key, look[key]);
    parent.append(element);
    return element;
  }

  function definitions() {
    if (defs) return defs;
    const holder = drawn("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" }, document.body);
    defs = drawn("defs", {}, holder);
    return defs;
  }

  // Hatches tell the distances of zones apart, as on printed maps.
  function hatches(rows) {
    for (const [id, strokes, color, opacity] of rows) {
      const pattern = drawn("pattern", { id: id, patternUnits: "userSpaceOnUse", width: 8, height: 8 }, definitions());
      drawn("rect", { width: 8, height: 8, fill: color, "fill-opacity": opacity }, pattern);
      drawn("path", { d: STROKES[strokes], stroke: color, "stroke-width": strokes === "." ? 2 : 1, "stroke-opacity": 0.6, fill: "none" }, pattern);
    }
  }

  let masks = 0;

  // Where the words leave an edge open ("southern Syria") the area fades towards it.
  function fade(layer, fades) {
    layer.eachLayer(function (part) {
      part.options.noClip = true; // the mask is measured in the part's own bounds
      const id = "cordon-fade-" + (masks += 1);
      const bounds = part.getBounds();
      const y = function (lat) { return L.CRS.EPSG3857.project(L.latLng(lat, 0)).y; };
      const share = function (axis, degrees) {
        if (axis === "longitude") return (degrees - bounds.getWest()) / (bounds.getEast() - bounds.getWest());
        return (y(bounds.getNorth()) - y(degrees)) / (y(bounds.getNorth()) - y(bounds.getSouth()));
      };
      const mask = drawn("mask", { id: id, maskContentUnits: "objectBoundingBox", x: -0.2, y: -0.2, width: 1.4, height: 1.4 }, definitions());
      drawn("rect", { x: -0.2, y: -0.2, width: 1.4, height: 1.4, fill: "#fff" }, mask);
      fades.forEach(function (row, at) {
        const ends = [share(row[0], row[1]), share(row[0], row[2])];
        const along = row[0] === "longitude" ? { x1: ends[0], x2: ends[1], y1: 0, y2: 0 } : { x1: 0, x2: 0, y1: ends[0], y2: ends[1] };
        // objectBoundingBox of a rect that is 1.4 wide: the shares are those of the area itself
        for (const key of ["x1", "x2", "y1", "y2"]) along[key] = (along[key] + 0.2) / 1.4;
        const tint = drawn("linearGradient", Object.assign({ id: id + "-" + at }, along), definitions());
        drawn("stop", { offset: 0, "stop-color": "#000", "stop-opacity": 0 }, tint);
        drawn("stop", { offset: 1, "stop-color": "#000", "stop-opacity": 0.8 }, tint);
        drawn("rect", { x: -0.2, y: -0.2, width: 1.4, height: 1.4, fill: "url(#" + id + "-" + at + ")" }, mask);
      });
      part.on("add", function () {
        const element = part.getElement();
        if (element) element.setAttribute("mask", "url(#" + id + ")");
      });
    });
  }

  // Overview below, the exact part above it; the overview's lines inside the boxes are painted over.
  function base(map, detail) {
    if (window.cordonOverview) draw(map, window.cordonOverview, "overview", 210);
    if (detail.boxes.length) draw(map, detail, "detail", 220);
  }

  // Zones lie one above the other by size, the chosen one's outline and the pins over them.
  function panes(map, zones) {
    for (let i = 0; i < zones; i += 1) map.createPane("zone" + i).style.zIndex = 410 + Math.min(i, 150);
    map.createPane("chosen").style.zIndex = 570;
    map.getPane("chosen").style.pointerEvents = "none";
    map.createPane("pins").style.zIndex = 590;
  }

  const measure = document.createElement("canvas").getContext("2d");

  function width(label) {
    if (label.width === undefined) {
      const spaced = label.kind === "country" || label.kind === "area";
      measure.font = (label.kind === "town" ? "" : "600 ") + PIXELS[label.kind] + "px system-ui, 'Segoe UI', sans-serif";
      const text = spaced ? label.text.toUpperCase() : label.text;
      label.width = measure.measureText(text).width + (spaced ? text.length * 1.6 : 0) + 4;
    }
    return label.width;
  }

  // A town that has a pin is not named twice.
  function name(label) {
    return (label.kind === "country" || label.kind === "area" ? "area " : "point ") + label.text;
  }

  // Where a name may stand: centred for territories, beside its dot for towns.
  function sides(label) {
    const w = width(label);
    const h = HEIGHT_PX;
    if (label.kind === "country" || label.kind === "area") return [["c", -w / 2, -h / 2]];
    return [["r", 7, -h / 2], ["l", -w - 7, -h / 2], ["t", -w / 2, -h - 6], ["b", -w / 2, 6]];
  }

  function free(box, taken) {
    return taken.every(function (other) {
      return box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1];
    });
  }

  // Nothing is named under the legend, the buttons or the scale.
  function controls(map) {
    const frame = map.getContainer().getBoundingClientRect();
    return Array.from(map.getContainer().querySelectorAll(".leaflet-control")).map(function (control) {
      const box = control.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
  }

  function element(label, side) {
    const outer = document.createElement("div");
    outer.className = "cordon-label " + label.kind + " " + side;
    const text = document.createElement("span");
    text.textContent = label.text;
    outer.append(text);
    return outer;
  }

  const Labels = L.Layer.extend({
    initialize: function (rows, obstacles) {
      this._rows = rows.map(function (r) {
        return { text: r[0], at: L.latLng(r[2], r[1]), kind: r[3], zoom: r[4], weight: r[5] };
      });
      this._rows.sort(function (a, b) { return a.zoom - b.zoom || b.weight - a.weight; });
      this._obstacles = obstacles;
      this._shown = new Map();
    },
    onAdd: function (map) {
      const box = map.getPane("labels") || map.createPane("labels");
      box.style.zIndex = 610;
      box.style.pointerEvents = "none";
      map.on("zoomend moveend resize", this._place, this);
      this._place();
      // once more when the legend stands
      const labels = this;
      requestAnimationFrame(function () { if (labels._map) labels._place(); });
    },
    onRemove: function (map) {
      map.off("zoomend moveend resize", this._place, this);
      this._shown.forEach(function (marker) { marker.remove(); });
      this._shown.clear();
    },
    _place: function () {
      const map = this._map;
      const chosen = new Map();
      const names = new Set();
      const taken = this._obstacles.map(function (o) {
        const p = map.latLngToContainerPoint(L.latLng(o[1], o[0]));
        return [p.x - o[2], p.y - o[2], p.x + o[2], p.y + o[2]];
      });
      taken.push.apply(taken, controls(map));
      const view = map.getBounds().pad(0.05);
      const zoom = map.getZoom() + 0.25;
      this._rows.forEach(function (label, index) {
        if (label.zoom > zoom || !view.contains(label.at) || names.has(name(label))) return;
        const p = map.latLngToContainerPoint(label.at);
        for (const [side, dx, dy] of sides(label)) {
          const box = [p.x + dx, p.y + dy, p.x + dx + width(label), p.y + dy + HEIGHT_PX];
          if (!free(box, taken)) continue;
          taken.push(box, [p.x - 3, p.y - 3, p.x + 3, p.y + 3]);
          chosen.set(index + side, [label, side]);
          names.add(name(label));
          return;
        }
      });
      this._show(chosen);
    },
    _show: function (chosen) {
      const map = this._map;
      const shown = this._shown;
      shown.forEach(function (marker, key) {
        if (!chosen.has(key)) { marker.remove(); shown.delete(key); }
      });
      chosen.forEach(function (pair, key) {
        if (shown.has(key)) return;
        const icon = L.divIcon({ className: "", iconSize: [0, 0], html: element(pair[0], pair[1]) });
        const options = { icon: icon, interactive: false, keyboard: false, pane: "labels" };
        shown.set(key, L.marker(pair[0].at, options).addTo(map));
      });
    },
  });

  const dotted = []; // every event's dot, its date and its group

  // Leaves the dots whose date, to the precision it has, lies in a span of days; undated ones stay.
  function between(days) {
    for (const [dot, date, group] of dotted) {
      const on = !days || !date || (date >= days[0].slice(0, date.length) && date <= days[1].slice(0, date.length));
      if (on !== group.hasLayer(dot)) { if (on) group.addLayer(dot); else group.removeLayer(dot); }
    }
  }

  // Thousands of points: one canvas, and one tooltip's worth of text only where a reader asks.
  function dots(group, rows) {
    const renderer = L.canvas({ padding: 0.2 });
    // A ring, as in print: most incidents are at a place that has a pin of its own.
    const look = { renderer: renderer, radius: 8, weight: 2.2, color: "#aa3377", fillColor: "#aa3377", fillOpacity: 0.2 };
    for (const row of rows) {
      const dot = L.circleMarker([row[1], row[0]], look);
      dot.cordonText = row[2];
      dot.cordonEvent = row[4];
      dot.addTo(group);
      dotted.push([dot, row[3], group]);
    }
    group.on("click", function (event) {
      if (window.cordonBench && window.cordonBench.told(event.layer.cordonEvent, event.latlng)) return;
      const text = document.createElement("div");
      text.textContent = event.layer.cordonText;
      L.popup({ maxWidth: 320 }).setLatLng(event.latlng).setContent(text).openOn(group._map);
      L.DomEvent.stopPropagation(event);
    });
  }

  function labels(map, rows, obstacles) {
    const world = window.cordonOverview ? window.cordonOverview.labels : [];
    return new Labels(rows.concat(world), obstacles).addTo(map);
  }

  return { fit: fit, hatches: hatches, fade: fade, base: base, panes: panes, labels: labels, theme: theme, dots: dots, between: between, divide: divide };
})();
