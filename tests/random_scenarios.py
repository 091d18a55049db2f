"""Scenarios by chance, the same in every run."""

import random

from calculator.knowledge import Answer, Knowledge

LARGEST = 1e6


def random_inputs(knowledge: Knowledge, rng: random.Random) -> dict[str, Answer]:
    """An answer to every input, one in three unknown."""
    return {
        key: rng.choice([_answer(knowledge, key, rng)] * 2 + [None]) for key in knowledge.inputs
    }


def random_texts(knowledge: Knowledge, rng: random.Random) -> dict[str, str]:
    """The same as the form would send it."""
    return {key: _text(value) for key, value in random_inputs(knowledge, rng).items()}


def _answer(knowledge: Knowledge, key: str, rng: random.Random) -> Answer:
    definition = knowledge.inputs[key]
    if definition.kind == "choice":
        return rng.choice(definition.choices).value
    if definition.kind == "boolean":
        return rng.random() < 0.5
    low, high = definition.minimum or 0, min(definition.maximum or LARGEST, LARGEST)
    number = round(low + (high - low) * rng.random() ** 3, 3)  # small ones more often
    return max(round(number), int(low)) if definition.kind == "integer" else max(number, low)


def _text(value: Answer) -> str:
    if value is None:
        return "unknown"
    return str(value).lower() if isinstance(value, bool) else str(value)
