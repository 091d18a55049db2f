"""Electricity of machines and hosted models, and the carbon of the grid that it comes from."""

from dataclasses import dataclass

from calculator.costs.bills import Costs
from calculator.costs.case import case_of
from calculator.costs.line import Line
from calculator.costs.quantity import Amount, likely, spread_out
from calculator.costs.uncertainty import Points, range_of
from calculator.estimate import Estimate, exactly
from calculator.needs.need import Assumed, Over
from calculator.units import GRAMS_PER_KG, TOKENS_PER_MTOK, WATTS_PER_KW

_MEAN_POWER = Assumed("chip-power-share", "share")
_OVERHEAD = Assumed("power-overhead", "ratio")
_PROCESSOR = Assumed("processor-power", "watt per virtual processor")
_READ = Assumed("hosted-energy-read", "kWh per million tokens")
_WRITTEN = Assumed("hosted-energy-written", "kWh per million tokens")
_GRID = Assumed("grid-{}", "g CO2e per kWh", Over(choices_of="electricity_grid"))


@dataclass(frozen=True, slots=True)
class Energy:
    """Training, hosting and hosted models over the horizon."""

    kwh: Estimate
    kg_co2e: Estimate


def energy(costs: Costs, points: int) -> dict[str, Energy]:
    """Energy and carbon of each approach.

    Own accelerators: hours at the power limit × mean power / limit × overhead of the data centre.
    Virtual processors: hours × mean power × the same overhead.
    Hosted models: tokens read and written, each at its energy, which has the overhead in it.
    All × grams of the grid. Speech sold by the hour, work before launch on processors, networks
    and the making of the machines are left out.
    """
    draws = case_of(costs.question, Points(points)).draws
    overhead = draws.assumed(_OVERHEAD)
    share = draws.assumed(_MEAN_POWER) * overhead
    processor = draws.assumed(_PROCESSOR) / WATTS_PER_KW * overhead
    read, written = draws.assumed(_READ), draws.assumed(_WRITTEN)
    grid = draws.assumed(_GRID, costs.case.workload.grid) / GRAMS_PER_KG
    mtok = likely(costs.case.per_request(1.0).total(costs.case.months)) / TOKENS_PER_MTOK
    found = {}
    for name, bill in costs.bills.items():
        served = _tokens(bill.lines)
        kwh = share * sum(line.kwh for line in bill.lines)
        kwh = kwh + processor * sum(line.processor_hours for line in bill.lines)
        kwh = kwh + read * (served[0] * mtok) + written * (served[1] * mtok)
        found[name] = Energy(_range(kwh, points), _range(kwh * grid, points))
    return found


def _tokens(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Tokens that hosted models read and write for one request."""
    each = [line.hosted_tokens for line in lines]
    return sum(read for read, _ in each), sum(written for _, written in each)


def _range(amount: Amount, points: int) -> Estimate:
    if likely(amount) == 0:
        return exactly(0.0)
    return range_of(spread_out(amount, points + 1)[1:])
