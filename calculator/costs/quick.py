"""The likely bills alone: what can be said about money within a keystroke."""

from calculator.costs.bills import Bill, Costs
from calculator.costs.plain import currency
from calculator.costs.quantity import likely
from calculator.costs.records import LikelyCost, LikelyCosts
from calculator.costs.uncertainty import stable


def likely_costs(costs: Costs) -> LikelyCosts:
    """Totals of every approach, without ranges and without what follows from them.

    Args:
        costs: the likely bills.
    """
    months = costs.case.months
    approaches = {name: _likely(bill, months) for name, bill in costs.bills.items()}
    return LikelyCosts(months, currency(costs), approaches)


def _likely(bill: Bill, months: int) -> LikelyCost:
    once = bill.once()
    return LikelyCost(
        total=stable(likely(bill.total)),
        once=stable(likely(once)),
        per_month=stable(likely((bill.total - once) / months)),
    )
