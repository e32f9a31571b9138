"""The app as its readers use it: in a browser, without a network."""

import io
import json
import re

import pytest
from browser import Watched
from PIL import Image

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
FIRST_TITLE = "Powers haggle over who may stand in Syria's south"
HOSTILE = (
    "<img src=x onerror=window.top.ran=1> ends a report\n\n"
    "Iranian forces must stay 20 km from the Israeli border in Syria, said </script><script>"
    "window.top.ran=1</script> `${window.top.ran=1}` {{ 6*7 }} ![p](http://example.org/p.png) "
    "the drawnItems minister of Jordan in Damascus.\n"
)


@pytest.fixture
def opened(app, watched):
    """Return the app's page with the first map drawn."""
    watched.page.goto(app)
    wait_for_map(watched.page)
    return watched.page


def wait_for_map(page):
    """Wait until zones and names are on the map, and return its frame."""
    frame = page.frame_locator(FRAME)
    frame.locator("[class*=leaflet-zone] path").first.wait_for(timeout=60_000)
    frame.locator(".cordon-label span").first.wait_for()
    return frame


def settled(page):
    """Wait until the page has run."""
    page.wait_for_timeout(300)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=60_000)


def give(page, text):
    """Hand in a text of one's own."""
    page.get_by_role("button", name="Own report").click()
    page.get_by_label("or the text itself").fill(text)
    page.get_by_role("button", name="Read it").click()
    settled(page)


def test_the_app_opens_with_a_sample_its_map_and_its_table(opened, watched):
    frame = wait_for_map(opened)
    assert opened.get_by_text("Cordon", exact=True).is_visible()
    assert frame.locator(".cordon-badge").count() >= 4
    assert frame.locator(".leaflet-control-attribution").inner_text().count("OpenStreetMap") == 1
    assert "do not imply endorsement" in frame.locator(".leaflet-control-attribution").inner_text()
    assert opened.get_by_role("tab", name=re.compile(r"Zones \(\d+\)")).is_visible()
    assert opened.locator(".text").inner_text().startswith(FIRST_TITLE)
    watched.picture("app")


def test_a_rule_chosen_in_the_text_is_explained_and_outlined_on_the_same_map(opened, watched):
    frame = wait_for_map(opened)
    opened.frames[-1].evaluate("() => { window.stays = true; }")
    opened.get_by_role("button", name="Rule 1", exact=True).click()
    details = opened.locator(".cordon-details")
    details.wait_for()
    assert details.inner_text().startswith("1 ·")
    assert "Read by" in details.inner_text()
    frame.locator(".leaflet-chosen-pane path").first.wait_for()
    frames = [f for f in opened.frames if "streamlit_folium" in f.url]
    assert [f.evaluate("() => window.stays") for f in frames] == [True]
    settled(opened)
    opened.wait_for_timeout(900)
    watched.picture("app-chosen")


def test_a_number_pressed_on_the_map_is_explained_beside_it_and_the_map_stays(opened):
    frame = wait_for_map(opened)
    page = next(f for f in opened.frames if "streamlit_folium" in f.url)
    zoom = page.evaluate("() => window.map.getZoom()")
    badge = frame.locator(".cordon-badge").last
    number = badge.inner_text()
    badge.click()
    details = opened.locator(".cordon-details")
    details.wait_for()
    assert details.inner_text().startswith(f"{number} ·")
    pressed = opened.locator(f"button[aria-label='Rule {number}']").get_attribute("aria-pressed")
    assert pressed == "true"
    frame.locator(".leaflet-chosen-pane path").first.wait_for()
    opened.wait_for_timeout(900)
    assert page.evaluate("() => window.map.getZoom()") == zoom


def test_the_readers_view_of_the_map_survives_a_choice_and_its_end(opened):
    wait_for_map(opened)
    frame = next(f for f in opened.frames if "streamlit_folium" in f.url)
    rule = opened.get_by_role("button", name="Rule 1", exact=True)
    rule.click()
    settled(opened)
    opened.wait_for_timeout(1200)
    frame.evaluate("() => { window.map.setView([31, 40], 6, {animate: false}); }")
    rule.click()
    opened.locator(".cordon-details").wait_for(state="detached")
    settled(opened)
    assert frame.evaluate("() => [window.map.getZoom(), window.map.getCenter().lat]") == [6, 31]


def test_another_sample_is_read_and_drawn(opened):
    opened.get_by_role("combobox", name="Report").click()
    opened.get_by_role("option", name=re.compile("Falklands")).click()
    opened.locator(".text", has_text="Falklands").wait_for(timeout=60_000)
    settled(opened)
    names = wait_for_map(opened).locator(".cordon-label span")
    names.filter(has_text="Stanley").first.wait_for(timeout=90_000)


def test_what_a_report_says_is_shown_and_never_run(opened, watched):
    give(opened, HOSTILE)
    text = opened.locator(".text", has_text="ends a report")
    text.wait_for(timeout=60_000)
    for part in ("<img src=x onerror", "</script><script>", "${window.top.ran=1}", "{{ 6*7 }}"):
        assert part in text.inner_text()
    frame = wait_for_map(opened)
    frame.locator(".cordon-badge").first.click()
    frame.locator(".cordon-popup blockquote").wait_for()
    opened.locator(".cordon-details").wait_for()
    settled(opened)
    assert opened.evaluate("() => window.ran") is None
    assert all(f.evaluate("() => window.ran") is None for f in opened.frames)
    watched.picture("app-hostile")


def test_an_empty_text_is_refused_in_words_and_nothing_is_lost(opened, watched):
    give(opened, "   ")
    assert "holds no text" in opened.get_by_role("alert").inner_text()
    assert opened.get_by_label("or the text itself").input_value() == "   "
    watched.picture("app-refused")
    opened.keyboard.press("Escape")
    assert opened.locator(".text").inner_text().startswith(FIRST_TITLE)


def test_a_file_that_is_no_text_is_refused_in_words(opened):
    opened.get_by_role("button", name="Own report").click()
    opened.locator("input[type=file]").set_input_files(
        {"name": "report.txt", "mimeType": "text/plain", "buffer": b"%PDF-1.7 ..."}
    )
    opened.get_by_text("report.txt").wait_for()
    opened.get_by_role("button", name="Read it").click()
    alert = opened.get_by_role("alert")
    alert.wait_for()
    assert "PDF" in alert.inner_text()
    assert opened.locator(".text").inner_text().startswith(FIRST_TITLE)


def test_a_report_without_a_rule_says_so(opened):
    give(opened, "The minister spoke in Paris on Monday and said little.")
    opened.locator(".text", has_text="said little").wait_for(timeout=60_000)
    opened.get_by_text("No rule about space was drawn.").wait_for()


def downloaded(page, name):
    """Press a download button and return the file's name and bytes."""
    settled(page)  # a click while the page is drawn anew is lost
    with page.expect_download(timeout=150_000) as waiting:
        page.get_by_role("button", name=name, exact=False).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_what_is_taken_away_is_whole(opened):
    name, raw = downloaded(opened, "GeoJSON")
    collection = json.loads(raw)
    assert name == "southern-syria-2018.geojson"
    assert collection["type"] == "FeatureCollection"
    assert sum(f["properties"]["kind"] == "zone" for f in collection["features"]) >= 4
    name, raw = downloaded(opened, "Picture")
    assert name == "southern-syria-2018.png"
    assert Image.open(io.BytesIO(raw)).size == (1920, 1080)
    name, raw = downloaded(opened, "Page")
    assert name == "southern-syria-2018.html"
    assert b"Content-Security-Policy" in raw


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_map_and_table_fit_the_screen(app, browser, size, scheme):
    width, height = size
    page = Watched(browser, viewport={"width": width, "height": height}, color_scheme=scheme)
    page.page.goto(app)
    wait_for_map(page.page)
    settled(page.page)
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= width
    for locator in (
        page.page.locator(FRAME),
        page.page.locator(".text"),
        page.page.get_by_role("tab"),
    ):
        box = locator.first.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] < box["y"] + box["height"] <= height
    page.picture(f"app-{width}-{scheme}")
    page.check()
    page.context.close()
