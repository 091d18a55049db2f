"""Which numbers matter most: those that change the answer, then those that move the total."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from calculator.costs.what_if import VOLUME
from calculator.knowledge import Answer, Input, Knowledge
from calculator.limits import limits
from calculator.result import Result
from calculator.scenario import Scenario
from calculator.suppositions import suppose
from view.decision_map.axis import axis_for

type Kept = Mapping[str, Sequence[float]]

NOBODY: Kept = MappingProxyType({})
MOST = 5
HORIZON = "horizon_months"
_FLIPS = 2  # answers that change the recommendation, beside the volume
_STOPS = 24
_REACH = 8.0  # times an answer is followed up and down
_WIDER = 2.0  # times the published range is followed beyond its ends
_DIGITS = 2  # that people say
_FEW = 40  # whole numbers are all stops where they are no more


@dataclass(frozen=True, slots=True)
class Number:
    """A number to vary: an input, or a price or assumption that has a range."""

    id: str
    is_input: bool
    now: float
    values: tuple[float, ...]  # to try, in order

    @property
    def at(self) -> int:
        """The place of the value that lies nearest to the present one."""
        return min(range(len(self.values)), key=lambda place: abs(self.values[place] - self.now))

    def with_now(self) -> "Number":
        """The same with the present value in the place of its neighbour, the ends apart."""
        inner = range(1, len(self.values) - 1)
        if self.now in self.values or not inner:
            return self
        here = min(inner, key=lambda place: abs(self.values[place] - self.now))
        values = (*self.values[:here], self.now, *self.values[here + 1 :])
        return replace(self, values=tuple(sorted(values)))


def chosen(result: Result, knowledge: Knowledge, keep: Kept = NOBODY) -> list[Number]:
    """The numbers that matter most now, the volume first and the horizon last.

    Args:
        result: with its bills.
        knowledge: brings the bounds of every input.
        keep: values by id, of those to stay with while somebody moves one of them.
    """
    known = suppose(Scenario(result.inputs), knowledge).values
    flips = flips_of(result, knowledge)
    found: list[Number] = []
    for name in dict.fromkeys(keep or _ranked(result, list(flips))):
        value = known.get(name)
        number = (
            _answer(knowledge.inputs[name], value, flips.get(name))
            if name in knowledge.inputs
            else _amount(name, result, knowledge)
        )
        if number and keep:
            number = replace(number, values=tuple(keep[name]))
        if (
            number
            and len(number.values) > 1
            and number.values[0] <= number.now <= number.values[-1]
        ):
            found.append(number.with_now())
        if len(found) == MOST:
            break
    return found


def _ranked(result: Result, flips: Sequence[str]) -> Iterator[str]:
    yield VOLUME
    nearest = flips[:_FLIPS]
    yield from nearest
    swings = [each.ref for each in result.priced.approaches[result.recommended].tornado]
    first = MOST - 2 - len(nearest)
    yield from swings[:first]
    yield HORIZON
    yield from swings[first:]


def flips_of(result: Result, knowledge: Knowledge) -> dict[str, float]:
    """Where numeric answers lead to another recommendation, the nearest change first."""
    found = {
        each.input: (float(each.value), float(each.to))
        for each in result.flips
        if each.recommended
        and each.to is not None
        and each.input not in (VOLUME, HORIZON)
        and knowledge.inputs[each.input].kind in ("integer", "number")
    }
    far = {name: abs(math.log((to + 1) / (now + 1))) for name, (now, to) in found.items()}
    return {name: found[name][1] for name in sorted(found, key=lambda name: far[name])}


def _answer(definition: Input, value: Answer, flips_at: float | None) -> Number | None:
    """An answer around its present value, and around the one that changes the recommendation."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    now, whole = float(value), definition.kind == "integer"
    if definition.id == VOLUME:
        return Number(VOLUME, True, now, tuple(map(float, axis_for(now).volumes)))
    near = [each for each in (now, flips_at) if each]
    if not near:
        return None
    least = 0.0 if definition.minimum is None else definition.minimum
    most = math.inf if definition.maximum is None else definition.maximum
    low, high = max(least, _short(min(near) / _REACH)), min(most, _short(max(near) * _REACH))
    values = even_factors(low, high, whole=whole)
    return Number(definition.id, True, now, values if now > 0 else (now, *values))


def _amount(name: str, result: Result, knowledge: Knowledge) -> Number | None:
    """An uncertain number, some way beyond both ends of its range."""
    described, within = result.priced.numbers.get(name), limits(name, knowledge)
    if described is None or described.estimate is None or within is None:
        return None
    found, (least, most) = described.estimate, within
    low, high = max(least, _short(found.low / _WIDER)), min(most, _short(found.high * _WIDER))
    values = even_factors(low, high) if low > 0 else even_steps(low, high)
    return Number(name, False, found.value, values)


def even_factors(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """Numbers of two digits from the low to the high one, each as many times the one before."""
    if low <= 0:
        return even_steps(low, high, whole=whole)
    if whole and high - low <= _FEW:
        return tuple(map(float, range(math.ceil(low), math.floor(high) + 1)))
    shares = (i / _STOPS for i in range(_STOPS + 1))
    return _distinct([low * (high / low) ** share for share in shares], low, high, whole=whole)


def even_steps(low: float, high: float, *, whole: bool = False) -> tuple[float, ...]:
    """Numbers of two digits from the low to the high one, each as much more than the one before."""
    steps = [low + (high - low) * i / _STOPS for i in range(_STOPS + 1)]
    return _distinct(steps, low, high, whole=whole)


def _distinct(
    values: Sequence[float], low: float, high: float, *, whole: bool
) -> tuple[float, ...]:
    inside = (min(max(_short(value), low), high) for value in values)
    return tuple(sorted({float(round(each)) if whole else each for each in inside}))


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
