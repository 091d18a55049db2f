"""What the rules that fire do to each approach, summed over many rules at a time.

What a rule does is packed into one whole number with a field for each approach, so that rules are
added up by adding numbers. Which rules fire is a mask; what each of its parts adds up to is kept.
"""

from collections.abc import Iterator, Sequence

from calculator.decision.bits import places
from calculator.knowledge import Rule

_PART = 16  # rules to a part of the mask
_WIDTH = 20  # bits of a field: the steps, which may be below zero
_ZERO = 1 << (_WIDTH - 1)
_FIELD = (1 << _WIDTH) - 1

type Moved = tuple[int, bool, bool, bool]  # steps; whether it falls short, is proven, is ruled out


class Moves:
    """The effects of rules on approaches; the first rule is the lowest bit of a mask."""

    def __init__(self, rules: Sequence[Rule], names: tuple[str, ...]) -> None:
        self._rules = [_packed(rule, names) for rule in rules]
        self._shifts = range(0, _WIDTH * len(names), _WIDTH)
        self._zeros = sum(_ZERO << shift for shift in self._shifts)
        self._count = len(names)
        self._known: list[dict[int, tuple[int, int]]] = [{} for _ in self._rules[::_PART]]

    def of(self, firing: int) -> Iterator[Moved]:
        """What these rules do together to each approach, in the order of the names."""
        steps, marks = self._zeros, 0
        for start, known in enumerate(self._known):
            part = firing >> start * _PART & (1 << _PART) - 1
            if part:
                found = known.get(part)
                if found is None:
                    found = known[part] = self._summed(start * _PART, part)
                steps += found[0]
                marks |= found[1]
        proven, out = marks >> self._count, marks >> 2 * self._count
        for place, shift in enumerate(self._shifts):
            by = (steps >> shift & _FIELD) - _ZERO
            bit = 1 << place
            yield by, bool(marks & bit), bool(proven & bit), bool(out & bit)

    def _summed(self, start: int, part: int) -> tuple[int, int]:
        steps = marks = 0
        for place in places(part):
            moved, marked = self._rules[start + place]
            steps += moved
            marks |= marked
        return steps, marks


def _packed(rule: Rule, names: tuple[str, ...]) -> tuple[int, int]:
    """Its steps, a field for each approach; its marks: short, then proven, then out."""
    steps = marks = 0
    for sign, effect in ((1, rule.supports), (-1, rule.doubts)):
        for approach, by in effect.items():
            steps += sign * by << _WIDTH * names.index(approach)
    for which, marked in enumerate((rule.insufficient, rule.proves, rule.rules_out)):
        for approach in marked:
            marks |= 1 << which * len(names) + names.index(approach)
    return steps, marks
