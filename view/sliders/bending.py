"""What is recommended at each value of one number, and what that costs."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.sweep import Sweep
from view.decision_map.live import volume_of
from view.sliders.choosing import HORIZON, Number

type Asked = Mapping[str, Any]

_AT_ONCE = 13  # values of an answer in one bit of work
_EVERY = 4  # stops between two amounts that are worked out: the bill is nearly straight in each


@dataclass(frozen=True, slots=True)
class Bend:
    """One number: the recommendation and its likely total in USD at each of its values."""

    number: Number
    recommended: tuple[str, ...]
    usd: tuple[float, ...]


def bends(
    numbers: list[Number], asked: Asked, result: Result, knowledge: Knowledge
) -> Iterator[Bend | None]:
    """The numbers one after the other; None after each bit of work, a few milliseconds long."""
    for number in numbers:
        if number.is_input and number.id != HORIZON:
            yield from _of_answer(number, asked, knowledge, result.as_of)
        else:
            yield from _of_amount(number, asked, result, knowledge)


def _of_answer(
    number: Number, asked: Asked, knowledge: Knowledge, today: date
) -> Iterator[Bend | None]:
    sweep = Sweep(asked, knowledge, today, varied=number.id, text=True)
    best: list[str] = []
    usd: list[float] = []
    for values in itertools.batched(number.values, _AT_ONCE, strict=False):
        likely = sweep.likely_usd(values)
        names = [sweep.recommended(value) for value in values]
        usd += [likely[name][place] for place, name in enumerate(names)]
        best += names
        yield None
    yield Bend(number, tuple(best), tuple(usd))


def _of_amount(
    number: Number, asked: Asked, result: Result, knowledge: Knowledge
) -> Iterator[Bend | None]:
    """Every few stops a question of its own; in between on straight lines."""
    last = len(number.values) - 1
    nodes = sorted({*range(0, last, _EVERY), number.at, last})
    best: dict[int, str] = {}
    usd: dict[int, float] = {}
    volume = volume_of(result, knowledge)
    for node in nodes:
        sweep = Sweep(_with(number, node, asked), knowledge, result.as_of, text=True)
        best[node] = sweep.recommended_now()
        usd[node] = sweep.likely_usd([volume])[best[node]][0]
        yield None
    stops = range(last + 1)
    nearest = [min(nodes, key=lambda node: abs(node - stop)) for stop in stops]
    total = tuple(_between(stop, nodes, number, usd) for stop in stops)
    yield Bend(number, tuple(best[node] for node in nearest), total)


def _with(number: Number, place: int, asked: Asked) -> Asked:
    """The request with another amount of the number."""
    value = number.values[place]
    part = "inputs" if number.is_input else "assumptions"
    told: object = f"{value:g}" if number.is_input else [value] * 3
    return {**asked, part: {**asked.get(part, {}), number.id: told}}


def _between(stop: int, nodes: list[int], number: Number, usd: Mapping[int, float]) -> float:
    below = max(node for node in nodes if node <= stop)
    above = min(node for node in nodes if node >= stop)
    if below == above:
        return usd[below]
    low, here, high = (number.values[place] for place in (below, stop, above))
    return usd[below] + (usd[above] - usd[below]) * (here - low) / (high - low)
