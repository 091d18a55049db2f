"""Values given to inputs anywhere in content, judged by the calculator's own reader."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from builder.content.load import Content, Loaded
from builder.content.records.decision import Condition
from builder.content.records.decision import Input as InputRecord
from builder.content.yaml_source import Steps
from builder.problems import FEW, Problem
from calculator.choosing import model_value
from calculator.decode import decode
from calculator.knowledge import Input
from calculator.scenario import Problem as FieldProblem
from calculator.scenario import read_answer

type Refused = tuple[Loaded, Steps, Any, FieldProblem]  # the record, where in it, what, and why


def answer_problems(content: Content) -> Iterator[Problem]:
    """Every value that its input would refuse; an input that refuses many is told once."""
    for input_id, refused in _refused(content).items():
        if len(refused) > FEW:
            yield _at_the_input(content.kinds["input"][input_id], refused)
        else:
            for loaded, steps, _, why in refused:
                yield loaded.problem(steps, f"{why.field} {why.message}")


def _refused(content: Content) -> dict[str, list[Refused]]:
    """What the calculator's reader says against answers, by input."""
    inputs = {key: as_input(record) for key, record in content.records("input").items()}
    more = {key: _all_choices(record, content) for key, record in content.records("input").items()}
    found: dict[str, list[Refused]] = defaultdict(list)
    for _, loaded in content.everything():
        for steps, input_id, value in _given(loaded.record):
            if input_id in inputs and value is not None:
                is_key = steps[-1] == value and "of" in steps  # keys of YAML are text
                why = read_answer(inputs[input_id], value, text=is_key, more=more[input_id])
                if isinstance(why, FieldProblem):
                    found[input_id].append((loaded, steps, value, why))
    return found


def _at_the_input(asked: Loaded, refused: Sequence[Refused]) -> Problem:
    """One message for many refused answers, at what refuses them."""
    places = [loaded.problem(steps, "") for loaded, steps, _, _ in refused[:FEW]]
    listed = ", ".join(dict.fromkeys(f"{place.path}:{place.line}" for place in places))
    _, _, value, why = refused[0]
    name = _refusing(asked.record, value)
    message = f"{len(refused):,} answers are refused by {name}, the first in {listed}"
    return asked.problem((name,), f"{message}: {why.field} {why.message}")


def _refusing(record: Any, value: Any) -> str:
    """The field of an input for which it refuses a value."""
    if record.kind == "choice":
        return "choices"
    if isinstance(value, int | float) and record.kind in ("integer", "number"):
        if record.minimum is not None and value < record.minimum:
            return "minimum"
        if record.maximum is not None and value > record.maximum:
            return "maximum"
    return "kind"


def as_input(record: Any) -> Input:
    """An input record of content as the calculator's own."""
    names = Input.__dataclass_fields__
    return decode(Input, {k: v for k, v in record.model_dump(mode="json").items() if k in names})  # type: ignore[no-any-return]


def _all_choices(record: Any, content: Content) -> tuple[str, ...]:
    """What an input takes besides its short list, that included; empty where it is all."""
    families = content.records("architecture").values()
    further: dict[str | None, Iterable[str]] = {
        None: (),
        "hosted_models": content.records("price"),
        "open_models": (model_value(s) for each in families for s in each.shapes if s.names),
        "accelerators": (rent.accelerator for rent in content.records("rent").values()),
    }
    listed = (choice.value for choice in record.choices)
    return (*listed, *further[record.more]) if record.more else ()


def _given(record: Any) -> Iterator[tuple[Steps, str, Any]]:
    """(steps, input id, value) for every answer that a record holds."""
    for name in ("inputs", "defaults"):
        for key, value in (getattr(record, name, None) or {}).items():
            yield (name, key), key, value
    for name in ("try_it", "turn"):
        trial = getattr(record, name, None)
        for key, value in (trial.change if trial else {}).items():
            yield (name, "change", key), key, value
    for i, wanted in enumerate(getattr(record, "expect", [])):
        for key, value in wanted.change.items():
            yield ("expect", i, "change", key), key, value
    for i, condition in enumerate(getattr(record, "when", []) or []):
        yield from _in_condition(condition, ("when", i))
    if isinstance(record, InputRecord):
        yield from _given_of_itself(record)


def _given_of_itself(record: InputRecord) -> Iterator[tuple[Steps, str, Any]]:
    """What an input says of its own answers, and of those to others that they hang on."""
    yield ("default",), record.id, record.default
    for i, supposition in enumerate(record.if_unknown):
        yield ("if_unknown", i, "value"), record.id, supposition.value
        for j, condition in enumerate(supposition.when):
            yield from _in_condition(condition, ("if_unknown", i, "when", j))
    for i, shares in enumerate(record.open_shares):
        for value in shares.of:
            yield ("open_shares", i, "of", value), record.id, value
        for j, condition in enumerate(shares.when):
            yield from _in_condition(condition, ("open_shares", i, "when", j))


def _in_condition(condition: Condition, steps: Steps) -> Iterator[tuple[Steps, str, Any]]:
    yield (*steps, "equals"), condition.input, condition.equals
    for name in ("any_of", "none_of"):
        for i, value in enumerate(getattr(condition, name)):
            yield (*steps, name, i), condition.input, value
