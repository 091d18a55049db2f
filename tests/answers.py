"""Results as other programs get them: plain JSON values, or one line of JSON text."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.api import evaluate, evaluate_quickly
from calculator.knowledge import Knowledge


def answer(
    request: Mapping[str, Any], knowledge: Knowledge, today: date | None = None, **options: Any
) -> dict[str, Any]:
    """What `evaluate` says, as plain values."""
    return evaluate(request, knowledge, today, **options).to_dict()


def quick_answer(request: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """What `evaluate_quickly` says, as plain values."""
    return evaluate_quickly(request, knowledge).to_dict()


def answer_json(request: str, knowledge: Knowledge, today: date) -> str:
    """The same from JSON text to JSON text."""
    return evaluate(json.loads(request), knowledge, today).to_json()
