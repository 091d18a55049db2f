"""An answer in the form that the command line was asked for."""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from calculator.knowledge import Knowledge
from calculator.measure.record import MeasureReport
from calculator.measure.summary import summary as measured_words
from calculator.reading import InputError
from calculator.result import Result
from calculator.tools.commands import TOOLS, ToolAnswer
from view.card import card
from view.exports.bill_csv import bill_csv
from view.exports.spreadsheet import bill_workbook

type Answer = Result | ToolAnswer  # of `decide`, or of one of the small calculators

_BOLD, _PLAIN = "\033[1m", "\033[0m"


def batch_line(
    result: Answer, record_id: Any, options: argparse.Namespace, knowledge: Knowledge
) -> str:
    """The answer to one line of a batch, which begins with its id."""
    if wants_json(options):
        return json_text({"id": record_id, **result.to_dict()})
    lead = "" if record_id is None else f"{record_id}: "
    return lead + str(formatted(result, {}, options, knowledge))


def formatted(
    result: Answer, request: Mapping[str, Any], options: argparse.Namespace, knowledge: Knowledge
) -> str | bytes:
    """The answer as it was asked for."""
    if wants_json(options):
        return json_text(result.to_dict())
    if not isinstance(result, Result):
        return TOOLS[options.name].words(result)
    if options.format == "csv":
        return bill_csv(result, knowledge).rstrip("\n")
    if options.format == "markdown":
        names = {each.id: each.name for each in knowledge.approaches.values()}
        return result.to_markdown(names).rstrip("\n")
    if options.format == "xlsx":
        return bill_workbook(result, request, knowledge, "")
    return card(result, knowledge)


def measured_text(record: MeasureReport, options: argparse.Namespace, knowledge: Knowledge) -> str:
    """A report on a file as it was asked for."""
    report = record.to_dict()
    if options.format != "markdown":
        return json_text(report) if wants_json(options) else measured_words(report)
    try:
        from view.measure_result import report_files  # noqa: PLC0415  the only words made by Jinja
    except ModuleNotFoundError:
        reason = "--format markdown needs Jinja: pip install 'borrow-tune-or-train[html]'"
        raise InputError(reason) from None
    return str(report_files(report, options.target, knowledge, options.today)["markdown"]["text"])


def wants_json(options: argparse.Namespace) -> bool:
    """Whether JSON was asked for, in either way."""
    return bool(getattr(options, "json", False)) or getattr(options, "format", None) == "json"


def json_text(values: Any) -> str:
    """A line of JSON."""
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def titled(words: str) -> str:
    """A text whose first line a terminal shows in bold."""
    first, rest = words.partition("\n")[::2]
    return f"{_BOLD}{first}{_PLAIN}\n{rest}"
