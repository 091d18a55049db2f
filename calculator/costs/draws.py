"""Where formulas get their uncertain numbers from: assumptions, prices, results of physics."""

from collections.abc import Mapping
from datetime import date

from calculator.costs.quantity import Amount
from calculator.costs.uncertainty import Sample
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed


class Draws:
    """Amounts by name. A name is an assumption's id, `accelerator:<id>`, `hosted:<field>`, …

    An override replaces the estimate of its name. Each name is drawn once, so that all
    approaches see the same luck; `estimates` lists what was drawn, in order of first use.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        today: date,
        sample: Sample,
        overrides: Mapping[str, Estimate] | None = None,
    ) -> None:
        self.estimates: dict[str, Estimate] = {}
        # Since somebody looked: what of these was asked for, and what the reader set it to.
        self.noted: dict[str, Estimate] = {}
        self.told: dict[str, Estimate | None] = {}
        self._knowledge, self._today, self._sample = knowledge, today, sample
        self._overrides = overrides or {}
        self._amounts: dict[str, Amount] = {}

    def assumed(self, need: Assumed, which: str = "") -> Amount:
        """The amount of an assumption, in the unit of its need; `which` one of several."""
        name = need.of(which)
        found = self._amounts.get(name)
        if found is not None:
            self.noted[name], self.told[name] = self.estimates[name], self._overrides.get(name)
            return found
        return self.drawn(name, self.assumed_estimate(need, which))

    def assumed_estimate(self, need: Assumed, which: str = "") -> Estimate:
        """The three points of an assumption on the day, without drawing it."""
        name = need.of(which)
        return self.overridden(name) or self._knowledge.assumptions[name].at(self._today).estimate

    def overridden(self, name: str) -> Estimate | None:
        """What the reader set a number to; None where it is as published."""
        own = self.told[name] = self._overrides.get(name)
        return own

    def drawn(self, name: str, estimate: Estimate) -> Amount:
        """The amount of any other uncertain number; its first estimate counts."""
        own = self.overridden(name)
        if name not in self._amounts:
            kept = self.estimates[name] = own or estimate
            self._amounts[name] = self._sample.amount(name, kept)
        self.noted[name] = self.estimates[name]
        return self._amounts[name]
