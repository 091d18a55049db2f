"""The nearest value of each numeric answer at which another approach becomes the cheapest."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from calculator.costs.asked import FIELDS, PIECES
from calculator.costs.bracket import Bills, Bracket, Sought
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
    whole: bool


def searches(question: Question, workload: Workload) -> list[Search]:
    """What to try for each numeric answer that has bounds."""
    found = []
    for input_id in _SEARCHED:
        definition = question.knowledge.inputs.get(input_id)
        amount = getattr(workload, FIELDS[input_id])
        if definition is not None and amount is not None:
            now = likely(amount)
            if input_id in PIECES and not now:
                continue  # whoever makes no images has no use for their number
            whole = definition.kind == "integer" and now == round(now)
            found.append(Search(input_id, _values(definition, now, whole), now, whole))
    return found


def _values(definition: Input, now: float, whole: bool) -> tuple[float, ...]:
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
    return tuple(sorted({float(round(value)) for value in inside} if whole else inside))


class FlipSearch:
    """Looks for the nearest flip of every input: coarsely, in finer steps, then exactly."""

    def __init__(self, question: Question, workload: Workload, qualifying: Sequence[str]) -> None:
        self._searches = searches(question, workload) if qualifying else []
        self._qualifying = qualifying
        self._changes: list[_Change] = []
        self._places: list[float] = []

    def first_tries(self) -> list[Variation]:
        """One variation for each value of each search."""
        return [Variation({s.input: value}) for s in self._searches for value in s.values]

    def second_tries(self, found: Totals) -> list[Variation]:
        """Finer steps where the totals of `first_tries` show a change of winner."""
        start = 0
        for search in self._searches:
            stop = start + len(search.values)
            bills = [self._bills(found, i) for i in range(start, stop)]
            self._changes += _nearest(search, bills)
            start = stop
        return [
            Variation({change.search.input: value})
            for change in self._changes
            for value in change.ladder
        ]

    def sought(self, found: Totals) -> list[Sought]:
        """The step of each flip, to be narrowed, from the totals of `second_tries`."""
        place, result = 0, []
        for change in self._changes:
            difference = _behind(change.cheapest_now, self._qualifying)
            bills = [self._bills(found, place + i) for i in range(len(change.ladder))]
            place += len(change.ladder)
            whole = Bracket(
                change.inner, change.outer, change.at_inner, change.at_outer, change.search.whole
            )
            bracket = whole.narrowed(change.ladder, [difference(each) for each in bills])
            result.append(Sought(change.search.input, bracket, difference))
        return result

    def last_tries(self, narrowed: Sequence[Bracket]) -> list[Variation]:
        """The values at which the winner has changed, from what became of `sought`."""
        pairs = zip(self._changes, narrowed, strict=True)
        self._places = [bracket.outer for bracket in narrowed]
        return [Variation({change.search.input: bracket.outer}) for change, bracket in pairs]

    def flips(self, found: Totals) -> list[CostFlip]:
        """The flips, in the order of the form, from the totals of `last_tries`."""
        return [
            CostFlip(
                input=change.search.input,
                now=stable(change.search.now),
                flips_at=stable(place),
                cheapest_now=change.cheapest_now,
                cheapest_then=_cheapest(self._bills(found, i)),
            )
            for i, (change, place) in enumerate(zip(self._changes, self._places, strict=True))
        ]

    def _bills(self, found: Totals, position: int) -> Bills:
        return {name: found[name][position] for name in self._qualifying}


@dataclass(frozen=True, slots=True)
class _Change:
    """Neighbouring values with different winners; `inner` is nearer to the present value."""

    search: Search
    inner: float
    outer: float
    at_inner: float  # USD by which the present winner is behind; it is not where that is below 0
    at_outer: float
    cheapest_now: str

    @property
    def ladder(self) -> list[float]:
        """Values between the inner and the outer, in even factors or even steps."""
        inner, outer = self.inner, self.outer
        shares = [i / _FINER for i in range(1, _FINER)]
        if inner > 0 and outer > 0:
            steps = [inner * (outer / inner) ** share for share in shares]
        else:
            steps = [inner + (outer - inner) * share for share in shares]
        if self.search.whole:
            steps = list(dict.fromkeys(float(round(each)) for each in steps))
        return [each for each in steps if each not in (inner, outer)]


def _cheapest(bills: Bills) -> str:
    return min(bills, key=lambda name: bills[name])


def _behind(winner: str, qualifying: Sequence[str]) -> Callable[[Bills], float]:
    """USD by which an approach costs more than the cheapest of the others that qualify."""
    others = [name for name in qualifying if name != winner]

    def difference(bills: Bills) -> float:
        return bills[winner] - min((bills[name] for name in others), default=math.inf)

    return difference


def _nearest(search: Search, bills: Sequence[Bills]) -> list[_Change]:
    """The change of winner that is fewest steps away from the present value."""
    here = search.values.index(search.now)
    winner = _cheapest(bills[here])
    behind = [_behind(winner, list(bills[here]))(each) for each in bills]
    for step in range(1, max(here, len(bills) - 1 - here) + 1):
        for place, inner in ((here + step, here + step - 1), (here - step, here - step + 1)):
            if 0 <= place < len(bills) and behind[place] > 0:
                ends = search.values[inner], search.values[place]
                return [_Change(search, *ends, behind[inner], behind[place], winner)]
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
