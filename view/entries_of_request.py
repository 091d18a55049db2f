"""The entries of a request, as a file or the command line holds it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from calculator.address import answer_text
from calculator.knowledge import Knowledge
from calculator.measured import WRONG, Measured, measured_text, read_measured
from calculator.scenario import UNKNOWN
from view.entries import ENDS, Entries


def entries_of_request(request: Mapping[str, Any], knowledge: Knowledge) -> Entries:
    """The entries of a request as the command line reads it; what it leaves out is unknown."""
    answers = request.get("inputs")
    inputs = {
        str(key): _text(value)
        for key, value in (answers.items() if isinstance(answers, dict) else ())
    }
    assumptions = request.get("assumptions")
    lines = request.get("own_lines")
    overrides = {
        str(name): dict(zip(ENDS, map(_text, _three(value)), strict=True))
        for name, value in (assumptions.items() if isinstance(assumptions, dict) else ())
    }
    own_lines = {
        str(number): texts
        for number, texts in enumerate(_lines(lines if isinstance(lines, list) else ()), start=1)
    }
    given = request.get("weights")
    weights = {
        str(key): _text(each) for key, each in (given.items() if isinstance(given, dict) else ())
    }
    measured = request.get("measured")
    told = read_measured(measured, knowledge) if isinstance(measured, dict) else ""
    cited = measured_text(told) if isinstance(told, Measured) else told and WRONG
    day = str(request.get("as_of") or "")
    return Entries(
        {**dict.fromkeys(knowledge.inputs, UNKNOWN), **inputs},
        overrides,
        own_lines,
        weights,
        cited,
        day=day,
    )


def _three(value: Any) -> list[Any]:
    return value if isinstance(value, list) and len(value) == len(ENDS) else [value] * len(ENDS)


def _lines(given: Sequence[Any]) -> Iterator[dict[str, str]]:
    """The lines of the form, in which a line is for one approach, or for all."""
    for line in given:
        if isinstance(line, dict):
            approaches = line.get("approaches")
            texts = {part: _text(line.get(part, "")) for part in ("usd", "paid", "label")}
            for each in approaches if isinstance(approaches, list) and approaches else [""]:
                yield {**texts, "approach": _text(each)}


def _text(value: Any) -> str:
    simple = value is None or isinstance(value, str | bool | int | float)
    return answer_text(value) if simple else json.dumps(value)[:80]
