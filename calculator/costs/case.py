"""One question put to the cost model: the workload, and where its uncertain numbers come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from calculator.costs.draws import Draws
from calculator.costs.line import Given, Stream, geometric_sum, monthly_ratio
from calculator.costs.quantity import Amount, Quantity
from calculator.costs.uncertainty import Sample
from calculator.costs.workload import FIELDS, Workload, read_workload
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.scenario import Scenario

TRAINED = (
    "baseline",
    "feature_extraction",
    "fine_tune",
    "heavy_fine_tune",
    "from_scratch",
    "hybrid",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line that the reader adds."""

    label: str
    usd: float
    paid: str  # "once", "per_month" or "per_1000_requests"
    approaches: tuple[str, ...] = ()  # none: every approach


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that a cost line may read."""

    workload: Workload
    draws: Draws
    knowledge: Knowledge
    today: date
    constants: Constants  # of the physics
    own_lines: tuple[OwnLine, ...] = ()
    best_at_each_point: bool = False  # machines are chosen point by point, not for the likely case
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    def once[T](self, key: str, make: Callable[[], T]) -> T:
        """A value that several lines share, made for the first of them."""
        if key not in self.memo:
            self.memo[key] = make()
        return cast(T, self.memo[key])

    @property
    def months(self) -> int:
        """Months after launch that are counted."""
        return self.workload.horizon_months

    @property
    def first_requests(self) -> Amount:
        """Requests in the month of launch; the answer is the volume a year later."""
        work = self.workload
        return self.once(
            "first requests", lambda: work.requests_per_month / (1 + work.growth_per_year)
        )

    def per_request(self, usd: Amount, decline: Given | None = None) -> Stream:
        """A price per request as a monthly payment that follows the volume.

        Args:
            usd: price of one request in the month of launch.
            decline: share of the price that is lost in a year.
        """
        growth = self.workload.growth_per_year
        ratio = self.once(
            f"ratio {decline.ref if decline else ''}",
            lambda: monthly_ratio(growth, decline.amount if decline else 0.0),
        )
        factor = self.once(
            f"sum {decline.ref if decline else ''}", lambda: geometric_sum(ratio, self.months)
        )
        return Stream(self.first_requests * usd, ratio, factor)

    def asked(self, input_id: str) -> Given:
        """An answer as a number of a line; the assumption in its place where there is none."""
        amount = getattr(self.workload, FIELDS[input_id])
        return Given(self.workload.stand_ins.get(input_id, f"input:{input_id}"), amount)

    def assumed(self, assumption_id: str) -> Given:
        """An assumption as a number of a line."""
        return Given(assumption_id, self.draws.assumed(assumption_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants priced. A case is the question put with one sample of its numbers."""

    scenario: Scenario
    knowledge: Knowledge
    today: date
    overrides: Mapping[str, Estimate] = field(default_factory=dict)
    own_lines: tuple[OwnLine, ...] = ()
    constants: Constants  # of the physics, overrides included


def question_of(
    scenario: Scenario,
    knowledge: Knowledge,
    today: date,
    overrides: Mapping[str, Estimate],
    own_lines: tuple[OwnLine, ...] = (),
) -> Question:
    """A question whose constants of the physics are looked up once."""
    constants = physics_constants(knowledge, today)
    return Question(
        scenario=scenario,
        knowledge=knowledge,
        today=today,
        overrides=overrides,
        own_lines=own_lines,
        constants={name: overrides.get(name, kept) for name, kept in constants.items()},
    )


def case_of(
    question: Question, sample: Sample, varied: Mapping[str, Quantity] | None = None
) -> Case:
    """The case of a question; `varied` answers take one value per point (NaN: their own)."""
    knowledge, overrides = question.knowledge, question.overrides
    draws = Draws(knowledge, question.today, sample, overrides)
    return Case(
        workload=read_workload(question.scenario, knowledge, draws, varied),
        draws=draws,
        knowledge=knowledge,
        today=question.today,
        constants=question.constants,
        own_lines=question.own_lines,
        best_at_each_point=varied is not None,
    )


def derived(label: str, amount: Amount, unit: str) -> Given:
    """A number that was worked out on the way."""
    return Given("derived", amount, label, unit)
