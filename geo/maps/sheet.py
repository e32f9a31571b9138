"""What stands around a printed map, and the paper it is printed on."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import ExportError


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A sheet.

    Attributes
    ----------
    width_in, height_in
        Inches.
    dpi
        Pixels an inch of a picture of it.
    scale
        By which all sizes in points are multiplied.
    """

    key: str
    name: str
    width_in: float
    height_in: float
    dpi: int
    scale: float = 1.0

    @property
    def portrait(self) -> bool:
        """Tell whether it is higher than wide."""
        return self.height_in > self.width_in


PAPERS = {
    paper.key: paper
    for paper in (
        Paper("slide", "Slide, 16:9", 40 / 3, 7.5, 144, 1.0),
        Paper("a4", "A4, landscape", 11.69, 8.27, 200, 0.94),
        Paper("a4-portrait", "A4, portrait", 8.27, 11.69, 200, 0.94),
        Paper("a3", "A3, landscape", 16.54, 11.69, 150, 1.3),
        Paper("a3-portrait", "A3, portrait", 11.69, 16.54, 150, 1.3),
    )
}


def paper_of(key: str) -> Paper:
    """
    Return a paper by its name.

    Raises
    ------
    ExportError
        If there is none of that name.
    """
    if key not in PAPERS:
        raise ExportError(f"no paper {key!r}; wanted one of {', '.join(PAPERS)}")
    return PAPERS[key]


@dataclass(frozen=True, slots=True)
class Quote:
    """
    What the report says, who says so, and the numbers of the zones drawn from it.

    Attributes
    ----------
    claim
        What it says of these zones, where it does not state their rules: "said to be broken".
    """

    text: str
    source: str
    zones: tuple[str, ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    The words around a map.

    Attributes
    ----------
    as_of
        Day for which it holds, in words; may be empty.
    banner
        Classification, shown at top and bottom; empty for none.
    banner_color
        ``#rrggbb`` behind it.
    quotes
        Most important first; those that find room are printed.
    undrawn
        Rules that were read and not drawn, with the reason.
    notes
        Small print, a paragraph each.
    """

    title: str = "Zones read from a report"
    subtitle: str = ""
    as_of: str = ""
    banner: str = ""
    banner_color: str = "#007A33"
    quotes: tuple[Quote, ...] = ()
    undrawn: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
