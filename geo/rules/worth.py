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
        "corridor|perimeter|radius|north of|south of|east of|west of|side of|bank of|dmz|between|°".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:kilomet|kms?\b|miles?\b|nmi?\b|nautical|met(?:er|re)s?\b|yards?\b|feet\b|(?:cables?|leagues?) (?:of|from|off|"
        r"around)\b|parallel|meridian|latitude|longitude|same|zones?\b|strip|belt|corridor|perimeter|radius|"
        r"(?:north|south|east|west) (?:side |bank )?of\b|(?:left|right)[ -](?:hand )?banks? of\b|dmz|between\b.{3,60}?\b(?:line|river|border|coast))|°"
    ),
)
# it starts with the digit, which is quick to look for
_UNITS = re.compile(r"\d(?:[ -]?(?:km|nm|nmi|mi|m|ft|yd)\b| ?[nsew]\b|(?<=\b[ns]\d))")
# … or, where a territory is named, these
_REGIONAL = Sieve(
    tuple(
        "leav|withdr|pull|quit|vacat|exit|evacuat|expel|remov|only|solely|none but|ban|bar|prohibit|forb|clos|free |keep|kept|"
        "stay|enter|confin|restrict|limited to|demilitari|absent|gone|refrain|off limits|off-limits|out of|depart|recall|"
        "retire|redeploy|clear|avoid|airspace|fly|outlaw|illegal|unlawful|surrender|ground|shut|seal|open|host|quarter|suspend|halt|ceas|stop|"
        "set foot|no |not |cannot|between the|allowed to|permitted to|free to|authorised to|authorized to|entitled to|liberty to".split(
            "|"
        )
    ),
    re.compile(
        r"\b(?:leav(?:e|es|ing)\b|withdr|pull|quit\b|vacat|exit|evacuat|expel|remov|only\b|solely|none but|ban(?:s|ned|ning)?\b|"
        r"bar(?:s|red)?\b|prohibit|forb|clos(?:ed|ure)|free (?:of|from)|keep|kept|stay|enter|confin|restrict|limited to|"
        r"demilitari|absent|gone|refrain|off[- ]limits|out of|depart|recall|retire|redeploy|clear|avoid|airspace|no[ -]fly|"
        r"outlaw|illegal|unlawful|overfl|grounded|surrender|shut\b|seal|open\b|host\b|quarter\b|suspend|halt|ceas(?:e|ed|es)\b|stop|set foot|"
        r"(?:shall|must|may|should|to|can) be no\b|not (?:a|one) single|between the\b|"
        r"(?:may|must|shall|should|can|would|will|to|do) not\b|cannot|not (?:be )?(?:allowed|permitted|stationed|deployed)|"
        r"(?:allowed|permitted|free|authori[sz]ed|entitled|at liberty) to\b|"
        r"no [^.;]{1,60}?\b(?:may|must|shall|should|can|is to|are to|will|would|allowed|permitted)\b)"
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


def may_state_a_rule(low: str, *, named: bool) -> bool:
    """
    Tell whether a sentence may state a rule about space.

    Parameters
    ----------
    low
        The sentence in lower case.
    named
        Whether it names a place.
    """
    if "u." in low:  # the points of "U.S." end no sentence
        low = _INITIALS.sub(r"u\1", low)
    if _SPATIAL.passes(low) or _UNITS.search(low):
        return True
    return (named or _DEFINITE_AREA.passes(low)) and _REGIONAL.passes(low)


def speaks_of_a_line(low: str) -> bool:
    """Tell whether a sentence in lower case may name a border, a coast or a line."""
    return any(word in low for word in _LINES)
