"""Find the places a document names, and say which gazetteer entry each one is."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from math import exp
from pathlib import Path

import numpy as np

from geo.model import Candidate, Document, Mention, Place, Role, Span
from geo.places.cues import Cues, read_cues
from geo.places.gazetteer import Gazetteer
from geo.places.layout import COUNTRY
from geo.places.mentions import Found, spans
from geo.places.rank import Ranker, Sense
from geo.places.signs import Reader
from geo.places.tokens import Tokens

SHOWN = 5  # candidates of a place
PLACED = 0.5  # least probability of a span to be a place
PARTS = {">Cmedia", ">Cteam", "<Coperation"}


@lru_cache(maxsize=4)
def cues_of(path: Path) -> Cues:
    """Return the cues of a gazetteer folder, read once."""
    return read_cues(path)


def find_places(document: Document, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """
    Return the places a document names, in the order of their first mention.

    Parameters
    ----------
    document
        Its text is read as it is; offsets of the mentions are code points into it.
    gazetteer
        The places that can be found.

    Returns
    -------
    tuple[Place, ...]
        One for each gazetteer entry, with all its mentions; candidates best first, each with its
        score and reason; confidence is the probability that the mention is a place and that the
        first candidate is the right one. A name that is part of another ("Washington Post") has
        the role part and no candidates.
    """
    tokens = Tokens(document.text)
    cues = cues_of(gazetteer.path)
    found = spans(tokens, gazetteer, cues)
    Reader(tokens, gazetteer, cues, found).read()
    for span in found:
        score = sum(cues.weights.get(sign, 0.0) for sign in span.signs)
        span.probability = 1 / (1 + exp(-max(-30.0, min(30.0, score))))
    kept = [s for s in found if s.probability >= PLACED]
    senses = Ranker(gazetteer, kept).rank()
    return grouped(kept, senses, tokens, gazetteer)


def grouped(
    kept: list[Found], senses: dict[str, Sense], tokens: Tokens, gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Return one place for each best entry, with the mentions of all its names."""
    ranked = {name: candidates(sense, gazetteer) for name, sense in senses.items()}
    places: dict[str, list[Found]] = defaultdict(list)
    for span in kept:
        places[ranked[span.name][0].id].append(span)
    out = []
    for members in places.values():
        name = members[0].name
        mentions = tuple(mention(s, senses[s.name], tokens, gazetteer) for s in members)
        best = max(s.probability for s in members)
        out.append(Place(mentions, ranked[name], round(best * senses[name].share.max(), 3)))
    return tuple(out)


def candidates(sense: Sense, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Return the best entries of a name, best first."""
    order = np.argsort(-sense.score, kind="stable")[:SHOWN]
    share = sense.share
    return tuple(
        gazetteer.candidate(
            int(sense.rows[i]),
            round(float(share[i]), 4),
            "; ".join(sense.reasons.get(int(sense.rows[i]), [])) or "best known of its name",
        )
        for i in order.tolist()
    )


def mention(span: Found, sense: Sense, tokens: Tokens, gazetteer: Gazetteer) -> Mention:
    """Return a mention with its role."""
    start, end = tokens.words[span.first].start, tokens.words[span.last - 1].end
    role = Role.LITERAL
    if span.people is not None:
        role = Role.DEMONYM
    elif governs(span, sense, gazetteer):
        role = Role.METONYM
    return Mention(Span(start, end), tokens.text[start:end], role)


def governs(span: Found, sense: Sense, gazetteer: Gazetteer) -> bool:
    """Tell whether a country or its capital speaks or decides here."""
    row = int(sense.rows[int(np.argmax(sense.score))])
    if gazetteer.kinds[row] != COUNTRY and row not in gazetteer.capitals:
        return False
    acts = {">speech", ">auxiliary"} & set(span.signs)
    return bool(acts) and not {"<preposition_in", "<settlement_before"} & set(span.signs)
