"""How many test examples tell something: intervals for one model, and for two compared."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from calculator.costs.uncertainty import stable
from calculator.estimate import Estimate


@dataclass(frozen=True, slots=True)
class PairedSize:
    """Test examples needed to tell two models apart on the same examples.

    The range runs from models that fail on nearly the same examples to models whose failures
    have nothing to do with each other; the likely value lies half way between them.
    """

    examples: Estimate
    difference: float  # in accuracy, 0–1
    disagreement: Estimate  # share of examples on which exactly one of them is right


def wilson_interval(right: int, examples: int, confidence: float = 0.95) -> Estimate:
    """The accuracies that fit a test result, by Wilson's score interval.

    Args:
        right: correctly answered, 0 to `examples`.
        examples: > 0.
        confidence: share of such intervals that hold the true accuracy, 0–1.

    Returns:
        Lower end, measured accuracy, upper end.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association, 1927.
    """
    z = _two_sided(confidence)
    share, spread = right / examples, z * z / examples
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / examples + spread / (4 * examples)) / (1 + spread)
    # Without a right or a wrong answer, rounding leaves an end a hair inside the measured share.
    low, high = min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))
    return Estimate(stable(low), stable(share), stable(high))


def examples_for_margin(accuracy: float, margin: float, confidence: float = 0.95) -> int:
    """Fewest test examples whose Wilson interval is at most `margin` wide to either side.

    Args:
        accuracy: that is expected, 0–1.
        margin: half the width of the interval, 0–0.5, 0 excluded.
        confidence: see `wilson_interval`.
    """
    low, high = 1, 1
    while _half_width(accuracy, high, confidence) > margin:
        low, high = high, high * 2
    while low < high:
        middle = (low + high) // 2
        if _half_width(accuracy, middle, confidence) > margin:
            low = middle + 1
        else:
            high = middle
    return high


def _half_width(accuracy: float, examples: int, confidence: float) -> float:
    spread = _two_sided(confidence) ** 2 / examples
    variance = accuracy * (1 - accuracy) / examples + spread / (4 * examples)
    return _two_sided(confidence) * math.sqrt(variance) / (1 + spread)


def examples_to_compare(
    accuracy: float, other: float, confidence: float = 0.95, power: float = 0.8
) -> PairedSize:
    """Test examples to tell two accuracies apart by McNemar's test on the same examples.

    Args:
        accuracy: of the one model, 0–1.
        other: of the other, 0–1; not equal to the first.
        confidence: 1 minus the chance of seeing a difference where there is none.
        power: chance of seeing the difference that there is.

    Raises:
        ZeroDivisionError: the accuracies are equal; no test set tells equal models apart.

    Source: R. J. Connor, Sample size for testing differences in proportions for the
    paired-sample design, Biometrics, 1987.
    """
    difference = abs(accuracy - other)
    unrelated = accuracy * (1 - other) + other * (1 - accuracy)
    shares = Estimate(difference, (difference + unrelated) / 2, unrelated)
    return PairedSize(
        examples=shares.map(lambda share: _paired(share, difference, confidence, power)),
        difference=stable(difference),
        disagreement=shares.map(stable),
    )


def _paired(disagreement: float, difference: float, confidence: float, power: float) -> float:
    z, reserve = _two_sided(confidence), NormalDist().inv_cdf(power)
    spread = math.sqrt(max(0.0, disagreement - difference**2))
    return float(math.ceil(((z * math.sqrt(disagreement) + reserve * spread) / difference) ** 2))


def mcnemar(only_first_right: int, only_second_right: int) -> float:
    """Chance of a split at least this uneven if both models were equally good; two-sided, exact.

    Args:
        only_first_right: examples that the first alone gets right, ≥ 0.
        only_second_right: examples that the second alone gets right, ≥ 0.
    """
    count, fewer = only_first_right + only_second_right, min(only_first_right, only_second_right)
    tail, splits = 0, 1
    for k in range(fewer + 1):
        tail, splits = tail + splits, splits * (count - k) // (k + 1)
    return stable(min(1.0, 2 * tail / 2**count))


def _two_sided(confidence: float) -> float:
    return NormalDist().inv_cdf(0.5 + confidence / 2)
