"""The command line: `python -m calculator decide FILE.json --json`, and its other commands."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from calculator.api import evaluate
from calculator.encode import encode
from calculator.knowledge import Knowledge
from calculator.learning_curve import curve_knowledge
from calculator.measure.columns import TASKS, describe, suggest
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.measure.steps import run_all
from calculator.measure.summary import summary as measured_words
from calculator.measure.table import FileError
from calculator.packed import load_knowledge
from calculator.physics.constants import physics_constants
from calculator.physics.predict import predict_with
from calculator.result import Result
from calculator.summary import summary
from calculator.tools.commands import TOOLS
from calculator.tools.predictor_help import fields_text

FAILED, WRONG_INPUT = 1, 2

type Answer = Result | dict[str, Any]  # of `decide`, or of one of the small calculators
PLANNED = ("task", "label", "inputs", "time", "group", "second")
PREDICTED = {
    "train": "accelerator-hours of training from scratch",
    "finetune": "accelerator-hours or tokens a second of tuning",
    "throughput": "tokens a second of training",
    "memory": "GiB per accelerator",
    "serve": "speed of serving",
}


class Place(NamedTuple):
    """Where a request stands: a file, or a line of it."""

    name: str
    line: int | None = None

    def __str__(self) -> str:
        return self.name if self.line is None else f"{self.name}:{self.line}"


class InputError(Exception):
    """A file that can't be used; each argument is one message."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 means that the input was wrong, and why was printed."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        print(*error.args, sep="\n", file=sys.stderr)
        return WRONG_INPUT
    except FileNotFoundError as error:  # of the packed knowledge
        print(error, file=sys.stderr)
        return FAILED


class _Command(argparse.ArgumentParser):
    """A command; help of a predictor ends with its fields."""

    def format_help(self) -> str:
        kind = self.get_default("kind")
        fields = f"\n{fields_text(kind, load_knowledge())}\n" if kind else ""
        return super().format_help() + fields


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculator", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Command)
    decide = commands.add_parser("decide", help="recommend an approach for one scenario or many")
    _add_input_options(decide)
    decide.set_defaults(run=_decide, name="decide", answer=evaluate, words=summary)
    for name, tool in TOOLS.items():
        command = commands.add_parser(name, help=tool.help)
        _add_input_options(command)
        command.set_defaults(run=_decide, name=name, answer=tool.answer, words=tool.words)
    for kind, words in PREDICTED.items():
        predicting = commands.add_parser(kind, help=f"predict {words}, one JSON record a line")
        _add_input_options(predicting)
        predicting.set_defaults(run=_predict, kind=kind)
    measuring = commands.add_parser("measure", help="simple baselines on a file of your own")
    _add_measure_options(measuring)
    measuring.set_defaults(run=_measure)
    return parser


def _add_measure_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="CSV, TSV or JSON Lines; - for stdin")
    parser.add_argument("--task", choices=TASKS, help="what is predicted; guessed if left out")
    for role in ("label", "time", "group", "second"):
        parser.add_argument(f"--{role}", metavar="COLUMN", help=f"the column of the {role}")
    parser.add_argument("--inputs", metavar="COLUMN", nargs="+", help="columns that a model sees")
    parser.add_argument("--target", type=float, help="score to be reached, from 0 to 1")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a summary")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="the day whose assumptions count, YYYY-MM-DD"
    )


def _add_input_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE.json", help="a scenario; - for stdin")
    parser.add_argument("--batch", metavar="FILE.jsonl", help="a scenario a line; - for stdin")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a summary")
    parser.add_argument(
        "--today", type=date.fromisoformat, help="the day whose prices count, YYYY-MM-DD"
    )


def _decide(options: argparse.Namespace) -> int:
    if (options.file is None) == (options.batch is None):
        raise InputError(f"{options.name}: give either FILE.json or --batch FILE.jsonl")
    knowledge = load_knowledge()
    if options.batch is not None:
        return _decide_batch(options, knowledge)
    place = Place(_shown(options.file))
    request = _object(_json(_read(options.file), place), place)
    result = _evaluated(request, knowledge, options, place)
    print(_printed(result, options, knowledge))
    return 0


def _decide_batch(options: argparse.Namespace, knowledge: Knowledge) -> int:
    """A line out for each good line in; every bad line is reported, and the rest still done."""
    failed = False
    for place, line in _lines(options.batch):
        try:
            record = dict(_object(_json(line, place), place))
            record_id = record.pop("id", None)
            result = _evaluated(record, knowledge, options, place)
            print(_printed(result, options, knowledge, record_id))
        except InputError as error:
            print(*error.args, sep="\n", file=sys.stderr)
            failed = True
    return WRONG_INPUT if failed else 0


def _measure(options: argparse.Namespace) -> int:
    """A report on a file; it holds nothing of the data."""
    try:
        data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        table = read_file(data)
        plan = suggest(table, describe(table))
        asked = {role: getattr(options, role) for role in PLANNED if getattr(options, role)}
        if "inputs" in asked:
            asked["inputs"] = tuple(asked["inputs"])
        plan = dataclasses.replace(plan, **asked)
        left = tuple(name for name in plan.inputs if name not in asked.values())
        plan = dataclasses.replace(plan, inputs=left)
        knowledge = load_knowledge()
        known = curve_knowledge(knowledge, options.today or knowledge.as_of)
        report = run_all(measure(table, plan, known, options.target)).report
    except OSError as error:
        raise InputError(f"{options.file}: {error.strerror}") from None
    except FileError as error:
        raise InputError(f"{_shown(options.file)}: {error}") from None
    print(json.dumps(report, ensure_ascii=False) if options.json else measured_words(report))
    return 0


def _predict(options: argparse.Namespace) -> int:
    """A prediction, or an error with its reason, for each record; 2 where one has none."""
    if (options.file is None) == (options.batch is None):
        raise InputError(f"{options.kind}: give either FILE.json or --batch FILE.jsonl")
    knowledge = load_knowledge()
    constants = physics_constants(knowledge, options.today or knowledge.as_of)
    whole = [(Place(_shown(options.file)), _read(options.file))] if options.file else []
    failed = False
    for place, text in whole or _lines(options.batch):
        try:
            prediction = predict_with(options.kind, _json(text, place), knowledge, constants)
            print(json.dumps(prediction, ensure_ascii=False, allow_nan=False))
            failed |= "error" in prediction
        except InputError as error:
            print(*error.args, sep="\n", file=sys.stderr)
            failed = True
    return WRONG_INPUT if failed else 0


def _evaluated(
    request: Mapping[str, Any], knowledge: Knowledge, options: argparse.Namespace, place: Place
) -> Answer:
    result: Answer = options.answer(request, knowledge, options.today or knowledge.as_of)
    problems = encode(result.problems if isinstance(result, Result) else result["problems"])
    if problems:
        raise InputError(*(f"{place}: {p['field']} {p['message']}" for p in problems))
    return result


def _printed(
    result: Answer,
    options: argparse.Namespace,
    knowledge: Knowledge,
    record_id: Any = None,
) -> str:
    if options.json:
        values = result.to_dict() if isinstance(result, Result) else result
        named = values if options.batch is None else {"id": record_id, **values}
        return json.dumps(named, ensure_ascii=False, allow_nan=False)
    lead = "" if record_id is None else f"{record_id}: "
    return f"{lead}{options.words(result, knowledge)}"


def _lines(name: str) -> Iterator[tuple[Place, str]]:
    for number, line in enumerate(_read(name).splitlines(), start=1):
        if line.strip():
            yield Place(_shown(name), number), line


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{_shown(name)}: must be UTF-8 text") from None


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _json(text: str, place: Place) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        line = error.lineno + (place.line or 1) - 1
        message = f"must be JSON: {error.msg}"
        raise InputError(f"{place.name}:{line}:{error.colno}: {message}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: must be JSON: {error}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")


def _object(value: Any, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{place}: must be an object, got {type(value).__name__}")
    return value


if __name__ == "__main__":
    sys.exit(main())
