"""Odds and what they come to: chances of approaches that are tried one after the other."""

_MOST_ODDS = 1e100
_BUT_FOR_A_SLIP = 0.99  # chance of what was tested and sufficed


def power(odds: float, steps: float) -> float:
    """Odds of some steps; those that a reader has set to an extreme stay numbers."""
    try:
        return float(min(odds**steps, _MOST_ODDS))
    except (OverflowError, ZeroDivisionError):
        return _MOST_ODDS


def hazards(weights: list[float], proven: list[bool], nothing: float) -> list[float]:
    """Each weight over those that are left; what is known to suffice does, but for a slip."""
    left = sum(weights) + nothing
    found = []
    for weight, known in zip(weights, proven, strict=True):
        share = weight / left if left > 0 else 1.0  # odds set to an extreme leave nothing over
        found.append(_BUT_FOR_A_SLIP if known and weight else min(share, 1.0))
        left -= weight
    return found
