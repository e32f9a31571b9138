"""What the server answers beside the page: the map's geometry, and headers that keep it local."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from ui.steps import choose, inner, opened


def asked(url):
    """Return an answer's headers and text."""
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.headers, answer.read().decode()


def test_the_map_s_geometry_comes_from_an_address_of_its_own(app, watched):
    page = opened(watched.page, app)
    loaded = inner(page).evaluate("() => performance.getEntriesByType('resource').map(r => r.name)")
    (url,) = [name for name in loaded if "/cordon/map/" in name]
    headers, text = asked(url)
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert text.startswith("window.cordonData={detail:{")
    assert text.count('"type":"Polygon"') + text.count('"type":"MultiPolygon"') >= 4


def test_the_text_comes_once_from_an_address_of_its_own(app, watched):
    page = opened(watched.page, app)
    choose(page, 1)
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(r => r.name)")
    (url,) = [name for name in loaded if "/cordon/text/" in name]  # a choice asks for nothing more
    headers, text = asked(url)
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"] == "application/json"
    found = json.loads(text)
    assert "".join(p["text"] for p in found["pieces"]).startswith("Powers haggle over who may")
    assert found["note"] == ""


@pytest.mark.parametrize("path", ["map/0000000000000000.js", "text/0000000000000000.json"])
def test_what_was_never_read_is_not_found(app, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        asked(f"{app}/cordon/{path}")


def test_the_page_names_the_map_s_files_so_that_they_come_early(app):
    headers, _ = asked(app)
    files = re.findall(r"<([^>]+)>; rel=prefetch", headers["link"])
    assert any(file.endswith("leaflet.js") for file in files)
    for file in files:
        assert asked(f"{app}{file}")[1]


def test_the_lines_of_provinces_come_by_cells(app):
    _, text = asked(f"{app}/cordon/divisions/396/392.json")  # 36° E, 32° N
    found = json.loads(text)
    assert len(found["lines"]) > 5
    assert found["rivers"]
    for wrong in ("397/392", "999/392", "396/999"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            asked(f"{app}/cordon/divisions/{wrong}.json")


def test_provinces_are_drawn_from_near_and_not_from_afar(app, watched):
    page = opened(watched.page, app)
    frame = inner(page)
    shown = "() => { const p = map.getPane('divisions'); return Boolean(p) && p.style.display !== 'none'; }"
    frame.evaluate("() => { map.setView([33.5, 36.5], 8, {animate: false}); }")
    frame.wait_for_function(shown)
    frame.evaluate("() => { map.setView([33.5, 36.5], 4, {animate: false}); }")
    frame.wait_for_function(f"() => !({shown})()")


def test_what_is_seen_is_drawn_as_a_picture(app, watched):
    page = opened(watched.page, app)
    with page.expect_download(timeout=60_000) as waiting:
        inner(page).locator(".cordon-camera").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) > 50_000


def test_a_picture_of_nothing_says_what_is_wrong(app):
    with pytest.raises(urllib.error.HTTPError, match="501") as problem:
        asked(f"{app}/cordon/seen/0000000000000000.png?at=1,2,3&size=800,600")
    assert "no longer kept" in problem.value.read().decode()
    request = urllib.request.Request(
        f"{app}/cordon/seen/x.png", headers={"Sec-Fetch-Site": "cross-site"}
    )
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=20)
