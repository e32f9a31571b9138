"""Sentences of a text, as spans that cover it in order."""

from __future__ import annotations

import re

from geo.model import Span

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "cmdr",
        "adm",
        "brig",
        "gov",
        "sen",
        "rep",
        "pres",
        "st",
        "no",
        "nos",
        "art",
        "arts",
        "sec",
        "para",
        "lat",
        "long",
        "lon",
        "approx",
        "ca",
        "cf",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "u.n",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "km",
        "naut",
        "fig",
        "vol",
        "ed",
        "op",
    ]
)
# abbreviations behind a number, which sentences often end with; a compass point goes on with the distance
_ENDING = ("a.m", "p.m", "km")
_COMPASS = re.compile(r"(?:[NSEW]|N[EW]|S[EW]|(?:NORTH|SOUTH|EAST|WEST)\w*)\b")
# a run of stops is tried once, from its beginning: each of them would make it quadratic
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s)|[。؟۔]|\n[ \t]*\n\s*|\n")
# the next point of a list of coordinates goes on with the sentence
_LISTED = re.compile(
    r"\s*(?:\(?[A-Z0-9]{1,2}[.)]\s*)?(?:\d{1,3}[-°]\d|\d{4,6}(?:\.\d+)?[NS]|\d{1,2}\s\d\d(?:\.\d+)?\s?[NS]\b|[NS]\s?\d\d)"
)
# in a message in capitals a line break means nothing, unless a new item or field starts behind it
_NEW_ITEM = re.compile(
    r"\s*(?:\(?\d{1,2}[.)]\s+(?=[A-Z]{2})|(?:THIS\s+(?:MSG|MESSAGE|WARNING)|CANCEL|CNL|NNNN|NAVAREA|HYDRO[LPA]|NOTAM|\(?[A-Z]\d{4}/\d\d\b|"
    r"NAVTEX|COASTAL\s+WARNING))"
)
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_WRAP_WIDTH = 110
# No sentence is longer: what reads one may then take time that grows with its square.
MAX_CHARS = 2_000


def sentences(text: str) -> tuple[Span, ...]:
    """
    Split a text into sentences.

    A full stop after an abbreviation, an initial or a figure's part does not end one; an empty
    line always does; a single line break does unless the text is hard-wrapped there.

    Returns
    -------
    spans
        In order, without the white space around each sentence.

    Examples
    --------
    >>> [str(len(sentences("He met Gen. Smith. They left at 7 a.m. on Monday.")))]
    ['2']
    """
    wrapped = _is_wrapped(text)
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not _ends_here(text, start, match, wrapped):
            continue
        _append(spans, text, start, match.end())
        start = match.end()
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    """Append the stretch without the white space around it, if anything is left."""
    while end - start > MAX_CHARS:
        cut = _cut(text, start)
        _append(spans, text, start, cut)
        start = cut
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))


def _cut(text: str, start: int) -> int:
    """Where an endless sentence is cut: at the last semicolon, comma or space that fits."""
    limit = start + MAX_CHARS
    for mark in (";", ",", " "):
        at = text.rfind(mark, start + MAX_CHARS // 2, limit)
        if at > start:
            return at + 1
    return limit


def _is_wrapped(text: str) -> bool:
    """Tell whether lines are broken at a fixed width: no line is longer, many come near it."""
    lines = [len(line) for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or max(lines) > _WRAP_WIDTH:
        return False
    return sum(n > 45 for n in lines) >= len(lines) / 2


def _ends_here(text: str, start: int, match: re.Match[str], wrapped: bool) -> bool:
    """Decide whether a stop or a line break ends the sentence that began at start."""
    mark = match.group()
    if mark[0] == "\n":
        if mark.count("\n") == 1 and _LISTED.match(text, match.end()):
            return False
        if mark.count("\n") == 1 and _shouted_on(text, match):
            return False
        return mark.count("\n") > 1 or not wrapped or _line_is_short(text, start, match.start())
    following = text[match.end() : match.end() + 40].lstrip()
    if not following:
        return True
    if mark[0] == "." and len(mark.rstrip("\"”’')]")) == 1:
        word = _WORD_BEFORE.search(text, max(start, match.start() - 12), match.start())
        before = word[1].lower() if word else ""
        initial = len(before) == 1 and before.isalpha()
        owns = (
            before == "s" and word is not None and text[word.start(1) - 1] in "'’"
        )  # "St. John's."
        if before in _ABBREVIATIONS or (initial and not owns):
            # "7 a.m. Then", "back 15 km. Monitors": abbreviations of time and length may end a sentence
            starts = following[0].isupper() and not _COMPASS.match(following)
            return before in _ENDING and starts
    return not (following[0].islower() or following[0] in ",;:" or _LISTED.match(following))


def _line_is_short(text: str, start: int, end: int) -> bool:
    """Tell a heading or the last line of a paragraph from a line that was wrapped."""
    line_start = text.rfind("\n", start, end) + 1 or start
    return end - line_start < 40


def _shouted_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether a message in capitals goes on behind a line break."""
    if _NEW_ITEM.match(text, match.end()):
        return False
    before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    end = text.find("\n", match.end())
    after = text[match.end() : end if end >= 0 else len(text)]
    return _is_shouted(before) and _is_shouted(after)


def _is_shouted(line: str) -> bool:
    """Tell whether a line has capitals and hardly a small letter."""
    large, small = sum(map(str.isupper, line)), sum(map(str.islower, line))
    return large > 0 and small * 8 < large
