"""What a result says about money and time: amounts in USD, stable to the digits kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculator.costs.crossing import Crossing
from calculator.costs.flips import CostFlip
from calculator.estimate import Estimate
from calculator.needs.explain import Number


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency that the reader wants amounts shown in; amounts of a result stay in USD."""

    code: str  # ISO 4217 in small letters
    usd_per_unit: float
    ref: str | None  # the assumption that holds the rate; null for USD
    as_of: date | None = None  # the day of the rate; null for USD, and for a rate set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCost:
    """One line of a bill in the middle case, in USD."""

    id: str
    group: str  # data, compute, people, inference, evaluation, operations or own
    label: str
    formula: str  # in words, with the names of the numbers
    formulas: Mapping[str, str]  # by the field that they give; `{0}` is the first of `given`
    note: str  # empty where there is nothing to add
    total: float  # over the horizon
    once: float  # before launch
    first_month: float
    likely: Mapping[str, float]  # what each formula gives, with every number at its likely value
    given: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of a tornado: the total in USD with one number at its low and at its high."""

    ref: str
    usd_at_low: float
    usd_at_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime:
    """One part of the way to a first version, likely working days."""

    id: str  # labels, build, training or evaluation
    label: str
    formula: str  # in words, with the names of the numbers
    formulas: Mapping[str, str]  # by the field that they give; `{0}` is the first of `given`
    starts: float  # working days from the beginning
    days: float
    given: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class TimeNeeded:
    """Until a first version is in use; a week has five working days."""

    working_days: Estimate
    weeks: Estimate
    stages: tuple[StageTime, ...]


@dataclass(frozen=True, slots=True)
class SuccessCost:
    """What a request costs that was answered well enough, second tries included."""

    usd_per_1000: Estimate | None  # null: there are no requests, or none succeeds
    success_share: float  # of requests, after all tries
    tries_per_request: float
    likely_usd_per_1000: float | None  # what the formula gives
    formula: str  # of the USD, in words, with the names of the numbers
    formulas: Mapping[str, str]  # by the field that they give; `{0}` is the first of `given`
    given: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """What an approach costs, as it is printed everywhere, in USD.

    The total is the median of the draws; what is paid before launch and in the months after it
    add up to it (`calculator.costs.middle`).
    """

    total: Estimate  # over the horizon: 10th percentile, median and 90th of the draws
    once: float  # before launch
    per_month: float  # mean of the months after launch


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachCost:
    """The whole cost of one approach over the horizon, in USD; parts are of the middle case."""

    total: Estimate  # 10th percentile, median and 90th of the draws
    likely: float  # the total with every number at its likely value, to which formulas come
    once: Estimate  # before launch
    per_month: Estimate  # mean of the months after launch
    per_1000_requests: float  # of the whole bill; 0 without requests
    cheapest_share: float | None  # of the draws in which it costs least; null: it does not qualify
    groups: Mapping[str, float]  # total by group of lines
    paid_by_month: tuple[float, ...]  # until launch, and until the end of each month
    lines: tuple[LineCost, ...]
    tornado: tuple[Swing, ...]  # the longest first; around the headline
    kwh: Estimate  # electricity over the horizon
    kg_co2e: Estimate
    time_to_ship: TimeNeeded
    per_success: SuccessCost

    @property
    def headline(self) -> Headline:
        """The amounts that are printed for the approach."""
        return Headline(self.total, self.once.value, self.per_month.value)


@dataclass(frozen=True, slots=True)
class Curves:
    """Bills by volume; empty where nothing was searched."""

    requests_per_month: tuple[float, ...]
    usd: Mapping[str, tuple[Estimate, ...]]  # by approach, one for each volume


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNumber:
    """A number that went into a line: what it is, how sure, and where it comes from."""

    kind: str  # assumption, input, price, or own line
    label: str
    unit: str
    low: float | None = None  # null: an answer that is not known
    value: float | None = None
    high: float | None = None
    as_of: str | None = None  # the day from which it holds; null for an answer
    basis: str = ""
    sources: tuple[str, ...] = ()
    overridden: bool = False  # set by whoever asked
    known: bool | None = None  # of an input: whether it was answered
    limit_days: int | None = None  # for so many days it counts as fresh; null for an answer
    own_estimate: bool = False  # rests on our word, at least in part, and whoever asked left it so
    past_limit: bool = False  # on the day of the result; never of what whoever asked has set

    @property
    def estimate(self) -> Estimate | None:
        """Low, likely and high in one; None for an answer that is not known."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return Estimate(self.low, self.value, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostReport:
    """Bills, their ranges, and what follows from them."""

    horizon_months: int
    points: int  # draws behind the ranges
    approaches: Mapping[str, ApproachCost]
    payback: tuple[Crossing, ...]  # months, for each pair
    flips: tuple[CostFlip, ...]
    curves: Curves
    numbers: Mapping[str, KnownNumber]  # every number of a line or a tornado, by name
    currency: Currency


@dataclass(frozen=True, slots=True)
class QuickCosts:
    """What a quick answer says about money: no ranges, and nothing that follows from them."""

    horizon_months: int
    currency: Currency
    likely: Mapping[str, float]  # USD of every approach, each number at its likely value
    headlines: Mapping[str, Headline]  # of the approaches that the answer names with their cost
