"""
Text from a report made harmless where it is written to: HTML, and HTML or JSON inside a script.

Folium compiles the script it has written as a Jinja template once more, so that ``{{`` in a text
would be run on this machine, not only in a browser.
"""

from __future__ import annotations

import re

from jinja2.utils import htmlsafe_json_dumps

PLAIN = re.compile(r"[^\w .,:;!?%+~°–—‘’“”…²·/-]|_", re.UNICODE)
# streamlit-folium searches the whole script for this word; in a report it would break the map.
WATCHED = re.compile(r"d(?=rawnItems)")


def js_safe(text: str) -> str:
    r"""
    Make text safe as HTML and inside every kind of JavaScript string, template literals included.

    Parameters
    ----------
    text
        Anything, from anyone.

    Returns
    -------
    html
        The same text with each character that HTML, JavaScript or a template could take for its
        own (``< > & " ' ` $ { } \\ ( ) _`` and all but letters, digits and plain punctuation) as a
        decimal character reference. A browser shows it as it was.

    Examples
    --------
    >>> js_safe("<img src=x onerror=${alert(1)}>")
    '&#60;img src&#61;x onerror&#61;&#36;&#123;alert&#40;1&#41;&#125;&#62;'
    """
    escaped = PLAIN.sub(lambda match: f"&#{ord(match[0])};", text)
    return WATCHED.sub("&#100;", escaped)


JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
JSON_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "{}$`%#"})


def script_json(value: object) -> str:
    r"""
    Write JSON that is harmless in a script, in a template literal and in a Jinja template.

    Examples
    --------
    >>> print(script_json({"name": "</script>{{ 7 }}"}))
    {"name":"\u003c/script\u003e\u007b\u007b 7 \u007d\u007d"}
    """
    text = str(htmlsafe_json_dumps(value, separators=(",", ":")))
    return JSON_STRING.sub(lambda match: match[0].translate(JSON_ESCAPES), text)
