"""Find the places a document names, and say which gazetteer entry each one is."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from math import cos, exp, log
from pathlib import Path

import numpy as np

from geo.model import Candidate, Document, Mention, Place, Role, Span
from geo.places.cues import Cues, read_cues
from geo.places.custom import CustomPlaces, custom_places
from geo.places.gazetteer import Gazetteer
from geo.places.layout import CITY, COUNTRY
from geo.places.mentions import HYPHENS, Found, spans, unknown, unlisted_waters
from geo.places.near import unit_vectors
from geo.places.rank import Ranker
from geo.places.roles import Roles, is_part
from geo.places.senses import Sense
from geo.places.signs import OUTSIDE, Reader
from geo.places.tokens import Tokens

SHOWN = 5  # candidates of a place
PLACED = 0.45  # least probability of a span to be a place
PINNED = 0.2  # least confidence of a place that is pinned
SAME_SPOT = cos(100.0 / 6371.0)  # of two points at most 100 km apart
LIKELY = 0.05  # least share of an entry that is told as possible
COMPANY = 2.0  # log-odds from the other names that tell of nearness
MOST_COMPANY = 4.0  # of these log-odds, that make a place surer
EVEN = log(0.35 / 0.65)  # least log-odds of the spot that is pinned
NUMBERS = dict(enumerate("no one two three four five six seven eight nine".split()))
SURE = 30.0  # greatest log-odds that are told apart


@lru_cache(maxsize=4)
def cues_of(path: Path) -> Cues:
    """Return the cues of a gazetteer folder, read once."""
    return read_cues(path)


def find_places(
    document: Document, gazetteer: Gazetteer, custom: CustomPlaces | None = None
) -> tuple[Place, ...]:
    """
    Return the places a document names, in the order of their first mention.

    Parameters
    ----------
    document
        Its text is read as it is; offsets of the mentions are code points into it.
    gazetteer
        The places that can be found.
    custom
        The analyst's own places, which take precedence.

    Returns
    -------
    tuple[Place, ...]
        One for each gazetteer entry, with all its mentions; candidates best first, each with its
        share among them as score, and a reason. The confidence is the probability that a mention
        is a place and the first candidate the right one. A name that is part of another
        ("Washington Post", "Michael Jordan") has the role part, and a name that the text calls a
        place but the gazetteer lacks ("the village of …") is literal: neither has candidates.
    """
    tokens = Tokens(document.text)
    cues = cues_of(gazetteer.path)
    named = custom.named(tokens) if custom else []
    own = {i for one in named for i in range(one.first, one.last)}
    found = recognised(tokens, gazetteer, cues)
    found = [s for s in found if own.isdisjoint(range(s.first, s.last))]
    waters = unlisted_waters(tokens, found)
    inside = {span.first for span in waters}
    sure = {s.first for s in found if s.probability >= PLACED} | paired(found, tokens)
    sure -= {span.first for span in waters}
    stray = astray(found)
    kept = [s for s in found if s.first in sure and s.name not in stray]
    senses = {sense.name: sense for sense in Ranker(gazetteer, kept).rank()}
    placed = resolved(kept, senses, tokens, gazetteer, cues)
    unplaced = [s for s in found if s.probability < PLACED and is_part(s)]
    others = [(s, Role.PART) for s in unplaced]
    others = [(s, role) for s, role in others if s.first not in inside]
    others += [(s, Role.LITERAL) for s in found if s.first in sure and s.name in stray]
    others += [(s, Role.LITERAL) for s in (*waters, *unknown(tokens, cues, [*found, *waters]))]
    others = [(s, role) for s, role in others if own.isdisjoint(range(s.first, s.last))]
    own_places = custom_places(named, tokens, gazetteer)
    places = [*placed, *own_places, *without_candidates(others, tokens)]
    return tuple(sorted(places, key=lambda place: place.mentions[0].span))


def astray(found: list[Found]) -> set[str]:
    """Return the names that the text puts in a state where no entry of them lies."""
    names = {s.name for s in found if OUTSIDE in s.signs}
    return names - {s.name for s in found if "container" in s.signs and OUTSIDE not in s.signs}


def recognised(tokens: Tokens, gazetteer: Gazetteer, cues: Cues) -> list[Found]:
    """Return the known spans with the probability of each to be a place."""
    found = spans(tokens, gazetteer, cues)
    Reader(tokens, gazetteer, cues, found).read()
    for span in found:
        span.probability = sigmoid(sum(cues.weights.get(sign, 0.0) for sign in span.signs))
    return found


def paired(found: list[Found], tokens: Tokens) -> set[int]:
    """Return the first words of two peoples that a hyphen joins: "the Danish-German border"."""
    out: set[int] = set()
    for one, other in pairwise(found):
        if one.people is None or other.people is None or one.last != other.first:
            continue
        if tokens.gaps[other.first].strip() in HYPHENS:
            out |= {one.first, other.first}
    return out


def sigmoid(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + exp(-max(-SURE, min(SURE, odds))))


def resolved(
    kept: list[Found],
    senses: dict[str, Sense],
    tokens: Tokens,
    gazetteer: Gazetteer,
    cues: Cues,
) -> list[Place]:
    """Return one place for each best entry, with the mentions of all its names."""
    rows = [senses[s.name].best for s in kept]
    roles = Roles(tokens, gazetteer, cues).of(kept, rows)
    groups: dict[int, list[tuple[Found, Role]]] = defaultdict(list)
    for span, row, role in zip(kept, rows, roles, strict=True):
        groups[row].append((span, role))
    return [place(members, senses, tokens, gazetteer, cues) for members in groups.values()]


def place(
    members: list[tuple[Found, Role]],
    senses: dict[str, Sense],
    tokens: Tokens,
    gazetteer: Gazetteer,
    cues: Cues,
) -> Place:
    """Return the place of some mentions, with the candidates of the name it is surest of."""
    sense, odds = evidence([s for s, _ in members], senses, gazetteer)
    weights = cues.confidence
    total = weights["bias"] + sum(weights[k] * v for k, v in odds.items())
    mentions = tuple(mention(s, role, tokens) for s, role in members)
    confidence, ranked = round(sigmoid(total), 3), candidates(sense, gazetteer)
    if confidence < PINNED or odds["resolved"] < EVEN:
        reason = abstained(sense, mentions[0].toponym, gazetteer)
        least = min(confidence, round(sigmoid(odds["resolved"]), 3))
        return Place(mentions, (), least, reason, rivals=ranked)
    return Place(mentions, ranked, confidence, ranked[0].reason)


def abstained(sense: Sense, toponym: str, gazetteer: Gazetteer) -> str:
    """Say why a name was not pinned on its likeliest entry."""
    points = unit_vectors(gazetteer, sense.rows)
    spots: list[int] = []
    for i in np.argsort(-sense.share, kind="stable").tolist():
        apart = not spots or bool((points[spots] @ points[i] <= SAME_SPOT).all())
        if sense.share[i] >= LIKELY and apart:
            spots.append(i)
    if len(spots) < 2:
        return f"“{toponym}” may be no place here"
    helped = sum(float(sense.score[i] - sense.alone[i]) >= COMPANY for i in spots)
    near = "none" if not helped else NUMBERS.get(helped, str(helped))
    return f"{NUMBERS.get(len(spots), len(spots))} places called {toponym}, {near} near the others"


def spot_share(sense: Sense, gazetteer: Gazetteer) -> float:
    """Return the probability that a name lies where its best entry does: a town and its district."""
    if len(sense.rows) == 1:
        return 1.0
    best = int(np.argmax(sense.score))
    points = unit_vectors(gazetteer, sense.rows)
    same = points @ points[best] > SAME_SPOT
    return float(sense.share[same].sum())


def listed(sense: Sense, gazetteer: Gazetteer) -> float:
    """Return the probability that no town of the name is meant that the gazetteer lacks."""
    return sigmoid(-sense.unlisted) if gazetteer.kinds[sense.best] == CITY else 1.0


def evidence(
    members: list[Found], senses: dict[str, Sense], gazetteer: Gazetteer
) -> tuple[Sense, dict[str, float]]:
    """Return the surest name of a place, and the log-odds that its confidence is made of."""
    sense = max((senses[s.name] for s in members), key=lambda s: float(s.share.max()))
    probability = sum(s.probability for s in members) / len(members)
    signs = set().union(*(s.signs for s in members))
    odds = {
        "recognised": log_odds(probability),
        "resolved": log_odds(spot_share(sense, gazetteer) * listed(sense, gazetteer)),
        "crowded": float("crowded" in signs),
        "country": float("people" in signs or gazetteer.kinds[sense.best] == COUNTRY),
        "company": min(MOST_COMPANY, max(0.0, sense.company)) / MOST_COMPANY,
    }
    return sense, odds


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, kept within what the calibration has seen."""
    kept = min(0.999, max(0.001, probability))
    return log(kept / (1 - kept))


def candidates(sense: Sense, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the best entries of a name, best first."""
    order = np.argsort(-sense.score, kind="stable")[:SHOWN].tolist()
    return tuple(
        gazetteer.candidate(int(sense.rows[i]), round(float(sense.share[i]), 4), sense.reason(i))
        for i in order
    )


def mention(span: Found, role: Role, tokens: Tokens) -> Mention:
    """Return a span of words as a mention."""
    start, end = tokens.words[span.first].start, tokens.words[span.last - 1].end
    return Mention(Span(start, end), tokens.text[start:end], role)


def without_candidates(spans_: list[tuple[Found, Role]], tokens: Tokens) -> list[Place]:
    """Return places for names that are no place of the gazetteer, one for each name and role."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for span, role in spans_:
        why = "part of another name" if role is Role.PART else "no gazetteer entry bears this name"
        if role is not Role.PART and len(span.links):
            why = "no gazetteer entry of this name lies where the text puts it"
        groups[span.name, why].append(mention(span, role, tokens))
    return [Place(tuple(mentions), (), 0.0, why) for (_, why), mentions in groups.items()]
