"""Why two scenarios differ: the way from one to the other, one change at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.api import evaluate_quickly
from calculator.knowledge import Knowledge

type Request = Mapping[str, Any]

INPUT, NUMBER, OWN_LINES = "input", "number", "own_lines"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the calculator says at one point of the way."""

    recommended: str
    usd: float  # the headline of the recommended approach over the horizon


@dataclass(frozen=True, slots=True)
class Step:
    """One change, and what it leads to."""

    kind: str  # INPUT, NUMBER or OWN_LINES
    name: str  # id of the input or name of the number; empty for own lines
    after: Outcome
    usd: float  # by which the total of what is recommended changes


@dataclass(frozen=True, slots=True)
class Walk:
    """From the first scenario to the second; the steps add up to the difference."""

    first: Outcome
    steps: tuple[Step, ...]

    @property
    def last(self) -> Outcome:
        """What the calculator says of the second scenario."""
        return self.steps[-1].after if self.steps else self.first


def walk(
    first: Request, second: Request, knowledge: Knowledge, today: date, *, text: bool = False
) -> Walk:
    """Change the first request into the second: inputs in their order, then numbers, then lines.

    Args:
        first: as for `calculator.api.evaluate`; what is wrong in it counts as unknown.
        second: likewise.
        knowledge: what content brings.
        today: the day whose prices count.
        text: whether inputs are text and must be parsed.
    """
    start = before = outcome(first, knowledge, today, text=text)
    steps = []
    for kind, name, request in _requests(first, second, knowledge):
        after = outcome(request, knowledge, today, text=text)
        steps.append(Step(kind, name, after, after.usd - before.usd))
        before = after
    return Walk(start, tuple(steps))


def _requests(
    first: Request, second: Request, knowledge: Knowledge
) -> Iterator[tuple[str, str, Request]]:
    """Each request on the way, with the kind and the name of what was changed last."""
    now = {**first}
    for kind, part, order in (
        (INPUT, "inputs", sorted(knowledge.inputs, key=lambda key: knowledge.inputs[key].order)),
        (NUMBER, "assumptions", sorted({*_part(first), *_part(second)})),
    ):
        there = second.get(part) or {}
        for name in order:
            here = now.get(part) or {}
            if here.get(name) == there.get(name):
                continue
            others = {key: value for key, value in here.items() if key != name}
            now = {**now, part: {**others, name: there[name]} if name in there else others}
            yield kind, name, now
    if (first.get(OWN_LINES) or []) != (second.get(OWN_LINES) or []):
        yield OWN_LINES, "", {**now, OWN_LINES: second.get(OWN_LINES) or []}


def _part(request: Request) -> Mapping[str, Any]:
    return request.get("assumptions") or {}


def outcome(request: Request, knowledge: Knowledge, today: date, *, text: bool) -> Outcome:
    """What the calculator recommends for a request, and its headline."""
    found = evaluate_quickly(request, knowledge, today, text=text)
    headline = found.headline(found.recommended)
    assert headline is not None  # a quick answer has that of what it recommends
    return Outcome(found.recommended, headline.total.value)
