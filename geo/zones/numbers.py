"""Numbers that callers give: what is none is refused by name."""

from __future__ import annotations

import numpy as np

from geo.errors import GeometryError


def number_of(value: object, what: str) -> float:
    """
    Return a finite number as a float.

    Raises
    ------
    GeometryError
        If it is no number, is NaN or infinite, or is a truth value (which Python counts as 1 or 0).

    Examples
    --------
    >>> number_of(20, "distance_m")
    20.0
    """
    if isinstance(value, (bool, np.bool_)):
        raise GeometryError(f"{what}: got {value}, wanted a number, not a truth value")
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise GeometryError(f"{what}: got {value!r:.80}, wanted a number") from error
    if not np.isfinite(number):
        raise GeometryError(f"{what}: got {number}, wanted a finite number")
    return number
