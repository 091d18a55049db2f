"""Weighted least squares with priors, small enough for plain Python."""

import math
from collections.abc import Sequence

type Row = tuple[dict[int, float], float, float]  # coefficients, what they should add up to, weight


def solve(rows: Sequence[Row], unknowns: int) -> list[float]:
    """The unknowns that make the weighted sum of squared misses least.

    Args:
        rows: Each a linear equation and its weight, 1/variance; priors are rows as well.
        unknowns: How many there are; each must be held by some row.
    """
    matrix, right = _normal(rows, unknowns)
    return _backward(_factored(matrix), right)


def variances(rows: Sequence[Row], unknowns: int, wanted: int) -> list[float]:
    """Variances of the first unknowns, the others left free."""
    lower = _factored(_normal(rows, unknowns)[0])
    found = []
    for index in range(wanted):
        unit = [1.0 if i == index else 0.0 for i in range(unknowns)]
        found.append(_backward(lower, unit)[index])
    return found


def _normal(rows: Sequence[Row], unknowns: int) -> tuple[list[list[float]], list[float]]:
    matrix = [[0.0] * unknowns for _ in range(unknowns)]
    right = [0.0] * unknowns
    for coefficients, target, weight in rows:
        for i, a in coefficients.items():
            right[i] += weight * a * target
            line = matrix[i]
            for j, b in coefficients.items():
                line[j] += weight * a * b
    return matrix, right


def _factored(matrix: list[list[float]]) -> list[list[float]]:
    """The lower triangle whose square the matrix is (Cholesky)."""
    size = len(matrix)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - sum(
                a * b for a, b in zip(lower[i][:j], lower[j][:j], strict=True)
            )
            lower[i][j] = math.sqrt(max(rest, 1e-12)) if i == j else rest / lower[j][j]
    return lower


def _backward(lower: list[list[float]], right: Sequence[float]) -> list[float]:
    size = len(lower)
    half = [0.0] * size
    for i in range(size):
        known = sum(a * b for a, b in zip(lower[i][:i], half[:i], strict=True))
        half[i] = (right[i] - known) / lower[i][i]
    found = [0.0] * size
    for i in reversed(range(size)):
        known = sum(lower[j][i] * found[j] for j in range(i + 1, size))
        found[i] = (half[i] - known) / lower[i][i]
    return found
