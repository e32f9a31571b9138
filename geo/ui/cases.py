"""The case menu: open, new, save as, delete."""

from __future__ import annotations

import streamlit as st

from geo.store.folder import case_names, case_path, cases_folder
from geo.ui.case_layers import layers_menu
from geo.ui.state import (
    CASE,
    case,
    close_case,
    guarded,
    kept,
    open_case,
    open_report,
    report,
)


def case_menu() -> None:
    """Show the menu of the case."""
    found = case()
    label = found.name if found is not None else "No case"
    with st.popover(label, icon=":material/folder:", width="stretch"):
        if found is None:
            st.caption(
                "Nothing is kept yet. The first correction or own report makes a case: one file "
                "with reports, corrections and layers, which QGIS opens."
            )
        else:
            st.caption(f"Every change is kept at once in {found.path}")
        names = case_names(cases_folder())
        if names:
            index = names.index(found.name) if found and found.name in names else None
            st.selectbox(
                "Open a case", names, index=index, key="open_case", placeholder="Choose a case",
                on_change=_open,
            )  # fmt: skip
        st.text_input("Name of a new case, or of the copy", key="case_name")
        left, middle, right = st.columns(3)
        left.button("New", on_click=_new, width="stretch")
        middle.button("Save as", on_click=_save_as, disabled=found is None, width="stretch")
        right.button("Close", on_click=close_case, disabled=found is None, width="stretch")
        if found is not None:
            _remove_row()
            _delete_row(found.name)
            layers_menu()


def _delete_row(name: str) -> None:
    """Offer to delete the case; it takes a tick first."""
    left, right = st.columns([2, 1], vertical_alignment="center")
    sure = left.checkbox(f"Delete “{name}” for good", key=f"sure {name}")
    right.button("Delete", on_click=_delete, disabled=not sure, width="stretch")


def _remove_row() -> None:
    """Offer to take the open report out of a case with several; it takes a tick first."""
    found, document = case(), report()
    if found is None or document is None or len(found.documents()) < 2:
        return
    left, right = st.columns([2, 1], vertical_alignment="center")
    sure = left.checkbox("Take the open report out, with its corrections", key=f"out {document.id}")
    right.button(
        "Take out", on_click=_remove, args=(document.id,), disabled=not sure, width="stretch"
    )


def _remove(id: str) -> None:
    def remove() -> None:
        found = kept()
        found.remove_document(id)
        open_report(found.documents()[0])

    guarded(remove)


def _open() -> None:
    name = st.session_state.get("open_case")
    if name:
        guarded(lambda: open_case(name))


def _named() -> str:
    return str(st.session_state.get("case_name") or "").strip()


def _new() -> None:
    def make() -> None:
        from geo.store.case import Case

        path = case_path(cases_folder(), _named()) if _named() else None
        st.session_state[CASE] = Case.create(path) if path else None
        kept()

    guarded(make)


def _save_as() -> None:
    def copy() -> None:
        found = case()
        if found is not None:
            found.save_as(case_path(cases_folder(), _named()))
            st.session_state[CASE] = None
            open_case(_named())

    guarded(copy)


def _delete() -> None:
    def delete() -> None:
        found = case()
        if found is not None:
            found.delete()
            close_case()

    guarded(delete)
