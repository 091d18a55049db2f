"""Everything that is said about the bills beside the bills: ranges, crossings, flips."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from calculator.costs import break_even
from calculator.costs.after_others import case_after_others
from calculator.costs.bills import Costs, costs_of
from calculator.costs.bracket import Bills, narrow
from calculator.costs.crossing import Crossing
from calculator.costs.flips import CostFlip, FlipSearch, horizon_flip
from calculator.costs.lift import Lift
from calculator.costs.payback import paid_by_month, paybacks
from calculator.costs.quantity import likely
from calculator.costs.sensitivity import POINTS, Spread, Uncertainty, drawing, uncertainty
from calculator.costs.success import PerSuccess, per_success
from calculator.costs.time_to_ship import TimeToShip, times_to_ship
from calculator.costs.uncertainty import Points
from calculator.costs.what_if import VOLUME, Variation, totals
from calculator.estimate import Estimate
from calculator.work import finished

type Priced = Callable[[Sequence[Variation]], dict[str, Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Searched:
    """What is found by pricing the question again with other answers; empty where none looked."""

    by_volume: tuple[Crossing, ...] = ()
    flips: tuple[CostFlip, ...] = ()
    volumes: tuple[float, ...] = ()  # requests a month, of each point of the curves
    curves: Mapping[str, tuple[Estimate, ...]] = field(default_factory=dict)  # USD by approach


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from the bills of one question."""

    uncertainty: Uncertainty
    in_time: tuple[Crossing, ...]
    paid: Mapping[str, list[float]]  # USD until launch and until the end of each month
    times: Mapping[str, TimeToShip]
    successes: Mapping[str, PerSuccess]
    searched: Searched


def analyse(
    costs: Costs, qualifying: Sequence[str], points: int = POINTS, *, search: bool = True
) -> Analysis:
    """What `analysing` gives, in one go."""
    return finished(analysing(costs, qualifying, points, search=search))


def analysing(
    costs: Costs, qualifying: Sequence[str], points: int = POINTS, *, search: bool = True
) -> Generator[None, None, Analysis]:
    """Ranges and shares, break-even by volume and in time, and the flip of each input; in steps.

    Args:
        costs: the likely bills.
        qualifying: approaches that the decision does not exclude.
        points: equally likely draws behind the ranges.
        search: whether to look for what other answers would change, which takes half of the time.
    """
    sure = yield from drawing(costs, qualifying, points)
    months = costs.case.months
    paid = {
        name: paid_by_month(bill, months, sure.spreads[name]) for name, bill in costs.bills.items()
    }
    # The same draws, without the tornado's ends.
    drawn = case_after_others(costs.question, Points(points))
    searched = (yield from _search(costs, qualifying, paid, sure)) if search else Searched()
    return Analysis(
        uncertainty=sure,
        in_time=tuple(paybacks(paid, sure, months)),
        paid=paid,
        times=times_to_ship(costs, drawn, sure),
        successes=per_success(drawn, sure),
        searched=searched,
    )


def _search(
    costs: Costs,
    qualifying: Sequence[str],
    paid: Mapping[str, list[float]],
    sure: Uncertainty,
) -> Generator[None, None, Searched]:
    flips = FlipSearch(costs.question, costs.case.workload, qualifying)
    volumes = break_even.first_tries()
    now = likely(costs.case.workload.requests_per_month)
    drawn = totals(costs.question, volumes, again=True)  # apart: only these are at every draw
    lift = Lift(break_even.VOLUMES, drawn, _spreads_at_one_volume(costs, sure), now)

    def priced(
        tries: Sequence[Variation], names: Sequence[str], *, again: bool = False
    ) -> dict[str, Sequence[float]]:
        found = totals(costs.question, tries, names, again=again) if tries else {}
        return lift.middle(found, tries)

    yield
    coarse = lift.middle(drawn, volumes)
    search = break_even.VolumeSearch(coarse)
    finer = flips.second_tries(priced(flips.first_tries(), qualifying, again=True))
    crossings, turns = search.sought(), flips.sought(priced(finer, qualifying))
    yield
    names = sorted({*qualifying, *search.crossing})  # whose bills are looked at from here on
    narrowed = narrow(
        [*crossings, *turns], lambda asked: _bills(partial(priced, names=names), asked)
    )
    exact = narrowed[: len(crossings)], narrowed[len(crossings) :]
    yield
    sides = search.last_tries(exact[0])
    checked = priced(sides + flips.last_tries(exact[1]), names)
    yield
    horizon = horizon_flip(paid, costs.case.months, qualifying)
    return Searched(
        by_volume=tuple(search.crossings(_part(checked, 0, len(sides)))),
        flips=(*flips.flips(_part(checked, len(sides), None)), *([horizon] if horizon else [])),
        volumes=break_even.VOLUMES,
        curves={name: break_even.curve(values) for name, values in coarse.items()},
    )


def _spreads_at_one_volume(costs: Costs, sure: Uncertainty) -> Mapping[str, Spread]:
    """The headlines without a range of the volume, which has no place along the volume."""
    name, question = f"input:{VOLUME}", costs.question
    if name not in question.overrides:
        return sure.spreads
    others = {key: own for key, own in question.overrides.items() if key != name}
    at_one = costs_of(replace(question, overrides=others))
    return uncertainty(at_one, (), sure.points).spreads


def _bills(priced: Priced, asked: Sequence[tuple[str, float]]) -> list[Bills]:
    """The middle bills with each one answer changed."""
    found = priced([Variation({name: value}) for name, value in asked])
    return [{name: usd[i] for name, usd in found.items()} for i in range(len(asked))]


def _part(
    found: Mapping[str, Sequence[float]], start: int, stop: int | None
) -> dict[str, Sequence[float]]:
    return {name: values[start:stop] for name, values in found.items()}
