"""What the bills say: whom the budget does not reach, and which other approach is cheaper."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculator.conditions import Answers
from calculator.costs.asked import DECLARED
from calculator.costs.bills import Costs
from calculator.costs.case import question_of
from calculator.costs.deadline import DEADLINE, at_the_earliest, too_late
from calculator.costs.physical_limits import (
    DEVICE_MEMORY,
    LATENCY,
    Shortfall,
    at_least,
    too_large,
    too_slow,
)
from calculator.costs.uncertainty import stable
from calculator.costs.what_if import VOLUME
from calculator.decision.priced import Priced, Purse, kept_of
from calculator.decision.rulebook import Rulebook
from calculator.needs.need import Asked, Assumed
from calculator.physics.constants import Constants, physics_constants
from calculator.scenario import Scenario
from calculator.suppositions import leans_on, suppose

BUDGET, LABELS = "budget_usd", "labelled_examples"
ASKED = (Asked(BUDGET, "USD"), Asked(VOLUME, "requests per month"))
_LEAST_SAVING = Assumed("least-saving-per-month", "USD per month")
_GROWTH = Assumed("growth-worth-a-plan", "times")
_CHEAPER = Assumed("cheaper-in-share-of-draws", "share")
_PRICED = ("easy_share", *sorted(DECLARED))


@dataclass(frozen=True, slots=True)
class Cheaper:
    """Another open approach costs so much less that it takes the place of the first."""

    approach: str
    alternative: str
    usd: float  # likely total over the horizon of the one that is passed over
    alternative_usd: float
    share: float  # of the paired draws in which it is cheaper by the margin
    margin: float


class Money:
    """The bills of a scenario, and of variations of it, made when somebody asks for them."""

    def __init__(self, purse: Purse, found: Costs | None = None, base: Answers | None = None):
        self._purse = purse
        self._kept = kept_of(purse)
        if found is not None and base is not None:
            self._kept.priced.setdefault(
                self._key(base), Priced(found.question, self._kept.remembered, found.bills)
            )

    @property
    def today(self) -> date:
        """The day whose prices count."""
        return self._purse.today

    def over_budget(self, values: Answers, book: Rulebook) -> frozenset[str]:
        """Approaches whose data and compute before launch cost more than the budget.

        Sums for which nobody moves are not asked about.
        """
        budget = values[BUDGET]
        if budget is None:
            return frozenset()
        most = max(float(budget), book.number(_LEAST_SAVING))
        found = self.of(values)
        return frozenset(name for name, usd in found.outlays_usd.items() if usd > most)

    def shortfalls(self, values: Answers, book: Rulebook) -> Mapping[str, Shortfall]:
        """Approaches that no machine or no device carries, or that come after the date."""
        found = too_large(values, book.number(DEVICE_MEMORY))
        date = values[DEADLINE]
        if date is not None:
            found = {**too_late(self.earliest_weeks(values), float(date)), **found}
        limit = values[LATENCY]
        return (
            found if limit is None else {**too_slow(self.fastest_ms(values), float(limit)), **found}
        )

    def earliest_weeks(self, values: Answers) -> Mapping[str, float]:
        """Weeks to a first version that nine draws in ten exceed, by approach."""
        found = self.of(at_the_earliest(values)).weeks_to_ship
        return {name: stable(each.low) for name, each in found.items()}

    def met_from(self, values: Answers) -> Mapping[str, set[float]]:
        """The whole ms and weeks from which some approach meets a limit."""
        found = {LATENCY: self.fastest_ms(values), DEADLINE: self.earliest_weeks(values)}
        return {
            limit: {float(math.ceil(each)) for each in least.values()}
            for limit, least in found.items()
            if least
        }

    def comes_late(self, values: Answers, approach: str) -> bool:
        """Whether a first version is more likely than not to come after the date."""
        limit = values[DEADLINE]
        return limit is not None and self.of(values).weeks_to_ship[approach].value > float(limit)

    def fastest_ms(self, values: Answers) -> Mapping[str, float]:
        """The shortest time in which each approach can answer, in ms, where enough is known."""
        least = at_least(values)
        return self.of(least).fastest_ms if least else {}

    def excluded(self, values: Answers, book: Rulebook) -> frozenset[str]:
        """Approaches that a computed number excludes: what they cost, take or need."""
        return self.over_budget(values, book).union(self.shortfalls(values, book))

    def outlay_usd(self, values: Answers, approach: str) -> float:
        """What an approach pays to others before launch; likely."""
        return stable(self.of(values).outlays_usd[approach])

    def cheaper(
        self, values: Answers, chosen: str, others: Sequence[str], book: Rulebook
    ) -> Cheaper | None:
        """The cheapest of the others that is cheaper by the margin in enough of the draws.

        Nothing where the volume, and so the bill, is not known.
        """
        if values[VOLUME] is None or not others:
            return None
        found = self.of(values)
        totals = {name: found.total_usd(name) for name in (chosen, *others)}
        for other in sorted(others, key=lambda name: (totals[name], name)):
            if not found.bearable.passed(totals[chosen], totals[other]):
                return None
            share = found.share(chosen, other)
            if share >= book.number(_CHEAPER):
                usd, less = stable(totals[chosen]), stable(totals[other])
                return Cheaper(chosen, other, usd, less, share, found.bearable.margin)
        return None

    def may_pay(self, values: Answers, chosen: str, book: Rulebook, other: str) -> bool:
        """Whether another approach is cheaper with as many more requests as a plan looks ahead to.

        Where the volume is not known it may.
        """
        volume = values[VOLUME]
        if volume is None:
            return True
        grown = self.of({**values, VOLUME: float(volume) * book.number(_GROWTH)})
        return grown.total_usd(other) < grown.total_usd(chosen)

    def of(self, values: Answers) -> "Priced":
        """What is known of the bills under these answers."""
        hung_on = tuple([values[name] for name in self._hang_on])
        found = self._kept.found.get(hung_on)
        if found is None:
            found = self._kept.found[hung_on] = self._of_key(values)
        return found

    @cached_property
    def _hang_on(self) -> tuple[str, ...]:
        """What is priced, and what the suppositions about it ask, and so on."""
        inputs, waiting = self._purse.knowledge.inputs, [*_PRICED]
        found: dict[str, None] = {}
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting += [other for each in inputs[name].if_unknown for other in leans_on(each)]
        return tuple(found)

    def _of_key(self, values: Answers) -> "Priced":
        key, priced = self._key(values), self._kept.priced
        if key not in priced:
            purse = self._purse
            question = question_of(
                Scenario(values), purse.knowledge, purse.today, purse.overrides, purse.own_lines,
                constants=self._constants,
            )  # fmt: skip
            priced[key] = Priced(question, self._kept.remembered)
        return priced[key]

    @cached_property
    def _constants(self) -> Constants:
        return physics_constants(self._purse.knowledge, self._purse.today)

    def _key(self, values: Answers) -> tuple[object, ...]:
        filled = suppose(Scenario(values), self._purse.knowledge).values
        return tuple([(values[name], filled[name]) for name in _PRICED])
