"""The page's script: everything from a report is harmless in it, nothing is asked of the network."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geo.errors import ExportError
from geo.maps.interactive import draw, prepare, wish_group
from geo.maps.page import POLICY, STATIC, map_html
from geo.maps.style import STYLES
from geo.model import Analysis, Document, Reference, ReferenceKind, Territory
from maps.test_map_safe import PAYLOADS

VISIBLE = {"a"}  # elements that ask the network only when a reader presses them


class Elements(HTMLParser):
    """Collects elements with their attributes, and the text of scripts."""

    def __init__(self):
        super().__init__()
        self.found, self.scripts, self._in = [], [], False

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self._in = tag == "script"

    def handle_endtag(self, tag):
        self._in = False

    def handle_data(self, data):
        if self._in:
            self.scripts.append(data)


def parsed(html):
    """Return the elements of a page."""
    elements = Elements()
    elements.feed(html)
    return elements


def hostile(analysis, payload):
    """Return the analysis with a payload in everything that a report can say."""
    zones = []
    for zone in analysis.zones:
        rule = replace(
            zone.constraint,
            quote=payload,
            actors=(payload,),
            exempt=(payload,),
            source=payload,
            date=payload,
            until=payload,
            references=(Reference(ReferenceKind.POINT, payload),),
            host=(Territory("SY", payload),),
            distance=replace(zone.constraint.distance, text=payload),
        )
        zones.append(replace(zone, constraint=rule, method=payload, viewpoint=payload))
    places = [
        replace(
            place,
            mentions=tuple(replace(m, toponym=payload) for m in place.mentions),
            candidates=tuple(
                replace(c, name=payload, id=payload, reason=payload, country=payload)
                for c in place.candidates
            ),
        )
        for place in analysis.places
    ]
    document = replace(analysis.document, title=payload, id=payload, text=payload * 20)
    return replace(analysis, document=document, zones=tuple(zones), places=tuple(places))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_reaches_the_page_as_markup_or_script(analysis, basemap, payload):
    clean = parsed(map_html(analysis, basemap))
    page = parsed(map_html(hostile(analysis, payload), basemap))
    assert [tag for tag, _ in page.found] == [tag for tag, _ in clean.found]
    if re.search(r"[<`$\\{]", payload):
        assert not any(payload in script for script in page.scripts)


def test_a_name_is_never_run_as_a_template(analysis, basemap):
    page = parsed(map_html(hostile(analysis, "{{ 6 * 7 }}{% raw %}{# gone #}"), basemap))
    rows = [row for script in page.scripts for row in re.findall(r'\["([^"]*)",[^]]*"pin"', script)]
    assert rows
    assert {json.loads(f'"{row}"') for row in rows} == {"{{ 6 * 7 }}{% raw %}{# gone #}"}


def test_a_page_asks_for_nothing(analysis, basemap):
    page = parsed(map_html(analysis, basemap))
    for tag, attributes in page.found:
        assert tag in VISIBLE or not {"src", "href", "srcset", "data"} & set(attributes), tag
    policies = [
        a["content"] for _, a in page.found if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [POLICY]
    assert "@import" not in "".join(page.scripts)


def test_a_page_without_one_of_its_files_is_not_written(analysis, basemap, tmp_path):
    with pytest.raises(ExportError, match=r"leaflet\.js"):
        map_html(analysis, basemap, static=tmp_path)


def test_an_embedded_map_asks_only_for_the_files_of_its_own_folder(analysis, basemap):
    chart = draw(analysis, basemap, assets="/app/static")
    urls = [url for _, url in (*chart.default_js, *chart.default_css)]
    assert len(urls) == 5
    for url in urls:
        assert (STATIC / url.removeprefix("/app/static/")).is_file()
    elements = parsed(chart.get_root().render())
    asked = [a.get("src") or a.get("href") for t, a in elements.found if t in {"script", "link"}]
    assert sorted(filter(None, asked)) == sorted(urls)


def test_groups_are_by_status_and_the_withdrawn_are_switched_off(analysis, basemap):
    chart = draw(analysis, basemap)
    groups = [c for c in chart._children.values() if c._name == "FeatureGroup"]
    labels = [re.sub("<.*>", "", g.layer_name) for g in groups]
    assert labels == [s.label for s in STYLES.values()] + ["Places", "Regions"]
    hidden = {label for label, g in zip(labels, groups, strict=True) if not g.show}
    assert hidden == {"Rejected", "Lifted", "Weapon range", "Regions"}


def test_prepared_geometry_is_geojson_within_two_metres_of_the_zone(analysis, basemap):
    for zone, text in zip(analysis.zones, prepare(analysis, basemap).shapes, strict=True):
        shape = json.loads(text)
        assert shape["type"] == "Polygon"
        xs = [x for x, _ in shape["coordinates"][0]]
        assert min(xs) == pytest.approx(zone.geometry.bounds[0], abs=2e-5)
        assert max(xs) == pytest.approx(zone.geometry.bounds[2], abs=2e-5)


def test_the_same_report_makes_the_same_script_but_for_folium_s_random_ids(analysis, basemap):
    def script():
        html = draw(analysis, basemap).get_root().render()
        return re.sub(r"_[0-9a-f]{32}", "", html)

    assert script() == script()


def test_what_the_page_wants_of_the_map_is_data_and_harmless(analysis, basemap):
    chart = draw(analysis, basemap)
    wish_group({"chosen": {"zone": 1}, "theme": "</script>{{ 7 }}`${"}).add_to(chart)
    html = chart.get_root().render()
    assert "cordonBench.update(map_" in html
    assert '"chosen":{"zone":1}' in html
    assert "</script>{{" not in html


def test_a_report_in_which_nothing_was_found_has_a_map(basemap):
    html = map_html(Analysis(Document("empty", "Nothing here.")), basemap)
    assert "fitBounds" in html
