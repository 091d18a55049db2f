"""A measurement on the reader's own data as a row of a table."""

from calculator.measured import FIGURES, Measured


def measured_row(found: Measured | None) -> list[str | float]:
    """What was measured, its score with the ends of its interval, on how many rows, and when."""
    if found is None:
        return []
    score = found.score
    return [
        "measured", found.task, found.model, FIGURES[found.task],
        score.value, score.low, score.high,
        "trivial", found.trivial, "rows", found.rows, "on", found.on.isoformat(),
    ]  # fmt: skip
