"""English names of territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale  # type: ignore[import-not-found,unused-ignore]

from tools.borders.status import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.borders.planar import FaceRow


def names(rows: Sequence[FaceRow]) -> dict[str, str]:
    """Return the name of every code that a face, a holder or an area carries (CLDR)."""
    codes = {row.status.code for row in rows} | {row.status.holder for row in rows}
    codes |= {area for row in rows for area in row.status.areas}
    english = Locale("en").territories
    return {code: NAMES.get(code) or english[code] for code in sorted(codes - {""})}
