"""Distances as text states them: number, range or list, unit, hedge, conversion in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model import Distance, Span
from geo.text.numbers import NUMBER, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

NAUTICAL_MILE_M = 1852.0
STATUTE_MILE_M = 1609.344
# International yard and pound agreement 1959; nautical mile as of 1929
UNIT_M = {
    "km": 1000.0,
    "m": 1.0,
    "nmi": NAUTICAL_MILE_M,
    "mi": STATUTE_MILE_M,
    "yd": 0.9144,
    "ft": 0.3048,
    # a tenth of a nautical mile, and three of them: IHO Hydrographic Dictionary S-32
    "cable": NAUTICAL_MILE_M / 10,
    "sea_league": 3 * NAUTICAL_MILE_M,
    # on land three statute miles: Weights and Measures in the Imperial System
    "league": 3 * STATUTE_MILE_M,
    # 500 sazhens of seven feet: Russian decree of 11 October 1835
    "verst": 3500 * 0.3048,
    # differs by country and time: only what it is converted to counts
    "old": 1.0,
}
_AT_SEA = {"mi": "nmi", "league": "sea_league"}
# what such a unit is converted to in brackets is what was meant
_BY_CONVERSION = ("verst", "league", "old")
_UNIT_PATTERNS = (
    ("km", r"kilometers?|kilometres?|kms?\.?|klicks?|k\.m\."),
    # a geographical mile, a minute of the equator, is 0.2 % longer
    (
        "nmi",
        r"(?:nautical|geographical|naut\.?|sea|marine)[\s-]+(?:miles?|mi)|n\.?\s+miles?|nmi|n\.m\.|nms?",
    ),
    ("mi", r"(?:statute[\s-]+)?miles?|mi\.?"),
    ("yd", r"yards?|yds?"),
    ("ft", r"feet|foot|ft"),
    ("cable", r"cables?(?:['’]?s?['’]?\s+lengths?)?"),
    ("sea_league", r"(?:marine|sea|nautical)\s+leagues?"),
    ("league", r"leagues?"),
    ("verst", r"versts?"),
    (
        "old",
        r"(?:(?:Chinese|Japanese|Korean|Persian|Spanish|Mexican|French|Turkish|German|Swedish|old)\s+)?"
        r"(?:li|ri|stadia|stades?|arpents?|leguas?|lieues?|parasangs?|farsakhs?|farsangs?|toises?)",
    ),
    ("m", r"meters?|metres?|mtrs?|m"),
)
_UNIT = "|".join(rf"(?P<u_{name}>{pattern})" for name, pattern in _UNIT_PATTERNS)
_PLAIN_UNIT = "|".join(pattern for _, pattern in _UNIT_PATTERNS)
_UNIT_END = r"(?![\w²³]|/(?!\s?\d)|\s?(?:per|an)\s+hour|\s?(?:squared|cubed))"
# the upper end of a range: "no less than 12 |and no more than| 15"
_AT_MOST = r"(?:(?:no|not)\s+(?:more|farther|further|greater)\s+than|at\s+(?:the\s+)?most|a\s+maximum\s+of|less\s+than|fewer\s+than|under)"
_AT_LEAST = r"(?:(?:no|not)\s+(?:less|fewer|closer|nearer)\s+than|at\s+least|a\s+minimum\s+of|more\s+than|over)\s+"
_JOIN = (
    r"(?:(?:-(?=\s+(?:to|or|and)\s))?\s*(?:,?\s*(?:and|or)(?:\s+(?:even|perhaps|possibly|maybe))?|,|-|–|—|to)\s*"
    rf"(?:(?<=and\s){_AT_MOST}\s+)?|,?\s+(?:but|though|yet)\s+{_AT_MOST}\s+)"
)
# the number is written once more in some treaties: "12 (twelve) kilometres"
_GAP = r"[\s\u00a0\u202f-]*(?:\((?:[a-z]{2,}(?:[ -][a-z]+){0,3}|\d{1,4})\)\s*)?"
_DISTANCE = re.compile(
    rf"(?<![\w.,$€£/°'’])(?P<between>between\s+|from\s+|{_AT_LEAST})?"
    rf"(?P<numbers>{NUMBER}(?:{_GAP}(?:{_PLAIN_UNIT}){_UNIT_END})?"
    rf"(?:{_JOIN}(?:between\s+)?{NUMBER}(?:{_GAP}(?:{_PLAIN_UNIT}){_UNIT_END}(?={_JOIN}{NUMBER}))?){{0,5}}?)"
    rf"(?:(?<=[a-z]),)?{_GAP}(?:{_UNIT}){_UNIT_END}(?P<so>\s+or\s+so\b)?(?P<half>\s+and\s+a\s+(?:half|quarter)\b(?!\s+(?:hour|day|week|month|year|dozen)))?",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"\b{_AT_MOST}\s", re.IGNORECASE)
_RANGE = re.compile(rf"\d\s*[-–—]\s*\d|\bto\b|\bor(?! so\b)\b|\bbetween\b|\b{_AT_MOST}\s")
_OR_SO = re.compile(r"[\s-]odd\b|\bor\s+so\b", re.IGNORECASE)
_ONE = re.compile(NUMBER, re.IGNORECASE)
_NO_THOUSANDTHS = ("m", "ft", "yd")
_DOTTED = re.compile(r"(?<=\d)\.(?=\d{3}$)")
_INNER_UNIT = re.compile(rf"{_GAP}(?:{_PLAIN_UNIT}){_UNIT_END}", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:about|around|some|roughly|approximately|approx\.?|nearly|almost|an?\s+estimated"
    r"|or\s+so|circa)\s+$",
    re.IGNORECASE,
)
_CONVERSION = re.compile(
    r"\s?[(\[,/]\s?(?:or\s+|that\s+is,?\s+|i\.e\.,?\s+|equal\s+to\s+)?(?:about\s+|some\s+|roughly\s+)?$",
    re.IGNORECASE,
)
# A number without a unit that takes the unit of the distance before it: "20 km from A and fifteen
# from B", "to 12 miles in 1958 and to 50 in 1972", "on the other side it measures 15"
_BARE = re.compile(
    rf"(?:(?:\b(?:and|or|but|then|by|to|at|of|for|is|be|measures|remains?|only|under|over|than|side|within|least)|[,;:(–—])"
    rf"\s+)(?P<number>(?!an?\b|half\b){NUMBER})(?P<end>"
    rf"(?=\s+(?:from|off|away|back|deep|wide|around|round|inside|into|along|north|south|east|west)\b"
    rf"|\s+(?:in|on|for|of|to)\s+(?:the\s+|its\s+|each\s+|either\s+|both\s+|that\s+|any\s+|(?-i:[A-Z])|\d{{4}}\b)"
    rf"|\s*(?:[.;,)]|$)))",
    re.IGNORECASE,
)
# "…, pleasure craft fifteen": the last word of a clause, in words; in digits behind the plural of a weapon
_BARE_LAST = re.compile(
    rf"[,;]\s+(?:(?:and|while|but)\s+)?[^,;.\d]{{3,40}}\s(?P<number>(?!an?\b|half\b)(?:(?![\d½¼¾⅓⅔])"
    rf"|(?<=guns\s)|(?<=tanks\s)|(?<=launchers\s)|(?<=rockets\s)|(?<=missiles\s)|(?<=howitzers\s)|(?<=mortars\s)|(?<=artillery\s)"
    rf"|(?<=weapons\s)){NUMBER})(?P<end>(?=\s*(?:[.;,]|$)))",
    re.IGNORECASE,
)
_NOT_BARE = re.compile(
    r"(?:\b(?:Articles?|Art|Resolutions?|Chapters?|Paragraphs?|No|Nos|numbers?|route|phase|level|page|aged?|year)\.?\s+"
    r"(?:\d+\s*(?:,|and|or)\s+)*|[$€£]|\d[ ,.:/°])$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:cut|reduc\w+|shr[aiu]nk|narrow\w*|lower\w*|widen\w*|extend\w*|expand\w*|enlarg\w+|rais\w+|increas\w+|"
    r"scaled\s+back|tighten\w*|changed?|grown?|grew|went|gone|stretched)(?:(?:\s+\w+){0,2}\s+(?:from\s+)?|[^.;:,\d]{0,110}\s+from\s+)$",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:cut|reduc\w+|shr[aiu]nk|narrow\w*|lower\w*|widen\w*|extend\w*|expand\w*|enlarg\w+|rais(?:e|es|ed|ing)|"
    r"increas\w+|doubl\w+|halv\w+|tighten\w*|push(?:ed|es)?|mov(?:ed|es)|changed|scaled)\b[^.;:]*$",
    re.IGNORECASE,
)
# what makes a length no distance on the ground
_ALTITUDE_BEFORE = re.compile(
    r"(?:altitudes?\s+of|height\s+of|heights\s+of|below|above|under|lower\s+than|higher\s+than|depth\s+of|FL)\s+"
    r"(?:about\s+|some\s+)?$",
    re.I,
)
# "from the surface to 3,000 m", "SFC-9500 FT"
_FROM_THE_GROUND = re.compile(
    r"\b(?:surface|SFC|GND|ground(?: level)?|sea level|AGL|AMSL|ft|feet)\s?(?:(?:up )?to|-|–|/)\s?"
    r"(?:an? (?:altitude|height) of\s)?$",
    re.IGNORECASE,
)
# "a danger area up to 10,000 feet"; but "up to 3,000 feet from the fence", "up to 1,200 feet wide"
_UP_TO = re.compile(r"\bup\s?to\s+(?:about\s+|some\s+)?$", re.IGNORECASE)
_ON_THE_GROUND = re.compile(
    r"\s?(?:from|of|off|away|wide|deep|broad|long|around|round|about|into|inside|inland|beyond|either|on|in)\b",
    re.IGNORECASE,
)
_HIGH_FT = 1000.0
_ALTITUDE_AFTER = re.compile(
    r"\s?(?:high\b|tall\b|above\s+(?:the\s+)?(?:ground|sea|mean)|in\s+(?:height|altitude)|AGL|AMSL"
    r"|ASL|MSL|altitude|up\b(?!\s+to)|below\s+(?:ground|the\s+surface)|underground|under\s+water)",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\s+above\b", re.IGNORECASE)
_SPEED_OR_SQUARE = re.compile(r"(?:square|sq\.?|cubic|cu\.?)[\s-]*$", re.IGNORECASE)
_MILLION_AFTER = re.compile(
    r"\s+(?:people|residents|refugees|civilians|tonnes?|tons|barrels|euros?|dollars|pounds|children|litres)\b",
    re.I,
)
# "Three Mile Island" is a name
_NAME = re.compile(r"^[A-Z][a-z]+[\s-](?:Mile|Miles|Foot|Yard|Kilomet(?:er|re))\s[A-Z][a-z]")
# a text in lower case with none of these holds no unit; "m" and "mi" stand alone or after a digit
_UNIT_STEMS = tuple(
    "km,kilo,klick,k.m,mile,nm,n.m,yard,yd,feet,foot,ft,cable,league,verst,met,mtr".split(",")
)
_LONE_M = re.compile(r"m(?<![^\W\d_]m)(?:i\.?)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Length:
    """
    A length as it stands in the text.

    Attributes
    ----------
    span
        From the number to the unit, the conversion in brackets included.
    distances
        One distance, or several for a list ("3, 8 and 12 miles").
    unit
        km, m, nmi, mi, yd, ft, cable, league or sea_league.
    hyphenated
        True for "30-kilometre", which stands before a noun.
    """

    span: Span
    distances: tuple[Distance, ...]
    unit: str
    hyphenated: bool = False

    def in_nautical_miles(self) -> Length:
        """Read statute miles and leagues as nautical ones, as navigational warnings mean them."""
        if self.unit not in ("mi", "league"):
            return self
        factor = NAUTICAL_MILE_M / STATUTE_MILE_M
        moved = tuple(
            Distance(d.min_m * factor, d.max_m * factor, d.approximate, d.text)
            for d in self.distances
        )
        return Length(self.span, moved, _AT_SEA[self.unit], self.hyphenated)


def find_lengths(text: str) -> tuple[Length, ...]:
    """
    Find the distances on the ground that a text states, in order.

    Altitudes, speeds and areas are left out. A conversion beside the length ("20 kilometers
    (12.4 miles)") is the same length.

    Examples
    --------
    >>> [d.max_m for x in find_lengths("20 kilometers (12.4 miles) away") for d in x.distances]
    [20000.0]
    >>> [(d.min_m, d.max_m) for d in find_lengths("between 60 and 80 km")[0].distances]
    [(60000.0, 80000.0)]
    """
    if not _may_hold_unit(text.lower()):
        return ()
    found = _stated(text)
    return tuple(sorted([*found, *_elliptic(text, found)], key=lambda x: x.span)) if found else ()


def _may_hold_unit(low: str) -> bool:
    """Tell cheaply whether a text in lower case can hold a unit of length at all."""
    for stem in _UNIT_STEMS:
        if stem in low:
            return True
    return _LONE_M.search(low) is not None


def _stated(text: str) -> list[Length]:
    """Lengths with a unit."""
    found: list[Length] = []
    for match in _DISTANCE.finditer(text):
        length = _length(text, match)
        if length is None:
            continue
        if found and _is_conversion(text, found[-1], length):
            end = length.span.end + (text[length.span.end : length.span.end + 1] in (")", "]"))
            first = found[-1]
            meant = length if first.unit in _BY_CONVERSION else first
            found[-1] = Length(
                Span(first.span.start, end), meant.distances, meant.unit, first.hyphenated
            )
        else:
            found.append(length)
    return [length for length in found if length.unit != "old"]


def _elliptic(text: str, stated: list[Length]) -> Iterator[Length]:
    """Numbers that take the unit of the length before them, if they are of its order."""
    seen: set[int] = set()
    for pattern in (_BARE, _BARE_LAST):
        for match in pattern.finditer(text, stated[0].span.end):
            span = Span(match.start("number"), match.end("number"))
            before = [length for length in stated if length.span.end <= span.start]
            value = parse_number(match["number"])
            if not before or not value or span.start in seen:
                continue
            if any(length.span.overlaps(span) for length in stated):
                continue
            if _NOT_BARE.search(text[max(0, span.start - 24) : span.start]):
                continue
            last = before[-1]
            metres = value * UNIT_M[last.unit]
            if not 1 / 20 <= metres / last.distances[-1].max_m <= 20 or 1800 <= value <= 2100:
                continue
            seen.add(span.start)
            yield Length(span, (Distance(metres, metres, False, match["number"]),), last.unit)


def _length(text: str, match: re.Match[str]) -> Length | None:
    """Turn one match into a length, or None when it is none."""
    unit = next(name for name, _ in _UNIT_PATTERNS if match.group(f"u_{name}") is not None)
    numbers = match["numbers"]
    start = match.start("numbers")
    before, after = text[max(0, start - 24) : start], text[match.end() : match.end() + 32]
    if not _is_ground_distance(unit, match, before, after):
        return None
    parts = _ONE.findall(_INNER_UNIT.sub(" ", _BOUND.sub(" ", numbers)))
    if unit in _NO_THOUSANDTHS:  # "20.000 metres": nobody means a millimetre
        parts = [_DOTTED.sub("", part) for part in parts]
    values = [v for v in map(parse_number, parts) if v]
    if not values:
        return None
    if match["half"]:  # "two kilometres and a half"
        values[-1] += 0.5 if match["half"].endswith("half") else 0.25
    hedged = bool(_HEDGE.search(before) or match["so"] or _OR_SO.search(numbers))
    wide_start = match.start() if match["between"] else start
    if len(values) == 2 and _is_change(text, match):
        # "cut from 10 to eight kilometres": the new one counts
        values, wide_start = values[1:], match.start("numbers") + numbers.rindex(parts[-1])
    distances = _distances(match, values, UNIT_M[unit], hedged, text[wide_start : match.end()])
    unit_start = match.start(f"u_{unit}")
    hyphenated = text[unit_start - 1] == "-" and not numbers.lower().endswith(("half-a", "half-an"))
    return Length(Span(start, match.end()), distances, unit, hyphenated)


def _is_change(text: str, match: re.Match[str]) -> bool:
    """Tell whether two numbers are what was and what is: "widened the zone from 10 to 20 km"."""
    if not match["between"]:
        return False
    start = match.start()
    if _CHANGED.search(text[max(0, start - 24) : match.start("numbers")]):
        return True
    to = re.search(r"\bto\b", match["numbers"], re.IGNORECASE)
    return bool(
        to
        and match["between"].lower().startswith("from")
        and _CHANGES.search(text[max(0, start - 120) : start])
    )


def _is_ground_distance(unit: str, match: re.Match[str], before: str, after: str) -> bool:
    """Tell a distance on the ground from an altitude, an area, money, and the article in "a m"."""
    numbers = match["numbers"]
    if _NAME.search(match.group() + after):
        return False
    if _SPEED_OR_SQUARE.search(numbers) or _SPEED_OR_SQUARE.search(before):
        return False
    lone_m = unit == "m" and len(match["u_m"]) == 1
    if lone_m and (not numbers.strip()[-1:].isdigit() or _MILLION_AFTER.match(after)):
        return False
    if numbers.lower() in ("a", "an") and len(match.group(f"u_{unit}")) < 4:
        return False
    if unit in ("ft", "m", "yd") and (_ALTITUDE_BEFORE.search(before) or _ABOVE.match(after)):
        return False
    if unit in ("ft", "m") and _FROM_THE_GROUND.search(before):
        return False
    if unit == "ft" and _UP_TO.search(before) and not _ON_THE_GROUND.match(after):
        # a length on the ground is seldom told in thousands of feet without saying from what
        return (parse_number(numbers.strip()) or 0.0) < _HIGH_FT
    return not _ALTITUDE_AFTER.match(after)


def _distances(
    match: re.Match[str], values: list[float], factor: float, hedged: bool, text: str
) -> tuple[Distance, ...]:
    """Make one distance, a range, or a list of distances of the numbers."""
    numbers = match["numbers"].lower()
    is_range = len(values) == 2 and (
        (
            (match["between"] or "").lower().strip() in ("between", "from")
            and re.search(r"\band\b|\bto\b|[-–—]", numbers)
        )
        or _RANGE.search(numbers)
    )
    if is_range:
        low, high = sorted(values)
        return (Distance(low * factor, high * factor, hedged, text),)
    return tuple(Distance(v * factor, v * factor, hedged, text) for v in values)


def _is_conversion(text: str, first: Length, second: Length) -> bool:
    """Tell whether the second length is the first one in another unit."""
    between = text[first.span.end : second.span.start]
    if first.unit == second.unit or not _CONVERSION.fullmatch(between):
        return False
    if len(first.distances) != len(second.distances):
        return between.strip()[:1] in ("(", "[")
    a, b = first.distances[0].max_m, second.distances[0].max_m
    return 0.75 < a / b < 1.34 or between.strip()[:1] in ("(", "[")
