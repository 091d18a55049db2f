"""Values given to inputs anywhere in content, judged by the calculator's own reader."""

from collections.abc import Iterable, Iterator
from typing import Any

from builder.content.load import Content, Loaded
from builder.content.records.decision import Condition
from builder.content.yaml_source import Steps
from builder.problems import Problem
from calculator.choosing import model_value
from calculator.decode import decode
from calculator.knowledge import Input
from calculator.scenario import Problem as FieldProblem
from calculator.scenario import read_answer


def answer_problems(content: Content) -> Iterator[Problem]:
    """Every value that its input would refuse."""
    inputs = {key: as_input(record) for key, record in content.records("input").items()}
    more = {key: _all_choices(record, content) for key, record in content.records("input").items()}
    for _, loaded in content.everything():
        for steps, input_id, value in _given(loaded.record):
            definition = inputs.get(input_id)
            if definition is not None and value is not None:
                yield from _judge(definition, value, more[input_id], loaded, steps)


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


def _judge(
    definition: Input, value: Any, choices: tuple[str, ...], loaded: Loaded, steps: Steps
) -> Iterator[Problem]:
    found = read_answer(definition, value, text=False, more=choices)
    if isinstance(found, FieldProblem):
        yield loaded.problem(steps, f"{found.field} {found.message}")


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
    for i, supposition in enumerate(getattr(record, "if_unknown", [])):
        yield ("if_unknown", i, "value"), record.id, supposition.value
        for j, condition in enumerate(supposition.when):
            yield from _in_condition(condition, ("if_unknown", i, "when", j))


def _in_condition(condition: Condition, steps: Steps) -> Iterator[tuple[Steps, str, Any]]:
    yield (*steps, "equals"), condition.input, condition.equals
    for name in ("any_of", "none_of"):
        for i, value in enumerate(getattr(condition, name)):
            yield (*steps, name, i), condition.input, value
