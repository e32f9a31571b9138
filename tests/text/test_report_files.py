"""Reports in other formats: the text that a reader sees comes out, broken files are refused."""

import datetime as dt
import io
import zipfile

import pytest

from geo.errors import DocumentError
from geo.text.coordinates import find_coordinates
from geo.text.formats import html_to_text, load_report
from geo.text.grids import lonlat_to_mgrs

RULE = "Rebels must stay 5 km from Goma."


def docx(*paragraphs, name="word/document.xml"):
    """Return a Word file with some paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr(name, f"<w:document {space}><w:body>{rows}</w:body></w:document>")
    return raw.getvalue()


def locked(content):
    """Return a ZIP file whose first part is said to want a password."""
    raw = bytearray(content)
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def pdf(text):
    """Return a PDF with one line of text, written by hand."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in starts)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", RULE.encode()),
        ("a.md", RULE.encode()),
        ("a.html", f"<p>{RULE}</p><script>gone()</script>".encode()),
        (
            "a.HTM",
            f"<meta charset=utf-16><p>{RULE}</p>".encode().replace(b"utf-16", b"utf-8"),
        ),
        ("a.pdf", pdf(RULE)),
        ("a.docx", docx(RULE)),
        ("a.eml", b"From: a@b.org\r\n\r\n" + RULE.encode()),
    ],
)
def test_the_text_comes_out(name, content):
    document = load_report(content, name)
    assert document.text.strip() == RULE
    assert document.id == "a"


def test_an_email_gives_its_subject_and_its_day():
    raw = (
        b"From: a@b.org\r\nSubject: =?utf-8?b?U8O8ZA==?=\r\n"
        b"Date: Mon, 4 Jun 2018 10:00:00 +0000\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Quiet.</p>"
    )
    document = load_report(raw, "mail.eml")
    assert document.title == "Süd"
    assert document.date == dt.date(2018, 6, 4)
    assert document.text == "Süd\n\nQuiet."
    assert load_report(raw, "mail.eml", date=dt.date(2020, 1, 1)).date.year == 2020


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"", "no PDF"),
        ("a.pdf", b"%PDF-1.7\n", "no PDF"),
        ("a.pdf", pdf(""), "no text"),
        ("a.docx", b"", "no Word file"),
        ("a.docx", docx("x", name="other.xml"), "no Word file"),
        ("a.docx", docx("<broken"), "no Word file"),
        ("a.docx", locked(docx(RULE)), "password"),
        ("a.docx", docx(""), "no text"),
        ("a.eml", b"", "no e-mail"),
        ("a.eml", b"hello", "no e-mail"),
        ("a.html", b"<p></p>", "no text"),
        ("a.html", b"<meta charset=klingon><p>x", "klingon"),
        ("a.html", b"<p>\xff\xfe", "not text"),
        ("a.xls", b"x", "wanted a file of the kinds"),
        ("noending", b"x", "wanted a file of the kinds"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name, content, said):
    with pytest.raises(DocumentError, match=said):
        load_report(content, name)


def test_entities_of_a_word_file_do_not_blow_up():
    lol = (
        '<!DOCTYPE x [<!ENTITY a "'
        + "ha" * 1000
        + '">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    )
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", f"{lol}]><x>&i;</x>")
    with pytest.raises(DocumentError, match="no Word file"):
        load_report(raw.getvalue(), "a.docx")


def test_blocks_are_lines_and_what_is_not_shown_is_gone():
    html = (
        "<head><title>T</title></head><h1>One</h1>two\nlines<ul><li>a<li>b</ul><style>x{}</style>"
    )
    assert html_to_text(html) == "One\n\ntwo lines\n\na\n\nb"


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(36.1, 32.6), (-58.2, -51.7), (5.5, 60.2), (8.0, 75.0), (20.0, 78.0), (179.99, 0.01)],
)
def test_mgrs_is_read_back_to_the_metre(lon, lat):
    ((x, y),) = (c.lonlat for c in find_coordinates(lonlat_to_mgrs(lon, lat)))
    assert abs(y - lat) < 2e-5
    assert abs(x - lon) < 7e-5


def test_mgrs_ends_where_utm_does():
    assert lonlat_to_mgrs(10, 85) == lonlat_to_mgrs(10, -81) == ""
