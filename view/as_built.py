"""What a page that was built with its answer still has to hear once Python is there."""

from typing import Any

from calculator.asking import Decided
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario
from view import sentences
from view.entries import Entries


def as_built(found: Decided, entries: Entries, knowledge: Knowledge) -> dict[str, Any]:
    """What was decided, and no part of the page: how sure it is and what it costs follow."""
    decision = found.decision
    return {
        "parts": {"errors": ""},
        "problems": {each.field: each.message for each in found.problems},
        "explained": False,
        "idle": None,
        "announce": sentences.verdict(decision, knowledge),
        "recommended": decision.recommended,
        "title": knowledge.approaches[decision.recommended].name,
        "cost": "",
        "guide": {},
        "settled": False,
        "charts": {},
        "address": entries.address(Scenario(found.inputs), knowledge),
        "echoes": {},
    }
