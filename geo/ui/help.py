"""Help: what one can do, and the keys."""

from __future__ import annotations

import streamlit as st

KEYS = (
    ("J / K", "next and previous rule or incident, in the order of the text"),
    ("Z / Y", "undo and redo a correction"),
    ("O", "add reports"),
    ("Tab, Enter", "in the text: go to a mark, choose it"),
    ("Enter / Esc", "on the map: end what is drawn, give it up"),
    ("+ / −, arrows", "on the map: zoom, move"),
)
TEXT = """
**Numbers** in the text, on the map and in the tables name the same rule; on a map of a whole case those of
other reports have their report's letter. Proposed and demanded rules
are dashed, those in force or agreed are solid, rejected and lifted ones are grey and off.

**◆** marks an incident; its card says which zones hold there. **⚑** flags a zone that is another one by
other readings of the borders. A colour that fades is an edge that the words leave open.

**Edges** tell the status, **hatches** the distance, in the app as in print.

**A click on the map** away from any mark asks about that point; ↔ measures.

**Corrections** are marked as the analyst's wherever they are shown or exported.
"""


def help_menu() -> None:
    """Show the help."""
    with st.popover("Help", icon=":material/help:", width="stretch"):
        st.markdown(TEXT)
        rows = "".join(f"<tr><td><kbd>{key}</kbd></td><td>{what}</td></tr>" for key, what in KEYS)
        st.html(f'<table class="cordon-keys">{rows}</table>')
