"""One line of a bill: what it is for, its formula, the numbers put in, and when it is paid."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from calculator.costs.quantity import Amount, Quantity, at_least, likely, power
from calculator.needs.traced import Traced, summed_powers
from calculator.units import MONTHS_PER_QUARTER, MONTHS_PER_YEAR

LEAST_PRICE_LEFT = 0.01  # of a price, after a year
GROUPS = ("data", "compute", "people", "inference", "evaluation", "operations", "own")


@dataclass(frozen=True, slots=True)
class Stream:
    """A monthly payment: in month `m` (0 is the first) it is `first · ratio**m`, in USD."""

    first: Amount
    ratio: Amount = 1.0
    horizon_sum: Amount | None = None  # of the powers of the ratio, where it is known already

    def total(self, months: int) -> Amount:
        """Sum over the first months, which are those of `horizon_sum` where it is given."""
        if self.horizon_sum is not None:
            return self.first * self.horizon_sum
        return self.first * geometric_sum(self.ratio, months)

    def times(self, part: Amount) -> "Stream":
        """So much of every payment."""
        return Stream(self.first * part, self.ratio, self.horizon_sum)

    def likely(self) -> "Stream":
        """The payment in plain numbers."""
        return Stream(likely(self.first), likely(self.ratio))

    def in_month(self, month: int) -> Amount:
        """Payment of one month."""
        return self.first * power(self.ratio, month) if month else self.first


@dataclass(frozen=True, slots=True)
class Stairs:
    """A monthly payment that changes by whole machines.

    `units` are those of each quarter, `usd_per_unit` the price of one for a month.
    """

    units: Sequence[Amount]
    usd_per_unit: Amount
    _added: dict[int, Amount] = field(default_factory=dict, compare=False, repr=False)

    def total(self, months: int) -> Amount:
        """Sum over the first months; the last quarter may be cut."""
        return self.unit_months(months) * self.usd_per_unit

    def unit_months(self, months: int) -> Amount:
        """Units over the first months, added up for the first who asks: there are many quarters."""
        if months not in self._added:
            self._added[months] = self._unit_months(months)
        return self._added[months]

    def _unit_months(self, months: int) -> Amount:
        whole, rest = divmod(months, MONTHS_PER_QUARTER)
        units: Amount = 0.0
        for amount in self.units[:whole]:
            units = units + amount
        units = units * MONTHS_PER_QUARTER
        if rest:
            units = units + self.units[whole] * rest
        return units

    def times(self, part: Amount) -> "Stairs":
        """So much of every payment."""
        return Stairs(self.units, self.usd_per_unit * part, self._added)

    def likely(self) -> "Stairs":
        """The payment in plain numbers."""
        return Stairs([likely(each) for each in self.units], likely(self.usd_per_unit))

    def in_month(self, month: int) -> Amount:
        """Payment of one month."""
        return self.units[month // MONTHS_PER_QUARTER] * self.usd_per_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the bill of one approach, in USD."""

    id: str
    group: str  # one of GROUPS
    label: str
    once: Amount = 0.0  # paid before launch
    monthly: Stream | Stairs = field(default=Stream(0.0))
    machine_hours: Amount = 0.0  # of accelerators in all runs before launch
    kwh: float = 0.0  # electricity of accelerators over the horizon, at their power limit; likely
    processor_hours: float = 0.0  # of virtual processors over the horizon; likely
    hosted_tokens: tuple[float, float] = (0.0, 0.0)  # read, written; a request; likely
    note: str = ""

    def times(self, part: Amount) -> "Line":
        """So much of every payment."""
        return replace(self, once=self.once * part, monthly=self.monthly.times(part))

    def total(self, months: int) -> Amount:
        """Paid before launch and in the months after it."""
        return self.once + self.monthly.total(months)


def monthly_ratio(yearly_growth: Amount, yearly_decline: Amount = 0.0) -> Amount:
    """Factor from month to month of an amount that grows while its price falls.

    Args:
        yearly_growth: share per year, above -1.
        yearly_decline: share of the price lost per year.
    """
    return power((1 + yearly_growth) * price_left(yearly_decline), 1 / MONTHS_PER_YEAR)


def price_left(yearly_decline: Amount) -> Amount:
    """Share of a price that is left after a year; a draw of a fall beyond all of it leaves some."""
    return at_least(1 - yearly_decline, LEAST_PRICE_LEFT)


def geometric_sum(ratio: Amount, months: int) -> Amount:
    """1 + ratio + … + ratio**(months - 1)."""
    if isinstance(ratio, Traced):
        return ratio.summed_powers(months)
    if isinstance(ratio, float) and ratio == 1.0:
        return float(months)
    if isinstance(ratio, Quantity):
        return ratio.with_values([summed_powers(value, months) for value in ratio.values])
    return summed_powers(ratio, months)
