"""Fold what rules measure from: borders, coasts, lines, parallels, points and regions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.model import FeatureClass, Place, Reference, ReferenceKind
from geo.rules.annotate import (
    Meaning,
    Sentence,
    line_reference,
    point_reference,
    shared_border,
    territory_reference,
)
from geo.rules.reduced import Fold, Reduced
from geo.text.coordinates import Coordinates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.model import Span
    from geo.rules.discourse import Discourse
    from geo.rules.engine import Rule, RuleBook

Made = tuple[str, Meaning] | None
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}
_TENS = {
    f"{word}{end}": value
    for value, word in zip(range(20, 100, 10), "twent thirt fort fift sixt sevent eight ninet".split(), strict=True)
    for end in ("ieth", "y")
}  # fmt: skip
_POINTS = re.compile(
    "\ue000X\\d+\ue001(?:(?:[,;.()]|\\s|and|to|then|thence|-|–|the|point|points|line|joining|back|at"
    "|[a-z0-9](?![a-z0-9])|[A-Z]\\.)*\ue000X\\d+\ue001)+",
    re.IGNORECASE,
)
_LINE_WORD = re.compile(
    r"\b(?:lines? (?:joining|between|from|connecting)|track ?line|line)\b[^.;]*$", re.I
)


def fold_references(text: str, sentence: Sentence, book: RuleBook, mind: Discourse) -> Sentence:
    """
    Fold the references of a sentence, in the order of ``references.toml``.

    Parameters
    ----------
    text
        The document's text.
    mind
        What went before, for "the border", "the town"; what this sentence names is added later.
    """
    sentence = sentence.fold(text, _POINTS, lambda m: _coordinate_list(sentence, m))
    sentence = _fold_pronouns(text, sentence, mind)
    low = sentence.text.lower()
    letters = {fold.kind for fold in sentence.folds}
    for rule in book["references"]:
        if not rule.may_match(low, letters):
            continue
        make = _MAKERS[rule.get("kind")]
        current = sentence
        sentence = current.fold(
            text,
            rule.pattern,
            lambda m, r=rule, s=current, f=make: f(r, s, m, mind),  # type: ignore[misc]
        )
    return fold_rest(text, sentence)


# "it" after a preposition of measure is a place: "a radius of 3 km around it"
_PRONOUN = re.compile(
    r"(?:(?<=around )|(?<=round )|(?<=from )|(?<=of )|(?<=off ))(?:it|there)\b", re.I
)


def _fold_pronouns(text: str, sentence: Sentence, mind: Discourse) -> Sentence:
    """Fold "it" where a distance is measured from it: the town named last."""
    if not any(fold.kind == "D" for fold in sentence.folds):
        return sentence

    def point(match: re.Match[str]) -> Made:
        span = _span(sentence, match)
        for fold in reversed(sentence.in_stretch(0, match.start(), "O")):
            if isinstance(fold.item, Place):
                return "O", (point_reference(fold.item, span),)
        return ("O", (_at(mind.points[-1], span),)) if mind.points else None

    return sentence.fold(text, _PRONOUN, point)


def references_of(fold: Fold[Meaning]) -> tuple[Reference, ...]:
    """References a folded stretch stands for."""
    item = fold.item
    if isinstance(item, tuple):
        return item
    if isinstance(item, Coordinates):
        name = f"{item.lonlat[1]:.4f}, {item.lonlat[0]:.4f}"
        return (
            Reference(
                ReferenceKind.COORDINATES, name, "coordinates", fold.span, (), "", (item.lonlat,)
            ),
        )
    return ()


def fold_rest(text: str, sentence: Sentence) -> Sentence:
    """Turn the territories, towns and lines that stand alone into references."""
    folds: list[Fold[Meaning]] = []
    for fold in sentence.folds:
        item = fold.item
        if isinstance(item, Place) and fold.kind == "T":
            made: Meaning = (territory_reference(item, fold.span, ReferenceKind.REGION),)
            folds.append(Fold("A", fold.span, made))
        elif isinstance(item, Place) and fold.kind == "O":
            folds.append(Fold("O", fold.span, (point_reference(item, fold.span),)))
        elif isinstance(item, Place) and fold.kind in "VL":
            folds.append(Fold(fold.kind, fold.span, (line_reference(item, fold.span),)))
        else:
            folds.append(fold)
    return Reduced.of(text, sentence.span, folds)


def _places(sentence: Sentence, match: re.Match[str], group: str) -> list[tuple[Place, Span]]:
    """Territories and peoples folded in a group of a match."""
    folds = sentence.in_group(match, group, "TAN")
    return [(f.item, f.span) for f in folds if isinstance(f.item, Place)]


def _span(sentence: Sentence, match: re.Match[str]) -> Span:
    """Span of a match in the document."""
    return sentence.to_span(match.start(), match.end())


def _coordinate_list(sentence: Sentence, match: re.Match[str]) -> Made:
    """Several points in a row: a line or the ring of a polygon."""
    folds = sentence.in_stretch(match.start(), match.end(), "X")
    points = [f.item.lonlat for f in folds if isinstance(f.item, Coordinates)]
    if len(points) > 2 and points[0] == points[-1]:
        points.pop()
    is_line = len(points) == 2 or bool(_LINE_WORD.search(sentence.text[: match.start()]))
    shape = "line" if is_line else "polygon"
    span = _span(sentence, match)
    name = f"{shape} of {len(points)} points"
    reference = Reference(
        ReferenceKind.COORDINATES, name, f"coordinates:{shape}", span, (), "", tuple(points)
    )
    return "C", (reference,)


def _border(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Borders of one or several territories."""
    span = _span(sentence, match)
    places = _places(sentence, match, "t")
    return (
        ("B", tuple(territory_reference(p, span, ReferenceKind.BORDER) for p, _ in places))
        if places
        else None
    )


def _border_shared(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Border between two territories."""
    left, right = _places(sentence, match, "t"), _places(sentence, match, "w")
    if not left or not right:
        return None
    return "B", (shared_border(left[0][0], right[0][0], _span(sentence, match)),)


def _border_with(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Border of one territory with others: what they share, or the others' border where they do not touch."""
    left, right = _places(sentence, match, "t"), _places(sentence, match, "w")
    if not left or not right:
        return None
    span = _span(sentence, match)
    own = left[0][0]
    code = own.candidate.territory if own.candidate else ""
    made = []
    for place, _ in right:
        other = place.candidate.territory if place.candidate else ""
        # an area inside a country ("the Golan border with Israel") may be held by either side:
        # the border is then the other's, and the host decides which stretch of it is meant
        touching = "-" not in code and other in mind.neighbours(code)
        border = (
            shared_border(own, place, span)
            if touching
            else territory_reference(place, span, ReferenceKind.BORDER)
        )
        mind.owners[border.id] = code
        made.append(border)
    return "B", tuple(made)


def _border_common(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Their common border”: the border of the two territories named last."""
    span = _span(sentence, match)
    before = [f for f in sentence.in_stretch(0, match.start(), "TAN") if isinstance(f.item, Place)]
    after = [
        f
        for f in sentence.in_stretch(match.end(), len(sentence.text), "TAN")
        if isinstance(f.item, Place)
    ]
    pair: list[tuple[str, str]] = []
    for fold in [*reversed(before), *after]:
        c = fold.item.candidate if isinstance(fold.item, Place) else None
        if c and c.territory not in [code for code, _ in pair]:
            pair.append((c.territory, c.name))
    for code in reversed(mind.recent):
        if code not in [known for known, _ in pair]:
            pair.append((code, mind.names[code]))
    for i, (a, name_a) in enumerate(pair):
        for b, name_b in pair[i + 1 :]:
            if b in mind.neighbours(a):
                (x, name_x), (y, name_y) = sorted([(a, name_a), (b, name_b)])
                shared = Reference(
                    ReferenceKind.BORDER, f"{name_x} and {name_y}", f"border:{x}|{y}", span, (x, y)
                )
                return "B", (shared,)
    return "U", (Reference(ReferenceKind.BORDER, sentence_words(sentence, match), "", span),)


def sentence_words(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match, without placeholders."""
    return re.sub(r"\s+", " ", re.sub("\ue000[A-Z]\\d+\ue001", "…", match.group())).strip()


def _border_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The border”: the one named before, else the only one that the countries named share."""
    span = _span(sentence, match)
    earlier = [
        f.item for f in sentence.in_stretch(0, match.start(), "B") if isinstance(f.item, tuple)
    ]
    known = earlier[-1:] or mind.borders[-1:]
    if known:
        return "B", tuple(_at(reference, span) for reference in known[0])
    return _border_common(rule, sentence, match, mind)


def _at(reference: Reference, span: Span) -> Reference:
    """Return the same reference where it is taken up again."""
    r = reference
    return Reference(r.kind, r.name, r.id, span, r.territories, r.part, r.points, r.degrees)


def _coast(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Coast of one or several territories."""
    span = _span(sentence, match)
    places = _places(sentence, match, "t") or _places(sentence, match, "t2")
    return (
        ("K", tuple(territory_reference(p, span, ReferenceKind.COAST) for p, _ in places))
        if places
        else None
    )


def _group(match: re.Match[str], *names: str) -> str:
    """Return the first of some groups that matched."""
    return next((match[n] for n in names if n in match.re.groupindex and match[n]), "")


def _ordinal(word: str) -> int | None:
    """Number of an ordinal in words: "thirty-eighth"."""
    low = word.lower()
    if low in _ORDINALS or low in _TENS:
        return _ORDINALS.get(low) or _TENS[low]
    tens, _, ones = low.partition("-")
    return _TENS[tens] + _ORDINALS[ones] if tens in _TENS and ones in _ORDINALS else None


def _circle(kind: ReferenceKind, limit: float, negative: str) -> Callable[..., Made]:
    """Make the maker of parallels or meridians."""

    def make(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
        digits, word = _group(match, "deg", "deg2", "deg3"), _group(match, "word")
        value = float(digits) if digits else _ordinal(word)
        minutes = _group(match, "min", "min2", "min3")
        if value is None:
            return None
        value += float(minutes) / 60 if minutes else 0.0
        hemisphere = _group(match, "h", "h2", "h3")[:1].upper()
        if value > limit:
            return None
        degrees = -value if hemisphere == negative else float(value)
        name = f"{_nth(value)} {kind.value}" + (f" {hemisphere}" if hemisphere else "")
        span = _span(sentence, match)
        return "M", (Reference(kind, name, f"{kind.value}:{degrees:.4g}", span, degrees=degrees),)

    return make


def _nth(value: float) -> str:
    """Write 36 as "36th"."""
    if value != int(value):
        return f"{value:.4g}°"
    n = int(value)
    end = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{end}"


def _unknown_line(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Make a line that no source has: it is named, and stays unresolved."""
    span = _span(sentence, match)
    words = _plain(sentence, match)
    known = [f.item for f in sentence.in_stretch(0, match.start(), "L")]
    lines = [_line(item) for item in known] or mind.lines[-1:]
    if lines and _SAME_LINE.fullmatch(words):
        return "L", tuple(_at(r, span) for r in lines[-1])
    return "U", (Reference(ReferenceKind.LINE, words, "", span),)


def _line(item: Meaning) -> tuple[Reference, ...]:
    """References of a named line that is folded."""
    if isinstance(item, Place):
        return (line_reference(item, item.mentions[0].span),)
    return item if isinstance(item, tuple) else ()


# "the demarcation line" takes up a line named before; "the front line" does not
_SAME_LINE = re.compile(
    r"(?:the|this|that) (?:demarcation|dividing|cease-?fire|armistice|truce|disengagement)[ -]line",
    re.I,
)


def _plain(sentence: Sentence, match: re.Match[str]) -> str:
    """Words of a match with the names that are folded in it."""

    def word(m: re.Match[str]) -> str:
        fold = sentence.folds[int(m.group()[2:-1])]
        return fold.item.mentions[0].toponym if isinstance(fold.item, Place) else "…"

    return re.sub(r"\s+", " ", re.sub("\ue000[A-Z]\\d+\ue001", word, match.group())).strip()


def _point_of(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Make a town named with its centre, outskirts or kind: the town's point."""
    span = _span(sentence, match)
    for fold in sentence.in_stretch(match.start(), match.end(), "O"):
        if isinstance(fold.item, Place):
            return "O", (point_reference(fold.item, span),)
    return None


def _region_part(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Directional part of a territory, or two of them."""
    span = _span(sentence, match)
    places = _places(sentence, match, "t")
    if not places:
        return None
    parts = [p for p in (_group(match, "dir", "dir3", "dir5"), _group(match, "dir2", "dir4")) if p]
    refs = tuple(
        territory_reference(places[0][0], span, ReferenceKind.REGION, _part(p)) for p in parts
    )
    return "A", refs


def _part(word: str) -> str:
    """Directional adjective in one form: "South West" → "southwestern"."""
    low = re.sub(r"[\s-]+", "", word.lower()).removeprefix("far").removesuffix("most")
    return low if low.endswith(("ern", "central")) else f"{low}ern"


def _region_part_of_topic(
    rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Made:
    """“The northern part of the country”: of the territory named last."""
    base = _last_area(sentence, match, mind)
    if base is None:
        return None
    part = _part(_group(match, "dir", "dir2"))
    name, code = base.name, base.territories
    return "A", (
        Reference(
            ReferenceKind.REGION, f"{part} {name}", base.id, _span(sentence, match), code, part
        ),
    )


def _as_country(place: Place) -> Place | None:
    """Country of the same name as a town: "Djibouti has closed its waters"."""
    for candidate in place.candidates:
        if candidate.feature_class is FeatureClass.COUNTRY:
            return Place(place.mentions, (candidate,), place.confidence)
    return None


def _last_area(sentence: Sentence, match: re.Match[str], mind: Discourse) -> Reference | None:
    """Territory that "the country" stands for: named before in the sentence, else in the text."""
    for fold in reversed(sentence.in_stretch(0, match.start(), "TAOG")):
        if isinstance(fold.item, Place) and fold.kind in "OG":
            fold_place = _as_country(fold.item)
            if fold_place is None:
                continue
            return territory_reference(fold_place, fold.span, ReferenceKind.REGION)
        if isinstance(fold.item, Place):
            return territory_reference(fold.item, fold.span, ReferenceKind.REGION)
        if isinstance(fold.item, tuple) and fold.item[0].kind is ReferenceKind.REGION:
            return _whole(fold.item[0])
    return _whole(mind.areas[-1]) if mind.areas else None


_KINDS = (
    (
        re.compile(r"islands?|archipelago|atoll", re.I),
        lambda r: bool(re.search(r"isl|archip", r.name, re.I)),
    ),
    (re.compile(r"strip", re.I), lambda r: "strip" in r.name.lower()),
    (re.compile(r"country|republic|kingdom", re.I), lambda r: r.territories[0].isalpha()),
    (re.compile(r"province|governorate|oblast|district", re.I), lambda r: "." in r.territories[0]),
)


def _last_area_of_kind(
    sentence: Sentence, match: re.Match[str], mind: Discourse
) -> Reference | None:
    """Territory that a noun stands for: the last one of its kind, else the last one."""
    here = [
        territory_reference(f.item, f.span, ReferenceKind.REGION)
        if isinstance(f.item, Place)
        else _whole(f.item[0])
        for f in sentence.in_stretch(0, match.start(), "TA")
        if isinstance(f.item, Place | tuple)
    ]
    known = [*(_whole(r) for r in mind.areas[-40:]), *here]
    for noun, fits in _KINDS:
        if noun.search(match.group()):
            return next((r for r in reversed(known) if r.territories and fits(r)), None)
    return known[-1] if known else None


def _whole(reference: Reference) -> Reference:
    """Territory of which a reference is a part."""
    if not reference.part:
        return reference
    name = reference.name.removeprefix(reference.part).strip()
    return Reference(reference.kind, name, reference.id, reference.span, reference.territories)


def _area_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The country”, “the province”: the territory of that kind named before."""
    base = _last_area_of_kind(sentence, match, mind)
    return ("A", (_at(base, _span(sentence, match)),)) if base else None


def _point_definite(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“The town”, “the plant”: the point named before."""
    span = _span(sentence, match)
    for fold in reversed(sentence.in_stretch(0, match.start(), "O")):
        if isinstance(fold.item, tuple):
            return "O", (_at(fold.item[0], span),)
        if isinstance(fold.item, Place):
            return "O", (point_reference(fold.item, span),)
    return ("O", (_at(mind.points[-1], span),)) if mind.points else None


def _coast_own(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """“Its shores”: the coast of the territory named last."""
    base = _last_area(sentence, match, mind)
    if base is None:
        return None
    span, codes = _span(sentence, match), base.territories
    return "K", (Reference(ReferenceKind.COAST, base.name, f"coast:{codes[0]}", span, codes),)


def _region_noun(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a territory named with its kind: "the department of Caquetá"."""
    places = _places(sentence, match, "t") or _places(sentence, match, "t2")
    if not places:
        return None
    span = _span(sentence, match)
    return "A", tuple(territory_reference(p, span, ReferenceKind.REGION) for p, _ in places)


def _unknown_point(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a facility that the gazetteer does not have: it is named, and stays unresolved."""
    span = _span(sentence, match)
    for fold in sentence.in_stretch(match.start(), match.end(), "O"):
        place = fold.item
        if (
            isinstance(place, Place)
            and place.candidate
            and place.candidate.feature_class is FeatureClass.FACILITY
        ):
            return "O", (point_reference(place, span),)
    words = _plain(sentence, match)
    site = next((c for name in _site_names(words) for c in mind.sites(name)), None)
    if site is not None:
        point = ((site.lon, site.lat),)
        return "O", (Reference(ReferenceKind.POINT, site.name, site.id, span, (), "", point),)
    return "U", (Reference(ReferenceKind.POINT, words, "", span),)


_OF_PLACE = re.compile(r"(?P<kind>[\w ]+?) (?:in|of|at|near) (?:the city of )?(?P<name>[A-Z].*)")
_NUCLEAR = re.compile(
    r"\b(?:nuclear )?(?:power )?(?:station|plant|facility|complex|reactor)$", re.I
)


def _site_names(words: str) -> Iterator[str]:
    """Names a facility may stand under: "Kabul's airport" as "Kabul airport", and so on."""
    name = re.sub(r"^(?:the|any|its) ", "", words, flags=re.I)
    name = re.sub(r"['’]s\b", "", name)
    yield name
    turned = _OF_PLACE.fullmatch(name)
    if turned:
        yield f"{turned['name']} {turned['kind']}"
    if _NUCLEAR.search(name):
        bare = _NUCLEAR.sub("", name).strip()
        yield f"{bare} nuclear power plant"
        yield f"{bare} nuclear plant"
    yield re.sub(
        r" (?:international )?(?:airport|air ?base|dam|crossing|bridge)$", "", name, flags=re.I
    )


def _river(rule: Rule, sentence: Sentence, match: re.Match[str], mind: Discourse) -> Made:
    """Fold a river by its name; whether there is such a river, the borders' data decide."""
    span = _span(sentence, match)
    for fold in sentence.in_group(match, "v", "V"):
        known = _line(fold.item)
        if known:
            return "V", tuple(_at(r, span) for r in known)
    words = re.sub(
        r"^(?:the )?(?:river )?|\s+rivers?$", "", _plain(sentence, match), flags=re.IGNORECASE
    )
    return "V", (Reference(ReferenceKind.RIVER, words, f"river:{words}", span),)


_MAKERS: dict[str, Callable[[Rule, Sentence, re.Match[str], Discourse], Made]] = {
    "border": _border,
    "border_shared": _border_shared,
    "border_with": _border_with,
    "border_common": _border_common,
    "border_definite": _border_definite,
    "coast": _coast,
    "parallel": _circle(ReferenceKind.PARALLEL, 90, "S"),
    "meridian": _circle(ReferenceKind.MERIDIAN, 180, "W"),
    "unknown_line": _unknown_line,
    "point_of": _point_of,
    "point_definite": _point_definite,
    "region_part": _region_part,
    "region_part_of_topic": _region_part_of_topic,
    "area_definite": _area_definite,
    "region_noun": _region_noun,
    "coast_own": _coast_own,
    "unknown_point": _unknown_point,
    "river": _river,
}
