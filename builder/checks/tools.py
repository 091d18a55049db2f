"""What the small calculators ask: code knows each field, and answers each choice of it."""

from collections.abc import Iterator

from builder.content.load import Content, Loaded
from builder.content.yaml_source import Steps
from builder.problems import Problem
from calculator.knowledge import Input, Knowledge, Tool
from calculator.names import did_you_mean
from calculator.scenario import Problem as FieldProblem
from calculator.tools.commands import TOOLS
from calculator.tools.form import opening_texts, read_form
from calculator.tools.records import Refused
from calculator.tools.requests import (
    FitRequest,
    LabelsRequest,
    PilotMeasured,
    SizeRequest,
    field_names,
)

_ASKED = {"fit": FitRequest, "labels": LabelsRequest, "test-size": SizeRequest}


def check_tools(content: Content, knowledge: Knowledge) -> Iterator[Problem]:
    """Fields that code does not know; values that it opens with, or offers, and refuses."""
    for tool_id in TOOLS.keys() - content.kinds["tool"].keys():
        for loaded in list(content.kinds["tool"].values())[:1]:
            yield loaded.problem(("id",), f"no tool '{tool_id}', which the calculator answers")
    for tool_id, loaded in content.kinds["tool"].items():
        if tool_id in TOOLS:
            yield from _unknown(loaded, knowledge.tools[tool_id]) or _refused(
                loaded, knowledge.tools[tool_id], knowledge
            )
        else:
            hint = did_you_mean(tool_id, TOOLS)
            yield loaded.problem(("id",), f"no tool of the calculator is called '{tool_id}'{hint}")


def _unknown(loaded: Loaded, tool: Tool) -> list[Problem]:
    """Fields under a name that the request of the tool does not have."""
    asked = field_names(_ASKED[tool.id])
    found: list[tuple[Steps, Input, tuple[str, ...]]] = [
        (("asks", i, "id"), each, asked) for i, each in enumerate(tool.asks)
    ]
    rows = tool.repeated.asks if tool.repeated else ()
    in_rows = field_names(PilotMeasured)
    found += [(("repeated", "asks", i, "id"), each, in_rows) for i, each in enumerate(rows)]
    return [
        loaded.problem(
            steps, f"'{each.id}' is no field of '{tool.id}'{did_you_mean(each.id, known)}"
        )
        for steps, each, known in found
        if each.id not in known
    ]


def _refused(loaded: Loaded, tool: Tool, knowledge: Knowledge) -> Iterator[Problem]:
    """What the page opens with, then each choice in its place."""
    opening = opening_texts(tool)
    wrong = _why_not(tool, opening, knowledge)
    if wrong is not None:
        yield loaded.problem(_default_of(tool, wrong.field), f"{wrong.field} {wrong.message}")
        return
    for steps, each, value in _choices(tool):
        wrong = _why_not(tool, {**opening, each.id: str(value)}, knowledge)
        if wrong is not None:
            yield loaded.problem(steps, f"{wrong.field} {wrong.message}")


def _choices(tool: Tool) -> Iterator[tuple[Steps, Input, object]]:
    for i, each in enumerate(tool.asks):
        for j, choice in enumerate(each.choices):
            yield ("asks", i, "choices", j, "value"), each, choice.value


def _default_of(tool: Tool, field: str) -> Steps:
    names = [each.id for each in tool.asks]
    return ("asks", names.index(field), "default") if field in names else ("asks",)


def _why_not(tool: Tool, texts: dict[str, str], knowledge: Knowledge) -> FieldProblem | None:
    """What the tool says against the texts of its form, if anything."""
    read = read_form(tool, texts)
    problems = list(read.problems)
    if not problems:
        answer = TOOLS[tool.id].answer(read.request, knowledge, knowledge.as_of)
        problems = list(answer.problems) if isinstance(answer, Refused) else []
    return problems[0] if problems else None
