"""What bills come to for a decision, each made for the first who asks, kept for the next."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculator.costs.bills import Bill, bill
from calculator.costs.case import Case, OwnLine, Question, case_of
from calculator.costs.deadline import weeks_to_ship
from calculator.costs.outlay import outlay_usd
from calculator.costs.physical_limits import fastest_ms
from calculator.costs.quantity import likely
from calculator.costs.remembered import Remembered
from calculator.costs.sensitivity import drawn_points
from calculator.costs.trained import tunes_on_own
from calculator.costs.uncertainty import LIKELY, Points
from calculator.costs.unit_economics import Bearable, bearable
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge

_DRAWS = 64
_MOST_PRICED, _MOST_KEPT = 100, 1_500  # sets of answers at hand, and amounts; then it begins anew


@dataclass(frozen=True, slots=True)
class Purse:
    """What a request brings to its bills beside the answers."""

    knowledge: Knowledge
    today: date
    overrides: Mapping[str, Estimate]
    own_lines: tuple[OwnLine, ...] = ()


class Priced:
    """The bills of one set of answers; each is made for the first who asks for it."""

    def __init__(
        self, question: Question, remembered: Remembered, bills: Mapping[str, Bill] | None = None
    ) -> None:
        self._question, self._remembered, self._bills = question, remembered, bills or {}
        self._easy = question.scenario["easy_share"]  # no part of the workload, but of the prices

    @cached_property
    def outlays_usd(self) -> Mapping[str, float]:
        """What each approach pays to others before launch; likely."""
        key, own = ("outlays", self._easy, self._tuned_on_own), self._tuned_on_own
        return self._remembered.of(key, self._likely_case, lambda each: _outlays(each, own))

    @cached_property
    def fastest_ms(self) -> Mapping[str, float]:
        """The shortest time of one answer, by approach."""
        return self._remembered.of("fastest", self._likely_case, fastest_ms)

    @cached_property
    def weeks_to_ship(self) -> Mapping[str, Estimate]:
        """Weeks to a first version, by approach."""
        return {name: self._weeks(name) for name in self._question.knowledge.approaches}

    def _weeks(self, approach: str) -> Estimate:
        own = approach == "fine_tune" and self._tuned_on_own
        return self._remembered.of(
            ("weeks", approach, own),
            self._drawn_case,
            lambda each: weeks_to_ship(each, approach, _DRAWS, tuned_on_own=own),
        )

    @cached_property
    def _tuned_on_own(self) -> bool:
        return self._remembered.of("tuned on own", self._likely_case, tunes_on_own)

    def total_usd(self, approach: str) -> float:
        """The likely total over the horizon."""
        if approach in self._bills:
            return likely(self._bills[approach].total)
        key = "total", approach, self._easy
        case = self._likely_case
        return self._remembered.of(key, case, lambda each: likely(bill(each, approach).total))

    def share(self, chosen: str, other: str) -> float:
        """Of paired draws, those in which the other is cheaper by the margin."""
        pairs = zip(self._drawn(chosen), self._drawn(other), strict=True)
        return sum(self.bearable.passed(one, two) for one, two in pairs) / _DRAWS

    @cached_property
    def bearable(self) -> Bearable:
        """From where on an approach is too dear."""
        return bearable(self._likely_case)

    @cached_property
    def _likely_case(self) -> Case:
        return case_of(self._question, LIKELY)

    @cached_property
    def _drawn_case(self) -> Case:
        return case_of(self._question, Points(_DRAWS))

    def _drawn(self, approach: str) -> Sequence[float]:
        key = "draws", approach, self._easy
        return self._remembered.of(key, self._drawn_case, lambda each: _draws(each, approach))


class Kept:
    """What was worked out for one purse. It is the same in whichever scenario it is asked for."""

    def __init__(self, purse: Purse) -> None:
        self.purse = purse
        self.remembered = Remembered()
        self.priced: dict[tuple[object, ...], Priced] = {}  # by what is priced
        self.found: dict[tuple[object, ...], Priced] = {}  # by the answers that it hangs on

    def let_go(self) -> None:
        """Of many sets of answers: their cases are large. What they came to stays remembered."""
        if len(self.found) > _MOST_PRICED:
            self.priced.clear()
            self.found.clear()


_kept: deque[Kept] = deque(maxlen=2)


def kept_of(purse: Purse) -> Kept:
    """A reader changes one answer at a time, so most of what is asked was asked before."""
    for kept in _kept:
        same = kept.purse.knowledge is purse.knowledge and kept.purse == purse
        if same and kept.remembered.worked_out < _MOST_KEPT:
            kept.let_go()
            return kept
    _kept.append(Kept(purse))
    return _kept[-1]


def forget() -> None:
    """Begin anew, as for a memory snapshot, which every reader fetches."""
    _kept.clear()


def _draws(case: Case, approach: str) -> Sequence[float]:
    return drawn_points(bill(case, approach).total, _DRAWS)


def _outlays(case: Case, tuned_on_own: bool) -> Mapping[str, float]:
    """Together, since they rest on the same machines and hours."""
    return {
        name: outlay_usd(case, name, tuned_on_own=tuned_on_own)
        for name in case.knowledge.approaches
    }
