"""Text of a report is shown as it is and never run."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.safe import js_safe

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "`;alert(1);//",
    "${alert(1)}",
    "{{ 'alert' }}",
    "\\u003cscript\\u003e",
    "'\"><svg/onload=alert(1)>",
    "<!--<script>",
    "drawnItems",
    "[x](javascript:alert(1)) ![y](http://example.org/z.png)",
    "map_div feature_group_0",
)
REFERENCE = re.compile(r"&#\d+;")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_left_that_html_or_javascript_could_take_for_its_own(payload):
    bare = REFERENCE.sub("", js_safe(payload))
    assert not set(bare) & set("<>&\"'`$\\{}()[]_=*#|\n\r\u2028")
    assert "drawnItems" not in js_safe(payload)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_browser_shows_the_text_as_it_was(text):
    assert html.unescape(js_safe(text)) == text


@given(st.text())
def test_any_text_at_all_is_made_safe(text):
    assert not set(REFERENCE.sub("", js_safe(text))) & set("<>&\"'`$\\{}")
