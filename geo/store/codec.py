"""Corrections as JSON and back: by the types of their dataclasses, nothing but what these allow."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from geo.amendments import (
    AddRule,
    Amendment,
    RejectRule,
    SetActors,
    SetCompliance,
    SetDates,
    SetDistance,
    SetEffect,
    SetHost,
    SetReferences,
    SetRelation,
    SetSource,
    SetStatus,
)
from geo.errors import GeoError, StoreError
from geo.model import Constraint, Distance, Reference, Span, Status, Territory
from geo.overrides import Override, override_from_json, override_to_json
from geo.store.layer import LayerChange

Correction: TypeAlias = "Override | Amendment | LayerChange"
KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        SetDistance, SetHost, SetStatus, SetEffect, SetRelation, SetCompliance, SetSource, SetDates,
        SetActors, SetReferences, RejectRule, AddRule, LayerChange,
    )
}  # fmt: skip
PLACE = "Override"
_TYPES = (BaseGeometry, Constraint, Distance, Reference, Span, Status, Territory)
_NAMES = {c.__name__: c for c in _TYPES}


def encode(correction: Correction) -> tuple[str, str]:
    """
    Write a correction.

    Returns
    -------
    kind
        Name of its type: ``SetDistance``; ``Override`` for a place.
    payload
        Its values as JSON.
    """
    if isinstance(correction, Override):
        return PLACE, _dump(override_to_json(correction))
    return type(correction).__name__, _dump(_plain(correction))


def decode(kind: str, payload: str) -> Correction:
    """
    Read what `encode` wrote.

    Raises
    ------
    StoreError
        If the kind is unknown or the values are not those of its type.
    """
    try:
        value = json.loads(payload)
        if kind == PLACE:
            return override_from_json(value)
        found: Correction = _built(KINDS[kind], value)
    except KeyError as problem:
        raise StoreError(f"a correction of the kind {kind!r} lacks or knows no {problem}") from None
    except (GeoError, TypeError, ValueError, shapely.GEOSException) as problem:
        raise StoreError(f"a correction of the kind {kind!r} is malformed: {problem}") from problem
    return found


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """Return a value as JSON has it; what has its default is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _plain(v) for f, v in pairs if v != f.default}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, BaseGeometry):
        return shapely.to_wkt(value, rounding_precision=-1)
    return value.value if isinstance(value, Enum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a dataclass's fields."""
    module = vars(__import__(kind.__module__, fromlist=["_"]))
    return {f.name: eval(str(f.type), {**module, **_NAMES}) for f in fields(kind)}


def _built(kind: Any, value: Any) -> Any:  # noqa: ANN401 - types and JSON are data here
    """Build a value of a type from JSON, or raise TypeError or ValueError."""
    origin = typing.get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        return None if value is None else _built(typing.get_args(kind)[0], value)
    if origin is tuple:
        _expect(value, list)
        parts = typing.get_args(kind)
        each = [parts[0]] * len(value) if parts[-1] is Ellipsis else list(parts)
        return tuple(_built(k, v) for k, v in zip(each, value, strict=True))
    if is_dataclass(kind):
        _expect(value, dict)
        made = typing.cast("type", kind)
        hints = _hints(made)
        return made(**{name: _built(hints[name], v) for name, v in value.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is BaseGeometry:
        _expect(value, str)
        return shapely.from_wkt(value)
    if kind is float:
        _expect(value, (int, float))
        return float(value)
    _expect(value, kind)
    return value


def _expect(value: object, kind: type | tuple[type, ...]) -> None:
    """Refuse a value of another type; a truth value is no number."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"got {value!r}, wanted {kind}")
