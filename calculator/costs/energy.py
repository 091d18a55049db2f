"""Electricity of machines of one's own, and the carbon of the grid that it comes from."""

from dataclasses import dataclass

from calculator.costs.bills import Costs
from calculator.costs.case import case_of
from calculator.costs.quantity import Amount, spread_out
from calculator.costs.uncertainty import Points, range_of
from calculator.estimate import Estimate, exactly
from calculator.needs.need import Assumed, Over
from calculator.units import GRAMS_PER_KG

_MEAN_POWER = Assumed("chip-power-share", "share")
_OVERHEAD = Assumed("power-overhead", "ratio")
_GRID = Assumed("grid-{}", "g CO2e per kWh", Over(choices_of="electricity_grid"))


@dataclass(frozen=True, slots=True)
class Energy:
    """Accelerators of training and hosting over the horizon; hosted services are not counted."""

    kwh: Estimate
    kg_co2e: Estimate


def energy(costs: Costs, points: int) -> dict[str, Energy]:
    """Energy and carbon of each approach.

    Accelerator-hours at the power limit × mean power / limit × overhead of the data centre
    × grams of the grid. Processors, networks and the making of the machines are left out.
    """
    draws = case_of(costs.question, Points(points)).draws
    share = draws.assumed(_MEAN_POWER) * draws.assumed(_OVERHEAD)
    carbon = share * draws.assumed(_GRID, costs.case.workload.grid) / GRAMS_PER_KG
    return {
        name: Energy(
            kwh=_times(share, sum(line.kwh for line in bill.lines), points),
            kg_co2e=_times(carbon, sum(line.kwh for line in bill.lines), points),
        )
        for name, bill in costs.bills.items()
    }


def _times(factor: Amount, kwh: float, points: int) -> Estimate:
    if kwh == 0:
        return exactly(0.0)
    return range_of(spread_out(factor * kwh, points + 1)[1:])
