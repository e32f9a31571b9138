"""Geometries as GeoPackage writes them: a header, then ISO WKB (OGC 12-128r19, clause 2.1.3)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import shapely

from geo.errors import StoreError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SRS = 4326
_LITTLE_ENDIAN, _WITH_BOX, _EMPTY = 0b1, 0b10, 0b10000
_HEAD = struct.Struct("<2sBBi")
_BOX_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def to_blob(geometry: BaseGeometry) -> bytes:
    """
    Return a geometry, EPSG:4326, as a GeoPackage blob with its bounding box.

    Examples
    --------
    >>> from_blob(to_blob(shapely.Point(36.1, 32.6)))
    <POINT (36.1 32.6)>
    """
    wkb: bytes = shapely.to_wkb(geometry, byte_order=1, flavor="iso")
    if geometry.is_empty:
        return _HEAD.pack(b"GP", 0, _LITTLE_ENDIAN | _EMPTY, SRS) + wkb
    west, south, east, north = geometry.bounds
    box = struct.pack("<4d", west, east, south, north)
    return _HEAD.pack(b"GP", 0, _LITTLE_ENDIAN | _WITH_BOX, SRS) + box + wkb


def from_blob(blob: bytes) -> BaseGeometry:
    """
    Return the geometry of a GeoPackage blob.

    Raises
    ------
    StoreError
        If it is none.
    """
    try:
        magic, _, flags, _ = _HEAD.unpack_from(blob)
        start = _HEAD.size + _BOX_BYTES[flags >> 1 & 0b111]
        if magic != b"GP":
            raise StoreError(f"a geometry begins with {magic!r}, wanted b'GP'")
        geometry: BaseGeometry = shapely.from_wkb(blob[start:])
    except (struct.error, KeyError, shapely.GEOSException) as problem:
        raise StoreError(f"a geometry of the case cannot be read: {problem}") from problem
    return geometry
