"""How many labels a target will need, as JSON values: pilots in, a band and a curve out."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from calculator.arguments import check_day, check_knowledge
from calculator.costs.uncertainty import stable
from calculator.knowledge import Knowledge
from calculator.learning_curve import (
    CurveKnowledge,
    Pilot,
    curve_knowledge,
    error_at,
    labels_needed,
)
from calculator.scenario import Problem
from calculator.tools.fields import ToolFields
from calculator.tools.records import CurvePoint, LabelBand, LabelsAnswer, Refused
from calculator.tools.requests import LabelsRequest, PilotMeasured, field_names

FIELDS, PILOT_FIELDS = field_names(LabelsRequest), field_names(PilotMeasured)
MOST_PILOTS = 50
_FEWEST = 2
_CURVE_POINTS = 24
_BEYOND = 3.0  # the curve goes on so many times past the last number of labels that matters
_LONGEST_REACH = 1e4  # times the largest pilot: no curve is drawn further


def answer_labels(
    request: Mapping[str, Any], knowledge: Knowledge, today: date
) -> LabelsAnswer | Refused:
    """Answer one request.

    Args:
        request: the fields of a `LabelsRequest`.
        knowledge: brings what published learning curves have in common.
        today: the day whose assumptions count.

    Returns:
        The answer, or the problems of the request.

    Raises:
        TypeError: an argument of another kind than named here.
    """
    check_knowledge(knowledge)
    check_day(today)
    fields = ToolFields(request)
    fields.check_names(FIELDS)
    target = fields.share("target_accuracy")
    if target is None and not fields.problems:
        fields.refuse("target_accuracy", "is needed")
    pilots = _pilots(fields)
    if target is None or not pilots or fields.problems:
        return Refused(problems=tuple(fields.problems))
    return _answer(pilots, target, curve_knowledge(knowledge, today))


def _pilots(fields: ToolFields) -> list[Pilot]:
    rows = fields.rows("pilots")
    if not fields.problems and not _FEWEST <= len(rows) <= MOST_PILOTS:
        message = f"must be {_FEWEST} to {MOST_PILOTS} measurements, got {len(rows)}"
        fields.refuse("pilots", message)
    found = []
    for number, row in enumerate(rows[:MOST_PILOTS], start=1):
        pilot, problems = _pilot(row, f"pilots[{number}].")
        fields.problems += problems
        found += [pilot] if pilot else []
    if len(found) == len(rows) > 1 and len({pilot.labels for pilot in found}) == 1:
        fields.refuse("pilots", "must differ in their labels: one point shows no slope")
    return found


def _pilot(row: Mapping[str, Any], place: str) -> tuple[Pilot | None, list[Problem]]:
    fields = ToolFields(row, place)
    fields.check_names(PILOT_FIELDS)
    labels, tested = fields.whole("labels", 1), fields.whole("test_examples", 1)
    accuracy, error = fields.share("accuracy"), fields.share("error")
    if accuracy is None and error is not None:
        accuracy = stable(1 - error)
    if not fields.problems and labels is None:
        fields.refuse("labels", "is needed")
    if not fields.problems and accuracy is None:
        fields.refuse("accuracy", "is needed, or error in its place")
    if fields.problems or labels is None or accuracy is None:
        return None, fields.problems
    return Pilot(labels=labels, accuracy=accuracy, test_examples=tested), []


def _answer(pilots: Sequence[Pilot], target: float, known: CurveKnowledge) -> LabelsAnswer:
    needed = labels_needed(pilots, target, known)
    largest = max(pilot.labels for pilot in pilots)
    likely = needed.likely
    return LabelsAnswer(
        target_accuracy=target,
        pilots=tuple(pilots),
        labels=LabelBand(low=needed.low, likely=likely, high=needed.high),
        further_labels=None if likely is None else max(0, math.ceil(likely - largest)),
        reached=likely is not None and likely <= largest,
        exponent=needed.exponent,
        times_beyond_pilots=needed.times_beyond_pilots,
        curve=tuple(_curve(pilots, needed.high or needed.likely, known)),
        notes=needed.notes,
    )


def _curve(
    pilots: Sequence[Pilot], furthest: float | None, known: CurveKnowledge
) -> Iterator[CurvePoint]:
    """Accuracy by labels, from the smallest pilot to some way past the answer."""
    first, last = min(p.labels for p in pilots), max(p.labels for p in pilots)
    end = min(max(last, furthest or 0.0) * _BEYOND, last * _LONGEST_REACH)
    for step in range(_CURVE_POINTS):
        labels = first * (end / first) ** (step / (_CURVE_POINTS - 1))
        error = error_at(pilots, labels, known)
        yield CurvePoint(
            labels=stable(labels),
            low=stable(1 - error.high),
            likely=stable(1 - error.value),
            high=stable(1 - error.low),
        )
