"""The app as its readers use it: in a browser, without a network."""

import io
import json
import re

import pytest
from browser import Watched
from PIL import Image
from pptx import Presentation
from pyproj import Geod

from ui.steps import FRAME, choose, give, inner, opened, panel, settled, upload, wait_for_map

FIRST_TITLE = "Powers haggle over who may stand in Syria's south"
HOSTILE = (
    "<img src=x onerror=window.top.ran=1> ends a report\n\n"
    "Iranian forces must stay 20 km from the Israeli border in Syria, said </script><script>"
    "window.top.ran=1</script> `${window.top.ran=1}` {{ 6*7 }} ![p](http://example.org/p.png) "
    "the drawnItems minister of Jordan in Damascus.\n"
)


@pytest.fixture
def page(app, watched):
    """Return the app's page with the first map drawn."""
    return opened(watched.page, app)


def test_the_app_opens_with_a_sample_its_map_and_its_table(page, watched):
    frame = wait_for_map(page)
    assert page.get_by_role("heading", name="Cordon").is_visible()
    assert frame.locator(".cordon-badge").count() >= 4
    credits = frame.locator(".leaflet-control-attribution").inner_text()
    assert credits.count("OpenStreetMap") == 1
    assert "do not imply endorsement" in credits
    page.get_by_text(re.compile(r"Zones \(\d+\)")).wait_for()
    assert page.locator(".text").inner_text().startswith(FIRST_TITLE)
    watched.picture("app")


def test_a_rule_chosen_in_the_text_is_explained_and_outlined_on_the_same_map(page, watched):
    frame = wait_for_map(page)
    inner(page).evaluate("() => { window.stays = true; }")
    choose(page, 1)
    assert "Read by" in page.locator(".cordon-details").inner_text()
    frame.locator("path.cordon-chosen").first.wait_for()
    assert inner(page).evaluate("() => window.stays")
    page.wait_for_timeout(900)
    watched.picture("app-chosen")


def test_a_number_pressed_on_the_map_is_explained_and_the_map_stays(page):
    frame = wait_for_map(page)
    zoom = inner(page).evaluate("() => window.map.getZoom()")
    badge = frame.locator(".cordon-badge").last
    number = badge.inner_text()
    badge.click()
    page.locator(".cordon-details b.head", has_text=f"{number} ·").wait_for()
    pressed = page.locator(f"button[aria-label='Rule {number}']").get_attribute("aria-pressed")
    assert pressed == "true"
    frame.locator("path.cordon-chosen").first.wait_for()
    page.wait_for_timeout(900)
    assert inner(page).evaluate("() => window.map.getZoom()") == zoom
    assert frame.locator(".cordon-popup").is_visible()


def test_a_place_pressed_in_the_text_is_shown_with_the_rivals_that_were_not_chosen(page):
    page.locator(".text .place", has_text="Daraa").first.click()
    head = page.locator(".cordon-details b.head", has_text="Dar")
    head.wait_for()
    assert "Why" in page.locator(".cordon-details").inner_text()
    assert wait_for_map(page).locator(".leaflet-chosen-pane path").count() == 1


def test_the_readers_view_of_the_map_survives_a_choice_and_a_reload(page):
    choose(page, 1)
    page.wait_for_timeout(1200)
    inner(page).evaluate("() => { window.map.setView([31, 40], 6, {animate: false}); }")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Rule 1", exact=True).click()
    page.locator(".cordon-details").wait_for(state="detached")
    settled(page)
    view = "() => [window.map.getZoom(), window.map.getCenter().lat]"
    assert inner(page).evaluate(view) == pytest.approx([6, 31], abs=0.01)
    choose(page, 5)
    page.wait_for_timeout(1200)
    inner(page).evaluate("() => { window.map.setView([32, 38], 7, {animate: false}); }")
    page.wait_for_timeout(300)
    page.reload()
    wait_for_map(page)
    page.locator(".cordon-details b.head", has_text="5 ·").wait_for()
    assert inner(page).evaluate(view) == pytest.approx([7, 32], abs=0.01)


def test_a_layer_switched_on_is_in_the_link(page):
    label = wait_for_map(page).locator(".leaflet-control-layers label", has_text="Regions")
    label.locator("input").check()
    page.wait_for_timeout(300)
    page.reload()
    again = wait_for_map(page).locator(".leaflet-control-layers label", has_text="Regions")
    assert again.locator("input").is_checked()


def test_a_link_opens_what_is_chosen_tried_filtered_and_asked(page):
    choose(page, 1)
    panel(page, "Correct")
    page.get_by_role("slider", name=re.compile("another distance")).press("ArrowRight")
    settled(page)
    page.get_by_role("slider", name=re.compile("Dated")).first.press("ArrowRight")
    settled(page)
    page.get_by_role("combobox", name="Status").first.click()
    page.get_by_role("option", name="Proposed").click()
    page.keyboard.press("Escape")
    settled(page)
    panel(page, "Ask the map")
    page.get_by_label("Place or coordinates").fill("32.5, 36.25")
    page.keyboard.press("Enter")
    page.get_by_text("zones reach here").wait_for(timeout=60_000)
    settled(page)
    page.reload()
    frame = wait_for_map(page)
    page.locator("strong", has_text="32.50000, 36.25000").wait_for(timeout=60_000)
    settled(page)
    assert page.get_by_role("radio", name="Correct").is_checked()
    assert "At 21 km" in frame.locator(".cordon-note").inner_text()
    assert frame.locator(".cordon-badge:visible").all_inner_texts() == ["1"]
    dated = page.get_by_role("slider", name=re.compile("Dated")).first
    assert dated.get_attribute("aria-valuetext") == "2017-11-02"


def test_the_keys_walk_through_the_rules(page):
    page.keyboard.press("j")
    page.locator(".cordon-details b.head", has_text="1 ·").wait_for()
    settled(page)
    page.keyboard.press("j")
    page.locator(".cordon-details b.head", has_text="2 ·").wait_for()


def test_another_distance_is_tried_on_the_map_and_not_taken_for_the_reports(page, watched):
    choose(page, 1)
    slider = page.get_by_role("slider", name=re.compile("another distance"))
    slider.focus()
    page.keyboard.press("ArrowRight")
    frame = wait_for_map(page)
    frame.locator(".leaflet-chosen-pane path[stroke='#d55e00']").first.wait_for()
    assert "At 21 km: 8,6" in frame.locator(".cordon-note").inner_text()
    watched.picture("app-what-if")


def test_another_reading_of_the_borders_says_what_changes(page, watched):
    page.get_by_role("combobox", name="Borders").click()
    page.get_by_role("option", name="As most UN members have it").click()
    settled(page)
    said = page.get_by_text("against the borders as held")
    said.wait_for(timeout=60_000)
    assert "km²" in said.inner_text()
    wait_for_map(page)
    watched.picture("app-viewpoint")


def test_both_readings_of_a_border_stand_side_by_side(page):
    choose(page, 5)
    panel(page, "Readings")
    page.get_by_text("Neither reading is called right").wait_for(timeout=60_000)


def test_the_audit_card_says_what_a_zone_rests_on(page):
    choose(page, 1)
    panel(page, "Audit")
    text = page.locator("[data-testid=stCode]").inner_text()
    for part in ("sentence", "20 kilometers” → 20,000 m", "border:IL", "sha256", "rows used"):
        assert part in text
    assert page.locator("[data-testid=stCode] button").count() == 1


def test_the_map_is_asked_by_coordinates_and_by_a_click(page, watched):
    panel(page, "Ask the map")
    page.get_by_label("Place or coordinates").fill("32°37′00″N 36°06′00″E")
    page.keyboard.press("Enter")
    page.get_by_text("zones reach here").wait_for(timeout=60_000)
    assert page.get_by_text(re.compile("36S YB|36S YC|37S")).count() >= 1
    settled(page)
    watched.picture("app-ask")
    box = page.locator(FRAME).bounding_box()
    before = page.get_by_text("in Syria").first.inner_text()
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.93)
    page.wait_for_timeout(600)
    settled(page)
    assert page.locator("strong", has_text="°").first.inner_text() != before


def test_a_place_is_searched_by_name(page):
    panel(page, "Ask the map")
    page.get_by_label("Place or coordinates").fill("Damascus")
    page.keyboard.press("Enter")
    page.get_by_text("zones reach here").wait_for(timeout=60_000)
    page.get_by_text("in Syria").first.wait_for()


def test_coordinates_under_the_pointer_in_three_notations(page):
    frame = wait_for_map(page)
    readout = frame.locator(".cordon-readout")
    inner(page).evaluate("() => { window.map.setView([32.6, 36.1], 9, {animate: false}); }")
    box = page.locator(FRAME).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    decimal = readout.inner_text()
    readout.click()
    dms = readout.inner_text()
    readout.click()
    assert re.fullmatch(r"3\d\.\d{5}, 3\d\.\d{5}", decimal)
    assert re.fullmatch(r"3\d°\d\d′\d\d″N 3\d°\d\d′\d\d″E", dms)
    assert re.fullmatch(r"3[67][RS] [A-Z]{2} \d{5} \d{5}", readout.inner_text())


def test_the_browsers_mgrs_and_geodesic_are_those_of_this_side(page):
    from geo.text.coordinates import find_coordinates

    frame = inner(page)
    for lon, lat in ((36.1, 32.6), (-58.2, -51.7), (5.5, 60.2), (20.0, 78.0)):
        text = frame.evaluate(
            "([x, y]) => cordonBench.written({lng: x, lat: y}, 'mgrs')", [lon, lat]
        )
        ((x, y),) = (c.lonlat for c in find_coordinates(text))
        assert Geod(ellps="WGS84").inv(lon, lat, x, y)[2] < 1.6
    ends = [36.1, 32.6, 35.2, 31.8]
    script = "([a, b, c, d]) => cordonBench.metres({lng: a, lat: b}, {lng: c, lat: d})"
    expected = Geod(ellps="WGS84").inv(*ends)[2]
    assert frame.evaluate(script, ends) == pytest.approx(expected, abs=0.001)


def test_a_length_is_measured_with_the_pointer(page):
    frame = wait_for_map(page)
    inner(page).evaluate("() => { window.map.setView([32.6, 36.1], 9, {animate: false}); }")
    frame.get_by_role("button", name="Measure a distance").click()
    box = page.locator(FRAME).bounding_box()
    ends = []
    for dx in (-90, 90):
        page.mouse.move(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2)
        page.wait_for_timeout(100)
        ends.append(frame.locator(".cordon-readout").inner_text())
        page.mouse.down()
        page.mouse.up()
        page.wait_for_timeout(500)  # two presses at once would end it
    page.keyboard.press("Enter")
    told = frame.locator(".cordon-measured").inner_text()
    (lat1, lon1), (lat2, lon2) = (map(float, end.split(", ")) for end in ends)
    km = Geod(ellps="WGS84").inv(lon1, lat1, lon2, lat2)[2] / 1000
    assert told.endswith(" km")
    assert float(told.removesuffix(" km")) == pytest.approx(km, rel=0.01)


def test_zones_are_filtered_in_the_table_and_on_the_map(page):
    frame = wait_for_map(page)
    before = frame.locator(".cordon-badge:visible").count()
    page.get_by_role("combobox", name="Status").click()
    page.get_by_role("option", name="Agreed").click()
    page.keyboard.press("Escape")
    settled(page)
    page.wait_for_timeout(500)
    assert 0 < frame.locator(".cordon-badge:visible").count() < before


def test_zones_are_filtered_by_whom_they_bind(page):
    frame = wait_for_map(page)
    before = frame.locator(".cordon-badge:visible").count()
    page.get_by_role("combobox", name="Binds").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    settled(page)
    page.wait_for_timeout(500)
    assert 0 < frame.locator(".cordon-badge:visible").count() < before


def test_another_sample_is_read_and_drawn(page):
    page.get_by_role("combobox", name="Report").click()
    page.get_by_role("option", name=re.compile("Falklands")).click()
    page.locator(".text", has_text="Falklands").wait_for(timeout=60_000)
    settled(page)
    names = wait_for_map(page).locator(".cordon-label span")
    names.filter(has_text="Stanley").first.wait_for(timeout=90_000)


def test_what_a_report_says_is_shown_and_never_run(page, watched):
    give(page, HOSTILE)
    text = page.locator(".text", has_text="ends a report")
    text.wait_for(timeout=60_000)
    for part in ("<img src=x onerror", "</script><script>", "${window.top.ran=1}", "{{ 6*7 }}"):
        assert part in text.inner_text()
    frame = wait_for_map(page)
    settled(page)
    frame.locator(".cordon-badge").first.click()
    frame.locator(".cordon-popup blockquote").wait_for()
    page.locator(".cordon-details").wait_for()
    settled(page)
    for side in ("Correct", "Audit"):
        panel(page, side)
    assert page.evaluate("() => window.ran") is None
    assert all(f.evaluate("() => window.ran") is None for f in page.frames)
    watched.picture("app-hostile")


def test_an_empty_text_is_refused_in_words_and_nothing_is_lost(page, watched):
    give(page, "   ")
    assert "holds no text" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("or the text itself").input_value() == "   "
    watched.picture("app-refused")
    page.keyboard.press("Escape")
    assert page.locator(".text").inner_text().startswith(FIRST_TITLE)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("report.txt", b"%PDF-1.7 ...", "PDF"),
        ("report.pdf", b"%PDF-1.7 cut off in the mid", "no PDF that can be read"),
        ("report.docx", b"PK\x03\x04 not a zip", "no Word file"),
        ("report.eml", b"no headers here", "no e-mail"),
    ],
)
def test_a_broken_file_is_refused_in_words(page, name, content, said):
    upload(page, (name, content))
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert said in alert.inner_text()
    assert page.locator(".text").inner_text().startswith(FIRST_TITLE)


def test_a_broken_file_among_others_is_told_and_the_others_are_read(page):
    upload(page, ("goma.txt", b"Rebels must stay 5 km from Goma."), ("cut.pdf", b"%PDF-1.7 cut"))
    page.locator(".text", has_text="Goma").wait_for(timeout=60_000)
    assert "cut.pdf is no PDF" in page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Add reports").click()
    assert page.get_by_role("dialog").get_by_text("cut.pdf").count() == 0  # not given again
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Nothing was given").wait_for()


def test_several_files_are_read_into_one_case_and_drawn_on_one_map(page, watched):
    html = (
        b"<title>x</title><p>Rebels must stay 5 km from Goma.</p><script>window.top.ran=1</script>"
    )
    mail = (
        b"From: a@example.org\r\nSubject: Bukavu\r\nDate: Mon, 4 Jun 2018 10:00:00 +0000\r\n\r\n"
        b"Armed groups must stay 10 km from Bukavu."
    )
    upload(page, ("goma.html", html), ("bukavu.eml", mail))
    page.locator(".text", has_text="Goma").wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("All reports of the case").click()
    settled(page)
    page.wait_for_timeout(1000)
    wait_for_map(page)
    assert wait_for_map(page).locator(".cordon-badge").count() == 2
    watched.picture("app-two-reports")


def test_a_report_of_two_hundred_pages_is_read(page):
    line = "The village was quiet on Monday and the market opened late, a resident said. "
    rule = "Rebels must stay 5 km from Goma. "
    text = ((line * 40 + "\n\n") * 200).replace(line, rule, 1)
    assert len(text) > 600_000
    give(page, text)
    page.get_by_text("more characters are not shown").wait_for(timeout=120_000)
    assert wait_for_map(page).locator(".cordon-badge").count() == 1


def test_a_report_without_a_rule_says_so(page):
    give(page, "The minister spoke in Paris on Monday and said little.")
    page.locator(".text", has_text="said little").wait_for(timeout=60_000)
    page.get_by_text("No rule about space was drawn.").wait_for()


def downloaded(page, name):
    """Press a download button and return the file's name and bytes."""
    settled(page)  # a click while the page is drawn anew is lost
    with page.expect_download(timeout=150_000) as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_what_is_taken_away_is_whole(page):
    page.get_by_role("button", name="Export").click()
    name, raw = downloaded(page, "GeoJSON")
    collection = json.loads(raw)
    assert name == "southern-syria-2018.geojson"
    assert collection["type"] == "FeatureCollection"
    assert sum(f["properties"]["kind"] == "zone" for f in collection["features"]) >= 4
    name, raw = downloaded(page, "Picture (PNG)")
    assert name == "southern-syria-2018.png"
    assert Image.open(io.BytesIO(raw)).size == (1920, 1080)
    name, raw = downloaded(page, "Map, one page")
    assert name == "southern-syria-2018.html"
    assert b"Content-Security-Policy" in raw


def test_a_briefing_has_the_title_and_banner_that_were_typed(page):
    page.get_by_role("button", name="Export").click()
    page.get_by_label("Title").fill("Who may stand in the south")
    page.get_by_label("Classification").fill("EXERCISE ONLY")
    page.get_by_label("Classification").press("Enter")
    name, raw = downloaded(page, "Slides (PPTX)")
    assert name == "southern-syria-2018.pptx"
    first, second = Presentation(io.BytesIO(raw)).slides
    assert first.notes_slide.notes_text_frame.text.startswith("Who may stand in the south")
    words = [s.text_frame.text for s in second.shapes if s.has_text_frame]
    assert words.count("EXERCISE ONLY") == 2


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_map_and_table_fit_the_screen(app, browser, size, scheme):
    width, height = size
    found = Watched(browser, viewport={"width": width, "height": height}, color_scheme=scheme)
    opened(found.page, app)
    assert found.page.evaluate("() => document.documentElement.scrollWidth") <= width
    for locator in (
        found.page.locator(FRAME),
        found.page.locator(".text"),
        found.page.get_by_text(re.compile(r"Zones \(\d+\)")),
    ):
        box = locator.first.bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] < box["y"] + box["height"] <= height
    dark = inner(found.page).evaluate("() => document.documentElement.className")
    assert ("cordon-dark" in dark) == (scheme == "dark")
    found.picture(f"app-{width}-{scheme}")
    found.check()
    found.context.close()
