"""A small `Knowledge` for tests, with nothing in it but what a test names."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from calculator.facts import Assumption
from calculator.knowledge import Approach, Example, Input, Knowledge, Rule


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
