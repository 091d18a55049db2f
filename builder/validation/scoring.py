"""Predictions beside published values: one way of counting, for the pages and the benchmark."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from calculator.physics.prediction import Answer, Prediction, Refusal

FACTORS = (1.25, 1.5, 2.0)


@dataclass(frozen=True)
class Comparison:
    """A record, its prediction, and the published value if there is one."""

    record: Mapping[str, Any]
    answer: Answer  # as `calculator.physics.predict` gives it
    value: float | None

    @property
    def error(self) -> float | None:
        """Logarithm of predicted over published."""
        if not self.value or isinstance(self.answer, Refusal):
            return None
        return math.log(self.answer.likely / self.value)

    @property
    def why_not(self) -> str:
        """Why the record is not scored."""
        if isinstance(self.answer, Refusal):
            return self.answer.error
        return "the record holds no measured value" if not self.value else ""

    @property
    def inside(self) -> bool:
        """Whether the published value lies in the predicted range."""
        found, value = self.answer, self.value or 0.0
        return isinstance(found, Prediction) and found.low <= value <= found.high


def figures(comparisons: Sequence[Comparison]) -> dict[str, Any]:
    """The figures of one quantity.

    Returns:
        `records`, `covered` (those that could be compared) and, where there are any, the
        `median_factor`, the shares `within_1.25`, `within_1.5`, `within_2` and `in_range`.
    """
    scored = [c for c in comparisons if c.error is not None]
    if not scored:
        return {"records": len(comparisons), "covered": 0}
    return {
        "records": len(comparisons),
        "covered": len(scored),
        **factors([c.error or 0.0 for c in scored]),
        "in_range": sum(c.inside for c in scored) / len(scored),
    }


def factors(errors: Sequence[float]) -> dict[str, float]:
    """The median factor and the shares within the usual factors; at least one error."""
    shares = {
        f"within_{factor:g}": sum(abs(e) <= math.log(factor) for e in errors) / len(errors)
        for factor in FACTORS
    }
    return {"median_factor": median_factor(errors), **shares}


def median_factor(errors: Iterable[float]) -> float:
    """The factor, either way, that half of the predictions keep."""
    return math.exp(statistics.median(abs(error) for error in errors))
