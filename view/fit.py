"""The page "Will it fit, how fast, how long?": its answer and its one sentence."""

from typing import Any

from calculator.tools.fit_words import SPEEDS, VERDICTS
from calculator.tools.records import FitAnswer, FitMemory
from view import formats
from view.environment import render

_WIDTH = 400  # of the drawn bar, in its own units
_UP_TO = 1.25  # times the usable memory that the bar shows


def fit_answer(result: FitAnswer, root: str) -> str:
    """The answer as HTML."""
    return render(
        "tool_fit.html.j2", root, result=result, verdict=VERDICTS[result.memory.verdict],
        speeds=SPEEDS, bar=_bar(result.memory), gib=_gib,
    )  # fmt: skip


def fit_sentence(result: FitAnswer) -> str:
    """Whether it fits, in one sentence."""
    memory, chip = result.memory, result.chip
    needed = f"{_gib(memory.needed.value)} of {_gib(memory.room)} GiB"
    return f"{VERDICTS[memory.verdict]} on {chip.count} × {chip.name}: {needed}."


def _gib(value: float) -> str:
    return formats.number(value, 2 if value < 1 else 3)


def _bar(memory: FitMemory) -> dict[str, Any]:
    """Parts beside each other, and where the usable memory ends, in the bar's own units."""
    total = sum(part.gib for part in memory.parts)
    whole = max(total, memory.room) * (1.0 if total > memory.room else _UP_TO)
    pieces, start = [], 0.0
    for part in memory.parts:
        width = part.gib / whole * _WIDTH
        pieces.append({"x": round(start, 1), "width": round(width, 1), "label": part.label})
        start += width
    return {"pieces": pieces, "limit": round(memory.room / whole * _WIDTH, 1), "width": _WIDTH}
