"""Footnotes: what lies outside is counted by kind, and each page that needs more is named."""

from collections import Counter

from builder.checks.footnotes import OWN_PAGE, WANTED, footnotes, outside
from tests.built import content


def test_claims_and_own_reasoning_lie_inside():
    assert outside(Counter(paper=3, claim=1, own=1)) == 0.6
    assert outside(Counter({"no address": 2})) == 0
    assert outside(Counter()) == 0


def test_most_footnotes_of_every_reading_page_lead_to_evidence_outside():
    shares = {name: outside(each) for name, each in footnotes(content()) if name[0] in OWN_PAGE}

    assert {name: share for name, share in shares.items() if share < WANTED} == {}
