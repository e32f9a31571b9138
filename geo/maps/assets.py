"""The files of a map's page, by their paths in the folder ``static``."""

SCRIPTS = ("vendor/leaflet/leaflet.js", "map/overview.js", "map/cordon.js")
WORKBENCH = (
    "vendor/mgrs/mgrs.min.js",
    "vendor/geographiclib/geographiclib-geodesic.min.js",
    "map/bench.js",
)
SHEETS = ("vendor/leaflet/leaflet.css", "map/cordon.css")
