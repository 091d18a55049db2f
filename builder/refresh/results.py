"""Which worked examples say something else once the records have moved."""

from collections.abc import Iterator

from calculator.compare import Outcome, outcome
from calculator.knowledge import Knowledge

LEAST_SHARE = 0.001  # of a total; what moves by less is printed alike


def answers(knowledge: Knowledge) -> dict[str, Outcome]:
    """What each worked example is told, by its id, on the day of the knowledge."""
    return {
        key: outcome({"inputs": example.inputs}, knowledge, knowledge.as_of, text=False)
        for key, example in knowledge.examples.items()
    }


def moved(before: dict[str, Outcome], after: dict[str, Outcome]) -> Iterator[str]:
    """A line for each example whose answer or total is another now."""
    for key, old in before.items():
        new = after[key]
        if new.recommended != old.recommended:
            yield (f"{key}: {old.recommended} ${old.usd:,.0f} → "
                   f"{new.recommended} ${new.usd:,.0f}")  # fmt: skip
        elif abs(new.usd - old.usd) > LEAST_SHARE * old.usd:
            share = new.usd / old.usd - 1
            yield f"{key}: {old.recommended} ${old.usd:,.0f} → ${new.usd:,.0f} ({share:+.1%})"
