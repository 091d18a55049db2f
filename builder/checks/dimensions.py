"""Cost lines on dimensions: what a trace multiplies, adds and names must fit together.

The trace of a bill knows every number by name, and with it its unit, and every conversion by its
own. So the dimension of each amount follows from the computation itself. Where two that cannot
be added are added, or an amount is not in the unit that it is said to be in, the line is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from builder.checks.unit_words import Unit, read_unit
from calculator.costs.bills import Costs
from calculator.costs.explained import payments
from calculator.costs.numbers import described
from calculator.costs.quantity import plain
from calculator.costs.time_to_ship import machine_hours, stages
from calculator.needs.explain import float_part
from calculator.needs.traced import (
    CALLED,
    MAXIMUM,
    MINIMUM,
    NAME,
    ROUND_UP,
    SERIES,
    WORKED_OUT,
    Traced,
)
from calculator.units import Conversion

type Dimension = Mapping[str, int]  # measure to its power, such as USD 1, month -1

PLAIN: Dimension = {}
# Pure numbers, and things that are counted one by one and told apart by nothing.
_COUNTS = frozenset({
    "accelerator", "copy", "dimension", "epoch", "exponent", "factor", "item", "labeller",
    "candidate", "multiple", "pass", "person", "processor", "ratio", "run", "share", "time", "unit",
    "virtual processor",
})  # fmt: skip
_MADE_OF: Mapping[str, Dimension] = {
    "kWh": {"kW": 1, "hour": 1},
    "FLOP/s": {"FLOP": 1, "second": -1},
    "GFLOP/s": {"GFLOP": 1, "second": -1},
    "processor-hour": {"hour": 1},
    "million training token": {"million token": 1},
    "working day": {"day": 1},
    "example": {"label": 1},  # that which helps has one
    "row": {"request": 1},  # of a table, a series, and what a request brings
    "window": {"request": 1},
}


class MisfitError(Exception):
    """Two amounts that do not fit together."""


def check_dimensions(costs: Costs) -> Iterator[str]:
    """What does not fit together in any line or stage of any bill.

    Args:
        costs: bills whose amounts are traced.
    """
    units = _Units(costs)
    for approach, bill in costs.bills.items():
        for line in bill.lines:
            paid = payments(costs, line)
            wanted = {"once": "USD", "first_month": "USD per month"}
            for key, unit in wanted.items():
                if key in paid:
                    yield from units.misfits(f"{approach}, {line.id}", plain(paid[key]), unit)
        for stage in stages(costs.case, approach, machine_hours(bill.lines)):
            yield from units.misfits(f"{approach}, {stage.id}", plain(stage.days), "days")


@dataclass(slots=True)
class _Units:
    """The dimensions of the amounts of one set of bills, each worked out once."""

    costs: Costs
    _known: dict[int, Dimension] = field(default_factory=dict)

    def misfits(self, where: str, amount: float, unit: str) -> Iterator[str]:
        """Why an amount is not in a unit; nothing where it is."""
        try:
            found = self._of(amount)
            if found != dimension_of(unit):
                yield f"{where}: must be in {unit}, got {in_words(found)}"
        except MisfitError as problem:
            yield f"{where}: {problem}"

    def _of(self, amount: float) -> Dimension:
        if isinstance(amount, Conversion):
            return dimension_of(amount.unit)
        if not isinstance(amount, Traced):
            return PLAIN
        if amount.key not in self._known:
            self._known[amount.key] = self._traced(amount)
        return self._known[amount.key]

    def _traced(self, amount: Traced) -> Dimension:
        if amount.operation == NAME:
            return dimension_of(described(str(amount.parts[0]), self.costs).unit)
        if amount.operation == WORKED_OUT:
            return dimension_of(str(amount.parts[1]))
        if amount.operation == CALLED:
            return self._called(amount)
        return _RULES[amount.operation](self, amount)

    def _called(self, amount: Traced) -> Dimension:
        """A name comes with a unit; an example is worked on as a request is."""
        part, (label, unit) = float_part(amount.parts[0]), map(str, amount.parts[1:])
        found, said = self._of(part), dimension_of(unit)
        nothing = _bare(part) and part == 0
        if not nothing and found != said and _renamed(found) != _renamed(said):
            raise MisfitError(f"'{label}' must be in {unit}, got {in_words(found)}")
        return said

    def product(self, amount: Traced) -> Dimension:
        one, other = map(self._of, map(float_part, amount.parts))
        return _times(one, other, -1 if amount.operation == "/" else 1)

    def sum(self, amount: Traced) -> Dimension:
        """What is added or compared is of one kind; nothing, and a bound, are of any."""
        one, other = map(float_part, amount.parts)
        here, there = self._of(one), self._of(other)
        if _bare(one) and (one == 0 or amount.operation in (MAXIMUM, MINIMUM)):
            return there
        if _bare(other) and (other == 0 or amount.operation in (MAXIMUM, MINIMUM)):
            return here
        if here != there and _each(here) != _each(there):
            raise MisfitError(f"{in_words(here)} and {in_words(there)} cannot be added or compared")
        return here

    def first(self, amount: Traced) -> Dimension:
        """A whole number of the same, or a pure number of a pure one."""
        found = self._of(float_part(amount.parts[0]))
        if found and amount.operation != ROUND_UP:
            raise MisfitError(f"powers of {in_words(found)} mean nothing")
        return found


_RULES: Mapping[str, Callable[[_Units, Traced], Dimension]] = {
    "*": _Units.product,
    "/": _Units.product,
    "+": _Units.sum,
    "-": _Units.sum,
    MAXIMUM: _Units.sum,
    MINIMUM: _Units.sum,
    ROUND_UP: _Units.first,
    SERIES: _Units.first,
    "^": _Units.first,
}


@cache  # of a few hundred units, asked for at every step of a trace
def dimension_of(text: str) -> Dimension:
    """The measures of a unit and their powers; a share per year grows by a ratio."""
    found = read_unit(text) if text else Unit("ratio")
    assert isinstance(found, Unit), f"'{found}' in '{text}' is no unit"
    if found.measure == "share":
        return PLAIN
    whole = _measure(found.measure)
    for each in found.per:
        whole = _times(whole, _measure(each), -1)
    return whole


def in_words(dimension: Dimension) -> str:
    """`USD per month and request`."""
    above = [name for name, power in dimension.items() for _ in range(power)]
    below = [name for name, power in dimension.items() for _ in range(-power)]
    return " ".join(above or ["a number"]) + (f" per {' and '.join(below)}" if below else "")


def _measure(name: str) -> Dimension:
    return PLAIN if name in _COUNTS else _MADE_OF.get(name, {name: 1})


def _times(one: Dimension, other: Dimension, power: int) -> Dimension:
    found = dict(one)
    for name, exponent in other.items():
        found[name] = found.get(name, 0) + power * exponent
    return {name: exponent for name, exponent in sorted(found.items()) if exponent}


def _renamed(dimension: Dimension) -> Dimension:
    return {"label" if name == "request" else name: power for name, power in dimension.items()}


def _each(dimension: Dimension) -> Dimension:
    """Of one request or of all of them: seconds of a request may be added to seconds."""
    return {name: power for name, power in dimension.items() if name != "request"}


def _bare(amount: float) -> bool:
    return not isinstance(amount, Traced | Conversion)
