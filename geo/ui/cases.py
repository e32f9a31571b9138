"""The case menu: open, new, save as, delete; its layers; what is undone and redone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import (
    AddRule,
    RejectRule,
    SetActors,
    SetDistance,
    SetHost,
    SetReferences,
    SetStatus,
)
from geo.errors import GeoError
from geo.overrides import Override
from geo.store.folder import case_names, case_path, cases_folder
from geo.ui.layers import ENDINGS, drawn_layer, read_layer, sound
from geo.ui.state import (
    CASE,
    CORRECTED,
    FOLLOW,
    NOTICE,
    case,
    close_case,
    draw,
    history,
    kept,
    open_case,
    open_report,
    report,
    step,
)

if TYPE_CHECKING:
    from geo.store.case import Layer
    from geo.store.history import Change

LAYER_DRAWN = "layer"
WORDS: dict[type, str] = {
    SetDistance: "distance of a rule",
    SetHost: "territory of a rule",
    SetStatus: "status of a rule",
    SetActors: "actors of a rule",
    SetReferences: "what a rule is measured from",
    RejectRule: "a rule rejected",
    AddRule: "a rule added",
}


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
            _layers()


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

    _guarded(remove)


def _layers() -> None:
    """Show the custom layers, and how one comes in."""
    found = case()
    assert found is not None, "the layers are shown for an open case"
    st.markdown("**Layers of your own**")
    st.caption("A report that names a layer, or one of its other names, is measured from it.")
    for layer in found.layers():
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.text_input(
            f"{layer.name} ({layer.geometry.geom_type}, {layer.note}): other names, commas between",
            ", ".join(layer.aliases), key=_alias_key(layer), on_change=_rename, args=(layer,),
        )  # fmt: skip
        right.button(
            "Remove", key=f"remove {layer.name}", on_click=found.remove_layer, args=(layer.name,),
            width="stretch",
        )  # fmt: skip
    name = st.text_input("Name of a new layer", key="layer_name", placeholder="line of contact")
    file = st.file_uploader("from a file", type=list(ENDINGS), key="layer_file")
    left, middle, right = st.columns(3)
    left.button("Add the file", on_click=_add_layer, disabled=file is None, width="stretch")
    middle.button("Draw a line", on_click=draw, args=("line", f"{LAYER_DRAWN}:{name}"))
    right.button("Draw an area", on_click=draw, args=("area", f"{LAYER_DRAWN}:{name}"))


def _alias_key(layer: Layer) -> str:
    return f"aliases {layer.name} {'|'.join(layer.aliases)}"


def _rename(layer: Layer) -> None:
    """Keep the other names of a layer."""
    names = str(st.session_state[_alias_key(layer)]).split(",")
    aliases = tuple(dict.fromkeys(filter(None, map(str.strip, names))))
    _guarded(lambda: kept().put_layer(replace(layer, aliases=aliases)))


def attach(layer: Layer, name: str, follow: str) -> None:
    """Let a layer be what reports call by a name, too; `follow` is the rule to choose after it."""
    st.session_state[FOLLOW] = follow
    st.session_state[CORRECTED] = True
    if name not in (layer.name, *layer.aliases):
        _guarded(lambda: kept().put_layer(replace(layer, aliases=(*layer.aliases, name))))


def _guarded(action: object) -> None:
    """Run an action; say what is wrong where it fails."""
    try:
        if callable(action):
            action()
    except GeoError as problem:
        st.session_state[NOTICE] = str(problem)


def _open() -> None:
    name = st.session_state.get("open_case")
    if name:
        _guarded(lambda: open_case(name))


def _named() -> str:
    return str(st.session_state.get("case_name") or "").strip()


def _new() -> None:
    def make() -> None:
        from geo.store.case import Case

        path = case_path(cases_folder(), _named()) if _named() else None
        st.session_state[CASE] = Case.create(path) if path else None
        kept()

    _guarded(make)


def _save_as() -> None:
    def copy() -> None:
        found = case()
        if found is not None:
            found.save_as(case_path(cases_folder(), _named()))
            st.session_state[CASE] = None
            open_case(_named())

    _guarded(copy)


def _delete() -> None:
    def delete() -> None:
        found = case()
        if found is not None:
            found.delete()
            close_case()

    _guarded(delete)


def _add_layer() -> None:
    def add() -> None:
        file = st.session_state["layer_file"]
        name = str(st.session_state.get("layer_name") or "").strip() or file.name
        kept().put_layer(sound(read_layer(file.getvalue(), file.name, name)))

    _guarded(add)


def take_layer(name: str, mode: str, points: tuple[tuple[float, float], ...]) -> Layer | None:
    """Keep what was drawn on the map as a layer; return it where it could be kept."""
    st.session_state[CORRECTED] = True  # the card then shows what has become of it
    made: list[Layer] = []

    def keep() -> None:
        found = kept()
        taken = {layer.name for layer in found.layers()}
        names = [name or "drawn", *(f"{name or 'drawn'} {n}" for n in range(2, 1000))]
        free = next(n for n in names if n not in taken)
        layer = sound(drawn_layer(free, mode, points))
        found.put_layer(layer)
        made.append(layer)

    _guarded(keep)
    return made[0] if made else None


def undo_buttons() -> None:
    """Show undo and redo."""
    done = history()
    last, next_ = done.done[-1:], done.undone[:1]
    st.button(
        "Undo", icon=":material/undo:", shortcut="z", on_click=step, kwargs={"back": True},
        disabled=not last, help=f"Take back: {words_of(last[0])}" if last else None,
    )  # fmt: skip
    st.button(
        "Redo", icon=":material/redo:", shortcut="y", on_click=step, kwargs={"back": False},
        disabled=not next_, help=f"Do again: {words_of(next_[0])}" if next_ else None,
    )  # fmt: skip


def words_of(change: Change) -> str:
    """
    Say what a change does, and to which report.

    Examples
    --------
    >>> from geo.amendments import SetActors
    >>> from geo.store.history import Change
    >>> words_of(Change("talks", SetActors("rule:0-9", ("rebels",))))
    'actors of a rule (talks)'
    """
    correction = change.correction
    what = (
        f"the place “{correction.toponym}”"
        if isinstance(correction, Override)
        else WORDS[type(correction)]
    )
    return f"{what} ({change.document})"
