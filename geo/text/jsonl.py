"""Documents from JSON Lines: one object a line, each checked before any is worked on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.errors import DocumentError
from geo.text.document import document_from_text, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Document

_WANTED: dict[str, tuple[tuple[type, ...], str]] = {
    "id": ((str, int), "text or a whole number"),
    "text": ((str,), "text"),
}


def parse_lines(
    lines: Iterable[bytes], name: str, max_chars: int | None = None
) -> tuple[tuple[str | int, Document], ...]:
    """
    Read all lines of a batch.

    Parameters
    ----------
    lines
        JSON objects in UTF-8, one a line: ``id`` (text or a whole number), ``text``, and
        ``date`` (YYYY-MM-DD), ``title`` and ``source`` where known; other keys are passed
        over, and so are blank lines.
    name
        What messages call the input.
    max_chars
        Longest text accepted, in code points; that of `Settings` when None.

    Returns
    -------
    pairs
        The id as it was given and the document, in the order of the lines.

    Raises
    ------
    DocumentError
        If a line is not such an object; says which line and what is wrong with it.

    Examples
    --------
    >>> ((id, document),) = parse_lines([b'{"id": 7, "text": "Calm."}'], "in.jsonl")
    >>> id, document.text
    (7, 'Calm.')
    """
    pairs = []
    for number, line in enumerate(lines, 1):
        where = f"{name}, line {number}"
        if line.strip():
            record = _record(where, line)
            pairs.append((record["id"], _document(where, record, max_chars)))
    return tuple(pairs)


def _record(where: str, line: bytes) -> dict[str, Any]:
    """Parse one line as a JSON object with an id and a text."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise DocumentError(f"{where} is not UTF-8: byte {problem.start + 1} of it") from problem
    except (ValueError, RecursionError) as problem:
        raise DocumentError(f"{where} is not JSON: {problem}") from problem
    if not isinstance(record, dict):
        raise DocumentError(f'{where} is not a JSON object: wanted {{"id": ..., "text": ...}}')
    for key, (types, wanted) in _WANTED.items():
        if key not in record:
            raise DocumentError(f"{where} has no {key!r}: wanted {wanted}")
        if not isinstance(record[key], types) or isinstance(record[key], bool):
            raise DocumentError(f"{where} has {key!r} {record[key]!r:.60}: wanted {wanted}")
    return record


def _document(where: str, record: dict[str, Any], max_chars: int | None) -> Document:
    """Make the document of a line."""
    date, title = record.get("date"), record.get("title")
    try:
        return document_from_text(
            record["text"],
            id=str(record["id"]),
            date=parse_date(str(date)) if date else None,
            title=None if title is None else str(title),
            origin=str(record.get("source") or ""),
            max_chars=max_chars,
            name="the text",
        )
    except DocumentError as problem:
        raise DocumentError(f"{where}: {problem}") from problem
