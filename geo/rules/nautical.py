"""Whether the miles of a text, or of a sentence, are nautical ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.rules.kept_out import is_shouted
from geo.text.coordinates import find_coordinates

if TYPE_CHECKING:
    from geo.rules.engine import RuleBook

# a message in capitals is told from its first lines
_OPENING = 400


def is_nautical(text: str, book: RuleBook) -> bool:
    """Tell whether a document is a warning to mariners or airmen, whose miles are nautical."""
    if book.sieve.is_warning(text):
        return True
    return is_shouted(text[:_OPENING]) and bool(
        book.words("warned-of").search(text) and find_coordinates(text)
    )


def is_at_sea(text: str, book: RuleBook, *, located: bool) -> bool:
    """
    Tell whether a sentence with a distance speaks of ships and the sea, whose miles are nautical.

    Parameters
    ----------
    located
        Whether it gives coordinates.
    """
    if book.words("inland").search(text):
        return False
    seafaring = book.words("seafaring")
    if (located or book.words("sea").search(text)) and seafaring.search(text):
        return True
    if book.words("round-islands").search(text) or book.words("afloat").search(text):
        return True
    return bool(book.words("zone-in-miles").search(text) and seafaring.search(text))
