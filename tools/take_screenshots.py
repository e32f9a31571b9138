"""
Take the pictures in ``docs/screenshots``: ``python -m tools.take_screenshots``; needs Chromium.

Each view of the app at 1366 by 768 and 1920 by 1080, light and dark, with 256 colours (PNG).
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
TWO = (
    "Rebels must stay 20 km from Goma, the army said on 2 May 2018.\n\n"
    "On 3 May 2018 mortars hit the market of Goma. It was shelled again the next day.\n",
    "The two governments agreed that armed groups stay 30 km from Bukavu.\n\n"
    "Rwandan troops must withdraw 10 km from the Congolese border.\n",
)
FREQUENT = 128  # colours
SIZES = ((1366, 768), (1920, 1080))
sys.path.insert(0, str(ROOT / "tests"))

if TYPE_CHECKING:
    from collections.abc import Callable


def _start(page: Any) -> None:  # noqa: ANN401 - Playwright's page, imported late
    """Leave the page as it opens."""


def _evidence(page: Any) -> None:  # noqa: ANN401
    """Choose a rule and try another distance."""
    from ui.steps import choose

    choose(page, 1)
    page.get_by_role("slider").first.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(1500)


def _correct(page: Any) -> None:  # noqa: ANN401
    """Open the corrections of a rule."""
    from ui.steps import choose, panel

    choose(page, 5)
    panel(page, "Correct")
    page.get_by_role("button", name="This is no rule").scroll_into_view_if_needed()


def _borders(page: Any) -> None:  # noqa: ANN401
    """Lay the other readings of a border side by side."""
    from ui.steps import choose, panel

    choose(page, 5)
    panel(page, "Readings")
    page.get_by_text("Neither reading is called right").wait_for()


def _ask(page: Any) -> None:  # noqa: ANN401
    """Ask the map about a point."""
    from ui.steps import panel

    panel(page, "Ask the map")
    page.get_by_label("Place or coordinates").fill("32.95 N 35.95 E")
    page.keyboard.press("Enter")
    page.get_by_text("zones reach here").wait_for()


def _incidents(page: Any) -> None:  # noqa: ANN401
    """Open a report with incidents, and one of them."""
    from ui.steps import panel, settled, wait_for_map

    page.get_by_role("combobox", name="Report").click()
    page.get_by_role("option", name=re.compile("Minsk")).click()
    page.locator(".text", has_text="Kramatorsk").wait_for(timeout=60_000)
    wait_for_map(page)
    settled(page)
    panel(page, re.compile(r"Incidents \("))
    page.get_by_role("button", name="Incident 2", exact=True).click()
    page.locator(".cordon-details", has_text="Incident 2").wait_for()


def _case(page: Any) -> None:  # noqa: ANN401
    """Show two reports of a case on one map."""
    from ui.steps import give, settled, wait_for_map

    for text in TWO:
        give(page, text)
        page.locator(".text", has_text=text[:30]).wait_for(timeout=60_000)
        wait_for_map(page)
        settled(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("All reports of the case").click()
    settled(page)
    page.keyboard.press("Escape")
    wait_for_map(page)


VIEWS: dict[str, Callable[[Any], None]] = {
    "start": _start,
    "evidence": _evidence,
    "correct": _correct,
    "borders": _borders,
    "ask": _ask,
    "incidents": _incidents,
    "case": _case,
}


def _of_few_colours(picture: Image.Image) -> Image.Image:
    """
    Return a picture of 256 colours: the most frequent as they are, the others as near as can be.

    What covers much must not shift, and what is small and bright must not turn grey.
    """
    counted: list[Any] = picture.getcolors(picture.width * picture.height) or []
    frequent = [color for _, color in sorted(counted, key=lambda pair: -pair[0])[:FREQUENT]]
    others = picture.quantize(
        256 - FREQUENT, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    ).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for color in frequent for part in color), *(others or [])])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Take all pictures, with a server and cases of their own."""
    from browser import Watched, launched
    from ui.conftest import Server
    from ui.steps import opened, settled

    with tempfile.TemporaryDirectory() as cases, launched() as chromium:
        server = Server(Path(cases))
        for width, height in SIZES:
            for scheme in ("light", "dark"):
                for name, steps in VIEWS.items():
                    size = {"width": width, "height": height}
                    found = Watched(chromium, viewport=size, color_scheme=scheme)
                    page = opened(found.page, server.url)
                    steps(page)
                    settled(page)
                    page.wait_for_timeout(1200)
                    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                    path = FOLDER / f"{name}-{width}-{scheme}.png"
                    _of_few_colours(picture).save(path, optimize=True)
                    found.context.close()
        server.stop()


if __name__ == "__main__":
    main()
