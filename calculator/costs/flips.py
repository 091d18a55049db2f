"""The nearest value of each numeric answer at which another approach becomes the cheapest."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.asked import FIELDS
from calculator.costs.case import Question
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import stable
from calculator.costs.what_if import Variation
from calculator.costs.workload import Workload
from calculator.knowledge import Input

# Numeric inputs that can change the order of the bills.
_SEARCHED = tuple(name for name in FIELDS if name not in ("horizon_months", "test_examples"))
_REACH = 10_000.0  # how many times lower and higher is looked
_STEPS = 6  # in each direction
_FINER = 12  # steps between two neighbours of the first search
_LONGEST_HORIZON = 120  # months

type Totals = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class CostFlip:
    """A value of one answer at which the cheapest approach changes."""

    input: str
    now: float
    flips_at: float
    cheapest_now: str
    cheapest_then: str


@dataclass(frozen=True, slots=True)
class Search:
    """The values to try for one input, in order, and its present value among them."""

    input: str
    values: tuple[float, ...]
    now: float


def searches(question: Question, workload: Workload) -> list[Search]:
    """What to try for each numeric answer that has bounds."""
    found = []
    for input_id in _SEARCHED:
        definition = question.knowledge.inputs.get(input_id)
        amount = getattr(workload, FIELDS[input_id])
        if definition is not None and amount is not None:
            now = likely(amount)
            found.append(Search(input_id, _values(definition, now), now))
    return found


def _values(definition: Input, now: float) -> tuple[float, ...]:
    low = -math.inf if definition.minimum is None else definition.minimum
    high = math.inf if definition.maximum is None else definition.maximum
    if high - low <= 30:
        steps = 2 * _STEPS
        tried = [low + (high - low) * i / steps for i in range(steps + 1)]
    else:
        start = now if now > 0 else 1.0
        factors = [_REACH ** (i / _STEPS) for i in range(-_STEPS, _STEPS + 1)]
        tried = [low if now <= 0 else max(low, start / _REACH), *(start * f for f in factors)]
    inside = {min(max(value, low), high) for value in tried} | {now}
    return tuple(sorted(inside))


class FlipSearch:
    """Looks for the nearest flip of every input in two steps, coarse and fine."""

    def __init__(self, question: Question, workload: Workload, qualifying: Sequence[str]) -> None:
        self._searches = searches(question, workload) if qualifying else []
        self._qualifying = qualifying
        self._changes: list[_Change] = []

    def first_tries(self) -> list[Variation]:
        """One variation for each value of each search."""
        return [Variation({s.input: value}) for s in self._searches for value in s.values]

    def second_tries(self, found: Totals) -> list[Variation]:
        """Finer steps where the totals of `first_tries` show a change of winner."""
        start = 0
        for search in self._searches:
            stop = start + len(search.values)
            self._changes += _nearest(search, self._cheapest(found, start, stop))
            start = stop
        return [
            Variation({change.search.input: value})
            for change in self._changes
            for value in change.ladder
        ]

    def flips(self, found: Totals) -> list[CostFlip]:
        """The flips, in the order of the form, from the totals of `second_tries`."""
        result = []
        for i, change in enumerate(self._changes):
            names = self._cheapest(found, i * _FINER, (i + 1) * _FINER)
            moved = [p for p, name in enumerate(names) if name != change.cheapest_now]
            place = moved[0] if moved else _FINER - 1
            result.append(
                CostFlip(
                    input=change.search.input,
                    now=stable(change.search.now),
                    flips_at=stable(change.ladder[place]),
                    cheapest_now=change.cheapest_now,
                    cheapest_then=names[place],
                )
            )
        return result

    def _cheapest(self, found: Totals, start: int, stop: int) -> list[str]:
        return [min(self._qualifying, key=lambda name: found[name][i]) for i in range(start, stop)]


@dataclass(frozen=True, slots=True)
class _Change:
    """Neighbouring values with different winners; `inner` is nearer to the present value."""

    search: Search
    inner: float
    outer: float
    cheapest_now: str

    @property
    def ladder(self) -> list[float]:
        """Values from just beyond the inner to the outer, in even factors or even steps."""
        inner, outer = self.inner, self.outer
        shares = [i / _FINER for i in range(1, _FINER + 1)]
        if inner > 0 and outer > 0:
            return [inner * (outer / inner) ** share for share in shares]
        return [inner + (outer - inner) * share for share in shares]


def _nearest(search: Search, names: Sequence[str]) -> list[_Change]:
    """The change of winner that is fewest steps away from the present value."""
    here = search.values.index(search.now)
    for step in range(1, max(here, len(names) - 1 - here) + 1):
        for place, inner in ((here + step, here + step - 1), (here - step, here - step + 1)):
            if 0 <= place < len(names) and names[place] != names[here]:
                change = _Change(search, search.values[inner], search.values[place], names[here])
                return [change]
    return []


def horizon_flip(
    paid: Mapping[str, Sequence[float]], months: int, qualifying: Sequence[str]
) -> CostFlip | None:
    """The nearest other horizon at which another approach is the cheapest.

    Args:
        paid: USD paid until launch and until the end of each month, by approach.
        months: the present horizon. Beyond it, every month costs what the last one does.
        qualifying: approaches among which the cheapest is sought.
    """
    if not qualifying:
        return None

    def paid_until(name: str, month: int) -> float:
        known = paid[name]
        beyond = max(0, month - months)
        return known[min(month, months)] + beyond * (known[-1] - known[-2])

    def cheapest(month: int) -> str:
        return min(qualifying, key=lambda name: paid_until(name, month))

    now = cheapest(months)
    for step in range(1, _LONGEST_HORIZON):
        for month in (months + step, months - step):
            if 1 <= month <= _LONGEST_HORIZON and cheapest(month) != now:
                return CostFlip("horizon_months", months, month, now, cheapest(month))
    return None
