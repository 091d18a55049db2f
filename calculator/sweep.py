"""One question at other values of one numeric answer: what is recommended there, what it costs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from calculator.costs.bills import bill
from calculator.costs.case import Question, case_of, question_of
from calculator.costs.sensitivity import POINTS, drawn_points
from calculator.costs.uncertainty import Points, range_of, stable
from calculator.costs.what_if import VOLUME, Variation, totals
from calculator.decision.choice import Trials
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import rulebook
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.request import read_request
from calculator.scenario import Scenario


class Sweep:
    """A request whose number for one input is replaced; all that it says is what `evaluate` says.

    Each call costs a small part of `evaluate`, since nothing is explained or searched.
    """

    def __init__(
        self,
        request: Mapping[str, Any],
        knowledge: Knowledge,
        today: date,
        *,
        varied: str = VOLUME,
        text: bool = False,
    ) -> None:
        """Read the request, as `evaluate` does; `varied` is the input that is replaced."""
        self._read, _ = read_request(request, knowledge, text=text)
        self._knowledge, self._today, self._varied = knowledge, today, varied
        purse = Purse(knowledge, today, self._read.overrides, self._read.own_lines)
        book = rulebook(knowledge, today, self._read.overrides)
        self._trials = Trials(self._read.scenario.values, book, Money(purse))

    def recommended(self, value: float) -> str:
        """The approach that is recommended at this value."""
        return self._trials.with_answer(self._varied, value).approach

    def recommended_now(self) -> str:
        """The approach that is recommended with the answers as they are."""
        return self._trials.now().approach

    def likely_usd(self, values: Sequence[float]) -> dict[str, list[float]]:
        """The likely total of every approach over the horizon, in USD, at each value."""
        tried = [Variation({self._varied: float(value)}) for value in values]
        found = totals(self._question(values[0]), tried)
        return {name: [stable(usd) for usd in each] for name, each in found.items()}

    def usd(self, approach: str, value: float) -> Estimate:
        """The median total of one approach at one value, in USD, and the middle 80 %."""
        total = bill(case_of(self._question(value), Points(POINTS)), approach).total
        return range_of(drawn_points(total, POINTS))

    def _question(self, value: float) -> Question:
        read = self._read
        scenario = Scenario({**read.scenario.values, self._varied: value})
        return question_of(scenario, self._knowledge, self._today, read.overrides, read.own_lines)
