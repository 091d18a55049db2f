"""Amounts of a result, which are in USD, said in the reader's currency."""

from collections.abc import Mapping
from typing import Any

from view import formats


class Money:
    """Says amounts of the result, which are in USD, in the reader's currency."""

    def __init__(self, currency: Mapping[str, Any]) -> None:
        self.code = str(currency["code"]).upper()
        self._usd_per_unit = float(currency["usd_per_unit"])

    def of(self, usd: float) -> str:
        """`$4,200`."""
        return formats.money(usd / self._usd_per_unit, self.code)

    def converted(self, usd: float) -> float:
        """The amount in the reader's currency."""
        return usd / self._usd_per_unit

    def exact(self, amount: float, decimals: int = 0) -> str:
        """An amount of the reader's currency to the last digit, for sums: `$41,350`."""
        return formats.money_exact(amount, self.code, decimals)

    def range(self, estimate: Mapping[str, float]) -> str:
        """`$2,900 to 6,800`."""
        low, high = (estimate[end] / self._usd_per_unit for end in ("low", "high"))
        return formats.money_range(low, high, self.code)


def headline(money: Money, once: float, per_month: float) -> str:
    """`About $33,000 before launch and $2,400 a month after it.`"""
    return f"About {money.of(once)} before launch and {money.of(per_month)} a month after it."


def short(money: Money, total: float) -> str:
    """`about $91,000`."""
    return f"about {money.of(total)}"
