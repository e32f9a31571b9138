"""What the page may send for a picture of its map."""

import json

import pytest

from geo.errors import ExportError
from geo.ui.picture import MOST_MARKS, _marks


def test_only_what_a_map_marks_is_kept():
    sent = {"zone": 2, "popup": {"zone": 2, "at": [1, 2]}, "script": "alert(1)"}
    assert json.loads(_marks(json.dumps(sent))) == {"zone": 2, "popup": {"zone": 2, "at": [1, 2]}}
    assert _marks("") == "{}"


@pytest.mark.parametrize(
    "text", ["[]", "{", "1", '"</script>"', f'{{"ask": "{"x" * MOST_MARKS}"}}']
)
def test_anything_else_is_refused(text):
    with pytest.raises(ExportError, match="wanted a JSON object"):
        _marks(text)
