"""Amounts of a result, which are in USD, said in the reader's currency."""

from calculator.costs.records import Currency
from calculator.estimate import Estimate
from view import formats


class Money:
    """Says amounts of the result, which are in USD, in the reader's currency."""

    def __init__(self, currency: Currency) -> None:
        self.code = currency.code.upper()
        self._usd_per_unit = currency.usd_per_unit

    def of(self, usd: float) -> str:
        """`$4,200`."""
        return formats.money(usd / self._usd_per_unit, self.code)

    def converted(self, usd: float) -> float:
        """The amount in the reader's currency."""
        return usd / self._usd_per_unit

    def exact(self, amount: float, decimals: int = 0) -> str:
        """An amount of the reader's currency to the last digit, for sums: `$41,350`."""
        return formats.money_exact(amount, self.code, decimals)

    def range(self, estimate: Estimate) -> str:
        """`$2,900 to 6,800`."""
        low, high = (end / self._usd_per_unit for end in (estimate.low, estimate.high))
        return formats.money_range(low, high, self.code)


def headline(money: Money, once: float, per_month: float) -> str:
    """`About $33,000 before launch and $2,400 a month after it.`"""
    return f"About {money.of(once)} before launch and {money.of(per_month)} a month after it."


def short(money: Money, total: float) -> str:
    """`about $91,000`."""
    return f"about {money.of(total)}"
