"""The bills and what follows from them, as the records of a result.

Every number that went into a line is described once, with its range, date and sources; lines
refer to it by name.
"""

from calculator.costs.analysis import Analysis
from calculator.costs.bills import Bill, Costs
from calculator.costs.energy import Energy, energy
from calculator.costs.explained import explained, payments
from calculator.costs.line import GROUPS, Line
from calculator.costs.middle import Middle
from calculator.costs.numbers import described
from calculator.costs.quantity import likely, plain
from calculator.costs.records import (
    ApproachCost,
    CostReport,
    Currency,
    Curves,
    KnownNumber,
    LineCost,
    StageTime,
    SuccessCost,
    Swing,
    TimeNeeded,
)
from calculator.costs.success import PerSuccess, traced_success
from calculator.costs.time_to_ship import Stage, TimeToShip, weeks
from calculator.costs.uncertainty import stable
from calculator.costs.unit_economics import per_1000_requests
from calculator.estimate import Estimate
from calculator.needs.need import Assumed, Over
from calculator.needs.traced import names_in

_RATE = Assumed("usd-per-{}", "USD", Over(choices_of="currency", but=("usd",)))


def cost_report(costs: Costs, analysis: Analysis) -> CostReport:
    """Everything that a result says about money.

    Args:
        costs: the likely bills.
        analysis: of the same question.
    """
    watts = energy(costs, analysis.uncertainty.points)
    searched = analysis.searched
    curves = {name: tuple(map(_estimate, found)) for name, found in searched.curves.items()}
    return CostReport(
        horizon_months=costs.case.months,
        points=analysis.uncertainty.points,
        approaches={
            name: _approach(costs, analysis, bill, watts[name])
            for name, bill in costs.bills.items()
        },
        payback=analysis.in_time,
        flips=searched.flips,
        curves=Curves(tuple(searched.volumes), curves),
        numbers=_numbers(costs, analysis),
        currency=currency(costs),
    )


def _approach(costs: Costs, analysis: Analysis, bill: Bill, used: Energy) -> ApproachCost:
    spread = analysis.uncertainty.spreads[bill.approach]
    drawn = analysis.uncertainty.bills[bill.approach].lines
    lines = tuple(
        _line(costs, line, drawn_line, spread.middle)
        for line, drawn_line in zip(bill.lines, drawn, strict=True)
    )
    return ApproachCost(
        total=_estimate(spread.total),
        likely=stable(spread.likely),
        once=_estimate(spread.once),
        per_month=_estimate(spread.per_month),
        per_1000_requests=per_1000_requests(costs, spread.total.value),
        cheapest_share=analysis.uncertainty.cheapest.get(bill.approach),
        groups={
            group: stable(sum(line.total for line in lines if line.group == group))
            for group in GROUPS
        },
        paid_by_month=tuple(stable(usd) for usd in analysis.paid[bill.approach]),
        lines=lines,
        tornado=tuple(Swing(b.name, b.usd_at_low, b.usd_at_high) for b in spread.tornado),
        kwh=_estimate(used.kwh),
        kg_co2e=_estimate(used.kg_co2e),
        time_to_ship=_time(costs, analysis.times[bill.approach]),
        per_success=_success(costs, bill.approach, analysis.successes[bill.approach]),
    )


def _time(costs: Costs, time: TimeToShip) -> TimeNeeded:
    stages = tuple(_stage(costs, stage) for stage in time.stages)
    return TimeNeeded(_estimate(time.working_days), _estimate(weeks(time.working_days)), stages)


def _stage(costs: Costs, stage: Stage) -> StageTime:
    found = explained(costs, {"days": stage.days})
    return StageTime(
        id=stage.id,
        label=stage.label,
        formula=found.words,
        formulas=found.formulas,
        starts=stable(likely(stage.starts)),
        days=stable(likely(stage.days)),
        given=found.numbers,
    )


def _success(costs: Costs, approach: str, success: PerSuccess) -> SuccessCost:
    """The median and the range of the draws, beside the likely case as it is explained."""
    traced = traced_success(costs, approach)
    found = explained(costs, traced)
    amounts = {key: stable(likely(amount)) for key, amount in traced.items()}
    usd = {key: traced[key] for key in ("usd_per_1000",) if key in traced}
    return SuccessCost(
        usd_per_1000=success.usd_per_1000 and _estimate(success.usd_per_1000),
        success_share=amounts["success_share"],
        tries_per_request=amounts["tries_per_request"],
        likely_usd_per_1000=amounts.get("usd_per_1000"),
        formula=explained(costs, usd).words,
        formulas=found.formulas,
        given=found.numbers,
    )


def _line(costs: Costs, line: Line, drawn: Line, middle: Middle) -> LineCost:
    """A line of the likely bill, which is explained, with its amounts in the middle case."""
    paid, once = payments(costs, line), middle.of(drawn.once)
    found = explained(costs, paid)
    running = middle.of(drawn.monthly.total(costs.case.months))
    return LineCost(
        id=line.id,
        group=line.group,
        label=line.label,
        formula=found.words,
        formulas=found.formulas,
        note=line.note,
        total=stable(once + running),
        once=stable(once),
        first_month=stable(middle.of(drawn.monthly.in_month(0))),
        likely={key: stable(likely(amount)) for key, amount in paid.items()},
        given=found.numbers,
    )


def _numbers(costs: Costs, analysis: Analysis) -> dict[str, KnownNumber]:
    """Every named number of any line, stage or tornado, described once, in order of name."""
    lines = (line for bill in costs.bills.values() for line in bill.lines)
    amounts = [amount for line in lines for amount in payments(costs, line).values()]
    for time in analysis.times.values():
        amounts += [stage.days for stage in time.stages]
    for approach in costs.bills:
        amounts += traced_success(costs, approach).values()
    names = names_in(map(plain, amounts))
    for spread in analysis.uncertainty.spreads.values():
        names |= {bar.name for bar in spread.tornado}
    return {name: described(name, costs) for name in sorted(names)}


def currency(costs: Costs) -> Currency:
    """The currency to show amounts in, and what one unit of it costs in USD."""
    code = costs.case.workload.currency
    if code == "usd":
        return Currency(code, 1.0, None)
    name, question = _RATE.of(code), costs.question
    rate = costs.case.draws.assumed_estimate(_RATE, code)
    dated = costs.case.knowledge.assumptions[name].at(question.today)
    by_hand = name in question.overrides
    return Currency(code, rate.value, name, None if by_hand else dated.as_of)


def _estimate(estimate: Estimate) -> Estimate:
    return Estimate(stable(estimate.low), stable(estimate.value), stable(estimate.high))
