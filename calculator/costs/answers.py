"""Answers by input id, as formulas count with them."""

from collections.abc import Callable, Mapping

from calculator.costs.asked import DECLARED, INPUT, SPREAD_OF_UNKNOWN, STAND_INS
from calculator.costs.draws import Draws
from calculator.costs.quantity import Amount, Quantity
from calculator.estimate import Estimate
from calculator.needs.need import Assumed
from calculator.scenario import Scenario
from calculator.suppositions import Supposed

_SORTS = ("class", "number", "ranking", "regions")


class Answers:
    """Answers by input id: what the reader gave, else what is supposed, else an assumption."""

    def __init__(
        self, scenario: Scenario, supposed: Supposed, draws: Draws, varied: Mapping[str, Quantity]
    ) -> None:
        self._given = {key: scenario.values[key] for key in DECLARED}
        self._values = {key: supposed.values[key] for key in DECLARED}
        self._draws, self._varied = draws, varied

    def number(self, input_id: str) -> Amount:
        """A numeric answer; a supposed one has the range of its kind of unknown."""
        if input_id in self._varied:
            return _filled(self._varied[input_id], self._own_number(input_id))
        return self._own_number(input_id)

    def _own_number(self, input_id: str) -> Amount:
        value, name = float(self._values[input_id] or 0), f"{INPUT}{input_id}"
        own = self._draws.overridden(name)
        if own is not None and own.value == value:  # else another answer is being tried
            return self._draws.drawn(name, own)
        spread = SPREAD_OF_UNKNOWN.get(input_id)
        if self._given[input_id] is not None or spread is None or value == 0:
            return value
        factor = self._draws.assumed_estimate(spread)
        return self._draws.drawn(
            name,
            Estimate(value * factor.low, value * factor.value, value * factor.high),
        )

    def number_or_assumed(self, input_id: str) -> Amount:
        """A numeric answer, or an assumption where there is none.

        What is supposed goes before an assumption, but not before one that the reader set.
        """
        stand_in = STAND_INS[input_id]
        supposed = self._values[input_id] is not None
        if supposed and self._draws.overridden(stand_in.id) is None:
            return self.number(input_id)
        return self.number_or(input_id, lambda: self.assumed(stand_in))

    def number_or(self, input_id: str, make: Callable[[], Amount]) -> Amount:
        """A numeric answer, or what is worked out where there is none."""
        if self._given[input_id] is not None:
            return self.number(input_id)
        own = make()
        return _filled(self._varied[input_id], own) if input_id in self._varied else own

    def assumed(self, need: Assumed) -> Amount:
        """An assumption in the unit of its need."""
        return self._draws.assumed(need)

    def number_or_none(self, input_id: str) -> Amount | None:
        """A numeric answer, or None where there is none."""
        return None if self._given[input_id] is None else self.number(input_id)

    def plain(self, input_id: str) -> float:
        """A numeric answer that formulas branch on; it has no range."""
        return float(self._values[input_id] or 0)

    def choice(self, input_id: str, otherwise: str) -> str:
        """A chosen value, supposed where unknown."""
        value = self._values[input_id]
        return otherwise if value is None else str(value)

    def given_choice(self, input_id: str) -> str | None:
        """A value that the reader chose, else None."""
        value = self._given[input_id]
        return None if value is None else str(value)

    def is_given(self, input_id: str) -> bool:
        """Whether the reader answered."""
        return self._given[input_id] is not None

    def yes(self, input_id: str) -> bool:
        """Whether a question was answered, or is supposed to be answered, with yes."""
        return self._values[input_id] is True


def sorts(answers: Answers) -> bool:
    """Whether a class, number, ranking or regions are asked for, which take no writing."""
    return answers.choice("output_kind", "text") in _SORTS


def way_of_paying(answers: Answers) -> str:
    """Of machines; those that may rest are paid by the second unless another way is named."""
    paying = answers.choice("paying", "on_demand")
    rests = answers.given_choice("paying") is None and answers.plain("minimum_replicas") == 0
    return "per_second" if rests and paying != "owned" else paying


def _filled(varied: Quantity, own: Amount) -> Quantity:
    """The varied values; where they are not numbers, the answer's own."""
    if isinstance(own, Quantity):
        return varied.beside(own, lambda given, mine: given if given == given else mine)
    return varied.with_values([given if given == given else own for given in varied.values])
