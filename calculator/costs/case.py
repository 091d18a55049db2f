"""One question put to the cost model: the workload, and where its uncertain numbers come from."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from calculator.costs.asked import FIELDS
from calculator.costs.draws import Draws
from calculator.costs.kept_physics import KeptPhysics, physics_of
from calculator.costs.kept_work import Keeper
from calculator.costs.line import Stream, geometric_sum, monthly_ratio
from calculator.costs.quantity import Amount, Quantity, plain
from calculator.costs.uncertainty import Points, Sample, stable
from calculator.costs.workload import Workload, read_workload
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed
from calculator.needs.traced import NAME, Traced, called, worked_out
from calculator.physics.constants import Constants, physics_constants
from calculator.scenario import Scenario

OWN_LINE = "own:"  # the name of the amount of the reader's n-th line begins so


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
    physics: KeptPhysics  # what it gave under these constants
    own_lines: tuple[OwnLine, ...] = ()
    drawn: bool = False  # amounts have a value for each draw, and machines are chosen at each
    best_at_each_point: bool = False  # answers differ too, so that no line is of one machine
    traced: bool = False  # amounts remember how they were made, and carry names
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    keeper: Keeper | None = field(default=None, compare=False)

    def kept[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """A value that the next question has again where it reads the same; the key says of what.

        What goes into it must be named in the key, or be read while it is made.
        """
        return cast(T, self.keeper.kept(key, make)) if self.keeper else self.once(key, make)

    def once[T](self, key: Hashable, make: Callable[[], T]) -> T:
        """A value that several lines share, made for the first of them."""
        if self.keeper:
            return cast(T, self.keeper.once(key, make))
        if key not in self.memo:
            self.memo[key] = make()
        return cast(T, self.memo[key])

    def by_physics[T](self, key: tuple[Hashable, ...], work_out: Callable[[], T]) -> T:
        """What the physics gives; the key says from what, the open model apart."""
        work = self.workload
        return self.physics.once((work.open_model, work.active_size_b, *key), work_out)

    @property
    def months(self) -> int:
        """Months after launch that are counted."""
        return self.workload.horizon_months

    @property
    def first_requests(self) -> Amount:
        """Requests in the month of launch; the answer is the volume a year later."""
        return self.once("first requests", self._first_requests)

    def _first_requests(self) -> Amount:
        work = self.workload
        first = work.requests_per_month / (1 + work.growth_per_year)
        return self.called("Requests in the month of launch", "requests per month", first)

    def per_request(self, usd: Amount, falling: Assumed | None = None) -> Stream:
        """A price per request as a monthly payment that follows the volume.

        Args:
            usd: price of one request in the month of launch.
            falling: share of the price that is lost in a year.
        """
        key = falling.id if falling else ""
        ratio = self.once(f"ratio {key}", lambda: self._monthly_ratio(falling))
        factor = self.once(f"sum {key}", lambda: self._months_worth(ratio))
        return Stream(self.first_requests * usd, ratio, factor)

    def _monthly_ratio(self, falling: Assumed | None) -> Amount:
        decline = self.assumed(falling) if falling else 0.0
        return monthly_ratio(self.workload.growth_per_year, decline)

    def _months_worth(self, ratio: Amount) -> Amount:
        whole = geometric_sum(ratio, self.months)
        return self.called("All months against the first", "ratio", whole)

    def assumed(self, need: Assumed, which: str = "") -> Amount:
        """An assumption in the unit of its need; `which` one of several."""
        return self.draws.assumed(need, which)

    def called(self, label: str, unit: str, amount: Amount) -> Amount:
        """An amount under a name of its own, with which explanations show its formula."""
        if self.best_at_each_point:
            return amount
        kept = _as_shown(amount)
        if isinstance(amount, Quantity) or not self.traced:
            return kept
        return called(label, unit, plain(kept), amount)

    def worked_out(self, label: str, unit: str, amount: Amount, *of: Amount) -> Amount:
        """An amount that the physics gave, under a name of its own; `of` is what it rests on."""
        if self.best_at_each_point:
            return amount
        kept = _as_shown(amount)
        if isinstance(amount, Quantity) or not self.traced:
            return kept
        return worked_out(label, unit, plain(kept), *map(plain, of))


def _as_shown(amount: Amount) -> Amount:
    """An amount whose likely value has the digits that are shown, so that others repeat the sums.

    The further points of a sample are shown to nobody and keep all of theirs.
    """
    if not isinstance(amount, Quantity):
        return stable(amount)
    likely = amount.values[0]
    shown = stable(likely)
    return amount if shown == likely else amount.with_values([shown, *amount.values[1:]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants priced. A case is the question put with one sample of its numbers."""

    scenario: Scenario
    knowledge: Knowledge
    today: date
    overrides: Mapping[str, Estimate] = field(default_factory=dict)
    own_lines: tuple[OwnLine, ...] = ()
    constants: Constants  # of the physics, overrides included
    physics: KeptPhysics  # what it gave under these constants


def question_of(
    scenario: Scenario,
    knowledge: Knowledge,
    today: date,
    overrides: Mapping[str, Estimate],
    own_lines: tuple[OwnLine, ...] = (),
    *,
    constants: Constants | None = None,
) -> Question:
    """A question whose constants of the physics, as published, are looked up once."""
    published = constants or physics_constants(knowledge, today)
    overrides = _with_hard_share(scenario, overrides)
    own = {name: overrides.get(name, kept) for name, kept in published.items()}
    return Question(
        scenario=scenario,
        knowledge=knowledge,
        today=today,
        overrides=overrides,
        own_lines=own_lines,
        constants=own,
        physics=physics_of(knowledge, own),
    )


def _with_hard_share(
    scenario: Scenario, overrides: Mapping[str, Estimate]
) -> Mapping[str, Estimate]:
    """A combination sends to the large model what is not easy, where the easy share was counted."""
    easy = scenario.values.get("easy_share")
    if easy is None or "hybrid-hosted-share" in overrides:
        return overrides
    hard = stable(1 - float(easy))
    return {**overrides, "hybrid-hosted-share": Estimate(hard, hard, hard)}


def case_of(
    question: Question, sample: Sample, varied: Mapping[str, Quantity] | None = None
) -> Case:
    """The case of a question; `varied` answers take one value per point (NaN: their own)."""
    knowledge, overrides = question.knowledge, question.overrides
    draws = Draws(knowledge, question.today, sample, overrides)
    workload = read_workload(question.scenario, knowledge, draws, varied)
    return Case(
        workload=_named(workload) if sample.traced else workload,
        draws=draws,
        knowledge=knowledge,
        today=question.today,
        constants=question.constants,
        physics=question.physics,
        own_lines=_named_lines(question.own_lines) if sample.traced else question.own_lines,
        drawn=varied is not None or isinstance(sample, Points),
        best_at_each_point=varied is not None,
        traced=sample.traced,
    )


def _named_lines(lines: tuple[OwnLine, ...]) -> tuple[OwnLine, ...]:
    return tuple(
        replace(line, usd=Traced(line.usd, NAME, f"{OWN_LINE}{position}"))
        for position, line in enumerate(lines, start=1)
    )


def _named(workload: Workload) -> Workload:
    """The workload with a name on every number that has none yet; the horizon stays fixed."""
    named: dict[str, Any] = {}
    for asked, field_name in FIELDS.items():
        value = getattr(workload, field_name)
        if isinstance(value, float) and not isinstance(value, Traced):
            named[field_name] = Traced(value, NAME, f"input:{asked}")
    return replace(workload, **named)
