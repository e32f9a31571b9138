"""
Reports in other formats than plain text: HTML, PDF, Word (docx) and e-mail (eml).

What comes out is plain text, a paragraph a line; offsets in a result count in that text. Nothing
in a file is ever run, and nothing outside it is fetched.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import logging
import re
import warnings
import zipfile
import zlib
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from geo.errors import DocumentError
from geo.settings import Settings
from geo.text.document import document_from_text, load_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdf import PdfReader

    from geo.model import Document

MOST_XML_BYTES = 50_000_000  # of a Word file's text once unpacked
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table td th tr ul".split()
)
_SILENT = frozenset(("script", "style", "head", "template", "noscript", "svg", "title"))
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\n\s*\n+")


def load_report(content: bytes, file_name: str, *, date: dt.date | None = None) -> Document:
    """
    Read a report by its file's ending: txt, md, html, htm, pdf, docx or eml.

    Parameters
    ----------
    content
        The bytes of the file.
    file_name
        Its name; without the ending it is the document's id.
    date
        Day the report was written; an e-mail gives its own where this is None.

    Raises
    ------
    DocumentError
        If the file is broken, holds no text, or has another ending.
    """
    stem, _, ending = file_name.rpartition(".")
    ending = ending.lower()
    if ending in {"txt", "md", "text"}:
        return load_document(content, id=stem or "report", date=date)
    if ending not in _READERS:
        wanted = ", ".join(sorted({"txt", "md", *_READERS}))
        raise DocumentError(f"{file_name}: cannot be read; wanted a file of the kinds {wanted}")
    if ending == "eml":
        text, title, sent = _from_email(content, file_name)
        return document_from_text(
            text, id=stem, date=date or sent, title=title or None, name=file_name
        )
    text = _READERS[ending](content, file_name)
    return document_from_text(text, id=stem, date=date, name=file_name)


def html_to_text(html: str) -> str:
    r"""
    Return the text of an HTML page as a reader sees it, a block a line.

    Examples
    --------
    >>> html_to_text("<title>x</title><p>Keep <b>20&nbsp;km</b> off.<script>x</script><p>Now.")
    'Keep 20 km off.\n\nNow.'
    """
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = [_SPACE.sub(" ", line).strip() for line in "".join(parser.parts).split("\n")]
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    """Collects text; blocks begin and end on lines of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.parts.append("\n" if tag == "br" else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))


def _from_html(content: bytes, name: str) -> str:
    """Read an HTML file."""
    return html_to_text(_decoded(content, name))


def _decoded(content: bytes, name: str) -> str:
    """Decode a page by its own declaration, else as UTF-8."""
    found = re.search(rb"charset=[\"']?([\w-]+)", content[:2048], re.IGNORECASE)
    charset = found[1].decode("ascii") if found else "utf-8-sig"
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError) as problem:
        raise DocumentError(f"{name} is not text in {charset}: {problem}") from problem


def _from_pdf(content: bytes, name: str) -> str:
    """Read the text of a PDF, page by page; line breaks inside a paragraph become spaces."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports each small fault of a file
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages = _pages(PdfReader(io.BytesIO(content)), name)
    except DocumentError:
        raise
    except Exception as problem:
        raise DocumentError(f"{name} is no PDF that can be read: {problem}") from problem
    if pages and not "".join(pages).strip():
        msg = f"{name} holds no text: its {len(pages)} pages are pictures; wanted one with text"
        raise DocumentError(msg)
    return "\n\n".join(map(_joined, pages))


def _pages(reader: PdfReader, name: str) -> list[str]:
    """Return the text of each page; refuse a file that is locked or too long."""
    limit = Settings().max_chars
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(f"{name} is locked with a password: wanted one without")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > limit:
            raise DocumentError(f"{name} is too long: more than {limit:,} characters")
    return pages


def _joined(page: str) -> str:
    """Join the lines of a page's paragraphs; a hyphen at a line's end is dropped."""
    page = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", page)
    return re.sub(r"(?<![.:;!?\n])\n(?!\n)", " ", page).strip()


# no archive, without a text, not XML, cut or damaged; a RuntimeError is one with a password
_NO_WORD_FILE = (
    zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, EOFError, zlib.error,
)  # fmt: skip


def _from_docx(content: bytes, name: str) -> str:
    """Read the paragraphs of a Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = archive.getinfo("word/document.xml")
            if part.file_size > MOST_XML_BYTES:
                raise DocumentError(f"{name} is too long: its text takes {part.file_size:,} bytes")
            body = ElementTree.fromstring(archive.read(part))
    except _NO_WORD_FILE as problem:
        raise DocumentError(f"{name} is no Word file that can be read: {problem}") from problem
    return "\n\n".join(filter(str.strip, map(_paragraph, body.iter(f"{_WORD}p"))))


def _paragraph(element: ElementTree.Element) -> str:
    """Return the text of a paragraph; tabs and breaks are white space."""
    parts = []
    for node in element.iter():
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag in {f"{_WORD}tab", f"{_WORD}br"}:
            parts.append(" ")
    return "".join(parts)


def _from_email(content: bytes, name: str) -> tuple[str, str, dt.date | None]:
    """Return text, subject and day of an e-mail: its plain part, else its HTML part."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not (message.keys() and message["from"]):
        raise DocumentError(f"{name} is no e-mail: it has no sender")
    try:
        body = message.get_body(preferencelist=("plain", "html"))
        text = body.get_content() if isinstance(body, EmailMessage) else ""
        html = isinstance(body, EmailMessage) and body.get_content_subtype() == "html"
    except (LookupError, ValueError) as problem:
        raise DocumentError(f"{name} is no e-mail that can be read: {problem}") from problem
    subject = " ".join(str(message["subject"] or "").split())
    text = html_to_text(text) if html else str(text).replace("\r\n", "\n")
    return f"{subject}\n\n{text}" if subject and text.strip() else text, subject, _sent(message)


def _sent(message: EmailMessage) -> dt.date | None:
    """Return the day an e-mail was sent, None for none or a broken one."""
    try:
        return parsedate_to_datetime(str(message["date"])).date()
    except (TypeError, ValueError):
        return None


_READERS: dict[str, Callable[[bytes, str], str]] = {
    "html": _from_html,
    "htm": _from_html,
    "pdf": _from_pdf,
    "docx": _from_docx,
    "eml": lambda content, name: _from_email(content, name)[0],
}
