"""What the bills know of each approach that a reader may weigh; less is better throughout."""

from calculator.costs.analysis import Analysis
from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import Bill, Costs
from calculator.costs.case import Case
from calculator.costs.people import UPKEEP, running_days
from calculator.costs.quantity import Amount, likely
from calculator.costs.traffic import HYBRID_SHARE
from calculator.costs.uncertainty import stable

HOSTED = "hosted-model"  # id of the line that sends requests to a provider


def criteria(costs: Costs, analysis: Analysis) -> dict[str, dict[str, float]]:
    """Middle or likely values by approach, the lowest rung first.

    Returns:
        `cost` USD over the horizon, `time` working days to a first version, `effort` days a month
        to run it and train it again, `provider` share of requests that a provider answers.
    """
    return {
        name: {
            "cost": analysis.uncertainty.spreads[name].total.value,
            "time": analysis.times[name].working_days.value,
            "effort": stable(likely(_running_days(costs, name))),
            "provider": stable(provider_share(costs.case, costs.bills[name])),
        }
        for name in APPROACHES
    }


def _running_days(costs: Costs, approach: str) -> Amount:
    machines = any(line.id == UPKEEP for line in costs.bills[approach].lines)
    return running_days(costs.case, approach, machines=machines)


def provider_share(case: Case, bill: Bill) -> float:
    """Of all requests, those that leave for somebody else's model."""
    if not any(line.id == HOSTED for line in bill.lines):
        return 0.0
    return likely(case.assumed(HYBRID_SHARE)) if bill.approach == "hybrid" else 1.0
