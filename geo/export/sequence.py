"""An analysis as GeoJSON texts, one a line, for streams (RFC 8142)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.files import encode_json
from geo.export.geojson import to_geojson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Analysis

RECORD_SEPARATOR = b"\x1e"


def geojson_sequence(analysis: Analysis, *, separated: bool = True) -> bytes:
    """
    Write an analysis as a GeoJSON text sequence.

    Parameters
    ----------
    analysis
        As for `geo.export.geojson.to_geojson`.
    separated
        Begin each text with a record separator, as RFC 8142 has it; without, the lines are
        newline-delimited JSON.

    Returns
    -------
    sequence
        One Feature a line. What is a member of the collection in GeoJSON stands in each
        feature, as a line may travel alone: `document`, `attribution` and `licences` among its
        properties. Rules that were not drawn are features without geometry.
    """
    head = RECORD_SEPARATOR if separated else b""
    return b"".join(head + encode_json(feature) + b"\n" for feature in _features(analysis))


def _features(analysis: Analysis) -> Iterator[dict[str, Any]]:
    collection = to_geojson(analysis)
    cordon = collection["cordon"]
    documents = {d["id"]: d for d in (cordon["document"], *cordon.get("documents", ()))}
    common = {
        "attribution": list(dict.fromkeys(s["attribution"] for s in cordon["sources"])),
        "licences": list(dict.fromkeys(s["licence"] for s in cordon["sources"])),
    }
    for feature in collection["features"]:
        said = feature["properties"]
        told = {"document": documents[said.get("report", cordon["document"]["id"])]}
        yield {**feature, "properties": {**said, **told, **common}}
    for number, rule in enumerate(cordon["unresolved"], 1):
        told = {"document": documents[rule.get("report", cordon["document"]["id"])]}
        properties = {"kind": "unresolved", **rule, **told, **common}
        yield {
            "type": "Feature",
            "id": f"unresolved-{number}",
            "geometry": None,
            "properties": properties,
        }
