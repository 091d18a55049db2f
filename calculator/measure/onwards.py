"""From a measurement to the calculator's answers, and beside a hosted model's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from calculator.costs.uncertainty import stable
from calculator.knowledge import Answer, Knowledge
from calculator.measure.moments import moments_of
from calculator.measure.scores import accuracy_of
from calculator.measure.steps import Measurement
from calculator.measure.table import FileError, Table
from calculator.needs.need import Assumed
from calculator.sample_size import mcnemar

_DAYS_PER_MONTH = 365.25 / 12
_MODALITY = {"text": "text", "table": "tabular", "number": "tabular", "series": "time_series"}
_OUTPUT = {"text": "class", "table": "class", "number": "number", "series": "number"}
_POOR = Assumed("label-errors-poor", "share")
_GOOD = Assumed("label-errors-high-quality", "share")
_ENOUGH = Assumed("errors-gone-good-enough", "share")
_BEST = Assumed("errors-gone-high", "share")
_DAYS_THAT_TELL = Assumed("days-that-tell-a-volume", "days")
_LETTERS_PER_TOKEN = Assumed("letters-per-token", "letters per token")

type Value = Callable[[Assumed], float]  # in force on the day


def calculator_answers(
    report: Mapping[str, Any],
    table: Table,
    time: str,
    knowledge: Knowledge,
    day: date,
    target: float | None = None,
) -> dict[str, Answer]:
    """Answers to the calculator's questions that the measurement gives on a day, by input."""

    def value(need: Assumed) -> float:
        return knowledge.assumptions[need.id].at(day).value

    rows = report["rows"]
    found: dict[str, Answer] = {
        "modality": _MODALITY[report["task"]],
        "output_kind": _OUTPUT[report["task"]],
        "labelled_examples": rows["in_file"] - _left_out(rows, series=report["task"] == "series"),
        "label_kind": "recorded" if report["task"] in ("number", "series") else None,
        "data_quality": _quality(report, value),
        "quality_target": None if target is None else _wanted(report, target, value),
    }
    found["requests_per_month"] = _volume(table, time, value(_DAYS_THAT_TELL)) if time else None
    if report["task"] == "text":
        names = [table.names[place - 1] for place in report["columns"]["inputs"]]
        letters = sum(sum(map(len, cells)) for cells in table.records(names)) / table.rows
        found["input_tokens_per_request"] = float(
            max(1, round(letters / value(_LETTERS_PER_TOKEN)))
        )
    return {k: v for k, v in found.items() if v is not None and k in knowledge.inputs}


def _left_out(rows: Mapping[str, int], *, series: bool) -> int:
    """Rows of the whole file without a label or with a copy, as in the part that was measured."""
    left = rows["unlabelled"] if series else rows["read"] - rows["measured"]
    return round(left * rows["in_file"] / rows["read"])


def _quality(report: Mapping[str, Any], value: Value) -> str | None:
    if "suspects" not in report:
        return None
    second = report.get("second_label")
    wrong = max(report["suspects"]["share"], second["share"] if second else 0.0)
    return "poor" if wrong > value(_POOR) else "high" if wrong < value(_GOOD) and second else "ok"


def _wanted(report: Mapping[str, Any], target: float, value: Value) -> str:
    """How good it has to be, from the share of the trivial answer's error that must be gone."""
    gone = target
    if report["task"] in ("text", "table"):
        gone = 1 - (1 - target) / max(1e-9, 1 - report["models"][0]["accuracy"]["value"])
    if gone <= value(_ENOUGH):
        return "good_enough"
    return "high" if gone <= value(_BEST) else "best_possible"


def _volume(table: Table, time: str, least_days: float) -> int | None:
    """Rows in a month, where the times span more than some days."""
    found = [at for at in moments_of(table.column(time)) if at is not None]
    days = max(found) - min(found) if found else 0.0
    return round(table.rows_in_file / days * _DAYS_PER_MONTH) if days > least_days else None


def against_hosted(found: Measurement, answers: Sequence[str]) -> dict[str, Any]:
    """A hosted model's answers beside the baseline's, on the same rows.

    Args:
        found: a measurement of classes.
        answers: one for each row of the file, in its order.

    Raises:
        FileError: there are more or fewer answers, or none of them is a class.
    """
    if found.tested is None:
        raise FileError("Only answers that are classes can be compared.")
    rows = found.report["rows"]["in_file"]
    if len(answers) != rows:
        got = "1 answer" if len(answers) == 1 else f"{len(answers):,} answers"
        raise FileError(f"{got} for {rows:,} rows; one for each row is needed.")
    numbers = {_folded(name): place for place, name in enumerate(found.names)}
    given = [numbers.get(_folded(answers[found.places[row]]), -1) for row in found.tested.rows]
    if all(each < 0 for each in given):
        raise FileError("None of the answers is one of the classes.")
    theirs = [one == label for one, label in zip(given, found.tested.labels, strict=True)]
    ours = [one == label for one, label in zip(found.tested.said, found.tested.labels, strict=True)]
    only_ours = sum(a and not b for a, b in zip(ours, theirs, strict=True))
    only_theirs = sum(b and not a for a, b in zip(ours, theirs, strict=True))
    chance = mcnemar(only_ours, only_theirs) if only_ours + only_theirs else 1.0
    mine, other = accuracy_of(ours, None), accuracy_of(theirs, None)
    return {
        "rows": len(ours), "unknown_answers": sum(each < 0 for each in given),
        "baseline": {"low": mine.low, "value": mine.value, "high": mine.high},
        "hosted": {"low": other.low, "value": other.value, "high": other.high},
        "only_baseline_right": only_ours, "only_hosted_right": only_theirs,
        "chance": stable(chance),
    }  # fmt: skip


def _folded(text: str) -> str:
    return " ".join(text.split()).strip("\"'.").lower()
