"""The likely bills alone: what can be said about money within a keystroke."""

from typing import Any

from calculator.costs.bills import Costs
from calculator.costs.plain import currency_json
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import stable


def likely_json(costs: Costs) -> dict[str, Any]:
    """Totals of every approach, without ranges and without what follows from them.

    Args:
        costs: the likely bills.

    Returns:
        `horizon_months`, `currency` and, by approach, `total`, `once` and `per_month` in USD.
    """
    months = costs.case.months
    return {
        "horizon_months": months,
        "currency": currency_json(costs),
        "approaches": {
            name: {
                "total": stable(likely(bill.total)),
                "once": stable(likely(once)),
                "per_month": stable(likely((bill.total - once) / months)),
            }
            for name, bill, once in ((n, bill, bill.once()) for n, bill in costs.bills.items())
        },
    }
