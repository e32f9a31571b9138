"""The layers of the case: lines, areas and points of the analyst's own, from files or drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.amendments import SetReferences
from geo.store.case import now
from geo.store.history import Change
from geo.ui.layers import ENDINGS, drawn_layer, read_layer, reference_of, sound
from geo.ui.state import CORRECTED, FOLLOW, case, draw, guarded, kept, report

if TYPE_CHECKING:
    from geo.model import LonLat
    from geo.store.layer import Layer

LAYER_DRAWN = "layer"


def layers_menu() -> None:
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
            "Remove", key=f"remove {layer.name}", on_click=_remove, args=(layer.name,),
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
    guarded(lambda: kept().put_layer(replace(layer, aliases=aliases)))


def _remove(name: str) -> None:
    """Take a layer out; undo brings it back."""
    guarded(lambda: kept().remove_layer(name))


def attach(layer: Layer, name: str, follow: str) -> None:
    """Let a layer be what reports call by a name, too; `follow` is the rule to choose after it."""
    st.session_state[FOLLOW] = follow
    st.session_state[CORRECTED] = True
    if name not in (layer.name, *layer.aliases):
        guarded(lambda: kept().put_layer(replace(layer, aliases=(*layer.aliases, name))))


def _add_layer() -> None:
    def add() -> None:
        file = st.session_state["layer_file"]
        name = str(st.session_state.get("layer_name") or "").strip() or file.name
        kept().put_layer(sound(read_layer(file.getvalue(), file.name, name)))

    guarded(add)


def take_layer(name: str, mode: str, points: tuple[LonLat, ...], rule: str = "") -> Layer | None:
    """
    Keep what was drawn on the map as a layer; return it where it could be kept.

    Parameters
    ----------
    rule
        Id of the rule that is measured from it from now on: one step, undone with the layer.
    """
    st.session_state[CORRECTED] = True  # the card then shows what has become of it
    made: list[Layer] = []

    def keep() -> None:
        found, document = kept(), report()
        taken = {layer.name for layer in found.layers()}
        names = [name or "drawn", *(f"{name or 'drawn'} {n}" for n in range(2, 1000))]
        layer = sound(drawn_layer(next(n for n in names if n not in taken), mode, points))
        more = []
        if rule and document is not None:
            correction = SetReferences(rule, (reference_of(layer),))
            more.append(Change(document.id, correction, now()))
            st.session_state[FOLLOW] = rule
        found.put_layer(layer, *more)
        made.append(layer)

    guarded(keep)
    return made[0] if made else None
