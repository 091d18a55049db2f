"""The form of a small calculator: its fields, texts → request, problems by field, the address."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from calculator.address import VERSION, answer_text
from calculator.costs.uncertainty import stable
from calculator.knowledge import Answer, Input, Tool
from calculator.scenario import UNKNOWN, Problem, read_answer

PILOTS = "pilots"
_PERCENT = ("%", "points")
_IS_SHARE = re.compile(r"\d+(\.\d+)?")  # a choice of percentages
_IN_ROW = re.compile(rf"{PILOTS}\[(\d+)\]\.(\w+)")

type Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What a form asks, as the tool takes it; and which row of the form each pilot stands in."""

    request: Mapping[str, Any]
    problems: tuple[Problem, ...]
    rows: tuple[int, ...]

    def field_of(self, name: str) -> str:
        """The field of the form that a problem of the tool belongs to."""
        found = _IN_ROW.fullmatch(name)
        if found:
            return f"{found[2]}_{self.rows[int(found[1]) - 1]}"
        return f"labels_{len(self.rows) + 1}" if name == PILOTS else name


def fields_of(tool: Tool) -> dict[str, Input]:
    """Every field by its name in the form; those of rows end in the row's number."""
    found = {each.id: each for each in tool.asks}
    if tool.repeated:
        for number, row in enumerate(tool.repeated.rows, start=1):
            for each in tool.repeated.asks:
                name = f"{each.id}_{number}"
                found[name] = dataclasses.replace(each, id=name, default=row.get(each.id))
    return found


def opening_texts(tool: Tool) -> dict[str, str]:
    """What the page opens with, as the form writes it."""
    return {name: answer_text(each.default) for name, each in fields_of(tool).items()}


def read_form(tool: Tool, texts: Texts) -> FormRequest:
    """Texts of the form, or of an address, as a request; wrong fields are left out and named."""
    fields = fields_of(tool)
    problems = [Problem(name, "is no field of this page") for name in texts if name not in fields]
    values: dict[str, Answer] = {}
    for name, definition in fields.items():
        found = read_answer(definition, texts.get(name), text=True)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            values[name] = _in_shares(definition, found)
    request = {each.id: values[each.id] for each in tool.asks if values.get(each.id) is not None}
    rows: list[int] = []
    if tool.repeated:
        wrong = {problem.field for problem in problems}
        pilots = list(_rows(tool, values, wrong, problems))
        request[PILOTS] = [row for _, row in pilots]  # type: ignore[assignment]
        rows = [number for number, _ in pilots]
    return FormRequest(request, tuple(problems), tuple(rows))


def _rows(
    tool: Tool, values: Mapping[str, Answer], wrong: set[str], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, Answer]]]:
    """The rows that hold something, whole; what is missing in them is named."""
    assert tool.repeated is not None
    for number in range(1, len(tool.repeated.rows) + 1):
        names = {each.id: f"{each.id}_{number}" for each in tool.repeated.asks}
        row = {key: values[n] for key, n in names.items() if values.get(n) is not None}
        missing = [n for key, n in names.items() if key in _NEEDED and key not in row]
        if row and not missing:
            yield number, row
        elif row:
            problems += [Problem(n, "is needed in this row") for n in missing if n not in wrong]


_NEEDED = ("labels", "accuracy")


def _in_shares(definition: Input, value: Answer) -> Answer:
    """Percentages, also those of choices, as shares of 1."""
    if definition.kind == "choice" and isinstance(value, str) and _IS_SHARE.fullmatch(value):
        return stable(float(value) / 100)
    if definition.unit in _PERCENT and isinstance(value, int | float):
        return stable(value / 100)
    return value


def tool_address(tool: Tool, texts: Texts, version: str) -> str:
    """The canonical text after `#`; empty where the form holds what the page opens with."""
    opening = opening_texts(tool)
    entries = {
        name: texts.get(name) or UNKNOWN
        for name in opening
        if (texts.get(name) or UNKNOWN) != opening[name]
    }
    if entries:
        entries[VERSION] = version
    return "&".join(f"{name}={quote(entries[name], safe='~:,.-_')}" for name in sorted(entries))
