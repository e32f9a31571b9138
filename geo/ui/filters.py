"""Filters by status, actor and date: what they leave stays in the table and on the map."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.style import STYLES, style_of

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Zone

STATUSES, ACTORS, DAYS = "filter_status", "filter_actor", "filter_days"


def day_of(text: str, *, end: bool = False) -> dt.date | None:
    """
    Return the first day, or the last, of a date to the precision given; None for no date.

    Examples
    --------
    >>> day_of("2017-11"), day_of("2017-11", end=True), day_of("2017", end=True), day_of("")
    (datetime.date(2017, 11, 1), datetime.date(2017, 11, 30), datetime.date(2017, 12, 31), None)
    """
    parts = text.split("T")[0].split("-")
    try:
        numbers = [int(p) for p in parts[:3]]
        if len(numbers) == 3:
            return dt.date(*numbers)
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if end else 1)
        first = dt.date(year, month, 1)
    except (ValueError, IndexError):
        return None
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1) if end else first


def dated(analysis: Analysis) -> list[dt.date]:
    """Return the days that rules and events of a report are dated to, ascending."""
    texts = [t for z in analysis.zones for t in (z.constraint.date, z.constraint.until)]
    texts += [e.date for e in analysis.events]
    return sorted({day for text in texts if (day := day_of(text)) is not None})


def time_slider(analysis: Analysis) -> None:
    """Show the slider over the dated rules and events, where there are at least two days."""
    days = dated(analysis)
    if len(days) < 2:
        return
    key = f"{DAYS}-{days[0]}-{days[-1]}"
    st.session_state[DAYS] = st.slider(
        "Dated from, to", days[0], days[-1], (days[0], days[-1]), key=key, format="YYYY-MM-DD",
        help="Rules and incidents of other days are hidden; those without a date stay.",
    )  # fmt: skip


def filter_row(analysis: Analysis) -> None:
    """Show the filters by status and actor."""
    statuses = [s.label for s in STYLES.values() if any(style_of(z) is s for z in analysis.zones)]
    actors = sorted({a for z in analysis.zones for a in z.constraint.actors})
    left, right = st.columns(2)
    left.multiselect("Status", statuses, key=STATUSES, placeholder="All statuses")
    right.multiselect("Binds", actors, key=ACTORS, placeholder="All actors")


def passes(zone: Zone) -> bool:
    """Tell whether a zone passes the filters by status and actor."""
    statuses = st.session_state.get(STATUSES) or ()
    actors = st.session_state.get(ACTORS) or ()
    if statuses and style_of(zone).label not in statuses:
        return False
    return not actors or any(a in actors for a in zone.constraint.actors)


def in_time(rule: Constraint, span: tuple[dt.date, dt.date] | None) -> bool:
    """Tell whether a rule holds on some day of a span; one without a date always does."""
    start = day_of(rule.date)
    if span is None or start is None:
        return True
    end = day_of(rule.until, end=True) or day_of(rule.date, end=True) or start
    return start <= span[1] and end >= span[0]


def span_of(analysis: Analysis) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the time slider; None where there is none to slide over."""
    return st.session_state.get(DAYS) if len(dated(analysis)) > 1 else None


def hidden_zones(analysis: Analysis) -> list[int]:
    """Return the numbers of the zones that the filters and the time slider hide."""
    span = span_of(analysis)
    return [
        number
        for number, zone in enumerate(analysis.zones, 1)
        if not (passes(zone) and in_time(zone.constraint, span))
    ]
