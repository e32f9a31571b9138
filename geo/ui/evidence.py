"""The report's text in the browser, its marks pressed to choose a zone. Text is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.ui.marks import SHOWN_CHARS, marks, pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Analysis

KEY = "evidence"
HTML = '<div class="text" role="region" aria-label="Text of the report" tabindex="0"></div>'
CSS = """
.text {
  height: var(--cordon-height); overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; box-sizing: border-box;
  padding: 2px 10px 8px 2px; line-height: 1.62; font-family: var(--st-font);
  color: var(--st-text-color);
}
.text:focus { outline: none; }
.zone { border-radius: 2px; padding: 1px 0; cursor: pointer; box-decoration-break: clone; }
.unresolved { border-bottom: 2px dotted #8a8f94; cursor: pointer; }
.place { border-bottom: 1.5px solid currentColor; }
.name { border-bottom: 1.5px dotted currentColor; }
.chosen { border-radius: 0; }
button {
  all: unset; cursor: pointer; display: inline-block; min-width: 16px; height: 16px; padding: 0 1px;
  margin: 0 3px 0 1px; border-radius: 9px; text-align: center; color: #fff;
  font: 700 11px/16px system-ui, sans-serif; background: #6e6e6e; vertical-align: 1px;
}
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.note { margin-top: 8px; opacity: .7; font-style: italic; }
"""
JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".text");
  box.style.height = "calc(var(--cordon-height) - " + data.spare + "px)";
  box.replaceChildren();
  const pick = (id) => setTriggerValue("picked", id);
  let first = null;
  for (const piece of data.pieces) {
    for (const start of piece.starts) {
      const chip = document.createElement("button");
      chip.textContent = start.id;
      if (start.color) chip.style.background = start.color;
      chip.tabIndex = 0;
      chip.setAttribute("aria-label", "Rule " + start.id);
      chip.setAttribute("aria-pressed", String(start.id === data.chosen));
      chip.onclick = () => pick(start.id);
      chip.onkeydown = (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(start.id); }
      };
      box.append(chip);
    }
    const span = document.createElement("span");
    span.textContent = piece.text;
    const id = piece.ids.length ? piece.ids[piece.ids.length - 1] : "";
    if (piece.kind) span.classList.add(piece.kind);
    if (piece.color) {
      span.classList.add("zone");
      span.style.background = piece.color + (piece.ids.includes(data.chosen) ? "80" : "30");
    } else if (id) {
      span.classList.add("unresolved");
      if (piece.ids.includes(data.chosen)) span.style.background = "#8a8f9455";
    }
    if (id) span.onclick = () => pick(id);
    if (data.chosen && piece.ids.includes(data.chosen)) {
      span.classList.add("chosen");
      first = first || span;
    }
    box.append(span);
  }
  if (data.note) {
    const note = document.createElement("div");
    note.className = "note";
    note.textContent = data.note;
    box.append(note);
  }
  if (first && box.dataset.chosen !== data.chosen) {
    box.scrollTop = first.offsetTop - box.offsetTop - box.clientHeight / 3;
  }
  if (box.dataset.report !== data.report) box.scrollTop = 0;
  box.dataset.chosen = data.chosen;
  box.dataset.report = data.report;
}
"""
_component = st.components.v2.component("cordon_evidence", html=HTML, css=CSS, js=JS)


def evidence(analysis: Analysis, chosen: str, spare_px: int, on_pick: Callable[[], None]) -> None:
    """
    Show the text of a report with its marks.

    Parameters
    ----------
    chosen
        Id of the mark that is chosen (`geo.ui.marks.Mark`), or empty.
    spare_px
        Pixels to leave free below the text.
    on_pick
        Called when the reader presses a mark, before the page runs again; `picked` tells which.
    """
    text = analysis.document.text
    left_out = len(text) - SHOWN_CHARS
    note = (
        f"All of it was read; {left_out:,} more characters are not shown." if left_out > 0 else ""
    )
    data = {
        "pieces": pieces(text, marks(analysis)),
        "chosen": chosen,
        "report": analysis.document.id,
        "spare": spare_px,
        "note": note,
    }
    _component(key=KEY, data=data, on_picked_change=on_pick)


def picked() -> str:
    """Return the id of the mark that was pressed."""
    return str(getattr(st.session_state.get(KEY), "picked", None) or "")
