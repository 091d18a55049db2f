"""An answer in the form that the command line was asked for."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calculator.knowledge import Knowledge
from calculator.measure.record import MeasureReport
from calculator.measure.summary import summary as measured_words
from calculator.request_text import InputError
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
    if _wants_json(options):
        return json_text({"id": record_id, **result.to_dict()})
    lead = "" if record_id is None else f"{record_id}: "
    return lead + str(formatted(result, {}, options, knowledge))


def formatted(
    result: Answer, request: Mapping[str, Any], options: argparse.Namespace, knowledge: Knowledge
) -> str | bytes:
    """The answer as it was asked for."""
    if _wants_json(options):
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
        return json_text(report) if _wants_json(options) else measured_words(report)
    try:
        from view.measure_result import report_files  # noqa: PLC0415  the only words made by Jinja
    except ModuleNotFoundError:
        reason = "--format markdown needs Jinja: pip install 'borrow-tune-or-train[html]'"
        raise InputError(reason) from None
    return str(report_files(report, options.target, knowledge, options.today)["markdown"]["text"])


def write(answer: str | bytes, options: argparse.Namespace) -> None:
    """To the file that was named, else to standard output; bytes never to a terminal."""
    output = getattr(options, "output", None)
    content = answer if isinstance(answer, bytes) else f"{answer}\n".encode(errors="replace")
    if output:
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise InputError(f"{output}: {error.strerror}") from None
    elif isinstance(answer, str):
        print(_titled(answer) if _is_bold(options) else answer)
    elif sys.stdout.isatty():
        raise InputError("a workbook is not for a terminal: name a file with --output")
    else:
        sys.stdout.buffer.write(answer)


def _is_bold(options: argparse.Namespace) -> bool:
    """Whether the first line is set off: of a card, on a terminal that shows it."""
    card = options.name == "decide" and not _wants_json(options)
    return card and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _wants_json(options: argparse.Namespace) -> bool:
    """Whether JSON was asked for, in either way."""
    return bool(getattr(options, "json", False)) or getattr(options, "format", None) == "json"


def json_text(values: Any) -> str:
    """A line of JSON."""
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def _titled(words: str) -> str:
    """A text whose first line a terminal shows in bold."""
    first, rest = words.partition("\n")[::2]
    return f"{_BOLD}{first}{_PLAIN}\n{rest}"
