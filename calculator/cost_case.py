"""One question put to the cost model: the workload, and where its uncertain numbers come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculator.constants import Constants, physics_constants
from calculator.cost_line import Given, Stream, monthly_ratio
from calculator.draws import Draws
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.quantity import Amount, Quantity
from calculator.scenario import Scenario
from calculator.uncertainty import Sample
from calculator.workload import Workload, read_workload

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

    @property
    def months(self) -> int:
        """Months after launch that are counted."""
        return self.workload.horizon_months

    @property
    def first_requests(self) -> Amount:
        """Requests in the month of launch; the answer is the volume a year later."""
        return self.workload.requests_per_month / (1 + self.workload.growth_per_year)

    def per_request(self, usd: Amount, yearly_decline: Amount = 0.0) -> Stream:
        """A price per request as a monthly payment that follows the volume."""
        ratio = monthly_ratio(self.workload.growth_per_year, yearly_decline)
        return Stream(self.first_requests * usd, ratio)

    def assumed(self, assumption_id: str) -> Given:
        """An assumption as a number of a line."""
        return Given(assumption_id, self.draws.assumed(assumption_id))


def case_of(
    scenario: Scenario,
    knowledge: Knowledge,
    today: date,
    sample: Sample,
    overrides: Mapping[str, Estimate] | None = None,
    varied: Mapping[str, Quantity] | None = None,
    own_lines: tuple[OwnLine, ...] = (),
) -> Case:
    """The case of a scenario; `varied` answers take one value per point."""
    draws = Draws(knowledge, today, sample, overrides)
    constants = physics_constants(knowledge, today)
    constants |= {name: kept for name, kept in (overrides or {}).items() if name in constants}
    return Case(
        workload=read_workload(scenario, knowledge, draws, varied),
        draws=draws,
        knowledge=knowledge,
        today=today,
        constants=constants,
        own_lines=own_lines,
        best_at_each_point=varied is not None,
    )


def asked(input_id: str, amount: Amount) -> Given:
    """An answer as a number of a line."""
    return Given(f"input:{input_id}", amount)


def derived(label: str, amount: Amount, unit: str) -> Given:
    """A number that was worked out on the way."""
    return Given("derived", amount, label, unit)
