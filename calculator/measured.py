"""A measurement as a decision cites it: what was measured, when, how well; none of the data."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.knowledge import Knowledge
from calculator.number_text import plain

FIGURES = {"text": "accuracy", "table": "accuracy", "number": "mae", "series": "mase"}  # by task
MODELS = (
    "trivial", "naive_bayes", "words", "letters", "linear", "trees",
    "last_value", "seasonal_naive", "drift", "smoothing",
)  # fmt: skip
WRONG = "wrong"  # in place of the text of a measurement that could not be read, so that it is told
TRIVIAL = ("trivial", "last_value")
_LARGEST = 1e15
_MOST_ROWS = 10**10
_PARTS = ("task", "model", "low", "value", "high", "trivial", "rows", "on", "target", "filled")
_BETWEEN, _AND, _OF = "~", ",", ":"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A figure with its 95 % interval."""

    low: float
    value: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One answer that a measurement gave, as the form writes it."""

    input: str  # its id
    answer: str  # that was measured
    before: str  # what stood there; undoing brings it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a simple model reached on the reader's own data."""

    task: str  # text, table, number or series
    model: str  # that counts
    score: Score  # accuracy of classes, mean absolute error of numbers, MASE of a series; 95 %
    trivial: float  # the same figure of the trivial answer
    rows: int  # that it was measured on
    on: date  # the day of the measurement
    target: float | None = None  # wanted accuracy, or share of the trivial error gone; 0 to 1
    filled: tuple[Filled, ...] = ()  # answers that came from it

    @property
    def reached(self) -> bool | None:
        """Whether the score reaches the target; None where its interval holds both."""
        if self.target is None:
            return None
        low, high = self._towards_target
        return True if low >= self.target else False if high < self.target else None

    @property
    def _towards_target(self) -> tuple[float, float]:
        if FIGURES[self.task] == "accuracy":
            return self.score.low, self.score.high
        base = self.trivial or math.inf
        return 1 - self.score.high / base, 1 - self.score.low / base


def measured_text(found: Measured) -> str:
    """As the address writes it; `measured_parts` reads it."""
    figures = (found.score.low, found.score.value, found.score.high, found.trivial)
    target = "" if found.target is None else plain(found.target)
    filled = _AND.join(_OF.join((e.input, e.answer, e.before)) for e in found.filled)
    return _BETWEEN.join((
        found.task, found.model, *map(plain, figures), str(found.rows), found.on.isoformat(),
        target, filled,
    ))  # fmt: skip


def measured_parts(text: str) -> dict[str, Any]:
    """The text of an address as a request holds it; what is wrong, `read_measured` says."""
    parts = dict(zip(_PARTS, text.split(_BETWEEN) + [""] * len(_PARTS), strict=False))
    low, value, high, trivial, target = (
        _number(parts[key]) for key in ("low", "value", "high", "trivial", "target")
    )
    filled = [[*each.split(_OF), "", ""][:3] for each in parts["filled"].split(_AND) if each]
    return {
        "task": parts["task"], "model": parts["model"],
        "score": {"value": value, "low": low, "high": high}, "trivial": trivial,
        "rows": _whole(parts["rows"]),
        "on": parts["on"], "target": target,
        "filled": [{"input": a, "answer": b, "before": c} for a, b, c in filled],
    }  # fmt: skip


def read_measured(raw: Mapping[str, Any], knowledge: Knowledge) -> Measured | str:
    """A measurement of a request, or what is wrong with it.

    Args:
        raw: the fields of `Measured`, as JSON values.
        knowledge: answers to questions that it does not know are left out.
    """
    task, model, rows, target = (raw.get(key) for key in ("task", "model", "rows", "target"))
    if task not in FIGURES or model not in MODELS:
        return f"must have a task of {', '.join(FIGURES)} and a known model"
    score, trivial, day = raw.get("score"), raw.get("trivial"), _day(raw.get("on"))
    ends: list[Any] = (
        [score.get(e) for e in ("low", "value", "high")] if isinstance(score, Mapping) else []
    )
    if len(ends) != 3 or not all(map(_is_figure, [*ends, trivial])) or ends != sorted(ends):
        return "must have a score that rises from low to high, and that of the trivial answer"
    if FIGURES[task] == "accuracy" and max(*ends, trivial) > 1:
        return "must have an accuracy of at most 1"
    if not _is_count(rows) or day is None:
        return "must have rows of 1 or more, and a day such as 2026-11-27"
    if target is not None and not (_is_figure(target) and 0 < target < 1):
        return "must have a target between 0 and 1"
    low, value, high = map(float, ends)
    return Measured(
        task=str(task), model=str(model), score=Score(low=low, value=value, high=high),
        trivial=float(trivial or 0.0), rows=int(rows or 0), on=day,
        target=None if target is None else float(target),
        filled=tuple(_filled(raw.get("filled"), knowledge)),
    )  # fmt: skip


def _filled(raw: Any, knowledge: Knowledge) -> list[Filled]:
    named: dict[str, Filled] = {}
    for each in raw if isinstance(raw, list | tuple) else ():
        if not isinstance(each, Mapping):
            continue
        texts = [str(each.get(key, ""))[:40] for key in ("input", "answer", "before")]
        if texts[0] in knowledge.inputs:
            named[texts[0]] = Filled(input=texts[0], answer=texts[1], before=texts[2])
    return list(named.values())


def _is_figure(raw: Any) -> bool:
    number = isinstance(raw, int | float) and not isinstance(raw, bool)
    return number and 0 <= raw <= _LARGEST


def _is_count(raw: Any) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= _MOST_ROWS


def _day(raw: Any) -> date | None:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else None
    except ValueError:
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 11 else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
