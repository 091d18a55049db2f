"""Why a rule fired, in words: each condition, and the answer beside what it asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from calculator.decision.tested import Tested
from calculator.knowledge import Input, Knowledge
from view import formats
from view.answers import value_words

OWN_JUDGEMENT = "dec-our-reasoning"  # the source of what no other source states


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a threshold comes from."""

    id: str
    group: str
    label: str
    note: str  # its range, its date, whose judgement it is


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition that holds."""

    definition: Input
    answer: str
    wanted: str
    bound: Bound | None  # None: what is asked stands in the rule itself


def conditions(found: Sequence[Tested], knowledge: Knowledge, today: date) -> Iterator[Condition]:
    """The conditions of a rule that fired, for templates."""
    for each in found:
        definition = knowledge.inputs[each.input]
        bound = _bound(each.assumption, knowledge, today) if each.assumption else None
        yield Condition(
            definition, value_words(definition, each.value), _wanted(each, definition), bound
        )


def _wanted(each: Tested, definition: Input) -> str:
    values = [value_words(definition, value) for value in each.wanted]
    if each.test == "equals":
        return values[0]
    if each.test == "any_of":
        return f"{', '.join(values[:-1])} or {values[-1]}" if values[1:] else values[0]
    if each.test == "none_of":
        return f"anything but {', '.join(values)}"
    if each.test == "below":
        return f"below {values[0]}"
    if each.test == "at_least":
        return f"{values[0]} or more"
    return "not known" if each.test == "unknown" else "any answer"


def _bound(assumption_id: str, knowledge: Knowledge, today: date) -> Bound:
    assumption = knowledge.assumptions[assumption_id]
    now = assumption.at(today)
    parts = [formats.long_date(now.as_of)]
    if now.low != now.high:
        parts.insert(0, formats.quantity_range(now.low, now.high, assumption.unit))
    parts += _whose(now.sources, knowledge)
    return Bound(assumption.id, assumption.group, assumption.label, ", ".join(parts))


def _whose(sources: Sequence[str], knowledge: Knowledge) -> list[str]:
    """The first source that is not our own reasoning, else that it is our judgement."""
    others = [each for each in sources if each != OWN_JUDGEMENT]
    return [knowledge.source_titles.get(others[0], others[0])] if others else ["our judgement"]
