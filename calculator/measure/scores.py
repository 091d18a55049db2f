"""How good predictions are, each figure with the interval that the true one lies in.

Figures other than accuracy are worked out from sums over blocks of rows; drawing blocks anew, with
repetition, shows how far a figure would move with other rows. Rows of a group share a block.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculator.costs.uncertainty import mixed, percentile, stable
from calculator.estimate import Estimate
from calculator.measure.exponentials import logarithm
from calculator.sample_size import wilson_interval

_BLOCKS = 60
_DRAWS = 240
_STEPS = 128  # of a chance, for the area under the curve
_LEAST_CHANCE = 1e-4
_FARTHEST = 4.3  # standard errors; with three blocks, Student's t has its 97.5th percentile there
# Scores of cross-validation scatter more than the rows alone make them: models differ from fold to
# fold. Held against fresh data in tests/calculator/measure/test_laws.py.
FOLD_SPREAD = 1.1

type Shares = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Tested:
    """Predictions for rows that were tested."""

    rows: list[int]
    labels: list[int]
    shares: list[list[float]]

    @property
    def said(self) -> list[int]:
        """The likeliest class of each row; the first of equals."""
        return [max(range(len(each)), key=each.__getitem__) for each in self.shares]


def accuracy(tested: Tested, groups: Sequence[int] | None) -> Estimate:
    """The share of right answers with Wilson's 95 % interval, wider where rows go together."""
    right = [one == other for one, other in zip(tested.said, tested.labels, strict=True)]
    return accuracy_of(right, [groups[row] for row in tested.rows] if groups else None)


def accuracy_of(right: Sequence[bool], groups: Sequence[int] | None) -> Estimate:
    """The same from what was right."""
    effect = max(FOLD_SPREAD, design_effect(right, groups)) if groups else FOLD_SPREAD
    count = max(1, round(len(right) / effect))
    share = sum(right) / len(right)
    found = wilson_interval(round(share * count), count)
    half_low, half_high = found.value - found.low, found.high - found.value
    low, high = max(0.0, share - half_low), min(1.0, share + half_high)
    return Estimate(stable(low), stable(share), stable(high))


def design_effect(right: Sequence[bool], groups: Sequence[int]) -> float:
    """How many times more the share varies because rows of a group go together; at least 1."""
    share, held = sum(right) / len(right), dict[int, float]()
    for good, group in zip(right, groups, strict=True):
        held[group] = held.get(group, 0.0) + good - share
    alone = len(right) * share * (1 - share)
    number = len(held)
    return (
        max(1.0, sum(v * v for v in held.values()) / alone * number / max(1, number - 1))
        if alone
        else 1.0
    )


def class_figures(
    tested: Tested, classes: int, groups: Sequence[int] | None
) -> dict[str, Estimate]:
    """Macro-F1, log loss, and for two classes the area under the ROC curve."""
    blocks = _blocks(tested.rows, groups)
    tables = [[0.0] * (classes * classes) for _ in blocks]
    losses = [[0.0, 0.0] for _ in blocks]
    steps = [[0.0] * (2 * _STEPS) for _ in blocks]
    said = tested.said
    for number, members in enumerate(blocks):
        for place in members:
            label, shares = tested.labels[place], tested.shares[place]
            tables[number][label * classes + said[place]] += 1
            losses[number][0] -= logarithm(max(_LEAST_CHANCE, shares[label]))
            losses[number][1] += 1
            if classes == 2:
                steps[number][label * _STEPS + min(_STEPS - 1, int(shares[1] * _STEPS))] += 1
    found = {
        "macro_f1": _bootstrapped(tables, lambda sums: macro_f1(sums, classes)),
        "log_loss": _bootstrapped(losses, lambda sums: sums[0] / (sums[1] or 1)),
    }
    if classes == 2:
        found["auc"] = _bootstrapped(steps, _area)
    return found


def macro_f1(table: Sequence[float], classes: int) -> float:
    """The mean over classes of the harmonic mean of precision and recall."""
    total = 0.0
    for name in range(classes):
        right = table[name * classes + name]
        given = sum(table[name * classes : (name + 1) * classes])
        said = sum(table[name::classes])
        total += 2 * right / (given + said) if given + said else 0.0
    return total / classes


def _area(sums: Sequence[float]) -> float:
    none, some = sums[:_STEPS], sums[_STEPS:]
    below = area = 0.0
    for zero, one in zip(none, some, strict=True):
        area += one * (below + zero / 2)
        below += zero
    total = below * sum(some)
    return area / total if total else 0.5


def mean_figure(
    values: Sequence[float], rows: Sequence[int], groups: Sequence[int] | None
) -> Estimate:
    """The mean of a figure of each row that is never negative.

    Errors are skewed: where a few large ones are missing, mean and spread are both too small, so
    an interval of the means alone ends too low. Each draw is held against its own spread instead
    (bootstrap-t).
    Source: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 12.
    """
    blocks = _blocks(rows, groups)
    sums = [(sum(values[place] for place in members), len(members)) for members in blocks]
    mean, error = mean_and_error(sums)
    count, drawn = len(sums), []
    for draw in range(_DRAWS if error else 0):
        chosen = [sums[mixed(draw * 4_096 + each) % count] for each in range(count)]
        other, spread = mean_and_error(chosen)
        far = (other - mean) / spread if spread else math.copysign(_FARTHEST, other - mean)
        drawn.append(max(-_FARTHEST, min(_FARTHEST, far)))
    drawn = sorted(drawn) or [0.0]
    wider = error * math.sqrt(FOLD_SPREAD)
    low = mean - max(0.0, percentile(drawn, 0.975)) * wider
    high = mean - min(0.0, percentile(drawn, 0.025)) * wider
    return Estimate(stable(max(0.0, low)), stable(mean), stable(high))


def mean_and_error(sums: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """The mean over blocks of (sum, rows), and its standard error."""
    rows = sum(count for _, count in sums)
    mean = sum(total for total, _ in sums) / rows
    apart = sum([(total - mean * count) ** 2 for total, count in sums])
    return mean, math.sqrt(apart * len(sums) / max(1, len(sums) - 1)) / rows


def _blocks(rows: Sequence[int], groups: Sequence[int] | None) -> list[list[int]]:
    """Places of rows in blocks of about the same size, groups together."""
    held: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        held.setdefault(row if groups is None else groups[row], []).append(place)
    count = min(_BLOCKS, len(held))
    blocks: list[list[int]] = [[] for _ in range(count)]
    order = sorted(held, key=lambda name: (-len(held[name]), mixed(name)))
    for turn, name in enumerate(order):
        blocks[turn % count] += held[name]
    return blocks


def _bootstrapped(
    blocks: Sequence[Sequence[float]], figure: Callable[[Sequence[float]], float]
) -> Estimate:
    """The figure of all blocks, and the middle 95 % of those of blocks drawn with repetition."""
    count = len(blocks)
    value = figure([sum(each) for each in zip(*blocks, strict=True)])
    if count < 2:
        return Estimate(stable(value), stable(value), stable(value))
    drawn = []
    for draw in range(_DRAWS):
        chosen = [blocks[mixed(draw * 4_096 + each) % count] for each in range(count)]
        drawn.append(figure([sum(each) for each in zip(*chosen, strict=True)]))
    drawn.sort()
    wider = math.sqrt(FOLD_SPREAD)
    low, high = percentile(drawn, 0.025), percentile(drawn, 0.975)
    return Estimate(
        stable(min(value, value - (value - low) * wider)), stable(value),
        stable(max(value, value + (high - value) * wider)),
    )  # fmt: skip


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Agreement beyond chance of two people's labels (Cohen's kappa)."""
    total = len(one)
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / total
    by_chance = sum(one.count(name) * list(other).count(name) for name in set(one)) / total**2
    return stable((agreed - by_chance) / (1 - by_chance)) if by_chance < 1 else 1.0
