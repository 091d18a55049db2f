"""The border: a request from a file, a form or an address → checked parts, or what is wrong."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculator.costs.asked import INPUT
from calculator.costs.case import OwnLine, Question, question_of
from calculator.dates import read_day
from calculator.decision.weighing import CRITERIA, HEAVIEST
from calculator.estimate import Estimate
from calculator.knowledge import Answer, Knowledge
from calculator.limits import LARGEST_AMOUNT, limits
from calculator.measured import Measured, read_measured
from calculator.moves import up_to_date
from calculator.names import did_you_mean
from calculator.number_text import read_number
from calculator.scenario import Problem, Scenario, read_answer, read_scenario

PARTS = ("inputs", "assumptions", "own_lines", "weights", "data_version", "measured", "as_of")
PAID = ("once", "per_month", "per_1000_requests")
MOST_OWN_LINES = 20
LONGEST_LABEL = 80
_JOINERS = {0x200C: None, 0x200D: None}


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
        text: whether inputs are text and must be parsed.
    """
    problems = [
        Problem(str(key)[:LONGEST_LABEL], _no_part(str(key), knowledge))
        for key in raw
        if key not in PARTS
    ]
    raw, moves = up_to_date(raw, knowledge)
    problems += [
        Problem(move.field, f"is gone: {move.moved.why}") for move in moves if not move.kept
    ]
    inputs = _of_type(raw, "inputs", Mapping, problems)
    scenario, wrong = read_scenario(inputs or {}, knowledge, text=text)
    problems += wrong
    overrides: dict[str, Estimate] = {}
    for name, value in (_of_type(raw, "assumptions", Mapping, problems) or {}).items():
        found = _override(str(name), value, knowledge)
        problems += [found] if isinstance(found, Problem) else []
        overrides |= {} if isinstance(found, Problem) else {str(name): found}
    scenario, wrong = _with_ranges(scenario, overrides, knowledge)
    problems += wrong
    given = _of_type(raw, "own_lines", list, problems) or []
    lines = [
        _own_line(i, line, knowledge) for i, line in enumerate(given[:MOST_OWN_LINES], start=1)
    ]
    problems += [line for line in lines if isinstance(line, Problem)]
    if len(given) > MOST_OWN_LINES:
        message = f"must have at most {MOST_OWN_LINES} entries, got {len(given)}"
        problems.append(Problem("own_lines", message))
    own_lines = tuple(line for line in lines if isinstance(line, OwnLine))
    weights, wrong = _weights(_of_type(raw, "weights", Mapping, problems) or {})
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


def _weights(given: Mapping[Any, Any]) -> tuple[dict[str, float], list[Problem]]:
    """The weights that can be used; an empty text weighs nothing."""
    weights, problems = {}, []
    for name, value in given.items():
        if value is None or value == "":
            continue
        if name not in CRITERIA:
            message = f"is not a criterion; those are {', '.join(CRITERIA)}"
            problems.append(Problem(f"weights.{str(name)[:LONGEST_LABEL]}", message))
        elif isinstance(value, str):
            problems.append(Problem(f"weights.{name}", _why_unread(value)))
        elif not _is_amount(value) or value > HEAVIEST:
            problems.append(Problem(f"weights.{name}", f"must be from 0 to {HEAVIEST:g}"))
        else:
            weights[str(name)] = float(value)
    return weights, problems


def _of_type(raw: Mapping[str, Any], part: str, kind: Any, problems: list[Problem]) -> Any:
    value = raw.get(part)
    if value is None or isinstance(value, kind):
        return value
    words = "a mapping" if kind is Mapping else "a list"
    problems.append(Problem(part, f"must be {words}, got {type(value).__name__}"))
    return None


def _override(name: str, value: Any, knowledge: Knowledge) -> Estimate | Problem:
    """A number, or low, likely and high, in place of what the knowledge says."""
    field = f"assumptions.{name[:LONGEST_LABEL]}"
    within = limits(name, knowledge)
    if within is None:
        return Problem(field, "is not an assumption, a price, or a number that you answered")
    points = value if isinstance(value, list) else [value] * 3
    unread = next((point for point in points if isinstance(point, str) and point), None)
    if unread is not None:
        return Problem(field, _why_unread(unread))
    if len(points) != 3 or not all(_is_number(point) for point in points):
        return Problem(field, "must be a number, or low, likely and high")
    least, most = within
    if not all(least <= point <= most for point in points):
        return Problem(field, f"must be from {least:.3g} to {most:.3g}, got {points}")
    if not points[0] <= points[1] <= points[2]:
        got = ", ".join(f"{point:g}" for point in points)
        return Problem(field, f"must rise from low over likely to high, got {got}")
    return Estimate(*(float(point) for point in points))


def _why_unread(text: str) -> str:
    """What is wrong with the text of a number; text that can be read must be a number in JSON."""
    why = read_number(text, None)
    return f"{why if isinstance(why, str) else 'must be a number, not text'}, got '{text[:40]}'"


def _is_number(value: Any) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and abs(value) <= sys.float_info.max  # else an integer that no float can hold


def _is_amount(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= LARGEST_AMOUNT


def _own_line(position: int, raw: Any, knowledge: Knowledge) -> OwnLine | Problem:
    field = f"own_lines.{position}"
    wrong = next(_faults_of_line(raw, knowledge), None)
    if wrong is not None:
        return Problem(field, wrong)
    approaches = tuple(raw.get("approaches") or ())
    label, usd = str(raw["label"]), float(raw["usd"])
    return OwnLine(label=label, usd=usd, paid=raw["paid"], approaches=approaches)


def _is_one_line(label: str) -> bool:
    """Printable characters alone, and what joins the parts of an emoji."""
    return label.translate(_JOINERS).isprintable()


def _faults_of_line(raw: Any, knowledge: Knowledge) -> Iterator[str]:
    if not isinstance(raw, Mapping) or set(raw) - {"label", "usd", "paid", "approaches"}:
        yield "must be a mapping with label, usd, paid and perhaps approaches"
        return
    label = raw.get("label")
    if not isinstance(label, str) or not 0 < len(label) <= LONGEST_LABEL:
        yield f"label must be text of at most {LONGEST_LABEL} characters"
    elif not _is_one_line(label):
        yield "label must be one line, without control characters or marks of direction"
    if isinstance(raw.get("usd"), str) and raw["usd"]:
        yield f"usd {_why_unread(raw['usd'])}"
    elif not _is_amount(raw.get("usd")):
        yield "usd must be a number from 0 to 1e12"
    if raw.get("paid") not in PAID:
        yield f"paid must be one of {', '.join(PAID)}"
    approaches = raw.get("approaches") or []
    if not isinstance(approaches, list) or any(
        not isinstance(a, str) or a not in knowledge.approaches for a in approaches
    ):
        yield "approaches must be a list of approaches"
