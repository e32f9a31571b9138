"""Which sentences may state a rule about space: a cheap sieve, since most sentences of a report do not."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sieve:
    """
    A pattern over lower-case text, and words of which one must stand in what it finds.

    Looking for the words costs a twentieth of the pattern, so that they are looked for first.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]

    def passes(self, low: str) -> bool:
        """Tell whether the pattern is found in a sentence in lower case."""
        for hint in self.hints:
            if hint in low:
                return self.pattern.search(low) is not None
        return False


# A sentence without any of these cannot state a rule about space; it is only read for memory.
_SPATIAL = Sieve(
    tuple(
        "kilomet|km|mile|nm|nautical|met|yard|feet|league|cable|parallel|meridian|latitude|longitude|same|zone|strip|belt|"
        "corridor|perimeter|radius|safe area|north of|south of|east of|west of|side of|bank of|dmz|between|°|crossing the|crosses the|degrees".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:kilomet|kms?\b|miles?\b|nmi?\b|nautical|met(?:er|re)s?\b|yards?\b|feet\b|(?:cables?|leagues?) (?:of|from|off|"
        r"around)\b|parallel|meridian|latitude|longitude|same|zones?\b|strip|belt|corridor|perimeter|radius|safe areas?\b|"
        r"(?:north|south|east|west) (?:side |bank )?of\b|(?:left|right)[ -](?:hand )?banks? of\b|dmz|between\b.{3,60}?\b(?:line|river|border|coast))|°|degrees? (?:\d+ minutes? )?(?:north|south|east|west)\b|cross(?:ing|es) the [^.;]{3,40} line\b"
    ),
)
# it starts with the digit, which is quick to look for
_UNITS = re.compile(r"\d(?:[ -]?(?:km|nm|nmi|mi|m|ft|yd)\b| ?[nsew]\b|(?<=\b[ns]\d))")
# … or, where a territory is named, these
_REGIONAL = Sieve(
    tuple(
        "leav|withdr|pull|quit|vacat|exit|evacuat|expel|remov|only|solely|none but|ban|bar|prohibit|forb|clos|free |keep|kept|"
        "stay|enter|confin|restrict|limited to|demilitari|absent|gone|refrain|off limits|off-limits|out of|depart|recall|"
        "retire|redeploy|clear|avoid|airspace|fly|no-go|outlaw|illegal|unlawful|surrender|ground|shut|seal|open|host|quarter|suspend|halt|ceas|stop|"
        "set foot|no |not |neither|nobody|overfl|ordered out|cannot|between the|allowed to|permitted to|free to|authorised to|authorized to|entitled to|liberty to".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:leav(?:e|es|ing)\b|withdr|pull|quit\b|vacat|exit|evacuat|expel|remov|only\b|solely|none but|ban(?:s|ned|ning)?\b|"
        r"bar(?:s|red)?\b|prohibit|forb|clos(?:ed|ure)|free (?:of|from)|keep|kept|stay|enter|confin|restrict|limited to|"
        r"demilitari|absent|gone|refrain|off[- ]limits|out of|depart|recall|retire|redeploy|clear|avoid|airspace|no[ -](?:fly|go)|"
        r"outlaw|illegal|unlawful|overfl|grounded|surrender|shut\b|seal|open\b|host\b|quarter\b|suspend|halt|ceas(?:e|ed|es)\b|stop|set foot|"
        r"neither\b|nobody|ordered out|(?:shall|must|may|should|to|can) be no\b|not (?:a|one) single|between the\b|"
        r"(?:may|must|shall|should|can|would|will|to|do) (?:not|never|no longer)\b|(?:not|never|no longer) to\b|cannot|not (?:be )?(?:allowed|permitted|stationed|deployed)|"
        r"(?:allowed|permitted|free|authori[sz]ed|entitled|at liberty) to\b|"
        r"no [^.;]{1,60}?\b(?:may|must|shall|should|can|is to|are to|will|would|allowed|permitted)\b)"
    ),
)
# … or these, with whom or what rules of war and peace bind
_BOUND = Sieve(
    tuple(
        "troops|armed |forces |soldier|fighters|militi| army|armies|rebel|insurgent|guerril|militant|gunm|mercenar|brigade|battalion|"
        "regiment|garrison|commando|legion|weapon|artiller|missile|howitzer|mortars|tanks|rocket|warship|gunboat|submarine|trawler|vessels|"
        "the fleet|navy|aircraft|helicopter|warplane|planes|drones|bomber|military flights|soviet|cubans|military base|naval base|foreign base|"
        "fortif|proxies|foreigners|villagers|fishing boat|landmine".split("|")
    ),
    re.compile(
        r"\b(?:must\b|shall\b|should\b|ought\b|may (?:not|never|no|only)|(?:is|are|was|were|be|been) (?:not |never |now |all )?to\b|ha(?:s|ve|d) to\b|"
        r"nobody|none\b|neither|no one|no\b|never|not? to\b|forb|ban(?:s|ned|ning)?\b|bar(?:s|red)\b|prohibit|demand|insist|"
        r"wants?\b|order(?:ed|s)\b|told\b|tells\b|ask(?:s|ed)\b|urge|call(?:s|ed|ing)? (?:for|on|upon)|promis|pledg|agree|undert|vow|refus|reject|"
        r"requir|oblig|instruct|warn|swor|offered|propos|would\b|will\b|ultimatum|given (?:until|till)|deadline|accord|treaty)"
    ),
)
# what closes a place whose name no gazetteer has
_CLOSING = tuple(
    "closed to |off limits|off-limits|out of bounds|be evacuated|evacuation of|sealed off|no-go|banned from|barred from|not enter|"
    "not to enter|nobody may|nobody shall|no one may|must not return|may not return".split("|")
)
# orders about ground that has no name known here: "farmers were told to keep out of the fields"
_GROUND = Sieve(
    tuple(
        "told to|ordered|must |shall |not to |may not|forbid|forbad|banned|prohibited|barred|nobody|no one|crossing|entering".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:told to|ordered|must|shall|not to|may not|forb\w+|banned|prohibited|barred|nobody|no one|any|anyone)\b[^.;]{0,70}"
        r"\b(?:leave|vacate|evacuate|out of|away from|off|enter|re-enter|approach|cross|crossing|return to|along|over|in|into|clear)"
        r" (?:the |all |any |this |that )(?:[\w-]+ ){0,2}?(?:zones?|areas?|valleys?|fields?|orchards|pastures|slopes?|islands?|"
        r"islets?|peninsula|waters|airspace|line|gorges?|heights|enclaves?|camps|villages|rivers|reefs?|strait|bay|gulf|coast|delta)\b"
    ),
)
# "the province" that the sentence before names
_DEFINITE_AREA = Sieve(
    tuple(
        "countr|provinc|governorat|region|territor|island|archipel|peninsul|strip|oblast|republic|kingdom".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:the|this|that) (?:whole |entire )?(?:country|province|governorate|region|territory|islands?|archipelago|"
        r"peninsula|strip|oblast|republic|kingdom)\b"
    ),
)
_INITIALS = re.compile(r"\bu\.([snk])\.")
_LINES = tuple("border|frontier|boundar|line|coast|shore".split("|"))


def may_state_a_rule(
    low: str, *, named: bool, going_on: bool = False, warlike: bool = False
) -> bool:
    """
    Tell whether a sentence may state a rule about space.

    Parameters
    ----------
    low
        The sentence in lower case.
    named
        Whether it names a place.
    going_on
        Whether a rule stands shortly before it.
    warlike
        Whether the text may be about armed people.
    """
    if "u." in low:  # the points of "U.S." end no sentence
        low = _INITIALS.sub(r"u\1", low)
    if _SPATIAL.passes(low) or _UNITS.search(low):
        return True
    somewhere = named or _DEFINITE_AREA.passes(low)
    kept = (somewhere or going_on or warlike) and _REGIONAL.passes(low)
    if somewhere and kept:
        return True
    bound = warlike and (somewhere or kept) and _BOUND.passes(low)
    if somewhere and bound:
        return True
    for words in _CLOSING:  # plain loops: three times as fast as any() here
        if words in low:
            return True
    return _GROUND.passes(low) or (kept and (going_on or bound))


def may_go_on(low: str) -> bool:
    """Tell whether rules of a text in lower case may bind armed people, so that sentences without a name count."""
    return any(hint in low for hint in _BOUND.hints)


def speaks_of_a_line(low: str) -> bool:
    """Tell whether a sentence in lower case may name a border, a coast or a line."""
    return any(word in low for word in _LINES)
