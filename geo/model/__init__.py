"""
The vocabulary of the pipeline: Document → Mention → Place → Constraint → Zone → Analysis.

Every type is frozen. Offsets are Unicode code points into ``Document.text``, half open.
Geometries are shapely, EPSG:4326, axis order longitude latitude. Distances are metres,
bearings are degrees clockwise from true north, areas are square kilometres.
"""

from geo.model.analysis import Analysis, Event, Force, Issue
from geo.model.constraints import Constraint, Distance, LonLat, Reference, Territory, Unresolved
from geo.model.documents import Document, Span
from geo.model.kinds import (
    Compliance,
    Effect,
    FeatureClass,
    ReferenceKind,
    Relation,
    Role,
    Side,
    Status,
)
from geo.model.places import Candidate, Mention, Place
from geo.model.zones import Fade, Zone

__all__ = [
    "Analysis",
    "Candidate",
    "Compliance",
    "Constraint",
    "Distance",
    "Document",
    "Effect",
    "Event",
    "Fade",
    "FeatureClass",
    "Force",
    "Issue",
    "LonLat",
    "Mention",
    "Place",
    "Reference",
    "ReferenceKind",
    "Relation",
    "Role",
    "Side",
    "Span",
    "Status",
    "Territory",
    "Unresolved",
    "Zone",
]
