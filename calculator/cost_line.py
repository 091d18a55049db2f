"""One line of a bill: what it is for, its formula, the numbers put in, and when it is paid."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from calculator.quantity import Amount, Quantity, power
from calculator.units import MONTHS_PER_YEAR

GROUPS = ("data", "compute", "people", "inference", "evaluation", "operations", "own")


@dataclass(frozen=True, slots=True)
class Given:
    """A number that went into a line.

    `ref` names where it comes from: an assumption's id, `input:<id>`, `accelerator:<id>`,
    `hosted:<field>` or `derived`; a derived number brings its own label and unit.
    """

    ref: str
    amount: Amount
    label: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Stream:
    """A monthly payment: in month `m` (0 is the first) it is `first · ratio**m`, in USD."""

    first: Amount
    ratio: Amount = 1.0

    def total(self, months: int) -> Amount:
        """Sum over the first months."""
        if isinstance(self.ratio, float) and self.ratio == 1.0:
            return self.first * months
        return self.first * geometric_sum(self.ratio, months)

    def in_month(self, month: int) -> Amount:
        """Payment of one month."""
        return self.first * power(self.ratio, month)


@dataclass(frozen=True, slots=True)
class Stairs:
    """A monthly payment that changes by whole machines: one amount for each quarter, in USD."""

    quarters: Sequence[Amount]

    def total(self, months: int) -> Amount:
        """Sum over the first months; the last quarter may be cut."""
        total: Amount = 0.0
        for number, amount in enumerate(self.quarters):
            total = total + amount * min(3, months - 3 * number)
        return total

    def in_month(self, month: int) -> Amount:
        """Payment of one month."""
        return self.quarters[month // 3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the bill of one approach, in USD."""

    id: str
    group: str  # one of GROUPS
    label: str
    formula: str  # in words, with the names of the numbers
    given: tuple[Given, ...]
    once: Amount = 0.0  # paid before launch
    monthly: Stream | Stairs = field(default=Stream(0.0))
    kwh: Amount = 0.0  # electricity of accelerators over the horizon, at their power limit
    note: str = ""

    def total(self, months: int) -> Amount:
        """Paid before launch and in the months after it."""
        return self.once + self.monthly.total(months)


def monthly_ratio(yearly_growth: Amount, yearly_decline: Amount = 0.0) -> Amount:
    """Factor from month to month of an amount that grows while its price falls.

    Args:
        yearly_growth: share per year, above -1.
        yearly_decline: share of the price lost per year, below 1.
    """
    return power((1 + yearly_growth) * (1 - yearly_decline), 1 / MONTHS_PER_YEAR)


def geometric_sum(ratio: Amount, months: int) -> Amount:
    """1 + ratio + … + ratio**(months - 1)."""
    if isinstance(ratio, Quantity):
        return Quantity([_geometric(point, months) for point in ratio.points])
    return _geometric(ratio, months)


def _geometric(ratio: float, months: int) -> float:
    if abs(ratio - 1) < 1e-9:
        return float(months)
    return (ratio**months - 1) / (ratio - 1)
