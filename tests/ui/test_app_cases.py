"""Corrections and cases in the browser: made, undone, and there again after a kill."""

import json
import re

import pytest
from browser import Watched

from ui.conftest import Server
from ui.steps import FRAME, choose, give, inner, opened, panel, settled, wait_for_map


def hint(page):
    """Wait until the map says what is to be drawn."""
    page.frame_locator(FRAME).locator(".cordon-hint").wait_for()


def pick(page, form, box, option):
    """Choose what begins so in a box of a form."""
    form.get_by_role("combobox", name=box).fill(option)
    page.get_by_role("option", name=re.compile(f"^{re.escape(option)}")).first.click()


@pytest.fixture
def page(app, watched):
    """Return the app's page with the first map drawn."""
    return opened(watched.page, app)


def make_no_place(page, name):
    """Say that a name in the text is no place."""
    page.locator(".text .place", has_text=name).first.click()
    page.locator(".cordon-details").wait_for()
    settled(page)
    panel(page, "Correct")
    page.get_by_role("button", name="This is no place").click()
    settled(page)


def set_status(page, status):
    """Give the chosen rule another status."""
    panel(page, "Correct")
    box = page.get_by_role("combobox", name="Status").last
    box.scroll_into_view_if_needed()  # a list closes when the page is scrolled
    page.wait_for_timeout(300)
    box.click()
    page.get_by_role("option", name=status).click()
    page.get_by_role("button", name="Apply").click()
    settled(page)


def test_a_rule_is_corrected_marked_undone_and_redone(page, watched):
    choose(page, 1)
    set_status(page, "In force")
    panel(page, "Evidence")
    details = page.locator(".cordon-details")
    details.filter(has_text="changed by the analyst").wait_for(timeout=60_000)
    assert "In force" in details.inner_text()
    watched.picture("app-corrected")
    page.get_by_role("button", name="Undo").click()
    settled(page)
    choose(page, 1)
    assert "changed by the analyst" not in page.locator(".cordon-details").inner_text()
    page.get_by_role("button", name="Redo").click()
    settled(page)
    choose(page, 1)
    assert "changed by the analyst" in page.locator(".cordon-details").inner_text()


def test_a_correction_keeps_the_readers_view_of_the_map(page):
    choose(page, 1)
    page.wait_for_timeout(1000)
    inner(page).evaluate("() => { window.map.setView([31, 40], 6, {animate: false}); }")
    page.wait_for_timeout(300)
    set_status(page, "In force")
    wait_for_map(page)
    page.wait_for_timeout(800)
    view = "() => [window.map.getZoom(), Math.round(window.map.getCenter().lat)]"
    assert inner(page).evaluate(view) == [6, 31]


EVERY_FIELD = {
    "Distance": "7 km", "Measured from": "Coast of Syria", "Lies": "beyond", "or from a point": "",
    "Rule": "no flight", "Inside": "", "Status": "Agreed", "Binds": "all militias",
    "Kept": "violated", "Says so": "a letter", "Holds from": "2018-05", "Until": "2018-06-30",
    "Why": "because", "editApply": "",
}  # fmt: skip
FOCUSED = """() => { const found = document.activeElement;
    return found.getAttribute("aria-label") || found.textContent; }"""


def fill_by_keys(page, fields):
    """Go from field to field with Tab, and type what belongs there."""
    for label, text in fields.items():
        for _ in range(6):
            if page.evaluate(FOCUSED).startswith(label):
                break
            page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED).startswith(label)
        if not text:
            continue
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        if label in {"Measured from", "Lies", "Rule", "Status", "Kept"}:
            page.get_by_role("option", name=text).first.wait_for()
            page.keyboard.press("Enter")


def test_every_part_of_a_rule_is_corrected_by_keys_alone_and_undone_at_once(page):
    choose(page, 1)
    panel(page, "Correct")
    page.get_by_role("textbox", name="Distance").focus()
    fill_by_keys(page, EVERY_FIELD | {"Distance": "far away"})
    page.keyboard.press("Enter")
    settled(page)
    assert "is no distance" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("textbox", name="Says so").input_value() == "a letter"  # not lost
    page.get_by_role("textbox", name="Distance").focus()
    fill_by_keys(page, {"Distance": "7 km"})
    page.keyboard.press("Enter")
    settled(page)
    details = page.locator(".cordon-details")
    details.filter(has_text="changed by the analyst").wait_for(timeout=60_000)
    told = details.inner_text()
    for part in (
        "Beyond 7 km from the coast of Syria", "Agreed", "Violated", "all militias", "no flight",
        "a letter", "2018-05 to 2018-06-30",
    ):  # fmt: skip
        assert part in told
    page.get_by_role("button", name="Undo").click()
    settled(page)
    assert page.get_by_role("button", name="Undo").is_disabled()
    choose(page, 1)
    told = details.inner_text()
    assert "changed by the analyst" not in told
    assert "20 km from" in told
    panel(page, "Correct")
    assert page.get_by_role("textbox", name="Says so").input_value().startswith("two officials")


def test_a_pin_is_moved_on_the_map(page):
    page.locator(".text .place", has_text="Daraa").first.click()
    page.locator(".cordon-details").wait_for()
    settled(page)
    panel(page, "Correct")
    page.get_by_role("button", name="Move the pin on the map").click()
    settled(page)
    wait_for_map(page).locator(".cordon-hint").wait_for()
    box = page.locator(FRAME).bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.9)
    page.wait_for_timeout(800)
    settled(page)
    page.get_by_role("button", name="Undo").click(timeout=20_000)
    settled(page)


def test_a_rule_not_read_is_added_with_its_sentence(page):
    page.get_by_role("button", name="Add a rule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add it").click()
    dialog.get_by_text("Choose what it is measured from").wait_for()
    pick(page, dialog, "The sentence it rests on", "2.")
    pick(page, dialog, "Measured from", "Border of Jordan")
    dialog.get_by_label("Distance").fill("3 km")
    dialog.get_by_label("Binds").fill("all drones")
    dialog.get_by_role("button", name="Add it").click()
    settled(page)
    head = page.locator(".cordon-details b.head", has_text="analyst’s rule")
    head.wait_for(timeout=60_000)
    assert "3 km" in head.inner_text()


def test_a_line_is_drawn_and_becomes_a_layer_to_measure_from(page):
    choose(page, 1)
    panel(page, "Correct")
    page.get_by_role("button", name="Draw a line").click()
    hint(page)
    box = page.locator(FRAME).bounding_box()
    for x, y in ((0.3, 0.75), (0.4, 0.85), (0.5, 0.8)):
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    page.keyboard.press("Enter")
    page.locator(".cordon-details", has_text="line:case/drawn").wait_for(timeout=60_000)
    assert "changed by the analyst" in page.locator(".cordon-details").inner_text()
    settled(page)
    page.get_by_role("button", name="Undo").click()  # the line and what is measured from it
    settled(page)
    assert page.get_by_role("button", name="Undo").is_disabled()
    page.get_by_role("button", name=re.compile("Case 20")).first.click()
    page.get_by_text("Layers of your own").wait_for()
    assert page.get_by_role("button", name="Remove").count() == 0


LINE = {"type": "LineString", "coordinates": [[37.6, 47.3], [37.7, 48.0], [38.4, 48.6]]}


def test_a_line_from_a_file_draws_the_rule_that_names_it(page):
    give(page, "Rebels must withdraw their guns 15 km from the line of contact in Ukraine.")
    page.get_by_role("radio", name="Not drawn (1)").wait_for(timeout=60_000)
    page.get_by_role("button", name=re.compile("^.*Case ")).first.click()
    page.get_by_label("Name of a new layer").fill("line of contact")
    page.get_by_label("Name of a new layer").press("Tab")
    settled(page)
    row = {"name": "front.geojson", "mimeType": "application/json"}
    box = page.locator("[data-testid=stFileUploader]", has_text="from a file")
    box.locator("input[type=file]").set_input_files([{**row, "buffer": json.dumps(LINE).encode()}])
    page.get_by_role("button", name="Add the file").click()
    page.get_by_text("line of contact (LineString").wait_for(timeout=60_000)
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Zones (1)").wait_for(timeout=60_000)
    page.get_by_role("radio", name="Not drawn (0)").wait_for()


def test_an_area_is_drawn_by_keys_alone_for_a_rule(page):
    choose(page, 1)
    panel(page, "Correct")
    page.get_by_role("button", name="Draw an area").press("Enter")
    hint(page)
    for key in ("Space", "ArrowRight", "Space", "ArrowDown", "Space", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)  # the map glides
    page.locator(".cordon-details", has_text="area:case/drawn").wait_for(timeout=60_000)


def test_a_point_drawn_for_a_new_rule_stands_in_its_form(page):
    page.get_by_role("button", name="Add a rule").click()
    page.get_by_role("dialog").get_by_role("button", name="Draw a point").click()
    hint(page)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Layer drawn").wait_for(timeout=60_000)
    pick(page, dialog, "The sentence it rests on", "3.")
    dialog.get_by_label("Distance").fill("4 km")
    dialog.get_by_role("button", name="Add it").click()
    head = page.locator(".cordon-details b.head", has_text="analyst’s rule")
    head.wait_for(timeout=60_000)
    assert "4 km from drawn" in head.inner_text()


def test_what_is_to_be_drawn_can_be_given_up(page):
    choose(page, 1)
    panel(page, "Correct")
    page.get_by_role("button", name="Draw a line").click()
    hint(page)
    page.keyboard.press("Escape")
    wait_for_map(page).locator(".cordon-hint").wait_for(state="detached")
    settled(page)
    panel(page, "Evidence")
    assert wait_for_map(page).locator(".cordon-hint").count() == 0


@pytest.fixture
def start(tmp_path):
    """Return a function that starts the app on one folder of cases; all are stopped at the end."""
    started = []

    def start_server():
        started.append(Server(tmp_path))
        return started[-1]

    yield start_server
    for server in started:
        server.stop()


def test_a_kill_loses_nothing_and_the_link_opens_the_case_again(browser, start):
    server = start()
    found = Watched(browser, viewport={"width": 1366, "height": 768})
    page = opened(found.page, server.url)
    make_no_place(page, "Damascus")
    choose(page, 1)
    set_status(page, "Lifted")
    address = page.url.partition("?")[2]
    assert "case=" in address
    server.kill()
    found.context.close()  # the page of a server that is gone has errors to tell
    again = start()
    found = Watched(browser, viewport={"width": 1366, "height": 768})
    page = found.page
    page.goto(f"{again.url}/?{address}")
    wait_for_map(page)
    settled(page)
    page.locator(".text").wait_for()
    choose(page, 2)
    choose(page, 1)
    assert "changed by the analyst" in page.locator(".cordon-details").inner_text()
    assert page.locator(".text .place", has_text="Damascus").count() == 0
    found.check()
    found.context.close()


def test_a_case_is_named_copied_opened_and_deleted(page):
    page.get_by_role("button", name=re.compile("No case|Case")).first.click()
    page.get_by_label("Name of a new case").fill("South one")
    page.get_by_role("button", name="New", exact=True).click()
    settled(page)
    menu = page.get_by_role("button", name=re.compile("South one"))
    menu.wait_for()
    if not page.get_by_label("Name of a new case").is_visible():
        menu.click()
    page.get_by_label("Name of a new case").fill("South two")
    page.get_by_role("button", name="Save as").click()
    settled(page)
    page.get_by_role("button", name=re.compile("South two")).first.wait_for()
    if not page.get_by_label("Name of a new case").is_visible():
        page.get_by_role("button", name=re.compile("South two")).first.click()
    page.get_by_text("for good").click()
    settled(page)
    page.get_by_role("button", name="Delete", exact=True).click()
    settled(page)
    page.get_by_role("button", name=re.compile("No case")).wait_for()
