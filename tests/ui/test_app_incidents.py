"""Incidents, several reports and readings side by side, as a reader meets them in the app."""

import json
import re

import pytest

from ui.steps import choose, give, inner, opened, panel, settled, wait_for_map

TOLD = (
    "Rebels must stay 20 km from Goma, the army said on 2 May 2018.\n\n"
    "On 3 May 2018 mortars hit the market of Goma. Two air strikes were reported.\n"
)
OTHER = "Rebels must stay 30 km from Bukavu.\n"


@pytest.fixture
def page(app, watched):
    """Return the app's page with the first map drawn."""
    return opened(watched.page, app)


def test_an_incident_stands_in_text_table_and_map_with_the_zones_that_hold_there(page, watched):
    give(page, TOLD)
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="Incident 1", exact=True).click(timeout=60_000)
    card = page.locator(".cordon-details", has_text="Incident 1 · strike")
    card.wait_for(timeout=60_000)
    assert "Goma" in card.inner_text()
    assert "1 only demanded" in card.inner_text()
    wait_for_map(page).locator(".leaflet-chosen-pane path").first.wait_for()
    page.get_by_role("button", name="Incident 2", exact=True).click()
    other = page.locator(".cordon-details", has_text="Incident 2 · air strike")
    other.wait_for()
    assert "not pinned: the sentence does not say where" in other.inner_text()
    settled(page)
    panel(page, re.compile(r"Incidents \(2\)"))
    watched.picture("app-incidents")


def test_a_zone_of_another_report_of_the_case_opens_that_report(page):
    give(page, TOLD)
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    settled(page)
    give(page, OTHER)
    page.locator(".text", has_text="Bukavu").wait_for(timeout=60_000)
    wait_for_map(page)
    settled(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("All reports of the case").click()
    settled(page)
    page.keyboard.press("Escape")
    frame = wait_for_map(page)
    frame.locator(".cordon-badge", has_text="A1").wait_for(timeout=60_000)
    assert frame.locator(".cordon-badge").all_inner_texts() == ["1", "A1"]
    settled(page)
    inner(page).evaluate(
        "() => map.eachLayer(l => { if (l.options && l.options.cordonZone === 2 && l.getIcon)"
        " l.fire('click', {latlng: l.getLatLng()}); })"
    )
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    page.locator(".cordon-details b.head").wait_for(timeout=60_000)


def test_both_readings_are_drawn_in_the_card_and_on_the_map(page):
    choose(page, 5)
    panel(page, "Readings")
    page.get_by_text("Neither reading is called right").wait_for(timeout=60_000)
    assert page.locator(".cordon-figures figure").count() == 2
    wait_for_map(page).locator(".leaflet-chosen-pane path[stroke='#c2439b']").first.wait_for()


def test_hatches_tell_the_distances_apart_and_a_part_fades(page):
    frame = wait_for_map(page)
    fills = frame.locator("[class*=leaflet-zone] path").evaluate_all(
        "paths => paths.map(p => p.getAttribute('fill'))"
    )
    hatched = {f[5:-1] for f in fills if f.startswith("url(#cordon-hatch-")}
    assert len(hatched) == 2  # 5 and 20 km; 55 km, the greatest, has none
    legend = frame.locator(".cordon-legend").inner_text()
    assert "5 km" in legend
    assert "20 km" in legend
    for name in hatched:
        assert frame.locator(f"pattern{name if name[0] == '#' else '#' + name}").count() == 1
    assert frame.locator("path[mask^='url(#cordon-fade-']").count() == 1


def test_a_line_that_no_source_has_is_drawn_once_and_the_rule_follows(page):
    give(page, "Both sides must pull artillery back 15 km from the line of contact near Donetsk.")
    page.get_by_role("button", name="Rule ?1", exact=True).click(timeout=60_000)
    page.locator(".cordon-details b.head").wait_for()
    settled(page)
    panel(page, "Correct")
    page.get_by_text("No source has “line of contact”").wait_for()
    page.get_by_role("button", name="Draw a line").click()
    page.frame_locator("iframe[title='streamlit_folium.st_folium']").locator(
        ".cordon-hint"
    ).wait_for()
    inner(page).evaluate(
        "() => { for (const p of [[47.9, 37.9], [48.3, 38.3], [48.7, 38.9]])"
        " map.fire('click', {latlng: L.latLng(p)}); map.fire('dblclick'); }"
    )
    page.locator(".cordon-details", has_text="line:case/line of contact").wait_for(timeout=60_000)


def test_the_whole_case_leaves_in_one_file_and_one_briefing(page):
    give(page, TOLD)
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    give(page, OTHER)
    page.locator(".text", has_text="Bukavu").wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name="Export").click()
    page.get_by_text("The whole case (2 reports)").click()
    settled(page)
    with page.expect_download(timeout=150_000) as waiting:
        page.get_by_role("button", name="GeoJSON", exact=True).click()
    collection = json.loads(waiting.value.path().read_bytes())
    zones = [f["properties"] for f in collection["features"] if f["properties"]["kind"] == "zone"]
    assert [zone["quote"].partition(" must")[2][:14] for zone in zones] == [
        " stay 20 km fr",
        " stay 30 km fr",
    ]
    with page.expect_download(timeout=150_000) as waiting:
        page.get_by_role("button", name="Written brief (Markdown)").click()
    brief = waiting.value.path().read_text(encoding="utf-8")
    assert "Goma" in brief
    assert "Bukavu" in brief


def test_a_report_is_taken_out_of_its_case(page):
    give(page, TOLD)
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    settled(page)
    give(page, OTHER)
    page.locator(".text", has_text="Bukavu").wait_for(timeout=60_000)
    settled(page)
    page.get_by_role("button", name=re.compile("Case 20")).click()
    page.get_by_text("Take the open report out").click()
    settled(page)
    page.get_by_role("button", name="Take out").click()
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)


def test_the_keys_reach_an_incident(page):
    give(page, TOLD)
    page.locator(".text", has_text="mortars").wait_for(timeout=60_000)
    settled(page)
    page.keyboard.press("j")
    page.locator(".cordon-details b.head", has_text="1 ·").wait_for(timeout=60_000)
    settled(page)
    page.keyboard.press("j")
    page.locator(".cordon-details b.head", has_text="Incident 1").wait_for(timeout=60_000)
