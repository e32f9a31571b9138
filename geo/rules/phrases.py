"""Cut noun phrases out of a folded sentence: the one before a word, the one after it."""

from __future__ import annotations

import re

# no phrase is longer
_LONGEST = 8
_TOKEN = re.compile(
    r"(?:\b(?:[Nn]on|[Pp]ro|[Aa]nti|[Ee]x|[Aa]l|[Ee]l|[Aa][dnrstz]|[Aa]sh)-)?\ue000[A-Z]\d+\ue001(?:['’]s?\b)?(?:-\w+)?|[^\W\d_][\w'’]*(?:[.-][\w'’]+)*|\d+(?:st|nd|rd|th)\b|\d+|[^\w\s]",
    re.UNICODE,
)
_LOYAL = frozenset(
    "loyal allied linked close belonging subordinate sympathetic opposed faithful tied answering".split()
)
_NAME = re.compile(r"(?:\w+-)?\ue000[ANTGPOLVU]", re.IGNORECASE)
_BY = re.compile(r"\s+(?:by|from|in|with|on|at)\b", re.IGNORECASE)
_TO = re.compile(r"\s*to\b", re.IGNORECASE)
# "vessels |over 500 tons", "artillery |of a calibre of more than 75 mm": the measure is nobody
_MEASURE = re.compile(
    r",? (?:(?:of|with) an? (?:\w+ )?(?:calibre|caliber|weight|length|range|tonnage|draught|payload) (?:of )?)?"
    r"(?:(?:of |with |(?:weigh|measur|displac|draw|carry)ing |(?:that|which) (?:weighs?|are|measures?|displaces?) )?"
    r"(?:more|less|larger|heavier|longer) than|over|above|under|below|exceeding|up to|of at least|of) [\d.,]+"
    r"[ -]?(?:mm|cm|inch(?:es)?|(?:gross |metric )?tons?|tonnes?|grt|g|grams?|kg|kilos?|kilograms?|lbs?|pounds?|hp|horsepower|feet|foot|"
    r"metres|meters|knots|years|people|men)(?: or (?:more|less|over))?\s*$",
    re.IGNORECASE,
)
_TIMES = frozenset(
    "period time phase stage season year month week day night interval stretch case event".split()
)
# "By order of the governor |rebels"
_OFFICES = frozenset(
    "governor president king queen court council army government ministry mayor commander police prefect minister cabinet "
    "parliament general admiralty navy senate assembly emperor sultan emir sheriff magistrate junta".split()
)
# "in return |riot police"
_IN_RETURN = frozenset("return exchange response turn future practice addition particular".split())
_DOCUMENTS = frozenset(
    "truce agreement deal accord accords pact treaty armistice ceasefire cease-fire memorandum protocol plan proposal "
    "draft order decree law resolution arrangement rules terms settlement convention ban charter emergency initiative roadmap scheme".split()
)
_PARTS_OF = frozenset("part terms provisions virtue line accordance keeping compliance".split())
_LINKS = frozenset("of from and or nor".split())
_DOCUMENTS = frozenset(
    "accord agreement armistice convention deal decree pact plan protocol resolution treaty truce".split()
)
_DETERMINERS = frozenset(
    "the a an all any both every each its their his her our these those no some either neither".split()
)
_PREPOSITIONS = frozenset(
    "in on at to within inside under by with near over into about around along between against across through "
    "during outside beyond behind beside throughout despite above below toward towards without".split()
)
# words that end a noun phrase
_STOPS = frozenset(
    """that this not never none nobody it they he she we you them him who which whose whom what there here but if
    when while because as than then so yet once since after before until till for off out except apart only is are was
    were be been being has have had having do does did will would must shall should ought may might can cannot could
    need needs said says say told tells asks asked demands demanded insists insisted insist wants wanted warned warns
    ordered orders announced agreed agrees agree promised promises pledged pledges vowed undertook undertakes
    undertaken consented accepted accepts proposed proposes suggests suggested reported reports decided decides ruled
    stated let lets banned bans barred bars forbade forbids prohibits kept keep keeps holds held stay stays remain
    remains withdraw withdraws leave leaves today yesterday tomorrow now also still again henceforth therefore however
    reportedly monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december last next ago week weeks month months year years days hours according would-be
    where midnight everyone anyone whoever each pledge depending talks ratified adopted nothing back away longer
    hauled withdrawn moved pulled required urged declared ever just more less least owns own forbidden made shut advised seen bound sealed allowed permitted excluded closed free told barred banned asked warned held confined evacuated removed cleared nothing heavier north south east west above below remained authorised considering empty left graze enter live work rid bans ban stayed withdrew pulled ready forthwith altogether soon better
    threatened threatens obliged obliges compelled compels prohibited outlawed suspended willing prepared likely due able unable lying located situated anywhere somewhere everywhere maintain operate
    approach come go move pull keep sail fly carry deploy redeploy evacuate depart retire bring take settle venturing
    refuses refuse refused plans planned intends intended offered offers hopes hoped vows confirmed claims claimed added
    repeated stressed whatever whether how why refrain abstain pushed drawn lest else himself herself yourself whichever nor pressing urging asking telling ordering demanding wanting forcing requiring warning allowing letting
    keeping barring banning evicted expelled complied obeyed see watch shoot shoots content altogether forced reserved started begun lies lie extends comprises exempt opened reopened closer nearer farther deeper fewer often sometimes applies apply drove drives chased chases expelled expels ousted swept sweeps flushed provides
    provided stipulates stipulated foresees operates enters crosses approaches flies sails moves rises rise sits""".split()
)


def phrase_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """
    Noun phrase that ends at a place: the subject of the verb there.

    What stands between commas and prepositional phrases before the verb are passed over:
    "Hutu fighters in eastern Congo, he said, |must".

    Returns
    -------
    start, end
        Its place in the text, or None.
    """
    if measure := _MEASURE.search(text, max(start, end - 160), end):
        end = measure.start()
    tokens = list(_TOKEN.finditer(text, max(start, end - 160), end))
    passed = _PREPOSITIONS if _TO.match(text, end) else _PREPOSITIONS | {"for"}
    last = len(tokens) - 1
    till = -1
    for _ in range(4):
        last = _over_comma(tokens, last)
        till = last if till < 0 else till
        if last > 1 and tokens[last - 1].group().lower() in ("it", "they", "he", "she"):
            last -= 2  # "the militias they back"
        first = _back(tokens, last)
        if first > last:
            return None
        first = _after_document(tokens, first, last)
        before = tokens[first - 1].group().lower() if first else ""
        first = _with_participle(tokens, first)
        relative = before in ("who", "which") and first > 1
        if relative and tokens[first - 2].group().lower() not in _PREPOSITIONS:
            last, till = first - 2, -1  # "militiamen who fled Burundi |may not"
            continue
        first = _after_time(tokens, first, last)
        if before not in passed:
            return tokens[_list_start(tokens, first, till)].start(), tokens[till].end()
        if before == "for" and first == 1:
            return None
        inner = _after_name(tokens, first, last)
        if inner:
            return tokens[inner].start(), tokens[till].end()
        last = first - 2
        # "fighters loyal to Iran": the adjective wants what follows it
        if last < 0 or tokens[last].group().lower() not in _LOYAL | {"those"}:
            till = -1
    return None


def _after_time(tokens: list[re.Match[str]], first: int, last: int) -> int:
    """Where a phrase starts behind a time that stands right before it: "During this period |ships"."""
    if first < 2 or first >= last or tokens[first - 1].group().lower() not in ("this", "that"):
        return first
    timed = tokens[first - 2].group().lower() in ("during", "in", "at", "over", "throughout")
    return first + 1 if timed and tokens[first].group().lower() in _TIMES else first


def _after_document(tokens: list[re.Match[str]], first: int, last: int) -> int:
    """Where a phrase starts behind a text or adverb right before it: "Under the truce |drones", "in return |police"."""
    words = {token.group().lower() for token in tokens[max(0, first - 2) : last]}
    before = tokens[first - 1].group().lower() if first else ""
    if before == "in" and first < last and tokens[first].group().lower() in _IN_RETURN:
        return first + 1
    if before not in ("under", "by") and not words & _PARTS_OF:
        return first
    ends = _DOCUMENTS | (_OFFICES if tokens[first].group().lower() in _DOCUMENTS else frozenset())
    for at in range(min(last - 1, first + 4), first, -1):
        if tokens[at].group().lower() in ends and tokens[at + 1].group().lower() not in _LINKS:
            return at + 1
    return first


def _with_participle(tokens: list[re.Match[str]], first: int) -> int:
    """Where a phrase starts that a participle goes on: "|ships flying the Argentine flag"."""
    words = [token.group().lower() for token in tokens[: first + 1]]
    if first < 2 or words[first] not in _DETERMINERS or not words[first - 1].endswith("ing"):
        return first
    start = _back(tokens, first - 2)
    return start if start <= first - 2 and _is_word(tokens[first - 2].group()) else first


def _after_name(tokens: list[re.Match[str]], first: int, last: int) -> int:
    """Where a phrase starts behind the name that a preposition takes: "in ⟨Iraq⟩ |troops"; 0 for nowhere."""
    words = [token.group() for token in tokens]
    inner = first
    while inner <= last and (_NAME.match(words[inner]) or words[inner].lower() in _LINKS):
        inner += 1
    name, following = words[first], words[min(inner, last)]
    if first < inner <= last and name[0] == "\ue000" != following[0] and name[1] != "N":
        return inner
    # "under the accord |rebel fighters"
    for at in range(first, last):
        if words[at].lower() in _DOCUMENTS and words[at + 1].isalpha() and words[at + 1].islower():
            return at + 1
    # "under the Geneva arrangement |Syrian aircraft"
    for at in range(last, first + 1, -1):
        if _NAME.match(words[at]) and at < last and words[at - 1].isalpha():
            return 0 if words[at - 1].lower() in _LINKS | _DETERMINERS else at
    return 0


def _list_start(tokens: list[re.Match[str]], first: int, last: int) -> int:
    """Where a list starts that ends with a phrase: "|formations, equipment and mercenaries"."""
    words = [t.group().lower() for t in tokens[: last + 1]]
    start = first
    linked = "and" in words[first:] or "or" in words[first:]
    while linked and start > 1 and words[start - 1] == ",":
        earlier = _back(tokens, start - 2)
        if earlier > start - 2 or "and" in words[earlier:start]:
            return first
        start = earlier
    opens = not start or words[start - 1] in (".", ";", ":", "“", '"', "that", ")")
    return start if opens else first


def _over_comma(tokens: list[re.Match[str]], last: int) -> int:
    """Pass over a stretch between two commas that ends here."""
    if last < 1 or tokens[last].group() != ",":
        return last
    for at in range(last - 1, max(-1, last - 16), -1):
        clause = tokens[at + 1].group().lower() in ("which", "who", "whose", "where")
        if tokens[at].group() == "," and (clause or at > last - 9):
            return at - 1
    return last - 1


def _back(tokens: list[re.Match[str]], last: int) -> int:
    """First token of the phrase that ends with a token; one more than it when there is none."""
    first = last + 1
    at = last
    while at >= 0 and last - at < _LONGEST:
        word = tokens[at].group().lower()
        if word in _DETERMINERS:
            if first > last:
                return at if word == "those" else first
            first = at
            if at == 0 or tokens[at - 1].group().lower() not in _LINKS:
                return first
            at -= 1
            word = tokens[at].group().lower()
        if word in _LINKS:
            if first > last or at == 0 or not _is_word(tokens[at - 1].group()):
                return first
        elif _is_word(tokens[at].group()) or _is_compass(tokens, at, first):
            first = at
        else:
            return first
        at -= 1
    return first


def _is_compass(tokens: list[re.Match[str]], at: int, first: int) -> bool:
    """Tell whether a token is the front of a name: "West Berliners"."""
    if first != at + 1 or first >= len(tokens):
        return False
    front = tokens[at].group() in ("North", "South", "East", "West")
    following = tokens[first].group()[0]
    return front and (following.isupper() or following == "\ue000")


def _is_word(word: str) -> bool:
    """Tell whether a token may stand inside a noun phrase."""
    low = word.lower()
    if low in _STOPS or low in _PREPOSITIONS or low in _DETERMINERS or low in _LINKS:
        return False
    if "\ue000" in word:
        return bool(_NAME.match(word))
    return (word[0].isalpha() or low.endswith(("st", "nd", "rd", "th"))) and not (
        low.endswith("ly")
        and low not in ("family", "supply", "ally", "assembly", "monopoly", "fly", "italy")
    )


def phrase_after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """
    Noun phrase that starts at a place: the object of the verb before it.

    Returns
    -------
    start, end
        Its place in the text, or None.
    """
    first = last = -1
    linked = False
    for number, token in enumerate(_TOKEN.finditer(text, start, min(end, start + 120))):
        word = token.group().lower()
        if number > _LONGEST:
            break
        if word in _DETERMINERS and (first < 0 or linked):
            first = token.start() if first < 0 else first
        elif word in ("of", "and", "or") and last >= 0 and not linked:
            linked = True
        elif linked and _BY.match(text, token.end()) and word.endswith("ed"):
            break
        elif _is_word(token.group()):
            first = token.start() if first < 0 else first
            last, linked = token.end(), False
        else:
            break
    return (first, last) if last >= 0 else None
