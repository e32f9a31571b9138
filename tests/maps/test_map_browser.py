"""The map in a browser: drawn, quiet, and deaf to what a report says."""

from itertools import combinations

import pytest
from browser import boxes

from geo.maps.briefing import briefing, save
from geo.maps.page import map_html
from maps.pictures import assert_same_picture
from maps.test_map_briefing import SHEET
from maps.test_map_interactive import hostile

RUNS = (
    "<img src=x onerror=window.top.ran=1>",
    "</script><script>window.top.ran=1</script>",
    "`;window.top.ran=1;//",
    "${window.top.ran=1}",
    "{{ 'alert' }}{% set x = 1 %}",
    "'\"><svg/onload=window.top.ran=1>",
)


@pytest.fixture
def opened(watched, tmp_path):
    """Return a function that opens a map page from a file."""

    def open_page(analysis, basemap):
        path = tmp_path / "map.html"
        path.write_text(map_html(analysis, basemap), encoding="utf-8")
        watched.page.goto(path.as_uri())
        watched.page.locator("path.leaflet-interactive").first.wait_for()
        return watched.page

    return open_page


def test_zones_pins_numbers_and_names_are_drawn(opened, analysis, basemap, watched):
    page = opened(analysis, basemap)
    assert page.locator(".cordon-badge").all_text_contents() == ["4", "2", "1", "3"]
    assert page.locator("[class*=leaflet-zone] path").count() == 4
    assert page.locator(".leaflet-pins-pane path").count() == 2
    names = page.locator(".cordon-label span").all_text_contents()
    assert {"Daraa", "Quneitra", "Syria"} <= set(names)
    assert len(names) > 20
    watched.picture("map-page")


def test_names_do_not_overlap(opened, analysis, basemap):
    page = opened(analysis, basemap)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(700)
    found = boxes(page.locator(".cordon-label span"))
    assert len(found) > 10
    for a, b in combinations(found, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 1 <= b[1] or b[3] - 1 <= a[1]
        assert apart, (a, b)


def test_a_map_as_svg_shows_what_the_picture_shows(watched, analysis, basemap, tmp_path):
    figure = briefing(analysis, basemap, SHEET)
    (tmp_path / "map.svg").write_bytes(save(figure, "svg"))
    watched.page.set_viewport_size({"width": 1280, "height": 720})
    watched.page.goto((tmp_path / "map.svg").as_uri())
    assert_same_picture(save(figure, "png"), watched.page.screenshot())


def test_the_withdrawn_are_shown_when_asked_for(opened, analysis, basemap):
    page = opened(analysis, basemap)
    box = page.locator(".leaflet-control-layers label", has_text="Rejected").locator("input")
    assert not box.is_checked()
    box.check()
    assert "5" in page.locator(".cordon-badge").all_text_contents()


def test_a_number_opens_the_evidence(opened, analysis, basemap):
    page = opened(analysis, basemap)
    page.locator(".cordon-badge", has_text="2").click()
    popup = page.locator(".cordon-popup")
    popup.wait_for()
    text = popup.inner_text()
    for part in ("forces keep 20 km from the border", "Channel 10", "Violated", "within 1 m"):
        assert part in text


def test_the_smaller_zone_lies_on_top_whatever_is_switched_on_last(opened, analysis, basemap):
    page = opened(analysis, basemap)
    proposed = page.locator(".leaflet-control-layers label", has_text="Proposed").locator("input")
    proposed.uncheck()
    proposed.check()
    order = page.evaluate(
        """() => [...document.querySelectorAll('[class*=leaflet-zone] path')].map(path => {
            const box = path.getBoundingClientRect();
            return [+path.closest('.leaflet-pane').style.zIndex, box.width * box.height]; })"""
    )
    sizes = [size for _, size in sorted(order)]
    assert len(sizes) == 4
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("payload", RUNS)
def test_what_a_report_says_is_never_run(opened, analysis, basemap, payload):
    page = opened(hostile(analysis, payload), basemap)
    page.locator(".cordon-badge", has_text="2").hover()
    page.locator(".cordon-badge", has_text="2").click()
    page.locator(".cordon-popup").wait_for()
    page.wait_for_timeout(200)
    assert payload in page.locator(".cordon-popup blockquote").inner_text()
    assert page.evaluate("() => window.ran") is None
