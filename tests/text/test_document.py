import datetime as dt
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.errors import DocumentError
from geo.model import Document
from geo.text.document import document_from_text, headline, load_document, parse_date

REPORT = "Quiet on the border\n\nTroops stayed 20 km from the line. Café, Кіровськ, درعا.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_reads_unicode_with_and_without_mark(encoding):
    assert load_document(REPORT.encode(encoding)).text == REPORT


@pytest.mark.parametrize("wrong", [{"date": "2020-01-01"}, {"text": b"Quiet"}, {"text": None}])
def test_document_refuses_a_date_or_text_of_another_type(wrong):
    with pytest.raises(
        DocumentError, match=rf"must be a .*{type(next(iter(wrong.values()))).__name__}"
    ):
        Document(**{"id": "a", "text": REPORT, **wrong})


def test_reads_big_endian_utf_16_with_its_mark():
    assert load_document(b"\xfe\xff" + REPORT.encode("utf-16-be")).text == REPORT


def test_file_gives_id_and_headline(tmp_path):
    path = tmp_path / "quiet.txt"
    path.write_text(REPORT, encoding="utf-8")
    document = load_document(path)
    assert (document.id, document.title, document.date) == ("quiet", "Quiet on the border", None)


def test_card_beside_the_report_gives_date_title_and_source(tmp_path):
    path = tmp_path / "quiet.txt"
    path.write_text(REPORT, encoding="utf-8")
    card = 'title = "Calm"\ndate = 2015-02-12\nsource = "Us"\n'
    path.with_suffix(".toml").write_text(card, encoding="utf-8")
    document = load_document(path)
    assert (document.title, document.source) == ("Calm", "Us")
    assert document.date == dt.date(2015, 2, 12)
    given = load_document(path, date=dt.date(2018, 5, 30), title="", origin="")
    assert (given.title, given.source, given.date) == ("", "", dt.date(2018, 5, 30))


@pytest.mark.parametrize("card", ["date = tomorrow", 'date = "tomorrow"', "date = 7", "=\xe9"])
def test_broken_card_is_refused_by_its_name(tmp_path, card):
    (tmp_path / "quiet.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "quiet.toml").write_bytes(card.encode("latin-1"))
    with pytest.raises(DocumentError, match=r"quiet\.toml cannot be used: "):
        load_document(tmp_path / "quiet.txt")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "it is empty"),
        (b" \n\t \r\n", "6 characters of white space"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"text\x00more", "a NUL byte at offset 4"),
        ("text".encode("utf-16-le"), r"a NUL byte at offset 1 \(text in UTF-16 needs"),
        (b"\x01\x02\x03\x04 text", "4 of its 9 characters are controls"),
        ("Café".encode("latin-1"), "not UTF-8: byte 0xE9 at offset 3 .*iconv"),
        (b"\xff\xfea", "not UTF-16: byte 0x61 at offset"),
    ],
)
def test_refuses_what_is_no_text_and_says_why(raw, message):
    with pytest.raises(DocumentError, match=message):
        load_document(raw)


def test_string_with_a_nul_is_refused():
    with pytest.raises(DocumentError, match="a NUL at character 4"):
        document_from_text("text\0more")


def test_too_long_says_how_long_and_how_long_it_may_be():
    with pytest.raises(DocumentError, match="1,001 characters, at most 1,000"):
        document_from_text("a" * 1001, max_chars=1000)
    assert len(document_from_text("a" * 1000, max_chars=1000).text) == 1000


def test_far_too_long_file_is_not_read_whole(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)  # sparse: takes no disk
    with pytest.raises(DocumentError, match="3,000,000,000 bytes, at most 5,000,000 characters"):
        load_document(path)


@pytest.mark.parametrize("name", ["missing.txt", ""])
def test_missing_file_and_folder_are_refused(tmp_path, name):
    with pytest.raises(DocumentError, match="cannot be read: "):
        load_document(tmp_path / name)


@given(st.text(min_size=1, alphabet=st.characters(blacklist_characters="\0")))
@example("\ud800 half a pair")
@example("old\rMac and\r\nWindows")
def test_offsets_are_kept_and_the_text_can_be_written(text):
    try:
        document = document_from_text(text)
    except DocumentError:
        assert not text.strip() or any(c < " " or c == "\x7f" for c in text)
        return
    assert len(document.text) == len(text)
    same = [a == b for a, b in zip(text, document.text, strict=True)]
    assert all(
        ok or c == "\r" or "\ud800" <= c <= "\udfff" for ok, c in zip(same, text, strict=True)
    )
    json.dumps(document.text, ensure_ascii=False).encode("utf-8")


def test_lone_return_becomes_a_line_feed_and_windows_line_ends_stay():
    assert document_from_text("a\rb\r\nc").text == "a\nb\r\nc"


@pytest.mark.parametrize(
    "text",
    [
        "30 May 2018",
        "2018-13-01",
        "2018-02-30",
        "2018-5-3",
        "20180530",
        "",
        "0000-01-01",
        "２０１８-01-01",
    ],
)
def test_refuses_what_is_no_date(text):
    with pytest.raises(DocumentError, match="YYYY-MM-DD"):
        parse_date(text)


def test_paragraph_is_no_headline():
    assert headline("A" * 201 + "\nmore") == ""
    assert headline("Only one line, without an end") == ""
    assert headline("\n\n  Pact signed  \nMore.") == "Pact signed"


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("GOMA, Congo, Nov 21, 2012 (Agency) - Rebels seized it.", dt.date(2012, 11, 21)),
        ("KYIV, 9 June 2023. Missiles struck Odesa.", dt.date(2023, 6, 9)),
        ("Truce holds\nBy a reporter\n\nGeneva (3 May 2018) - It holds.", dt.date(2018, 5, 3)),
        ("CUCUTA, Colombia, March 19, 2018\n\nGuerrillas attacked.", dt.date(2018, 3, 19)),
        ("From: duty officer\nDate: Tue, 16 Jan 2024 08:10 UTC\n\nQuiet.", dt.date(2024, 1, 16)),
        ("MINSK, Feb 13 - A ceasefire begins.", None),
        ("On 3 May 2018 rebels attacked Goma.", None),
        ("Goma was attacked on 3 May 2018.\nMore.", None),
        ("The pact of Goma, 3 May 2018, was broken.", None),
        ("BONN, 31 February 1984 - No such day.", None),
    ],
)
def test_the_day_of_a_dateline_is_that_of_the_report(text, filed):
    assert document_from_text(text).date == filed


def test_a_day_that_is_given_goes_before_the_dateline():
    document = document_from_text("GOMA, 3 May 2018 - Quiet.", date=dt.date(2020, 1, 1))
    assert document.date == dt.date(2020, 1, 1)


def test_a_dateline_or_the_head_of_a_message_is_no_headline():
    assert headline("CUCUTA, Colombia, March 19, 2018\n\nGuerrillas attacked.") == ""
    assert headline("From: duty officer\nTo: all\n\nSubject: not a head") == ""
