"""How large a test set must be, as JSON values: accuracies in, intervals and sizes out."""

from collections.abc import Mapping
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.sample_size import (
    PairedSize,
    examples_for_margin,
    examples_to_compare,
    mcnemar,
    wilson_interval,
)
from calculator.tools.fields import ToolFields
from calculator.tools.records import Interval, Refused, SizeAnswer
from calculator.tools.requests import SizeRequest, field_names

FIELDS = field_names(SizeRequest)
_CONFIDENCE, _POWER = 0.95, 0.8
_MOST_SPLIT = 10_000
_WIDEST_MARGIN = 0.5
_NARROWEST_MARGIN = 1e-5
_NARROWEST_DIFFERENCE = 1e-5


def answer_test_size(request: Mapping[str, Any]) -> SizeAnswer | Refused:
    """Answer one request; what is left out is not answered.

    Args:
        request: the fields of a `SizeRequest`.

    Returns:
        The answer, or the problems of the request.

    Raises:
        TypeError: the request is no mapping.
    """
    fields = ToolFields(request)
    fields.check_names(FIELDS)
    confidence = fields.share("confidence") or _CONFIDENCE
    power = fields.share("power") or _POWER
    accuracy = _accuracy(fields)
    found = SizeAnswer(
        accuracy=accuracy,
        confidence=confidence,
        power=power,
        interval=_interval(fields, accuracy, confidence),
        examples_for_margin=_for_margin(fields, accuracy, confidence),
        to_compare=_to_compare(fields, accuracy, confidence, power),
        mcnemar=_mcnemar(fields),
    )
    return Refused(problems=tuple(fields.problems)) if fields.problems else found


def _accuracy(fields: ToolFields) -> float | None:
    """The accuracy that is given, or that follows from the right answers."""
    accuracy, examples = fields.share("accuracy", ends=True), fields.whole("test_examples", 1)
    right = fields.whole("right", 0, examples or 1e12)
    if right is not None and examples is None:
        fields.refuse("test_examples", "is needed beside right")
    if right is not None and accuracy is not None:
        fields.refuse("right", "must not stand beside accuracy: give one of them")
    return stable(right / examples) if right is not None and examples else accuracy


def _interval(fields: ToolFields, accuracy: float | None, confidence: float) -> Interval | None:
    examples = fields.whole("test_examples", 1)
    if fields.problems or accuracy is None or examples is None:
        return None
    right = round(accuracy * examples)
    found = wilson_interval(right, examples, confidence)
    return Interval(
        low=found.low, measured=found.value, high=found.high, right=right, test_examples=examples
    )


def _for_margin(fields: ToolFields, accuracy: float | None, confidence: float) -> int | None:
    margin = fields.share("margin")
    if margin is not None and not _NARROWEST_MARGIN <= margin < _WIDEST_MARGIN:
        message = f"must be from {_NARROWEST_MARGIN:g} to below {_WIDEST_MARGIN:g}"
        fields.refuse("margin", f"{message}, got {margin:g}")
    if fields.problems or accuracy is None or margin is None:
        return None
    return examples_for_margin(accuracy, margin, confidence)


def _to_compare(
    fields: ToolFields, accuracy: float | None, confidence: float, power: float
) -> PairedSize | None:
    other = fields.share("other_accuracy", ends=True)
    if accuracy is None or other is None:
        return None
    if abs(accuracy - other) < _NARROWEST_DIFFERENCE:
        fields.refuse(
            "other_accuracy", "must differ from the first: no test set tells equals apart"
        )
    return None if fields.problems else examples_to_compare(accuracy, other, confidence, power)


def _mcnemar(fields: ToolFields) -> float | None:
    first = fields.whole("only_first_right", 0, _MOST_SPLIT)
    other = fields.whole("only_other_right", 0, _MOST_SPLIT)
    if (first is None) != (other is None) and not fields.problems:
        fields.refuse(
            "only_other_right" if other is None else "only_first_right",
            "is needed beside the other count",
        )
    if fields.problems or first is None or other is None:
        return None
    return mcnemar(first, other)
