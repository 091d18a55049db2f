"""The likely bills alone: what can be said about money within a keystroke."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.costs.bills import costs
from calculator.costs.plain import currency_json
from calculator.costs.quantity import likely
from calculator.costs.uncertainty import stable
from calculator.knowledge import Knowledge
from calculator.request import read_request


def likely_costs(
    request: Mapping[str, Any], knowledge: Knowledge, today: date, *, text: bool = False
) -> dict[str, Any]:
    """Totals of every approach, without ranges and without what follows from them.

    Args:
        request: as for `calculator.api.evaluate`; what is wrong in it counts as unknown.
        knowledge: what content brings.
        today: the day whose prices count.
        text: whether inputs are text and must be parsed.

    Returns:
        `horizon_months`, `currency` and, by approach, `total`, `once` and `per_month` in USD.
    """
    read, _ = read_request(request, knowledge, text=text)
    found = costs(read.scenario, knowledge, today, read.overrides, read.own_lines)
    months = found.case.months
    return {
        "horizon_months": months,
        "currency": currency_json(found),
        "approaches": {
            name: {
                "total": stable(likely(bill.total)),
                "once": stable(likely(bill.once)),
                "per_month": stable(likely((bill.total - bill.once) / months)),
            }
            for name, bill in found.bills.items()
        },
    }
