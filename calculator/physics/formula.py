"""A formula over constants, and how far its answer moves when they move.

A prediction errs for three reasons, which add as squares of logarithms: what whole sources
left out of the fit were off by (the `spread-…` that the formula itself applies), the range of
each constant that it reads, and what the record does not tell (`ranges.widened`).
"""

import math
from collections.abc import Callable

from calculator.estimate import Estimate
from calculator.physics.constants import Constants
from calculator.physics.fields import Fields
from calculator.physics.ranges import widened

type Formula = Callable[[Constants], Estimate]
type Predictor = Callable[[Fields, Constants], tuple[str, str, Formula]]

_SPREADS = "spread-"  # not constants of a formula: they are its range


class _Noted(dict[str, Estimate]):
    """Constants that note which of them a formula reads."""

    def __init__(self, constants: Constants) -> None:
        super().__init__(constants)
        self.read: dict[str, None] = {}

    def __getitem__(self, name: str) -> Estimate:
        self.read[name] = None
        return super().__getitem__(name)


def doubt(formula: Formula, constants: Constants) -> tuple[Estimate, Estimate]:
    """The answer of a formula, and its range widened by those of the constants that it reads.

    Each constant is moved by half of its range, in logarithms; the answers' moves add as squares.
    """
    noted = _Noted(constants)
    answer = formula(noted)
    plain = dict(constants)
    moved = math.hypot(*(_move(formula, plain, name, answer) for name in noted.read))
    return answer, widened(answer, [Estimate(math.exp(-moved), 1.0, math.exp(moved))])


def _move(formula: Formula, constants: dict[str, Estimate], name: str, answer: Estimate) -> float:
    """How far the logarithm of the answer moves with half the range of one constant."""
    constant = constants[name]
    if name.startswith(_SPREADS) or not 0 < constant.low < constant.high:
        return 0.0
    half = math.sqrt(constant.high / constant.low)
    constants[name] = Estimate(constant.low, constant.value * half, constant.high)
    try:
        moved = formula(constants).value
    finally:
        constants[name] = constant
    return abs(math.log(moved / answer.value)) if moved > 0 and answer.value > 0 else 0.0
