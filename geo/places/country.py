"""What is known of a country beside its borders."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """
    A country or territory with an ISO code (Kosovo: XK).

    Attributes
    ----------
    lon, lat
        GeoNames' point of the country, decimal degrees, EPSG:4326.
    borders
        Codes of the countries it has a land border with.
    """

    code: str
    name: str
    id: str
    lon: float
    lat: float
    capital: str
    demonyms: tuple[str, ...]
    borders: tuple[str, ...]
    continent: str
    population: int
    area_km2: float
