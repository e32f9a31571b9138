"""
Corrections of the analyst: which place a name means, where it lies, or that it is none.

A correction is data. It is kept with the case, applied each time the document is read
(``Pipeline.read(document, overrides)``), and undone by leaving it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from geo.errors import OverrideError
from geo.model import Span

ANALYST = "analyst"


class Correction(StrEnum):
    """What the analyst says of a name."""

    ENTRY = "entry"  # it is this entry of the gazetteer
    PIN = "pin"  # it lies at this point
    NO_PLACE = "no_place"  # it is no place


@dataclass(frozen=True, slots=True)
class Override:
    """
    One correction of one name in a document.

    Attributes
    ----------
    toponym
        The name as it stands in the text, never empty.
    correction
        What is said of it.
    span
        The one mention that is meant, in code points of the text; None for every mention of the
        name in the document.
    entry
        Id of the gazetteer entry, for an entry: ``geonames:4744091``.
    lon, lat
        Decimal degrees, EPSG:4326, for a pin.
    name
        What the pinned place is called; else the toponym.
    by, made, note
        Who corrected it, when (ISO 8601), and why; kept as they are.

    Raises
    ------
    OverrideError
        If what the correction needs is missing or no coordinate.

    Examples
    --------
    >>> Override("Alexandria", Correction.ENTRY, entry="geonames:4744091").span is None
    True
    """

    toponym: str
    correction: Correction
    span: Span | None = None
    entry: str = ""
    lon: float | None = None
    lat: float | None = None
    name: str = ""
    by: str = ""
    made: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not self.toponym.strip():
            raise OverrideError("a correction needs the name it corrects, got an empty one")
        if self.correction is Correction.ENTRY and not self.entry:
            raise OverrideError(f"{self.toponym!r}: an entry needs its gazetteer id, got none")
        if self.correction is Correction.PIN:
            _check_point(self.toponym, self.lon, self.lat)


def _check_point(toponym: str, lon: float | None, lat: float | None) -> None:
    """Refuse what is no point of EPSG:4326."""
    inside = lon is not None and lat is not None and -180 <= lon <= 180 and -90 <= lat <= 90
    if not inside:
        msg = f"{toponym!r}: a pin needs lon in ±180 and lat in ±90, got {lon} and {lat}"
        raise OverrideError(msg)


def override_to_json(override: Override) -> dict[str, Any]:
    """
    Return a correction as JSON values; what is empty is left out.

    Examples
    --------
    >>> override_to_json(Override("Chess", Correction.NO_PLACE, Span(3, 8)))
    {'toponym': 'Chess', 'correction': 'no_place', 'start': 3, 'end': 8}
    """
    texts = {k: getattr(override, k) for k in ("entry", "name", "by", "made", "note")}
    point = {"lon": override.lon, "lat": override.lat}
    span = override.span
    return {
        "toponym": override.toponym,
        "correction": override.correction.value,
        **({"start": span.start, "end": span.end} if span else {}),
        **{k: v for k, v in point.items() if v is not None},
        **{k: v for k, v in texts.items() if v},
    }


def override_from_json(value: Any) -> Override:  # noqa: ANN401 - whatever a file holds
    """
    Return the correction that `override_to_json` wrote.

    Raises
    ------
    OverrideError
        If a member is missing, unknown, or of the wrong kind.
    """
    if not isinstance(value, dict):
        raise OverrideError(f"a correction is an object, got {type(value).__name__}")
    unknown = set(value) - set(_KINDS)
    wrong = [k for k, v in value.items() if k in _KINDS and not _is(v, _KINDS[k])]
    if unknown or wrong:
        raise OverrideError(f"a correction has no member, or no such value of, {sorted(unknown)!r}"
                            f" {sorted(wrong)!r}")  # fmt: skip
    kept = {k: v for k, v in value.items() if k not in {"start", "end", "correction"}}
    try:
        span = Span(value["start"], value["end"]) if "start" in value or "end" in value else None
        return Override(**kept, correction=Correction(value["correction"]), span=span)
    except (KeyError, TypeError) as problem:
        raise OverrideError(f"a correction lacks {problem}") from problem
    except OverrideError:
        raise
    except ValueError as problem:
        raise OverrideError(f"{value.get('toponym')!r}: {problem}") from problem


_KINDS: dict[str, type[str] | type[int] | type[float]] = {
    **dict.fromkeys(("toponym", "correction", "entry", "name", "by", "made", "note"), str),
    **dict.fromkeys(("start", "end"), int),
    **dict.fromkeys(("lon", "lat"), float),
}


def _is(value: object, kind: type) -> bool:
    """Tell whether a JSON value is of a kind; a whole number is a number too."""
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) if kind is float else isinstance(value, kind)
