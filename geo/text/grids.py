"""UTM and MGRS grid references to longitude and latitude (WGS84)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from geo.model import LonLat

BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"


@lru_cache(maxsize=8)
def _utm(zone: int, north: bool) -> Any:  # noqa: ANN401 - pyproj has no stubs for Proj
    """Projection of a UTM zone; pyproj is imported here because few texts need it."""
    from pyproj import Proj

    return Proj(proj="utm", zone=zone, ellps="WGS84", south=not north)


def utm_to_lonlat(zone: int, north: bool, easting_m: float, northing_m: float) -> LonLat | None:
    """
    Convert a UTM coordinate.

    Parameters
    ----------
    zone
        1 to 60.
    north
        True on the northern hemisphere.

    Returns
    -------
    lonlat
        Decimal degrees EPSG:4326, or None outside the zone's validity.
    """
    if not (1 <= zone <= 60 and 100_000 <= easting_m < 900_000 and 0 <= northing_m <= 10_000_000):
        return None
    lon, lat = _utm(zone, north)(easting_m, northing_m, inverse=True)
    return round(float(lon), 6), round(float(lat), 6)


def mgrs_to_lonlat(zone: int, band: str, square: str, digits: str) -> LonLat | None:
    """
    Convert an MGRS reference, zones 1 to 60, bands C to X (NGA.SIG.0012, 2014, §B-2).

    Parameters
    ----------
    digits
        Easting and northing run together, an even number of digits.

    Returns
    -------
    lonlat
        The south-west corner of the square named, EPSG:4326, or None when there is no such square.

    Examples
    --------
    >>> mgrs_to_lonlat(31, "U", "DQ", "4825111932")
    (2.294489, 48.858194)
    """
    band, square = band.upper(), square.upper()
    columns = _COLUMNS[(zone - 1) % 3]
    if square[0] not in columns or square[1] not in _ROWS or not 1 <= zone <= 60:
        return None
    half = len(digits) // 2
    scale = 10 ** (5 - half)
    easting = (columns.index(square[0]) + 1) * 100_000 + int(digits[:half]) * scale
    offset = 5 if zone % 2 == 0 else 0
    row = (_ROWS.index(square[1]) - offset) % 20
    low = -80 + 8 * BANDS.index(band)
    # the row letters repeat each 2,000 km: take the repeat that lies in the band
    base = row * 100_000 + int(digits[half:]) * scale
    for repeat in range(5):
        lonlat = utm_to_lonlat(zone, band >= "N", easting, base + repeat * 2_000_000)
        if lonlat and low - 0.5 <= lonlat[1] <= low + (12.5 if band == "X" else 8.5):
            return lonlat
    return None


def lonlat_to_mgrs(lon: float, lat: float) -> str:
    """
    Write a point as an MGRS reference to the metre below it (NGA.SIG.0012, 2014).

    Parameters
    ----------
    lon, lat
        Decimal degrees, EPSG:4326.

    Returns
    -------
    reference
        ``31U DQ 48250 11932``; empty north of 84° N and south of 80° S, where UTM ends.

    Examples
    --------
    >>> lonlat_to_mgrs(2.294489, 48.858194)
    '31U DQ 48250 11932'
    """
    if not -80 <= lat <= 84:
        return ""
    zone = _zone_of(lon, lat)
    easting, northing = _utm(zone, lat >= 0)(lon, lat)
    column = _COLUMNS[(zone - 1) % 3][int(easting // 100_000) - 1]
    row = _ROWS[(int(northing // 100_000) + (5 if zone % 2 == 0 else 0)) % 20]
    band = BANDS[min(int((lat + 80) // 8), len(BANDS) - 1)]
    x, y = int(easting % 100_000), int(northing % 100_000)
    return f"{zone}{band} {column}{row} {x:05d} {y:05d}"


def _zone_of(lon: float, lat: float) -> int:
    """Return the UTM zone of a point, with the wider zones of Norway and Svalbard."""
    zone = min(int((lon + 180) // 6) + 1, 60)
    if 56 <= lat < 64 and 3 <= lon < 12:
        return 32
    if lat >= 72 and 0 <= lon < 42:
        return next(z for z, east in ((31, 9), (33, 21), (35, 33), (37, 42)) if lon < east)
    return zone
