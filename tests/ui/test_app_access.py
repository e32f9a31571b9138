"""Accessibility: axe-core finds no serious violation on any side of the page, light or dark."""

from pathlib import Path

import pytest
from browser import Watched

from ui.steps import choose, give, inner, opened, panel, settled

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
    sides = (
        "Correct",
        "Readings",
        "Audit",
        "Evidence",
        "Places",
        "Ask the map",
        "Not drawn",
        "Incidents",
        "To know",
    )
    for side in sides:
        panel(page, side)
        assert violations(page.main_frame) == [], side
    for menu in ("Map", "Export", "Help"):
        page.get_by_role("button", name=menu).first.click()
        settled(page)
        assert violations(page.main_frame) == [], menu
        page.keyboard.press("Escape")
        settled(page)
    page.get_by_role("button", name="Add reports").click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    assert violations(page.main_frame) == []
    found.check()
    found.context.close()


ARABIC = "يجب على القوات الأجنبية البقاء على بعد عشرين كيلومترا من درعا."
REACH = """([box, words]) => {
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const [line, whole] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
    return [line.left - whole.left, whole.right - line.right];
  }
}"""


def test_each_paragraph_runs_in_the_direction_of_its_script(app, browser):
    found = Watched(browser, viewport={"width": 1366, "height": 768})
    page = opened(found.page, app)
    give(page, f"{ARABIC}\n\nAll foreign troops must stay 20 km from Daraa.\n")
    text = page.locator(".text", has_text="All foreign troops")
    text.wait_for(timeout=60_000)
    left, right = text.evaluate(f"box => ({REACH})([box, {ARABIC[:8]!r}])")
    assert right < 30 < left
    left, right = text.evaluate(f"box => ({REACH})([box, 'All fo'])")
    assert left < 30 < right
    found.check()
    found.context.close()
