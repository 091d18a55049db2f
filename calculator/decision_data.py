"""A decision as plain data, in the shape of `docs/result.schema.json`."""

import dataclasses
from typing import Any

from calculator.decision import Decision
from calculator.explanation import Explanation


def decision_data(decision: Decision, explanation: Explanation | None = None) -> dict[str, Any]:
    """Mappings, lists, text, numbers, booleans and None only, ready for JSON.

    Args:
        decision: from `decision.decide`.
        explanation: from `explanation.explain`; adds certainty, questions and flips.
    """
    data = _plain(decision)
    if explanation is not None:
        data |= _plain(explanation)
    return dict(data)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
