"""Every published figure of a quantity beside its prediction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder.validation.rules_of_thumb import simple_rule
from builder.validation.scoring import Comparison
from calculator.knowledge import Knowledge
from calculator.physics.constants import physics_constants
from calculator.physics.predict import predict_with


@dataclass(frozen=True)
class Row:
    """One figure, compared."""

    figure: Any
    inputs: Mapping[str, Any]
    comparison: Comparison
    rule: float | None  # what the rule of thumb says

    @property
    def error(self) -> float:
        """Logarithm of predicted over published; 0 where there is no prediction."""
        return self.comparison.error or 0.0


def compared_rows(quantity: Any, knowledge: Knowledge) -> Iterator[Row]:
    """Every figure of a quantity beside its prediction and the rule of thumb."""
    constants = physics_constants(knowledge, knowledge.as_of)
    given = _known(quantity.given)
    for figure in quantity.figures:
        inputs = {**given, **_known(figure.inputs)}
        record = {"id": figure.id, "name": figure.name, **inputs}
        answer = predict_with(quantity.predicts, record, knowledge, constants, idle=False)
        rule = simple_rule(quantity.predicts, record, figure.unit, knowledge)
        yield Row(figure, inputs, Comparison(record, answer, figure.measured), rule)


def _known(inputs: Any) -> dict[str, Any]:
    return {key: value for key, value in inputs.model_dump().items() if value is not None}
