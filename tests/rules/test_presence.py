"""Whether a rule is kept, told by who is seen in its zone: who, where, denied, feared, before."""

import pytest

from geo.model import Compliance, Document
from geo.pipeline import Pipeline

GUNS = "Both sides agreed to pull heavy artillery back 25 km from Donetsk."
BOATS = (
    "Japanese trawlers are barred from fishing within 20 nautical miles of the coast of Mauritania."
)
ARMY = "Rwanda's army promised to stay 8 kilometres away from Goma."


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline()


def kept(pipeline, text):
    """Return the compliance of the first rule that is drawn."""
    return pipeline.read(Document("d", text)).zones[0].constraint.compliance


@pytest.mark.parametrize(
    ("rule", "said", "wanted"),
    [
        (GUNS, "On Tuesday observers filmed six howitzers in Makiivka.", Compliance.VIOLATED),
        (GUNS, "On Tuesday observers filmed six howitzers in Kharkiv.", Compliance.UNKNOWN),
        (GUNS, "On Tuesday observers filmed six shepherds in Makiivka.", Compliance.UNKNOWN),
        (GUNS, "Inspectors who drove through the zone came upon no gun.", Compliance.OBSERVED),
        (BOATS, "Three boats were seized inside the limit on Monday.", Compliance.VIOLATED),
        (BOATS, "Three boats were seized 40 miles off the coast on Monday.", Compliance.UNKNOWN),
        (BOATS, "Skippers fear that boats will be seized inside the limit.", Compliance.UNKNOWN),
        (ARMY, "Its soldiers were photographed in the market.", Compliance.VIOLATED),
        (ARMY, "Burundian soldiers were photographed near it.", Compliance.UNKNOWN),
        (ARMY, "Its soldiers had attacked three convoys there in May.", Compliance.UNKNOWN),
        (ARMY, "Residents say that they have not seen a soldier since.", Compliance.OBSERVED),
        (ARMY, "The last of its companies marched out on Friday.", Compliance.OBSERVED),
        (ARMY, "Its patrols have kept out of it ever since.", Compliance.OBSERVED),
    ],
)
def test_presence_tells_whether_a_rule_is_kept(pipeline, rule, said, wanted):
    assert kept(pipeline, f"{rule} {said}") is wanted


def test_the_sentence_that_says_so_is_kept(pipeline):
    said = "Three boats were seized inside the limit on Monday."
    constraint = pipeline.read(Document("d", f"{BOATS} {said}")).zones[0].constraint
    assert constraint.compliance_quote == said
    assert "presence.hits" in constraint.trace
