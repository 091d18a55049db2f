"""Odds and what they come to: chances of approaches that are tried one after the other."""

_MOST_ODDS = 1e100


def power(odds: float, steps: float) -> float:
    """Odds of some steps; those that a reader has set to an extreme stay numbers."""
    try:
        return float(min(odds**steps, _MOST_ODDS))
    except (OverflowError, ZeroDivisionError):
        return _MOST_ODDS


def hazards(weights: list[float], proven: list[bool], nothing: float, tested: float) -> list[float]:
    """Each weight over those that are left.

    Args:
        weights: odds of each approach, in the order in which they are tried.
        proven: what was tested and sufficed, whose chance is `tested`.
        nothing: odds that none suffices.
        tested: share of such tests that hold in use, 0–1.
    """
    left = sum(weights) + nothing
    found = []
    for weight, known in zip(weights, proven, strict=True):
        share = weight / left if left > 0 else 1.0  # odds set to an extreme leave nothing over
        found.append(tested if known and weight else min(share, 1.0))
        left -= weight
    return found
