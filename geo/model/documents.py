"""A text and the stretches of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from geo.errors import DocumentError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets ``[start, end)``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"Span needs 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """
    A text, where it came from and when it was written.

    Raises
    ------
    DocumentError
        If the text is no string, or the date no ``datetime.date``.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    date: dt.date | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        fields: tuple[tuple[str, object, type], ...] = (
            ("text", self.text, str),
            ("date", self.date or dt.date.min, dt.date),
        )
        for name, value, wanted in fields:
            if not isinstance(value, wanted):
                msg = f"The {name} of a document must be a {wanted.__name__}, got {type(value).__name__} {value!r:.60}"
                raise DocumentError(msg)

    def slice(self, span: Span) -> str:
        """Return the text a span covers."""
        return self.text[span.start : span.end]
