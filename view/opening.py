"""A scenario from an address or a file, brought up to date with today's data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from calculator.address import DAY, Address, answer_text, from_address
from calculator.dates import read_day
from calculator.knowledge import Knowledge
from calculator.moves import Move, earlier_defaults, up_to_date
from calculator.request import PARTS, read_request
from calculator.request_text import MARK, InputError, Place, as_object, parsed
from calculator.scenario import UNKNOWN, Problem
from view.entries import Entries
from view.entries_of_request import entries_of_request

_BETWEEN = "~"
_FILE = Place("file")


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened, what is wrong with it, and what has moved since it was made."""

    entries: Entries
    problems: Sequence[Problem] = ()
    version: str | None = None  # of the data that it was made with
    moves: Sequence[Move] = ()
    focus: str | None = None  # input to show first


def open_address(text: str, knowledge: Knowledge) -> Opened:
    """The scenario of an address; what it leaves out has the default of its day."""
    read = from_address(text)
    given = {
        "inputs": dict(read.values),
        "assumptions": {name: each.split(_BETWEEN) for name, each in read.overrides.items()},
    }
    request, moves = up_to_date(given, knowledge)
    address = replace(
        read,
        values={**_defaults_of_its_day(read, knowledge), **request["inputs"]},
        overrides={name: _BETWEEN.join(ends) for name, ends in request["assumptions"].items()},
    )
    focus = read.focus if read.focus in knowledge.inputs else None
    entries = Entries.of_address(address, knowledge)
    return Opened(entries, read.problems, read.version, moves, focus)


def open_file(text: str, knowledge: Knowledge) -> Opened:
    """The scenario of a file as the command line reads it."""
    empty = Entries(dict.fromkeys(knowledge.inputs, UNKNOWN))
    try:
        found = as_object(parsed(text.removeprefix(MARK), _FILE), _FILE)
    except InputError as error:
        return Opened(empty, [Problem(str(_FILE), str(error).partition(": ")[2])])
    if found and not set(found) & set(PARTS):
        return Opened(empty, [Problem(str(_FILE), 'must hold {"inputs": {…}}')])
    request, moves = up_to_date(found, knowledge)
    entries = entries_of_request(request, knowledge)
    version = found.get("data_version")
    version = version if isinstance(version, str) else None
    return Opened(entries, _not_shown(request, entries, knowledge), version, moves)


def _not_shown(
    request: Mapping[str, Any], entries: Entries, knowledge: Knowledge
) -> Sequence[Problem]:
    """What is wrong with a request and stands in no field of its entries any more."""
    _, wrong = read_request(request, knowledge, text=True)
    _, shown = read_request(entries.request(), knowledge, text=True)
    fields = {each.field for each in shown}
    return [each for each in wrong if each.field not in fields]


def _defaults_of_its_day(address: Address, knowledge: Knowledge) -> dict[str, str]:
    if address.example and address.example in knowledge.examples:
        return {}
    found = earlier_defaults(address.version, knowledge)
    return {key: answer_text(value) for key, value in found.items()}


def on_its_day(request: Mapping[str, Any], day: str | None = None) -> Mapping[str, Any]:
    """The request with the day of prices that its form names, or that was opened with it."""
    named = read_day((request.get("values") or {}).get(DAY) if day is None else day)
    return {**request, "today": named.isoformat()} if named else request
