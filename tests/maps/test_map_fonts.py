"""Letters of other scripts: written where a typeface has them, left out and told where none has."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from geo.export.briefing import Options, sheet_of
from geo.maps import fonts
from geo.maps.fonts import MISSING, font, printable, typeset, writable
from geo.maps.names import _pin_label
from geo.maps.pen import text_size
from geo.maps.scene import Pin
from geo.model import Mention, Role, Span
from maps.hand import place

ARABIC, HEBREW = "ابتعدوا عن الميناء", "התרחקו"
NOBODY = "\U000f0000"  # of private use: no typeface has it


@pytest.mark.parametrize("text", ["Dar‘ā", "Đồng Xoài", "Київ", "Αθήνα", ARABIC, HEBREW])
@pytest.mark.parametrize("style", ["normal", "italic"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.filterwarnings("error")
def test_letters_that_our_own_typefaces_have_are_written_in_all_styles(text, style, weight):
    assert printable(text) == text
    with typeset():  # a letter that a face lacks is a warning, which is an error here
        width, height = text_size(Figure(), text, font(8, weight, style))
    assert width > 5
    assert height > 5


def test_arabic_letters_are_joined():
    joined, apart = "بيروت", "ب ي ر و ت".replace(" ", "\u200c")
    with typeset():
        assert text_size(Figure(), joined, font(12)) != text_size(Figure(), apart, font(12))


def test_words_that_no_typeface_has_are_one_gap_and_never_squares():
    assert printable(f"in {NOBODY}{NOBODY} {NOBODY} they") == f"in {MISSING} they"
    assert not writable(NOBODY)


def test_a_place_whose_name_cannot_be_written_is_called_as_the_gazetteer_has_it():
    known = place("Daraa")
    strange = replace(known, mentions=(Mention(Span(0, 1), NOBODY, Role.LITERAL),))
    assert _pin_label(Pin(strange, strange.candidate)).text == "Daraa"
    assert Pin(strange, strange.candidate).name == NOBODY


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (["GOMA"], "Goma"),
        (["GOMA", "Goma"], "Goma"),
        (["SANA'A", "Sana'a"], "Sana'a"),
        (["ZNPP"], "ZNPP"),
    ],
)
def test_a_name_that_a_dateline_has_in_capitals_is_written_as_otherwise(said, name):
    known = place(name if name != "ZNPP" else "Zaporizhzhia plant")
    mentions = tuple(Mention(Span(n, n + 1), text, Role.LITERAL) for n, text in enumerate(said))
    shouted = replace(known, mentions=mentions)
    assert Pin(shouted, shouted.candidate).name == name


def test_the_sheet_says_that_letters_are_missing_only_where_they_are(analysis):
    assert not any(MISSING in note for note in sheet_of(analysis, Options()).notes)
    notes = sheet_of(analysis, Options(title=f"Ships off {NOBODY}")).notes
    assert notes[0].startswith(f"{MISSING} stands for words in letters that no typeface")
    assert "(unknown)" in notes[0]
    assert "Droid Sans Fallback" in notes[0]


def test_a_typeface_of_another_script_is_used_where_it_is_installed():
    installed = [
        name for name in fonts._families() if "droid" in name or "cjk" in name or "wqy" in name
    ]
    if not installed:
        pytest.skip("no typeface for Chinese is installed (Debian: fonts-droid-fallback)")
    assert printable("上海 東京") == "上海 東京"
    with typeset():
        assert text_size(Figure(), "上海", font(8, "bold", "italic"))[0] > 10


def test_pictures_in_a_text_are_called_symbols_not_by_the_first_word_of_their_names():
    assert fonts.scripts("\U0001fbfa\U000f0000") <= {"symbols", "unknown"}
    assert fonts.scripts("\U0001f54a") <= {"symbols"}
