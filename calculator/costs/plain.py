"""The bills and what follows from them, as plain JSON values in USD.

Every number that went into a line is named once under `numbers`, with its range, date and
sources; lines refer to it by name.
"""

import dataclasses
from typing import Any

from calculator.costs.analysis import Analysis
from calculator.costs.bills import Bill, Costs
from calculator.costs.energy import Energy, energy
from calculator.costs.explained import Explained, explained, explained_line, payments
from calculator.costs.line import GROUPS, Line
from calculator.costs.numbers import described
from calculator.costs.quantity import likely, plain
from calculator.costs.sensitivity import Bar
from calculator.costs.success import PerSuccess
from calculator.costs.time_to_ship import TimeToShip, weeks
from calculator.costs.uncertainty import stable
from calculator.costs.unit_economics import per_1000_requests
from calculator.estimate import Estimate
from calculator.needs.explain import Number
from calculator.needs.need import Assumed, Over
from calculator.needs.traced import names_in

_RATE = Assumed("usd-per-{}", "USD", Over(choices_of="currency", but=("usd",)))


def costs_json(costs: Costs, analysis: Analysis) -> dict[str, Any]:
    """Everything that the page shows about money.

    Args:
        costs: the likely bills.
        analysis: of the same question.

    Returns:
        `approaches` (by id: ranges, lines, months, tornado), `break_even` and `payback` (one for
        each pair), `flips`, `curves` (bills by volume), `numbers` and `currency`.
    """
    watts = energy(costs, analysis.uncertainty.points)
    searched = analysis.searched
    return {
        "horizon_months": costs.case.months,
        "points": analysis.uncertainty.points,
        "approaches": {
            name: _approach(costs, analysis, bill, watts[name])
            for name, bill in costs.bills.items()
        },
        "break_even": [dataclasses.asdict(crossing) for crossing in searched.by_volume],
        "payback": [dataclasses.asdict(crossing) for crossing in analysis.in_time],
        "flips": [dataclasses.asdict(flip) for flip in searched.flips],
        "curves": {
            "requests_per_month": list(searched.volumes),
            "usd": {name: _estimates(found) for name, found in searched.curves.items()},
        },
        "numbers": _numbers(costs, analysis),
        "currency": currency_json(costs),
    }


def _approach(costs: Costs, analysis: Analysis, bill: Bill, used: Energy) -> dict[str, Any]:
    spread = analysis.uncertainty.spreads[bill.approach]
    months = costs.case.months
    totals = {line.id: stable(likely(line.total(months))) for line in bill.lines}
    return {
        "total": _estimate(spread.total),
        "median": spread.median,
        "once": _estimate(spread.once),
        "per_month": _estimate(spread.per_month),
        "per_1000_requests": per_1000_requests(costs, bill),
        "cheapest_share": analysis.uncertainty.cheapest.get(bill.approach),
        "groups": {
            group: stable(sum(totals[line.id] for line in bill.lines if line.group == group))
            for group in GROUPS
        },
        "paid_by_month": [stable(usd) for usd in analysis.paid[bill.approach]],
        "lines": [_line(costs, line, totals[line.id]) for line in bill.lines],
        "tornado": [_bar(bar) for bar in spread.tornado],
        "kwh": _estimate(used.kwh),
        "kg_co2e": _estimate(used.kg_co2e),
        "time_to_ship": _time(costs, analysis.times[bill.approach]),
        "per_success": _success(analysis.successes[bill.approach]),
    }


def _time(costs: Costs, time: TimeToShip) -> dict[str, Any]:
    return {
        "working_days": _estimate(time.working_days),
        "weeks": _estimate(weeks(time.working_days)),
        "stages": [
            {
                "id": stage.id,
                "label": stage.label,
                "starts": stable(likely(stage.starts)),
                "days": stable(likely(stage.days)),
                **_explained(explained(costs, {"days": stage.days})),
            }
            for stage in time.stages
        ],
    }


def _success(success: PerSuccess) -> dict[str, Any]:
    found = success.usd_per_1000
    return {
        "usd_per_1000": None if found is None else _estimate(found),
        "success_share": stable(success.success_share),
        "tries_per_request": stable(success.tries_per_request),
        "given": [{"ref": t.ref, "value": stable(likely(t.amount))} for t in success.given],
    }


def _line(costs: Costs, line: Line, total: float) -> dict[str, Any]:
    return {
        "id": line.id,
        "group": line.group,
        "label": line.label,
        "note": line.note,
        "total": total,
        "once": stable(likely(line.once)),
        "first_month": stable(likely(line.monthly.in_month(0))),
        **_explained(explained_line(costs, line)),
    }


def _explained(found: Explained) -> dict[str, Any]:
    """The formulas and their numbers; `formula` says the same in words."""
    return {
        "formula": found.words,
        "formulas": dict(found.formulas),
        "given": [_number(number) for number in found.numbers],
    }


def _number(number: Number) -> dict[str, Any]:
    value = stable(number.value)
    if number.ref is not None:
        return {"ref": number.ref, "value": value}
    return {
        "ref": None,
        "label": number.label,
        "unit": number.unit,
        "value": value,
        "formula": number.formula,
        "rests_on": list(number.rests_on),
    }


def _bar(bar: Bar) -> dict[str, Any]:
    return {"ref": bar.name, "usd_at_low": bar.usd_at_low, "usd_at_high": bar.usd_at_high}


def _numbers(costs: Costs, analysis: Analysis) -> dict[str, Any]:
    """Every named number of any line, stage or tornado, described once, in order of name."""
    lines = (line for bill in costs.bills.values() for line in bill.lines)
    amounts = [amount for line in lines for amount in payments(costs, line).values()]
    for time in analysis.times.values():
        amounts += [stage.days for stage in time.stages]
    names = names_in(map(plain, amounts))
    for success in analysis.successes.values():
        names |= {term.ref for term in success.given}
    for spread in analysis.uncertainty.spreads.values():
        names |= {bar.name for bar in spread.tornado}
    return {name: described(name, costs) for name in sorted(names)}


def currency_json(costs: Costs) -> dict[str, Any]:
    """The currency to show amounts in, and what one unit of it costs in USD."""
    code = costs.case.workload.currency
    if code == "usd":
        return {"code": code, "usd_per_unit": 1.0, "ref": None}
    rate = costs.case.draws.assumed_estimate(_RATE, code)
    return {"code": code, "usd_per_unit": rate.value, "ref": _RATE.of(code)}


def _estimates(found: tuple[Estimate, ...]) -> list[dict[str, float]]:
    return [_estimate(estimate) for estimate in found]


def _estimate(estimate: Estimate) -> dict[str, float]:
    return {
        "low": stable(estimate.low),
        "value": stable(estimate.value),
        "high": stable(estimate.high),
    }
