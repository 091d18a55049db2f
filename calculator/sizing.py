"""Requests about labels and test sets → answers, as plain JSON values.

`labels_for` and `examples_for` are what the pages and the command line call.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.learning_curve import Pilot, curve_knowledge, error_at, labels_needed
from calculator.sample_size import (
    examples_for_margin,
    examples_to_compare,
    mcnemar,
    wilson_interval,
)

_LADDER = (1, 2, 5, 10, 30, 100)  # multiples of the largest pilot at which the curve is shown
_SHARES = ("accuracy", "other_accuracy", "margin", "confidence", "power")
_COUNTS = ("right", "examples", "only_first_right", "only_second_right")


def labels_for(request: Mapping[str, Any], knowledge: Knowledge, today: date) -> dict[str, Any]:
    """Labels that a target accuracy needs.

    Args:
        request: `pilots`, a list of `{labels, accuracy, test_examples?}`, and
            `target_accuracy`; accuracies lie between 0 and 1.
        knowledge: brings what published curves have in common.
        today: the day whose assumptions count.

    Returns:
        `needed` (low, likely, high; null where it may never be reached) and `curve`, the error
        at multiples of the largest pilot; or `error`, what is wrong with the request.
    """
    wrong = next(_curve_faults(request), None)
    if wrong:
        return {"error": wrong}
    pilots = [
        Pilot(
            labels=float(pilot["labels"]),
            accuracy=float(pilot["accuracy"]),
            test_examples=pilot.get("test_examples"),
        )
        for pilot in request["pilots"]
    ]
    known = curve_knowledge(knowledge, today)
    needed = labels_needed(pilots, float(request["target_accuracy"]), known)
    largest = max(pilot.labels for pilot in pilots)
    return {
        "needed": dataclasses.asdict(needed),
        "curve": [
            {
                "labels": largest * step,
                "error": dataclasses.asdict(error_at(pilots, largest * step, known)),
            }
            for step in _LADDER
        ],
    }


def examples_for(request: Mapping[str, Any]) -> dict[str, Any]:
    """What a test set tells, or how large it must be.

    Args:
        request: any of `right` and `examples` (an interval for one model), `accuracy` and
            `margin` (examples for one model), `accuracy` and `other_accuracy` (examples for
            two), `only_first_right` and `only_second_right` (a comparison that was made);
            `confidence` (0.95) and `power` (0.8) if wanted.

    Returns:
        `interval`, `examples_for_margin`, `examples_to_compare` and `mcnemar`, each where its
        numbers are given; or `error`.
    """
    wrong = next(_size_faults(request), None)
    if wrong:
        return {"error": wrong}
    confidence = float(request.get("confidence", 0.95))
    found: dict[str, Any] = {}
    if _has(request, "right", "examples"):
        interval = wilson_interval(request["right"], request["examples"], confidence)
        found["interval"] = dataclasses.asdict(interval)
    if _has(request, "accuracy", "margin"):
        found["examples_for_margin"] = examples_for_margin(
            request["accuracy"], request["margin"], confidence
        )
    if _has(request, "accuracy", "other_accuracy"):
        size = examples_to_compare(
            request["accuracy"],
            request["other_accuracy"],
            confidence,
            float(request.get("power", 0.8)),
        )
        found["examples_to_compare"] = dataclasses.asdict(size)
    if _has(request, "only_first_right", "only_second_right"):
        found["mcnemar"] = mcnemar(request["only_first_right"], request["only_second_right"])
    return found or {"error": "name right and examples, accuracy and margin, or two accuracies"}


def _has(request: Mapping[str, Any], *names: str) -> bool:
    return all(request.get(name) is not None for name in names)


def _curve_faults(request: Mapping[str, Any]) -> Iterator[str]:
    pilots = request.get("pilots")
    if not isinstance(pilots, list) or not pilots:
        yield "pilots must be a list of at least one measurement"
        return
    for number, pilot in enumerate(pilots, start=1):
        if not isinstance(pilot, Mapping):
            yield f"pilot {number} must name labels and accuracy"
        elif not _number(pilot.get("labels")) or pilot["labels"] <= 0:
            yield f"labels of pilot {number} must be above 0, got {pilot.get('labels')}"
        elif not _inside(pilot.get("accuracy")):
            found = pilot.get("accuracy")
            yield f"accuracy of pilot {number} must lie between 0 and 1, got {found}"
        elif pilot.get("test_examples") is not None and not (
            _number(pilot["test_examples"]) and pilot["test_examples"] > 0
        ):
            yield f"test_examples of pilot {number} must be above 0, got {pilot['test_examples']}"
    if not _inside(request.get("target_accuracy")):
        yield f"target_accuracy must lie between 0 and 1, got {request.get('target_accuracy')}"


def _size_faults(request: Mapping[str, Any]) -> Iterator[str]:
    for name in _SHARES:
        if request.get(name) is not None and not _inside(request[name]):
            yield f"{name} must lie between 0 and 1, got {request[name]}"
    for name in _COUNTS:
        value = request.get(name)
        if value is not None and (not isinstance(value, int) or value < 0):
            yield f"{name} must be a whole number of at least 0, got {value}"
    if _has(request, "right", "examples") and not 0 <= request["right"] <= request["examples"] > 0:
        yield "right must be at most examples, and examples at least 1"
    pair = _has(request, "accuracy", "other_accuracy")
    if pair and request["accuracy"] == request["other_accuracy"]:
        yield "accuracy and other_accuracy must differ"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _inside(value: Any) -> bool:
    return _number(value) and 0 < value < 1
