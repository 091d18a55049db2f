"""The border: a request from a file, a form or an address → checked parts, or what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculator.costs.asked import INPUT
from calculator.costs.case import OwnLine, Question, question_of
from calculator.dates import read_day
from calculator.estimate import Estimate
from calculator.knowledge import Answer, Knowledge
from calculator.measured import Measured, read_measured
from calculator.moves import up_to_date
from calculator.named_model import with_named_model
from calculator.names import did_you_mean
from calculator.request_parts import (
    LONGEST_LABEL,
    read_override,
    read_own_lines,
    read_weights,
    with_numbers,
)
from calculator.request_text import kind_words
from calculator.scenario import Problem, Scenario, read_answer, read_scenario

PARTS = ("inputs", "assumptions", "own_lines", "weights", "data_version", "measured", "as_of")

type Override = float | tuple[float, float, float]  # low, likely and high


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks; whatever is left out is unknown, or as published."""

    inputs: Mapping[str, Answer] = field(default_factory=dict)  # answers by input id
    assumptions: Mapping[str, Override] = field(default_factory=dict)  # numbers set by hand
    own_lines: tuple[OwnLine, ...] = ()  # further lines of the bill
    weights: Mapping[str, float] = field(default_factory=dict)  # 0 to 10 by criterion
    data_version: str | None = None  # of the data that it was made with
    measured: Measured | None = None  # what was measured on the reader's own data
    as_of: date | None = None  # the day whose prices count; null: the day of the knowledge


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A request that was checked: answers, numbers set by hand, lines of the bill, weights."""

    scenario: Scenario
    overrides: Mapping[str, Estimate]
    own_lines: tuple[OwnLine, ...]
    weights: Mapping[str, float]  # of criteria that the reader wants weighed
    measured: Measured | None = None
    as_of: date | None = None


def read_request(
    raw: Mapping[str, Any], knowledge: Knowledge, *, text: bool = False
) -> tuple[ReadRequest, list[Problem]]:
    """The parts of a request, and every problem found; what is wrong is left out.

    Args:
        raw: `inputs` {id: value}; `assumptions` {id: [low, likely, high] or a number};
            as `input:<id>` the range of an answer;
            `own_lines` [{label, usd, paid, approaches}]; `weights` {criterion: 0 to 10};
            `data_version` that it was made with; `as_of`, the day whose prices count;
            `measured`, as `calculator.measured` reads it.
            Names of older data count as those that took their place.
        knowledge: brings the definitions.
        text: whether answers and numbers may be text, as people write them.
    """
    problems = [
        Problem(str(key)[:LONGEST_LABEL], _no_part(str(key), knowledge))
        for key in raw
        if key not in PARTS
    ]
    raw, moves = up_to_date(with_numbers(raw) if text else raw, knowledge)
    problems += [
        Problem(move.field, f"is gone: {move.moved.why}") for move in moves if not move.kept
    ]
    inputs = _of_type(raw, "inputs", Mapping, problems)
    scenario, wrong = read_scenario(inputs or {}, knowledge, text=text)
    problems += wrong
    scenario, wrong = with_named_model(scenario, knowledge)
    problems += wrong
    overrides: dict[str, Estimate] = {}
    for name, value in (_of_type(raw, "assumptions", Mapping, problems) or {}).items():
        found = read_override(str(name), value, knowledge)
        problems += [found] if isinstance(found, Problem) else []
        overrides |= {} if isinstance(found, Problem) else {str(name): found}
    scenario, wrong = _with_ranges(scenario, overrides, knowledge)
    problems += wrong
    own_lines, wrong = read_own_lines(_of_type(raw, "own_lines", list, problems) or [], knowledge)
    problems += wrong
    weights, wrong = read_weights(_of_type(raw, "weights", Mapping, problems) or {})
    given = _of_type(raw, "measured", Mapping, problems)
    measured = read_measured(given, knowledge) if given else None
    if isinstance(measured, str):
        wrong.append(Problem("measured", measured))
        measured = None
    as_of = raw.get("as_of") or None
    day = as_of if as_of is None else read_day(as_of)
    if day is None and as_of is not None:
        wrong.append(Problem("as_of", f"must be a date such as 2026-03-01, got '{as_of}'"[:120]))
    read = ReadRequest(scenario, overrides, own_lines, weights, measured, day)
    return read, problems + wrong


def _with_ranges(
    scenario: Scenario, overrides: dict[str, Estimate], knowledge: Knowledge
) -> tuple[Scenario, list[Problem]]:
    """The answers, with the likely number of each range where there was none; wrong ranges go."""
    problems = []
    for name in [each for each in overrides if each.startswith(INPUT)]:
        definition, likely = knowledge.inputs[name.removeprefix(INPUT)], overrides[name].value
        answer = scenario[definition.id]
        found = read_answer(definition, likely, text=False) if answer is None else answer
        if isinstance(found, Problem):
            problems.append(Problem(f"assumptions.{name}", f"likely {found.message}"))
            del overrides[name]
        elif answer is not None and float(answer) != likely:
            message = f"likely must be your answer, {float(answer):.12g}, got {likely:.12g}"
            problems.append(Problem(f"assumptions.{name}", message))
            del overrides[name]
        else:
            scenario = scenario.replace(definition.id, found)
    return scenario, problems


def _no_part(key: str, knowledge: Knowledge) -> str:
    """What is wrong with a key at the top of a request, and where it belongs."""
    homes = {"inputs": knowledge.inputs, "assumptions": knowledge.assumptions}
    for part, known in homes.items():
        if key in known:
            return f'stands outside its part: write {{"{part}": {{"{key}": …}}}}'
    return f"is not a part of a request; those are {', '.join(PARTS)}{did_you_mean(key, PARTS)}"


def read_question(
    raw: Mapping[str, Any], knowledge: Knowledge, today: date, *, text: bool = False
) -> Question:
    """What somebody wants priced; what is wrong in it counts as unknown.

    Args as for `calculator.api.evaluate`.
    """
    read, _ = read_request(raw, knowledge, text=text)
    return question_of(read.scenario, knowledge, today, read.overrides, read.own_lines)


def _of_type(raw: Mapping[str, Any], part: str, kind: Any, problems: list[Problem]) -> Any:
    value = raw.get(part)
    if value is None or isinstance(value, kind):
        return value
    words = "a mapping" if kind is Mapping else "a list"
    problems.append(Problem(part, f"must be {words}, got {kind_words(value)}"))
    return None
