"""The map of the decision: which question bears on which rung, read off the rules."""

from dataclasses import dataclass
from typing import Any

EFFECTS = {  # what a mark says, and the effects of rules that it stands for; the strongest first
    "rules_out": ("rules_out",),
    "settles": ("insufficient", "proves"),
    "moves": ("supports", "doubts"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One question's strongest effect on one rung, and by how many rules."""

    column: int
    effect: str
    rules: int


@dataclass(frozen=True, slots=True)
class DecisionMap:
    """Questions as columns, rungs as rows; only questions that some rule asks."""

    questions: tuple[Any, ...]
    rows: tuple[tuple[Any, tuple[Mark, ...]], ...]


def decision_map(approaches: list[Any], inputs: list[Any], rules: list[Any]) -> DecisionMap:
    """The map of records of content, in the order of the ladder and of the form."""
    asked = {condition.input for rule in rules for condition in rule.when if _decides(rule)}
    questions = tuple(each for each in inputs if each.id in asked)
    rows = tuple(
        (approach, tuple(_marks(approach.id, questions, rules))) for approach in approaches
    )
    return DecisionMap(questions, rows)


def _decides(rule: Any) -> bool:
    return any(getattr(rule, effect) for effects in EFFECTS.values() for effect in effects)


def _marks(approach_id: str, questions: tuple[Any, ...], rules: list[Any]) -> list[Mark]:
    found = []
    for column, question in enumerate(questions):
        asking = [rule for rule in rules if any(c.input == question.id for c in rule.when)]
        for mark, effects in EFFECTS.items():
            count = sum(
                any(approach_id in getattr(rule, effect) for effect in effects) for rule in asking
            )
            if count:
                found.append(Mark(column, mark, count))
                break
    return found
