"""The side of an island that a rule names: "within five miles east of Gotland"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.zones.area import intersection
from geo.zones.geodesy import GeodesicZone
from geo.zones.shapes import sector

if TYPE_CHECKING:
    from geo.model import Reference
    from geo.zones.reach import Ground

# no degree of the ellipsoid is longer
_DEGREE_M = 111_700


def wedge(place: Ground, island: Reference, first_deg: float, last_deg: float) -> GeodesicZone:
    """
    Return what is within a rule's distance of an area and, seen from its middle, between two bearings.

    Parameters
    ----------
    place
        The rule, with its distance in metres.
    island
        The area that is measured from, one of the rule's references.
    first_deg, last_deg
        Bearings clockwise from true north.

    Returns
    -------
    zone
        EPSG:4326, with the greatest deviation of its measured edge in metres.
    """
    middle = shapely.centroid(place.sources.area(island))
    reach = place.within(place.rule.distance.max_m if place.rule.distance else 0.0)
    # from the middle of the area, twice the radius of the whole reach is far enough
    far = shapely.minimum_bounding_radius(reach.geometry) * _DEGREE_M * 2
    seen = sector((middle.x, middle.y), first_deg, last_deg, far, tolerance=place.tolerance)
    return GeodesicZone(intersection(reach.geometry, seen.geometry), reach.error_m)
