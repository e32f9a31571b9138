"""How the gazetteer's arrays lie on disk; shared by the reader and the script that writes them."""

from __future__ import annotations

import numpy as np

from geo.model import FeatureClass

PLACE = np.dtype(
    [
        ("ref", "<u4"),  # GeoNames number, or offset of the id in names.bin
        ("lon", "<i4"),  # 1e-5 degrees, EPSG:4326
        ("lat", "<i4"),
        ("population", "<u4"),
        ("name", "<u4"),  # offset in names.bin
        ("parent", "<u4"),  # row of the second-order area around it, or its own row
        ("country", "<u2"),  # index into tables.json "areas"
        ("area", "<u2"),  # own or containing area, index into tables.json "areas"
        ("kind", "u1"),
        ("fame", "u1"),  # how well known, 0 to 100
        ("source", "u1"),  # index into tables.json "sources"
        ("spare", "u1"),
    ]
)

COUNTRY, ADMIN1, ADMIN2, CITY, REGION, FACILITY, WATER, LINE = range(8)
CLASSES = (
    FeatureClass.COUNTRY,
    FeatureClass.ADMIN1,
    FeatureClass.REGION,
    FeatureClass.CITY,
    FeatureClass.REGION,
    FeatureClass.FACILITY,
    FeatureClass.WATER,
    FeatureClass.LINE,
)

MAIN, ALTERNATE, FOREIGN, SHORT, ABBREVIATION = range(5)  # kinds of name
ENTRY_BITS = 24  # a link is a row in its lower bits and a kind of name above them
KIND_SHIFT = ENTRY_BITS
ROW_MASK = np.uint32(2**ENTRY_BITS - 1)

GIVEN, SURNAME, ORDINARY = 1, 2, 4  # flags of words.npy
