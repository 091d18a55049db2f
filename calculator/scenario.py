"""The frozen input record, and the way to it from a mapping or from an address."""

import dataclasses
import difflib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.choosing import values_of
from calculator.knowledge import Answer, Input, Knowledge, Value
from calculator.number_text import read_number

UNKNOWN = "unknown"

_LONGEST_TEXT = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field: what must hold, and what was found."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """An answer to every input, by id; None where the answer is unknown."""

    values: Mapping[str, Answer]

    def __getitem__(self, input_id: str) -> Answer:
        return self.values[input_id]

    def replace(self, input_id: str, value: Answer) -> "Scenario":
        """The same scenario with one other answer."""
        return dataclasses.replace(self, values={**self.values, input_id: value})

    def number(self, input_id: str, otherwise: float) -> float:
        """A numeric answer, or the given number where it is unknown."""
        value = self.values[input_id]
        return otherwise if value is None else float(value)


def read_scenario(
    raw: Mapping[str, Any], knowledge: Knowledge, *, text: bool = False
) -> tuple[Scenario, list[Problem]]:
    """Check the answers that somebody gave.

    Args:
        raw: answers by input id; absent, null and "unknown" all mean unknown.
        knowledge: brings the definition of every input.
        text: whether values are text, as from a form or an address, and must be parsed.

    Returns:
        The scenario, in which a wrong answer counts as unknown, and every problem found.
    """
    problems = [_unknown_input(key, knowledge) for key in raw if key not in knowledge.inputs]
    values: dict[str, Answer] = {}
    for definition in knowledge.inputs.values():
        answer = raw.get(definition.id)
        more = _more(definition, answer, knowledge)
        found = read_answer(definition, answer, text=text, more=more)
        if isinstance(found, Problem):
            problems.append(found)
        values[definition.id] = None if isinstance(found, Problem) else found
    return Scenario(values), problems


def _more(definition: Input, answer: Any, knowledge: Knowledge) -> Sequence[object]:
    """What can be chosen besides a short list, which is much, where the answer is not on it."""
    listed = any(choice.value == answer for choice in definition.choices)
    if not definition.more or listed or _is_open(answer):
        return ()
    return values_of(definition, knowledge)


def _is_open(answer: Any) -> bool:
    return answer is None or (isinstance(answer, str) and answer.strip().lower() in (UNKNOWN, ""))


def read_answer(
    definition: Input, raw: Any, *, text: bool, more: Sequence[object] = ()
) -> Answer | Problem:
    """One answer as a value of its kind, None for unknown, or what is wrong with it.

    `more` are values that can be chosen besides the input's own short list.
    """
    if _is_open(raw):
        return None
    value, wrong = raw, None
    if text and isinstance(raw, str):
        value, wrong = _parse(definition, raw.strip())
    wrong = wrong or next(_faults(definition, value, more), None)
    if wrong is None:
        return _canonical(definition, value)
    return Problem(definition.id, f"{wrong}, got {_shown(raw)}")


def _unknown_input(key: object, knowledge: Knowledge) -> Problem:
    close = difflib.get_close_matches(str(key), knowledge.inputs, n=1)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    return Problem(_shown(key).strip("'\""), f"is not an input{hint}")


def _parse(definition: Input, raw: str) -> tuple[Any, str | None]:
    """A typed answer as a value, and what is wrong with a number."""
    if definition.kind == "boolean":
        return {"true": True, "yes": True, "false": False, "no": False}.get(raw.lower(), raw), None
    if definition.kind in ("choice", "text"):
        return raw, None
    number = read_number(raw, definition.unit, whole=definition.kind == "integer")
    if isinstance(number, str):
        return raw, number
    return number if not number.is_integer() else int(number), None


def _faults(definition: Input, value: Any, more: Sequence[object]) -> Iterator[str]:
    """What must hold for a value of this input and does not."""
    if definition.kind == "boolean":
        if not isinstance(value, bool):
            yield "must be true, false or unknown"
    elif definition.kind == "text":
        if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
            yield f"must be a text of at most {_LONGEST_TEXT} characters"
    elif definition.kind == "choice":
        allowed = [choice.value for choice in definition.choices]
        if isinstance(value, bool) or (value not in allowed and value not in more):
            near = difflib.get_close_matches(str(value), map(str, more), n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            known = ", ".join(map(str, allowed)) + (
                f" or {len(more) - len(allowed)} more" if more else ""
            )
            yield f"must be one of {known} or unknown{hint}"
    else:
        yield from _number_faults(definition, value)


def _number_faults(definition: Input, value: Any) -> Iterator[str]:
    kind = "a whole number" if definition.kind == "integer" else "a number"
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        yield f"must be {kind} or unknown"
    elif definition.kind == "integer" and value != int(value):
        yield "must be a whole number"
    elif definition.minimum is not None and value < definition.minimum:
        yield f"must be at least {definition.minimum:,.12g}"
    elif definition.maximum is not None and value > definition.maximum:
        yield f"must be at most {definition.maximum:,.12g}"


def _canonical(definition: Input, value: Value) -> Value:
    """One form for one value, so that equal answers give equal bytes."""
    if definition.kind == "integer":
        return int(value)
    return value + 0.0 if definition.kind == "number" and not isinstance(value, str) else value


def _shown(raw: object) -> str:
    shown = (
        f"'{''.join(c if c.isprintable() or c.isspace() else '?' for c in raw)}'"
        if isinstance(raw, str)
        else str(raw)
    )
    return shown if len(shown) <= 60 else shown[:57] + "..."
