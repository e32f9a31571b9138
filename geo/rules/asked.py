"""Who is asked for a rule is not bound by it: "asked NATO for a no-fly zone"."""

from __future__ import annotations

import re

_ASKS = (
    r"\b(?:ask|beg|urg|press|lobb|petition|implor|call)\w*\s(?:on\s|upon\s)?(?:the\s)?{who}\s(?:again\s|once more\s|also\s)?"
    r"(?:for|to\s(?:set\s+up|impose|declare|establish|create|enforce|police|order|ban|forbid|close|demand|agree|accept|guarantee))\b"
)


def is_asked_for(actor: str, words: str) -> bool:
    """Tell whether words ask somebody to lay a rule down, and not to keep it."""
    return re.search(_ASKS.format(who=re.escape(actor)), words) is not None
