"""The closed lists of words that results are told in: kinds, relations, effects, status."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a name does in its sentence."""

    LITERAL = "literal"  # the place itself: "in Damascus"
    DEMONYM = "demonym"  # its people or an adjective: "Iranian forces"
    METONYM = "metonym"  # its government: "Tehran has ignored"
    PART = "part"  # part of another name: "Operation Chess"; never drawn
    RELATIVE = "relative"  # a point measured from a place: "15 km south of Damascus"


class FeatureClass(StrEnum):
    """The kinds of place Cordon tells apart."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    CITY = "city"
    REGION = "region"
    FACILITY = "facility"
    WATER = "water"
    LINE = "line"


class Relation(StrEnum):
    """How a zone lies to its references."""

    WITHIN = "within"
    BEYOND = "beyond"
    NORTH_OF = "north_of"
    SOUTH_OF = "south_of"
    EAST_OF = "east_of"
    WEST_OF = "west_of"
    BETWEEN = "between"
    IN = "in"


class ReferenceKind(StrEnum):
    """What a rule measures from, or names."""

    BORDER = "border"  # land border of one territory, or the one that two share
    COAST = "coast"  # coast of a territory
    REGION = "region"  # a territory, an admin area, or a directional part of one
    POINT = "point"  # a place or facility
    RIVER = "river"
    LAKE = "lake"
    LINE = "line"  # a named line: Blue Line, Line of Control
    PARALLEL = "parallel"
    MERIDIAN = "meridian"
    COORDINATES = "coordinates"  # a point, line or polygon given by its coordinates


class Side(StrEnum):
    """Which side of its references a zone covers."""

    HOST = "host"  # clipped to the host territories
    BOTH = "both"  # both sides of a line
    WATER = "water"  # the sea only
    LAND = "land"  # the land only
    ANY = "any"  # everything, land and sea


class Effect(StrEnum):
    """What the rule does in its zone."""

    EXCLUSION = "exclusion"
    WITHDRAWAL = "withdrawal"
    DEMILITARIZED = "demilitarized"
    WEAPONS_EXCLUSION = "weapons_exclusion"
    NO_FLY = "no_fly"
    MARITIME_EXCLUSION = "maritime_exclusion"
    EVACUATION = "evacuation"
    HAZARD = "hazard"
    CONFINEMENT = "confinement"
    PERMITTED = "permitted"
    WEAPON_RANGE = "weapon_range"


class Status(StrEnum):
    """Whether the rule holds."""

    PROPOSED = "proposed"
    DEMANDED = "demanded"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    LIFTED = "lifted"


class Compliance(StrEnum):
    """Whether the rule is kept, as the text has it."""

    UNKNOWN = "unknown"
    OBSERVED = "observed"
    VIOLATED = "violated"
