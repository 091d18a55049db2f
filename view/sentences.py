"""The verdict in sentences: what it is, how sure it is. Every form of a result says the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from calculator.knowledge import Knowledge
from view import formats

VERDICT_WORDS = {
    "recommended": "recommended",
    "suitable": "would work",
    "insufficient": "falls short",
    "ruled_out": "ruled out",
}


def verdict(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """What to do, in one sentence."""
    name = knowledge.approaches[result["recommended"]].name
    if not result["qualifies"]:
        return f"Nothing meets every condition; {in_sentence(name)} has the least against it."
    if result["start_with"] != result["recommended"]:
        start = knowledge.approaches[result["start_with"]].name
        return f"{name} is where this leads; start with {in_sentence(start)}."
    return f"{name} is the simplest way that can work here."


def certainty(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """How sure the verdict is, given what is not known."""
    found = result["certainty"]
    open_count = sum(value is None for value in result["inputs"].values())
    if open_count == 0:
        return "Nothing that the rules ask is left open."
    if found["level"] == "firm":
        return f"Firm: no single answer to the {_questions(open_count)} left open changes it."
    others = either(in_sentence(knowledge.approaches[key].name) for key in found["otherwise"])
    kept = formats.chance(found["share"])
    lead = "Likely" if found["level"] == "likely" else "Open"
    return f"{lead}: {kept} answers to what is not known keep it; the others lead to {others}."


def chances(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """Which of the approaches that qualify is the cheapest, and how often."""
    shares = {
        key: cost["cheapest_share"]
        for key, cost in result["costs"]["approaches"].items()
        if cost["cheapest_share"]
    }
    if sum(c["cheapest_share"] is not None for c in result["costs"]["approaches"].values()) < 2:
        return ""  # nothing to compare with
    best = max(shares, key=lambda key: shares[key])
    name = knowledge.approaches[best].name
    often = formats.chance(shares[best])
    return f"Of those that qualify, {in_sentence(name)} is the cheapest {often} draws."


def announcement(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """What a screen reader hears after a change."""
    wrong = len(result["problems"])
    note = (
        f" {wrong} {'field needs' if wrong == 1 else 'fields need'} another value." if wrong else ""
    )
    return verdict(result, knowledge) + note


def either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    items = list(words)
    return " or ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _questions(number: int) -> str:
    return "question" if number == 1 else f"{number} questions"


def in_sentence(name: str) -> str:
    """A name within a sentence."""
    return name if name.isupper() else name[0].lower() + name[1:]
