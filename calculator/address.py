"""A scenario as the text after `#` in an address, and back. Pure: nothing is decoded twice.

`#key=value&…`, keys sorted. With a version (`v`) answers that equal the input's default are left
out; without one, as in an address written by hand, what is left out is unknown, as in a file.
`unknown` stands for an unknown answer. Keys that are no inputs: `v` the data version, `input` a
field to show, `example` a worked example to start from (read, never written), `a.<name>` =
`low~likely~high` a price or assumption that the reader has set, `o.<n>` = `usd~paid~approach~label`
a line that the reader adds to the bill, `w.<criterion>` = 0 to 10 a weight of the reader,
`measured` what was measured on the reader's own data (`calculator.measured`), `day` the day whose
prices count, where it is not today.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_plus

from calculator.knowledge import Answer, Knowledge
from calculator.number_text import plain
from calculator.scenario import UNKNOWN, Problem, Scenario

VERSION = "v"
FOCUS = "input"
EXAMPLE = "example"
OVERRIDE = "a."
OWN_LINE = "o."
WEIGHT = "w."
MEASURED = "measured"
DAY = "day"
LONGEST = 20_000  # characters; browsers pass on more, but no scenario needs it
_SAFE = "~:,.-_"


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says, as text; nothing in it has been checked against the knowledge."""

    values: Mapping[str, str] = field(default_factory=dict)  # by input id
    overrides: Mapping[str, str] = field(default_factory=dict)  # by name of the number
    own_lines: Mapping[str, str] = field(default_factory=dict)  # by number
    version: str | None = None
    focus: str | None = None
    example: str | None = None
    problems: tuple[Problem, ...] = ()
    weights: Mapping[str, str] = field(default_factory=dict)  # by criterion
    measured: str = ""
    day: str = ""  # an ISO date; empty: today


def default_texts(knowledge: Knowledge) -> dict[str, str]:
    """The answers that the calculator page opens with, as the form writes them."""
    return {key: answer_text(each.default) for key, each in knowledge.inputs.items()}


def to_address(
    scenario: Scenario,
    knowledge: Knowledge,
    overrides: Mapping[str, str] | None = None,
    own_lines: Sequence[str] = (),
    weights: Mapping[str, str] | None = None,
    measured: str = "",
    day: str = "",
) -> str:
    """The canonical text after `#`; empty for the default scenario with nothing added."""
    entries = {
        key: answer_text(value)
        for key, value in scenario.values.items()
        if value != knowledge.inputs[key].default
    }
    entries |= {f"{OVERRIDE}{key}": value for key, value in (overrides or {}).items()}
    entries |= {f"{OWN_LINE}{n}": value for n, value in enumerate(own_lines, start=1)}
    entries |= {f"{WEIGHT}{key}": value for key, value in (weights or {}).items()}
    entries |= {MEASURED: measured} if measured else {}
    entries |= {DAY: day} if day else {}
    if entries:
        entries[VERSION] = knowledge.data_version
    return "&".join(f"{_quoted(key)}={_quoted(entries[key])}" for key in sorted(entries))


def from_address(text: str) -> Address:
    """Read an address, with or without its `#`; what can't be used is reported, not raised."""
    body = text.removeprefix("#")
    if len(body) > LONGEST:
        problem = Problem("address", f"must be at most {LONGEST:,} characters, got {len(body):,}")
        return Address(problems=(problem,))
    entries: dict[str, str] = {}
    problems: list[Problem] = []
    for part in filter(None, body.split("&")):
        key, _, value = part.partition("=")
        name = unquote_plus(key, errors="replace")
        if name in entries:
            problems.append(Problem(name, "is given twice; the first one counts"))
            continue
        entries[name] = unquote_plus(value, errors="replace")
    return _sorted_out(entries, tuple(problems))


def values_with_defaults(address: Address, knowledge: Knowledge) -> dict[str, str]:
    """Answers as text for every input; unknown keys kept.

    The address's own answer, else the example's, else the default. An example leaves unknown what
    it does not say, and so does an address with answers and no version: whoever wrote it by hand
    said no more than that. Addresses that the page writes have a version.
    """
    base = default_texts(knowledge)
    if address.values and address.version is None:
        base = dict.fromkeys(base, UNKNOWN)
    example = knowledge.examples.get(address.example) if address.example else None
    if example is not None:
        base = {key: answer_text(example.inputs.get(key)) for key in base}
    return {**base, **address.values}


def answer_text(value: Answer) -> str:
    """An answer as the form and the address write it."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return plain(value)
    return str(value)


def _sorted_out(entries: Mapping[str, str], problems: tuple[Problem, ...]) -> Address:
    values: dict[str, str] = {}
    overrides: dict[str, str] = {}
    own_lines: dict[str, str] = {}
    weights: dict[str, str] = {}
    for key, value in entries.items():
        if key.startswith(OVERRIDE):
            overrides[key.removeprefix(OVERRIDE)] = value
        elif key.startswith(OWN_LINE):
            own_lines[key.removeprefix(OWN_LINE)] = value
        elif key.startswith(WEIGHT):
            weights[key.removeprefix(WEIGHT)] = value
        elif key not in (VERSION, FOCUS, EXAMPLE, MEASURED, DAY):
            values[key] = value
    version, focus = entries.get(VERSION), entries.get(FOCUS)
    example = entries.get(EXAMPLE)
    return Address(
        values, overrides, own_lines, version, focus, example, problems, weights,
        entries.get(MEASURED, ""), entries.get(DAY, ""),
    )  # fmt: skip


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE)
