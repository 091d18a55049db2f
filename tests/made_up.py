"""A small `Knowledge` for tests, with nothing in it but what a test names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from calculator.facts import Assumption
from calculator.knowledge import Approach, Condition, Example, Input, Knowledge, Rule


def rule(name: str, *when: Condition, **effects: object) -> Rule:
    """A rule whose reason is its name."""
    return Rule(id=name, when=when, reason=name, sources=(), **effects)  # type: ignore[arg-type]


def ladder_of(*names: str) -> tuple[Approach, ...]:
    """Approaches from the lowest up."""
    return tuple(
        Approach(id=name, name=name, short="", order=order, summary="")
        for order, name in enumerate(names, 1)
    )


def knowledge_of(
    inputs: Sequence[Input] = (),
    approaches: Sequence[Approach] = (),
    rules: Sequence[Rule] = (),
    examples: Sequence[Example] = (),
    assumptions: Sequence[Assumption] = (),
) -> Knowledge:
    """Records by id; every other collection is empty."""
    given: dict[str, Any] = {name: {} for name in Knowledge.__dataclass_fields__}
    given |= {"data_version": "test", "as_of": date(2026, 1, 1)}
    for name, records in (
        ("inputs", inputs),
        ("approaches", approaches),
        ("rules", rules),
        ("examples", examples),
        ("assumptions", assumptions),
    ):
        given[name] = {record.id: record for record in records}
    return Knowledge(**given)
