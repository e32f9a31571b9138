"""
From a file, bytes or a string to a `Document`.

Offsets everywhere count code points of ``Document.text``. That text is the input, decoded and
without its byte order mark; nothing is inserted or removed after that, so an offset in a result
is an offset in what came in. Two replacements keep the length: a lone carriage return (old Mac
line end) becomes a line feed, and half of a surrogate pair becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
import tomllib
from dataclasses import replace
from pathlib import Path

from geo.errors import DocumentError
from geo.model import Document
from geo.settings import Settings
from geo.text.dateline import dateline, filed_on

TITLE_CHARS = 200  # a first line longer than this is a paragraph, not a headline
BINARY_SHARE = 0.1  # share of control characters from which a file is not text
CARD_KEYS = {"title", "date", "source"}

_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (Word, OpenDocument, ...)",
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "a gzip archive",
}
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEADER = re.compile(r"(?:From|To|Cc|Date|Sent|Subject)[ \t]*:")
_SUBJECT = re.compile(r"^Subject[ \t]*:(?P<line>[^\n]{1,200})", re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def load_document(
    source: Path | bytes,
    *,
    id: str | None = None,
    date: dt.date | None = None,
    title: str | None = None,
    origin: str | None = None,
    max_chars: int | None = None,
) -> Document:
    r"""
    Load a report from a text file, or from bytes already read.

    A file ``report.toml`` beside ``report.txt`` may give ``title``, ``date`` and ``source``;
    what the caller gives goes before it.

    Parameters
    ----------
    source
        A path, or the bytes themselves: UTF-8 with or without a byte order mark, or UTF-16
        or UTF-32 with one.
    id
        Identifier; the file's name without its ending when None.
    date
        Day the report was written, which relative dates ("last November") count from; that of its
        dateline, where it has one with a year, when None.
    title, origin
        Headline (the first line, where it looks like one, when None) and publisher.
    max_chars
        Longest text accepted, in code points; that of `Settings` when None.

    Raises
    ------
    DocumentError
        If the file cannot be read, or is not text, not Unicode, empty or too long.

    Examples
    --------
    >>> load_document("Quiet on the border\nNo shots were heard.\n".encode()).title
    'Quiet on the border'
    """
    limit = Settings().max_chars if max_chars is None else max_chars
    if isinstance(source, bytes):
        name, raw, card = id or "document", source, {}
    else:
        name, raw, card = str(source), _read(source, limit), _card(source)
    return document_from_text(
        _decode(raw, name),
        id=id or (name if isinstance(source, bytes) else source.stem),
        date=date or (parse_date(card["date"]) if "date" in card else None),
        title=card.get("title") if title is None else title,
        origin=card.get("source", "") if origin is None else origin,
        max_chars=limit,
        name=name,
    )


def document_from_text(
    text: str,
    *,
    id: str = "document",
    date: dt.date | None = None,
    title: str | None = None,
    origin: str = "",
    max_chars: int | None = None,
    name: str = "",
) -> Document:
    r"""
    Make a document of a string, after the same checks as a file.

    ``name`` is what error messages call it; the other parameters, and what is raised, are
    those of `load_document`.

    Examples
    --------
    >>> document_from_text(" \n")
    Traceback (most recent call last):
    geo.errors.DocumentError: document holds no text: it is 2 characters of white space
    """
    name = name or id
    limit = Settings().max_chars if max_chars is None else max_chars
    if len(text) > limit:
        msg = f"{name} is too long: {len(text):,} characters, at most {limit:,} are read"
        raise DocumentError(msg)
    if not text.strip():
        got = f"it is {len(text):,} characters of white space" if text else "it is empty"
        raise DocumentError(f"{name} holds no text: {got}")
    _refuse_binary(text, name)
    text = _LONE_RETURN.sub("\n", _SURROGATE.sub("\ufffd", text))
    document = Document(id, text, headline(text), origin, date or filed_on(text))
    return document if title is None else replace(document, title=title)


def parse_date(text: str) -> dt.date:
    """
    Read the date of a document.

    Raises
    ------
    DocumentError
        If it is not a day of the calendar as ISO 8601 writes it, ``YYYY-MM-DD``.

    Examples
    --------
    >>> parse_date("2018-05-30")
    datetime.date(2018, 5, 30)
    """
    wanted = "wanted a day as YYYY-MM-DD, such as 2018-05-30"
    if not _ISO_DATE.match(text):
        raise DocumentError(f"{text!r} is not a date: {wanted}")
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise DocumentError(f"{text!r} is not a date ({problem}): {wanted}") from problem


def headline(text: str) -> str:
    r"""
    Return the first line where it looks like a headline, or the subject of a message, else nothing.

    Examples
    --------
    >>> headline("Buffer zone agreed\n\nThe two sides agreed on Monday.")
    'Buffer zone agreed'
    >>> headline("The two sides agreed on Monday.")
    ''
    >>> headline("From: the duty officer\nSubject: Red Sea, daily\n\nNothing to report.")
    'Red Sea, daily'
    """
    text = text.strip()
    if top := _HEADER.match(text):
        subject = _SUBJECT.search(text, 0, text.find("\n\n", top.end()) + 1 or len(text))
        return subject["line"].strip() if subject else ""
    first, _, rest = text.partition("\n")
    filed, first = dateline(text), first.strip()
    if filed and filed.end <= len(first):
        return ""
    short = len(first) <= TITLE_CHARS and not first.endswith((".", ":", ";", ","))
    return first if short and rest.strip() else ""


def _read(path: Path, max_chars: int) -> bytes:
    """Read a file, or refuse one that cannot hold at most ``max_chars`` code points."""
    most = 4 * max_chars + 4  # no encoding takes more than 4 bytes; 4 for the mark
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
            size = path.stat().st_size
    except OSError as problem:
        raise DocumentError(f"{path} cannot be read: {problem.strerror or problem}") from problem
    if len(raw) > most:
        msg = f"{path} is too long: {size:,} bytes, at most {max_chars:,} characters are read"
        raise DocumentError(msg)
    return raw


def _card(path: Path) -> dict[str, str]:
    """Read what the TOML file beside a report says about it; nothing when there is none."""
    card_path = path.with_suffix(".toml")
    if card_path == path or not card_path.is_file():
        return {}
    try:
        card = tomllib.loads(card_path.read_text(encoding="utf-8"))
        if "date" in card:
            parse_date(str(card["date"]))
    except (OSError, ValueError) as problem:
        raise DocumentError(f"{card_path} cannot be used: {problem}") from problem
    return {key: str(value) for key, value in card.items() if key in CARD_KEYS}


def _decode(raw: bytes, name: str) -> str:
    """Decode bytes by their byte order mark, else as UTF-8."""
    for magic, kind in _MAGIC.items():
        if raw.startswith(magic):
            raise DocumentError(f"{name} is {kind}: wanted plain text; save it as text first")
    encoding = next((e for mark, e in _MARKS if raw.startswith(mark)), "utf-8")
    if encoding.startswith("utf-8") and b"\0" in raw:
        msg = f"{name} is not text: a NUL byte at offset {raw.index(0):,}"
        raise DocumentError(f"{msg} (text in UTF-16 needs its byte order mark)")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        at, label = problem.start, encoding.removesuffix("-sig").upper()
        byte = f"byte 0x{raw[at]:02X} at offset {at:,}"
        advice = "save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
        raise DocumentError(f"{name} is not {label}: {byte} ({advice})") from problem


def _refuse_binary(text: str, name: str) -> None:
    """Refuse a text with a NUL, or with more control characters than any text has."""
    nul = text.find("\0")
    if nul >= 0:
        raise DocumentError(f"{name} is not text: a NUL at character {nul:,}")
    controls = len(_CONTROL.findall(text))
    if controls > BINARY_SHARE * len(text):
        msg = f"{name} is not text: {controls:,} of its {len(text):,} characters are controls"
        raise DocumentError(msg)
