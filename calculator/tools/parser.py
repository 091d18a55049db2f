"""The options of the command line: what each command takes, with an example of each."""

import argparse
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from calculator.dates import read_day
from calculator.knowledge import Knowledge, Tool
from calculator.measure.columns import CHOOSABLE, TASKS
from calculator.number_text import read_number
from calculator.tools.commands import TOOLS
from calculator.tools.completion import SHELLS
from calculator.tools.predictor_help import fields_text

FORMATS = ("text", "json", "csv", "markdown", "xlsx")
MEASURED = ("text", "json", "markdown")
PREDICTED = {
    "train": "accelerator-hours of training from scratch",
    "finetune": "accelerator-hours or tokens a second of tuning",
    "throughput": "tokens a second of training",
    "memory": "GiB per accelerator",
    "serve": "speed of serving",
}
SCHEMAS = (
    "request", "result", "prediction",
    *(f"{tool}-{part}" for tool in TOOLS for part in ("request", "answer")), "measure-report",
)  # fmt: skip
DECIDED = """fields of a request (JSON): inputs, assumptions, own_lines, weights, as_of;
"inputs" lists what may be answered, "new" writes a request with all of it"""
EXIT_CODES = "exit codes: 0 answered; 1 something outside the input failed; 2 the input was wrong"


class Names(NamedTuple):
    """What the help says about the program itself."""

    program: str
    version: str
    about: str


class Example(NamedTuple):
    """How a command is called, for the end of its help."""

    help: str
    words: str


LISTINGS = {
    "inputs": Example("list what a request may answer", "inputs budget"),
    "prices": Example("list rents and prices of hosted models", "prices h100"),
    "new": Example("write a request to fill in", "new > scenario.json"),
    "explain": Example("tell what a rule, a number, an input or a line of the bill is",
                       "explain ml-engineer-day"),
    "compare": Example("put two scenarios side by side", "compare one.json other.json"),
    "schema": Example("print the JSON Schema of requests or results", "schema request"),
    "mcp": Example("answer assistants by the Model Context Protocol on standard input", "mcp"),
    "completion": Example("print a script that completes commands in a shell",
                          "completion bash >> ~/.bashrc"),
}  # fmt: skip


class _Command(argparse.ArgumentParser):
    """A command; help of a predictor or a small calculator ends with its fields."""

    knowledge: Knowledge | None = None

    def format_help(self) -> str:
        known, kind, name = self.knowledge, self.get_default("kind"), self.get_default("name")
        fields = fields_text(kind, known) if kind and known else ""
        if known and name in known.tools:
            fields = _tool_fields(known.tools[name])
        if name == "decide":
            fields = DECIDED
        return super().format_help() + (f"\n{fields}\n" if fields else "")


def _tool_fields(tool: Tool) -> str:
    """The fields of a request to a small calculator; shares stand in place of percentages."""
    lines = ["fields of a request (JSON); shares of 1 in place of percentages:"]
    for each in tool.asks:
        unit = f" ({each.unit})" if each.unit else ""
        lines.append(f"  {each.id}{unit}: {each.label}. {each.help or each.question}")
        if each.choices:
            lines.append("    " + ", ".join(str(choice.value) for choice in each.choices))
    if tool.repeated:
        inner = ", ".join(each.id for each in tool.repeated.asks)
        lines.append(f"  pilots: {tool.repeated.label}, a list of objects with {inner}")
    return "\n".join(lines)


def parser(names: Names, knowledge: Knowledge) -> argparse.ArgumentParser:
    """The parser of all commands; `name` is the command that was chosen."""
    whole = argparse.ArgumentParser(prog=names.program, description=names.about, epilog=EXIT_CODES)
    whole.add_argument("--version", action="version", version=names.version)
    _Command.knowledge = knowledge
    commands = whole.add_subparsers(required=True, metavar="COMMAND", parser_class=_Command)
    _add_decide(commands, names)
    for name, tool in TOOLS.items():
        _add_input(_added(commands, names, name, Example(tool.help, f"{name} FILE.json")))
    for kind, words in PREDICTED.items():
        example = Example(f"predict {words}, one JSON record a line", f"{kind} FILE.json")
        command = _added(commands, names, kind, example)
        _add_input(command, "what is printed in any case")
        command.set_defaults(kind=kind)
    about = Example(
        "simple baselines on a file of your own",
        "measure tickets.csv --label team --inputs subject body --kinds zip=category",
    )
    _add_measure(_added(commands, names, "measure", about))
    _add_listings({name: _added(commands, names, name, e) for name, e in LISTINGS.items()})
    return whole


def _added(commands: "argparse._SubParsersAction[_Command]", names: Names, name: str,
           example: Example) -> _Command:  # fmt: skip
    command = commands.add_parser(
        name,
        help=example.help,
        description=f"{example.help[0].upper()}{example.help[1:]}.",
        epilog=f"example: {names.program} {example.words}",
    )
    command.set_defaults(name=name)
    command.add_argument("--today", type=_day, help="the day whose prices count, YYYY-MM-DD")
    return command


def _day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"must be a date such as 2026-03-01, got {text!r}")
    return day


def _share(text: str) -> float:
    share = read_number(text, "share")
    if isinstance(share, str) or not 0 < share < 1:
        raise argparse.ArgumentTypeError(f"must be between 0 and 1, such as 0.9, got {text!r}")
    return share


def _add_decide(commands: "argparse._SubParsersAction[_Command]", names: Names) -> None:
    example = Example(
        "recommend an approach for one scenario or many; asks in a terminal where no file is given",
        "decide scenario.json",
    )
    command = _added(commands, names, "decide", example)
    _add_input(command)
    command.add_argument("--format", choices=FORMATS, help="how to print the answer")
    command.add_argument("--output", metavar="FILE", help="write there instead of printing")


def _add_input(
    command: argparse.ArgumentParser, as_json: str = "print JSON instead of a summary"
) -> None:
    command.add_argument("file", nargs="?", metavar="FILE.json", help="a request; - for stdin")
    command.add_argument("--batch", metavar="FILE.jsonl", help="a request a line; - for stdin")
    command.add_argument("--json", action="store_true", help=as_json)


def _add_measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="CSV, TSV or JSON Lines; - for stdin")
    command.add_argument("--task", choices=TASKS, help="what is predicted; guessed if left out")
    for role in ("label", "time", "group", "second"):
        command.add_argument(f"--{role}", metavar="COLUMN", help=f"the column of the {role}")
    command.add_argument("--inputs", metavar="COLUMN", nargs="+", help="columns that a model sees")
    command.add_argument("--kinds", metavar="COLUMN=KIND", nargs="+",
                         help=f"what a column is: {', '.join(CHOOSABLE)}")  # fmt: skip
    command.add_argument("--target", type=_share, help="score to be reached, from 0 to 1")
    command.add_argument("--format", choices=MEASURED, default="text", help="how to print it")
    command.add_argument("--json", action="store_const", const="json", dest="format",
                         help="the same as --format json")  # fmt: skip


def _add_listings(commands: Mapping[str, argparse.ArgumentParser]) -> None:
    for name in ("inputs", "prices"):
        commands[name].add_argument("search", nargs="*", metavar="WORD", help="only what has it")
    commands["explain"].add_argument("what", metavar="NAME", help="its id, or the label of a line")
    commands["explain"].add_argument(
        "file", nargs="?", metavar="FILE.json", help="the request whose bill is explained"
    )
    commands["compare"].add_argument("files", nargs=2, metavar="FILE.json", help="a request")
    commands["schema"].add_argument("what", choices=SCHEMAS, help="whose schema")
    commands["completion"].add_argument("shell", choices=SHELLS, help="that you use")
