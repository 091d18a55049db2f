"""The parts of a request that are numbers: set by hand, lines of one's own, and weights."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculator.costs.case import OwnLine
from calculator.decision.weighing import CRITERIA, HEAVIEST
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.limits import LARGEST_AMOUNT, limits
from calculator.number_text import read_number
from calculator.scenario import Problem

PAID = ("once", "per_month", "per_1000_requests")
MOST_OWN_LINES = 20
LONGEST_LABEL = 80
_JOINERS = {0x200C: None, 0x200D: None}


def with_numbers(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The request with a number for each text of these parts that can mean only one."""
    found = dict(raw)
    for part in ("assumptions", "weights"):
        if isinstance(found.get(part), Mapping):
            found[part] = {name: _read(each) for name, each in found[part].items()}
    if isinstance(found.get("own_lines"), list):
        found["own_lines"] = [
            {**line, "usd": _read(line["usd"])} if isinstance(line, Mapping) and "usd" in line
            else line
            for line in found["own_lines"]
        ]  # fmt: skip
    return found


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(each) if isinstance(each, str) else each for each in value]
    number = read_number(value, None) if isinstance(value, str) and value else value
    return value if isinstance(number, str) else number


def read_weights(given: Mapping[Any, Any]) -> tuple[dict[str, float], list[Problem]]:
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


def read_override(name: str, value: Any, knowledge: Knowledge) -> Estimate | Problem:
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
        return Problem(field, "must be a number, or a list of three: low, likely and high")
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


def read_own_lines(
    given: Sequence[Any], knowledge: Knowledge
) -> tuple[tuple[OwnLine, ...], list[Problem]]:
    """The lines that can be used, and what is wrong with the others."""
    lines = [
        _own_line(i, line, knowledge) for i, line in enumerate(given[:MOST_OWN_LINES], start=1)
    ]
    problems = [line for line in lines if isinstance(line, Problem)]
    if len(given) > MOST_OWN_LINES:
        message = f"must have at most {MOST_OWN_LINES} entries, got {len(given)}"
        problems.append(Problem("own_lines", message))
    return tuple(line for line in lines if isinstance(line, OwnLine)), problems


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
