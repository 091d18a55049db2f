"""The command line of the calculator: what to call, tune or train, and what it will cost."""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from calculator import __version__
from calculator.api import evaluate
from calculator.knowledge import Knowledge
from calculator.listed import refuse, side_by_side, told_of
from calculator.measure.judged import judged
from calculator.measure.report import PLANNED, report_on
from calculator.measure.table import FileError
from calculator.packed import load_knowledge, packed_text
from calculator.physics.constants import physics_constants
from calculator.physics.predict import predict_with
from calculator.physics.prediction import Refusal
from calculator.reading import lines_of, shown, text_of
from calculator.request_text import InputError, Place, as_object, parsed
from calculator.tools.commands import TOOLS
from calculator.tools.completion import completion
from calculator.tools.listings import (
    found,
    inputs_text,
    new_request,
    prices_text,
)
from calculator.tools.parser import PREDICTED, Names, parser
from calculator.tools.records import Refused
from view.asking import converse
from view.printed import Answer, batch_line, formatted, json_text, measured_text, write

FAILED, WRONG_INPUT = 1, 2
PROGRAM = "borrow-tune-or-train"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 means that the input was wrong, and why was printed."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # half a character has no bytes
    elif sys.stdout is None:
        print("standard output is closed", file=sys.stderr)
        return FAILED
    try:
        knowledge = load_knowledge()
        options = parser(_names(knowledge), knowledge).parse_args(arguments)
        options.given_day = options.today
        options.today = options.today or knowledge.as_of
        status = _run(options, knowledge)
        sys.stdout.flush()
        return status
    except InputError as error:
        _told(error)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return FAILED
    except OSError as error:  # of the packed knowledge, or of what is printed to
        if not isinstance(error, BrokenPipeError):  # else whoever read has seen enough
            print(error.strerror or error, file=sys.stderr)
        with contextlib.suppress(OSError):  # what is left is not written at the end either
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _told(error: InputError) -> bool:
    print(*error.args, sep="\n", file=sys.stderr)
    return True


def _names(knowledge: Knowledge) -> Names:
    in_checkout = Path(sys.argv[0]).name == "__main__.py"
    program = f"python -m {__package__}" if in_checkout else PROGRAM
    version = f"{PROGRAM} {__version__}, data {knowledge.data_version}"
    return Names(program, version, str(__doc__))


def _run(options: argparse.Namespace, knowledge: Knowledge) -> int:
    if options.name in PREDICTED:
        return _predict(options, knowledge)
    if options.name == "measure":
        return _measure(options, knowledge)
    if options.name == "mcp":
        return _serve(options, knowledge)
    if options.name in LISTED:
        print(LISTED[options.name](options, knowledge))
        return 0
    return _decide(options, knowledge)


def _decide(options: argparse.Namespace, knowledge: Knowledge) -> int:
    if options.name == "decide" and options.file is options.batch is None and sys.stdin.isatty():
        return _decide_together(options, knowledge)
    _check_source(options)
    if options.batch is not None:
        return _decide_batch(options, knowledge)
    place = Place(shown(options.file))
    request = as_object(parsed(text_of(options.file), place), place)
    return _answered(request, options, knowledge, place)


def _decide_together(options: argparse.Namespace, knowledge: Knowledge) -> int:
    """Questions first; they go to the other stream, so that the answer can be kept in a file."""
    request = converse(knowledge, options.today, sys.stdin, sys.stderr)
    return _answered(request, options, knowledge, Place("your answers"))


def _answered(
    request: Mapping[str, Any], options: argparse.Namespace, knowledge: Knowledge, place: Place
) -> int:
    result = _evaluated(request, knowledge, options, place)
    write(formatted(result, request, options, knowledge), options)
    return 0


def _decide_batch(options: argparse.Namespace, knowledge: Knowledge) -> int:
    """A line out for each good line in; every bad line is reported, and the rest still done."""
    if options.name == "decide" and options.format not in (None, "text", "json"):
        raise InputError(f"--format {options.format} is for one scenario; a batch is text or json")
    failed = False
    for place, line in lines_of(options.batch):
        try:
            record = dict(as_object(parsed(line, place), place))
            record_id = record.pop("id", None)
            result = _evaluated(record, knowledge, options, place)
            print(batch_line(result, record_id, options, knowledge))
        except InputError as error:
            failed = _told(error)
    return WRONG_INPUT if failed else 0


def _measure(options: argparse.Namespace, knowledge: Knowledge) -> int:
    """A report on a file; it holds nothing of the data."""
    try:
        data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        asked = {role: getattr(options, role) for role in (*PLANNED, "kinds")}
        report = report_on(data, asked, judged(knowledge, options.today), options.target)
    except OSError as error:
        raise InputError(f"{options.file}: {error.strerror}") from None
    except FileError as error:
        raise InputError(f"{shown(options.file)}: {error}") from None
    print(measured_text(report, options, knowledge))
    return 0


def _serve(options: argparse.Namespace, knowledge: Knowledge) -> int:
    try:
        from assistant.server import serve  # noqa: PLC0415  its libraries are an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise InputError("mcp needs its library: pip install 'borrow-tune-or-train[mcp]'") from None
    serve(knowledge, options.today, __version__)
    return 0


def _predict(options: argparse.Namespace, knowledge: Knowledge) -> int:
    """A prediction, or an error with its reason, for each record; 2 where one has none."""
    _check_source(options)
    constants = physics_constants(knowledge, options.today)
    whole = [(Place(shown(options.file)), text_of(options.file))] if options.file else None
    failed = False
    for place, text in whole or lines_of(options.batch):
        try:
            prediction = predict_with(options.kind, parsed(text, place), knowledge, constants)
            print(json_text(prediction.to_dict()))
            failed |= isinstance(prediction, Refusal)
        except InputError as error:
            failed = _told(error)
    return WRONG_INPUT if failed else 0


LISTED: Mapping[str, Callable[[argparse.Namespace, Knowledge], str]] = {
    "inputs": lambda o, known: found(inputs_text, o.search, known),
    "prices": lambda o, known: found(prices_text, o.search, known, o.today),
    "new": lambda _, knowledge: new_request(knowledge),
    "explain": told_of,
    "compare": side_by_side,
    "completion": lambda options, knowledge: completion(
        parser(_names(knowledge), knowledge), options.shell, PROGRAM
    ),
    "schema": lambda options, _: packed_text(f"schemas/{options.what}.schema.json").rstrip(),
}


def _evaluated(
    request: Mapping[str, Any], knowledge: Knowledge, options: argparse.Namespace, place: Place
) -> Answer:
    result: Answer | Refused
    if options.name == "decide":  # a request may name its own day
        result = evaluate(request, knowledge, options.given_day, text=True)
    else:
        result = TOOLS[options.name].answer(request, knowledge, options.today)
    refuse(result.problems, place)
    assert not isinstance(result, Refused)  # a refusal has problems
    return result


def _check_source(options: argparse.Namespace) -> None:
    if (options.file is None) == (options.batch is None):
        raise InputError(f"{options.name}: give either FILE.json or --batch FILE.jsonl")


if __name__ == "__main__":
    sys.exit(main())
