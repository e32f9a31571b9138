"""Accessibility: axe-core finds no serious violation on any side of the page, light or dark."""

from pathlib import Path

import pytest
from browser import Watched

from ui.steps import choose, inner, opened, panel, settled

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}


def violations(frame):
    """Return what axe-core calls serious or critical in a frame, with the elements."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    script = "() => axe.run(document, {resultTypes: ['violations'], iframes: false})"
    found = frame.evaluate(script)["violations"]
    return [
        (v["id"], [n["html"][:160] for n in v["nodes"][:4]])
        for v in found
        if v["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation(app, browser, scheme):
    found = Watched(browser, viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page = opened(found.page, app)
    assert violations(inner(page)) == []
    assert violations(page.main_frame) == []
    choose(page, 1)
    for side in ("Correct", "Readings", "Audit", "Evidence", "Places", "Ask the map"):
        panel(page, side)
        assert violations(page.main_frame) == [], side
    page.get_by_role("button", name="Add reports").click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    assert violations(page.main_frame) == []
    found.check()
    found.context.close()
