"""Amounts of a result, which are in USD, said in the reader's currency."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.costs.records import Currency, Headline
from calculator.estimate import Estimate
from calculator.result import Result
from view import formats
from view.digits import adding_digits, telling_digits


def split_of(result: Result, approach: str) -> "Split":
    """What an approach costs, in words that add up."""
    costs = result.priced
    headline = costs.approaches[approach].headline
    return Money(costs.currency).split(headline, costs.horizon_months)


def parts_of(result: Result, approach: str) -> dict[str, str]:
    """What the groups of lines of an approach cost, in words that add up."""
    cost = result.priced.approaches[approach]
    return Money(result.priced.currency).parts(cost.total, cost.groups)


class Money:
    """Says amounts of the result, which are in USD, in the reader's currency."""

    def __init__(self, currency: Currency) -> None:
        self.code = currency.code.upper()
        self._usd_per_unit = currency.usd_per_unit

    def of(self, usd: float, digits: int = 2) -> str:
        """`$4,200`."""
        return formats.money(self.converted(usd), self.code, digits)

    def converted(self, usd: float) -> float:
        """The amount in the reader's currency."""
        return usd / self._usd_per_unit

    def exact(self, amount: float, decimals: int = 0) -> str:
        """An amount of the reader's currency to the last digit, for sums: `$41,350`."""
        return formats.money_exact(amount, self.code, decimals)

    def about(self, estimate: Estimate) -> str:
        """The value of an estimate, so that it and its printed range stay apart: `$4,200`."""
        return self.of(estimate.value, self._digits(estimate))

    def range(self, estimate: Estimate) -> str:
        """`$2,900 to 6,800`."""
        low, high = map(self.converted, (estimate.low, estimate.high))
        return formats.money_range(low, high, self.code, self._digits(estimate))

    def parts(self, total: Estimate, usd: Mapping[str, float]) -> dict[str, str]:
        """Parts of a total, with the fewest digits with which what is shown adds up to it."""
        digits = self._adding(total, list(usd.values()), [1] * len(usd))
        return {key: self.of(each, digits) for key, each in usd.items()}

    def split(self, headline: Headline, months: int) -> "Split":
        """A headline in words: the total, and before launch and a month, which add up to it."""
        total, once, per_month = headline.total, headline.once, headline.per_month
        digits = self._adding(total, [once, per_month], [1, months])
        return Split(
            total=self.about(total),
            range=self.range(total),
            once=self.of(once, digits),
            per_month=self.of(per_month, digits),
        )

    def _digits(self, estimate: Estimate) -> int:
        ends = map(self.converted, (estimate.low, estimate.value, estimate.high))
        return telling_digits(*ends)

    def _adding(self, total: Estimate, usd: list[float], times: list[int]) -> int:
        parts = [self.converted(each) for each in usd]
        whole = self.converted(total.value)
        return adding_digits(whole, parts, times, self._digits(total))


@dataclass(frozen=True, slots=True)
class Split:
    """The headline of an approach in words; the one place from which it is printed."""

    total: str  # `$91,000`
    range: str  # `$64,000 to 190,000`
    once: str
    per_month: str

    @property
    def sentence(self) -> str:
        """`About $91,000: $33,000 before launch and $2,400 a month after it.`"""
        return (
            f"About {self.total}: {self.once} before launch and {self.per_month} a month after it."
        )

    @property
    def cases(self) -> str:
        """`8 in 10 cases: $64,000 to 190,000`."""
        return f"8 in 10 cases: {self.range}"

    def range_over(self, months: int) -> str:
        """`8 in 10 cases: $64,000 to 190,000 over 24 months.`"""
        return f"{self.cases} over {formats.months(months)}."
