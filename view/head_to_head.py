"""Two approaches head to head: what each has cost so far, and where they cross."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from calculator.costs.paired import Paired, paired
from calculator.costs.payback import turn
from calculator.decision.rules import OPEN
from calculator.estimate import Estimate
from calculator.knowledge import Approach, Knowledge
from calculator.request import read_question
from calculator.result import Result
from view import formats
from view.costs import CostView
from view.decision_map.words import short_number
from view.environment import render
from view.hosted import between
from view.scale import linear_scale
from view.sentences import in_cases, in_sentence

type Asked = Mapping[str, Any]

_MOST_TICKS = 4  # of months
_DIGITS = 3
_GAP = 12.0  # percent of the height between two names
_ROOM = 1.05  # above the highest end


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, drawn and in words."""

    approach: Approach
    line: str  # path of the middle case
    band: str  # of the middle 80 % of the draws
    end: float  # percent from the top, of the line's right end
    label: float  # where its name stands


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    label: str
    first: str
    second: str
    apart: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, in percent of the drawing."""

    place: float
    words: str


def pair_of(result: Result, first: str, second: str, knowledge: Knowledge) -> tuple[str, str]:
    """The two that were asked for; else what is recommended and the next best that is open."""
    a = first if first in knowledge.approaches else result.recommended
    usd = {key: cost.total.value for key, cost in result.priced.approaches.items() if key != a}
    able = [each.approach for each in result.ranking if each.verdict in OPEN and each.approach != a]
    b = second if second in usd else min(able or usd, key=lambda key: usd[key])
    return a, b


def pair_html(asked: Asked, result: Result, knowledge: Knowledge, first: str, second: str) -> str:
    """The two approaches for the page, with the choice of them.

    Args:
        asked: the request that the result answers.
        result: with its bills.
        knowledge: what content brings.
        first: id of an approach; another text: the recommended one.
        second: id of another approach; another text: the next best.
    """
    made = head_to_head(asked, result, knowledge, first, second)
    approaches = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    return render("head_to_head.html.j2", pair=made, approaches=approaches)


def head_to_head(
    asked: Asked, result: Result, knowledge: Knowledge, first: str, second: str
) -> "HeadToHead":
    """The two that were asked for, as `pair_html` takes them."""
    pair = pair_of(result, first, second, knowledge)
    question = read_question(asked, knowledge, result.as_of, text=True)
    paid = {name: result.priced.approaches[name].paid_by_month for name in pair}
    return HeadToHead(paired(question, paid), result, knowledge, pair)


class HeadToHead:
    """The picture of two approaches, its finding, its sentence and its table."""

    def __init__(
        self, found: Paired, result: Result, knowledge: Knowledge, pair: tuple[str, str]
    ) -> None:
        self._found, self._pair, self._result, self._knowledge = found, pair, result, knowledge
        self._view = CostView(result, knowledge)
        self._approaches = [knowledge.approaches[name] for name in pair]
        self._money = self._view.money
        self.months = self._view.months
        highest = max(each.high for paid in self._paid for each in paid)
        self._up = linear_scale(self._money.converted(highest) * _ROOM)

    @property
    def _paid(self) -> tuple[tuple[Estimate, ...], tuple[Estimate, ...]]:
        return self._found.first, self._found.second

    def sides(self) -> list[Side]:
        """The two, the first one first."""
        ends = [self._from_top(paid[-1].value) for paid in self._paid]
        labels = _apart(ends)
        return [self._side(place, ends[place], labels[place]) for place in (0, 1)]

    def _side(self, place: int, end: float, label: float) -> Side:
        paid = self._paid[place]
        there = [self._point(month, each.high) for month, each in enumerate(paid)]
        back = [self._point(month, each.low) for month, each in reversed([*enumerate(paid)])]
        return Side(
            approach=self._approaches[place],
            line="M" + "L".join(self._point(m, each.value) for m, each in enumerate(paid)),
            band=f"M{'L'.join(there + back)}z",
            end=end,
            label=label,
        )

    def _weeks(self, name: str) -> float:
        return self._view.costs.approaches[name].time_to_ship.weeks.value

    def _from_top(self, usd: float) -> float:
        return round(100 - self._up.percent(self._money.converted(usd)), 1)

    def _point(self, month: int, usd: float) -> str:
        """In thousandths of the width and of the height, which are stretched."""
        return f"{round(1000 * month / self.months)} {round(10 * self._from_top(usd))}"

    @property
    def _turn(self) -> tuple[float | None, bool]:
        """When the one with the dearer start falls below the other, and whether it turns back."""
        one, other = ([each.value for each in paid] for paid in self._paid)
        return turn(one, other) if one[0] <= other[0] else turn(other, one)

    @property
    def crossing(self) -> float | None:
        """Months after launch until the cheaper one of the two first changes."""
        return self._turn[0]

    def crossing_mark(self) -> Tick | None:
        """Where they cross, in percent of the width, and what is said there."""
        month, again = self._turn
        if month is None:
            return None
        first = "first " if again else ""
        place = round(100 * month / self.months, 1)
        return Tick(place, f"They {first}cross in month {math.ceil(month)}")

    def finding(self) -> str:
        """Which one is cheaper, and from when."""
        cheaper, _ = self._ranked()
        month, again = self._turn
        if month is None:
            return f"{cheaper.name} costs less all along"
        if again:
            return f"{cheaper.name} costs less in the end; the order changes more than once"
        return f"{cheaper.name} is the cheaper one from month {math.ceil(month)}"

    def sentence(self) -> str:
        """How far apart they end, and how often it comes out so."""
        cheaper, other = self._ranked()
        gap = abs(self._paid[0][-1].value - self._paid[1][-1].value)
        share = self._found.first_cheaper
        often = formats.chance(share if cheaper is self._approaches[0] else 1 - share)
        return (
            f"After {formats.months(self.months)} it has cost {self._money.of(gap)} less than "
            f"{in_sentence(other.name)}. It is the cheaper of the two {in_cases(often)}."
        )

    def compared(self) -> str:
        """Which hosted model stands against which own one."""
        return between(self._result, self._knowledge, self._pair)

    def _ranked(self) -> tuple[Approach, Approach]:
        """The cheaper one at the end, and the other."""
        first, second = self._approaches
        a, b = (paid[-1].value for paid in self._paid)
        return (first, second) if a <= b else (second, first)

    def rows(self) -> Iterator[Row]:
        """The table: each difference is that of the two amounts beside it."""
        one, other = (self._view.costs.approaches[name].headline for name in self._pair)
        yield self._row("Before launch", one.once, other.once)
        yield self._row("Each month", one.per_month, other.per_month)
        yield self._row(f"Total, {formats.months(self.months)}", one.total.value, other.total.value)
        first, second = (self._view.split(name).range for name in self._pair)
        yield Row("8 in 10 cases", first, second, "")
        weeks = [round(self._weeks(name), 1) for name in self._pair]
        first, second = (formats.counted(formats.number(each), "weeks") for each in weeks)
        apart = formats.number(round(abs(weeks[0] - weeks[1]), 1))
        yield Row("First version", first, second, formats.counted(apart, "weeks"))

    def _row(self, label: str, one: float, other: float) -> Row:
        """In three digits of the larger amount."""
        amounts = [self._money.converted(usd) for usd in (one, other)]
        places = _DIGITS - 1 - math.floor(math.log10(max(*amounts, 1.0)))
        first, second = (round(amount, places) for amount in amounts)
        said = partial(self._money.exact, decimals=max(places, 0))
        return Row(label, said(first), said(second), said(abs(first - second)))

    def across(self) -> Iterator[Tick]:
        """Months on the horizontal axis."""
        step = max(1, math.ceil(self.months / _MOST_TICKS))
        for month in range(0, self.months + 1, step):
            yield Tick(round(100 * month / self.months, 1), str(month))

    def up(self) -> Iterator[Tick]:
        """Amounts on the vertical axis, from the top down."""
        for amount in (0.0, *self._up.ticks):
            words = short_number(formats.money(amount, self._money.code))
            yield Tick(round(100 - self._up.percent(amount), 1), words)


def _apart(ends: Sequence[float]) -> list[float]:
    """Two names pushed apart as far as they need."""
    first, second = ends
    aside = max(0.0, _GAP - abs(first - second)) / 2
    return [first - aside, second + aside] if first <= second else [first + aside, second - aside]
