"""The pages of the small calculators: form, answer and address, at build time and in the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from calculator.address import from_address
from calculator.knowledge import Input, Knowledge, Tool
from calculator.scenario import UNKNOWN
from calculator.tools.commands import TOOLS, ToolAnswer
from calculator.tools.form import FormRequest, fields_of, opening_texts, read_form, tool_address
from calculator.tools.records import LabelsAnswer, Refused, SizeAnswer
from view import formats
from view.answers import bounds_words
from view.curve import curve
from view.environment import render
from view.fit import fit_answer, fit_sentence

type Answer = dict[str, Any]

GROUPS = {
    "target": "The target",
    "one": "One model",
    "two": "Two models",
    "sure": "How sure",
    "tested": "After testing both",
    "model": "The model",
    "machine": "The machine",
    "serving": "Serving",
    "tuning": "Tuning",
}


@dataclass(frozen=True, slots=True)
class ToolField:
    """One field with what has been typed into it."""

    definition: Input
    value: str
    bounds: str


def tool_answer(request: Mapping[str, Any], knowledge: Knowledge) -> Answer:
    """Answer a request of a tool's page.

    Args:
        request: `tool`, `do` (`open` an `address` or answer `values`), `today`, `root`.
        knowledge: brings the tools.
    """
    tool, day = knowledge.tools[request["tool"]], date.fromisoformat(request["today"])
    if request["do"] == "open":
        address = from_address(request["address"])
        texts = {**opening_texts(tool), **address.values}
        form = tool_form_html(tool, texts, request["root"], knowledge)
        return {**_answered(tool, texts, knowledge, day, request["root"]), "form": form}
    return _answered(tool, request["values"], knowledge, day, request["root"])


def opening_answer(tool: Tool, knowledge: Knowledge, root: str) -> str:
    """The answer that a page opens with, on the day of the data."""
    parts = _answered(tool, opening_texts(tool), knowledge, knowledge.as_of, root)["parts"]
    return str(parts["answer"])


def opening_form(tool: Tool, knowledge: Knowledge, root: str) -> str:
    """The form as a page opens with it."""
    return tool_form_html(tool, opening_texts(tool), root, knowledge)


def tool_form_html(
    tool: Tool, texts: Mapping[str, str], root: str, knowledge: Knowledge | None = None
) -> str:
    """The fields of a tool with what has been typed into them."""
    definitions = fields_of(tool)
    fields = {name: _field(each, texts.get(name)) for name, each in definitions.items()}
    groups: dict[str, list[ToolField]] = {}
    for each in tool.asks:
        groups.setdefault(GROUPS[each.group], []).append(fields[each.id])
    rows = range(1, len(tool.repeated.rows) + 1) if tool.repeated else range(0)
    known = {each.suggests: _suggestions(each.suggests, knowledge) for each in tool.asks}
    return render(
        "tool_form.html.j2", root, tool=tool, fields=fields, groups=groups, rows=rows, known=known
    )


def _suggestions(kind: str, knowledge: Knowledge | None) -> list[str]:
    """The names that a field of text suggests."""
    if knowledge is None or not kind:
        return []
    if kind == "chip":
        return [chip.name for chip in knowledge.accelerators.values()]
    shapes = (shape for family in knowledge.architectures.values() for shape in family.shapes)
    return [shape.names[0] for shape in shapes if shape.names]


def _field(definition: Input, text: str | None) -> ToolField:
    value = "" if text is None or text == UNKNOWN else text
    return ToolField(definition, value, bounds_words(definition))


def _answered(
    tool: Tool, texts: Mapping[str, str], knowledge: Knowledge, day: date, root: str
) -> Answer:
    read = read_form(tool, texts)
    result = TOOLS[tool.id].answer(read.request, knowledge, day)
    problems = _problems(read, result)
    parts = {"errors": _errors_html(problems, tool)}
    if not problems:  # else the last answer stays, marked as old
        parts["answer"] = _ANSWERS[tool.id](result, root)
    return {
        "parts": parts,
        "problems": problems,
        "address": tool_address(tool, texts, knowledge.data_version),
        "announce": "" if problems else _SENTENCES[tool.id](result),
        "settled": not problems,
    }


def _problems(read: FormRequest, result: ToolAnswer | Refused) -> dict[str, str]:
    """What is wrong, by field of the form; the reader of the form speaks first."""
    found = {problem.field: problem.message for problem in read.problems}
    for problem in () if found else result.problems:
        found.setdefault(read.field_of(problem.field), problem.message)
    return found


def _errors_html(problems: Mapping[str, str], tool: Tool) -> str:
    fields = fields_of(tool)
    named = [
        {"field": name if name in fields else "", "label": _label(name, fields), "message": message}
        for name, message in problems.items()
    ]
    return render("tool_errors.html.j2", problems=named)


def _label(name: str, fields: Mapping[str, Input]) -> str:
    if name not in fields:
        return name
    row = name.removeprefix(f"{name.rpartition('_')[0]}_")
    return f"{fields[name].label} {row}" if row.isdigit() else fields[name].label


def percent(share: float) -> str:
    """A share as a percentage with one decimal where it has one: `79.4%`."""
    return f"{round(share * 100, 1):g}%"


def _labels_answer(result: LabelsAnswer, root: str) -> str:
    steps = result.curve[:: max(1, len(result.curve) // 6)]
    return render(
        "tool_labels.html.j2", root, result=result, steps=steps,
        curve=curve(result.curve, result.pilots, result.target_accuracy),
        sentence=labels_sentence(result), percent=percent, times=_times(result),
    )  # fmt: skip


def _times(result: LabelsAnswer) -> str:
    beyond = result.times_beyond_pilots
    return "" if beyond is None else formats.number(beyond)


def labels_sentence(result: LabelsAnswer) -> str:
    """How many labels, in one sentence."""
    low, likely, high = result.labels.low, result.labels.likely, result.labels.high
    target = percent(result.target_accuracy)
    if likely is None:
        return f"Labels alone are not likely to bring {target}."
    if high is None:
        return f"About {formats.number(likely)} labels for {target}, or more than labels can do."
    return f"About {formats.number(likely)} labels for {target}, {formats.number_range(low, high)}."


def _test_size_answer(result: SizeAnswer, root: str) -> str:
    return render("tool_test_size.html.j2", root, result=result, percent=percent)


def size_sentence(result: SizeAnswer) -> str:
    """The first thing that can be said, in one sentence."""
    interval, compare = result.interval, result.to_compare
    if interval:
        ends = f"{percent(interval.low)} to {percent(interval.high)}"
        return f"{percent(interval.measured)} measured: the true accuracy is {ends}."
    if compare:
        return f"About {formats.number(compare.examples.value)} examples to tell them apart."
    return ""


_ANSWERS: dict[str, Callable[[Any, str], str]] = {
    "labels": _labels_answer,
    "test-size": _test_size_answer,
    "fit": fit_answer,
}
_SENTENCES: dict[str, Callable[[Any], str]] = {
    "labels": labels_sentence,
    "test-size": size_sentence,
    "fit": fit_sentence,
}
