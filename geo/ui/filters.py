"""Filters by status, actor and date: what they leave stays in the table and on the map."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from geo.maps.style import STYLES, style_of
from geo.ui.state import ACTORS, DAYS, STATUSES

if TYPE_CHECKING:
    from geo.model import Analysis, Constraint, Zone


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
    whole = (days[0], days[-1])
    box = f"{DAYS}-{whole[0]}-{whole[1]}"
    wanted = st.session_state.get(DAYS) or whole
    st.session_state[box] = tuple(min(max(day, whole[0]), whole[1]) for day in wanted)

    def change() -> None:
        if st.session_state[box] == whole:
            st.session_state.pop(DAYS, None)
        else:
            st.session_state[DAYS] = st.session_state[box]

    st.slider(
        "Dated from, to", *whole, key=box, format="YYYY-MM-DD", on_change=change,
        help="Rules and incidents of other days are hidden; those without a date stay.",
    )  # fmt: skip


def filter_row(analysis: Analysis) -> None:
    """Show the filters by status and actor."""
    statuses = [s.label for s in STYLES.values() if any(style_of(z) is s for z in analysis.zones)]
    actors = sorted({a for z in analysis.zones for a in z.constraint.actors})
    left, right = st.columns(2)
    with left:
        _filter("Status", statuses, STATUSES, "All statuses")
    with right:
        _filter("Binds", actors, ACTORS, "All actors")


def _filter(label: str, options: list[str], key: str, placeholder: str) -> None:
    """Show a filter; what is chosen in it outlives the panel that it stands in."""
    box = f"{key}_box"
    st.session_state[box] = [v for v in st.session_state.get(key, ()) if v in options]

    def change() -> None:
        st.session_state[key] = list(st.session_state[box])

    st.multiselect(label, options, key=box, placeholder=placeholder, on_change=change)


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
    """Return the first and last day that are wanted; None for all, or where there is no slider."""
    return st.session_state.get(DAYS) if len(dated(analysis)) > 1 else None


def hidden_zones(analysis: Analysis) -> list[int]:
    """Return the numbers of the zones that the filters and the time slider hide."""
    span = span_of(analysis)
    return [
        number
        for number, zone in enumerate(analysis.zones, 1)
        if not (passes(zone) and in_time(zone.constraint, span))
    ]
