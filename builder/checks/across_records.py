"""Checks across records: small generators, one rule each; the docstring is the rule."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from builder.checks.answers import answer_problems
from builder.checks.beside import check_beside
from builder.checks.machines import check_machines
from builder.checks.market import check_lives, check_prices
from builder.checks.plausible import check_plausible
from builder.checks.tables import check_tables
from builder.checks.units import check_units
from builder.checks.versions import check_versions
from builder.content.load import Content, Loaded
from builder.content.records.facts import DatedValue
from builder.content.yaml_source import Steps
from builder.problems import FEW, Problem

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")  # or a month or a year; other words say it more loosely


def check_content(content: Content, today: date) -> Iterator[Problem]:
    """Every problem that no single record can show."""
    yield from check_names(content)
    for _, loaded in content.everything():
        yield from check_days(loaded, today)
    for loaded in content.kinds["assumption"].values():
        yield from check_values(loaded, ("values",), loaded.record.values, today)
    for loaded in content.kinds["rent"].values():
        for tier, entries in loaded.record.tiers.items():
            yield from check_values(loaded, ("tiers", tier), entries, today)
        yield from check_values(loaded, ("purchase",), loaded.record.purchase, today)
    yield from check_lives(content, today)
    yield from check_prices(content, today)
    yield from check_units(content)
    yield from check_machines(content)
    yield from check_tables(content)
    yield from check_plausible(content)
    yield from check_beside(content)
    yield from check_answers(content)
    yield from check_versions(content, today)


def check_names(content: Content) -> Iterator[Problem]:
    """A name in a reference or in prose belongs to a record, or to a file that has a fault.

    One that is missed in many places is one mistake: then its own file is the likelier culprit.
    """
    missed: dict[tuple[str, str], list[tuple[Loaded, Steps]]] = defaultdict(list)
    for loaded in (*(each for _, each in content.everything()), *content.parts):
        for steps, kind, record_id in loaded.named:
            if kind not in content.kinds:
                yield loaded.problem(steps, f"unknown kind '{kind}' in a link")
            elif not content.may_exist(kind, record_id):
                missed[kind, record_id].append((loaded, steps))
    for (kind, record_id), places in missed.items():
        message = f"unknown {kind} '{record_id}'{_guess(record_id, content.kinds[kind])}"
        *shown, last = places[: FEW + 1]
        for loaded, steps in shown:
            yield loaded.problem(steps, message)
        if shown:
            file = content.file_of(kind, record_id)
            missing = f"; {file} is missing" if file else ""
            message += f" ({len(places):,} places name it{missing})"
        yield last[0].problem(last[1], message)


def _guess(wrong: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(wrong, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def check_days(loaded: Loaded, today: date) -> Iterator[Problem]:
    """Nobody has looked at something on a day that has not come, or published it then."""
    for name in ("checked", "accessed"):
        day = getattr(loaded.record, name, None)
        if day is not None and day > today:
            yield loaded.problem((name,), f"{name} must not lie after today ({today}), got {day}")
    for name in ("published", "released", "year"):
        when = str(getattr(loaded.record, name, None) or "")
        if _DAY.fullmatch(when) and when > today.isoformat():
            yield loaded.problem((name,), f"{name} must not lie after today ({today}), got {when}")


def check_values(
    loaded: Loaded, name: tuple[str, ...], entries: Sequence[DatedValue], today: date
) -> Iterator[Problem]:
    """A dated value lies between low and high and in the past; the newest stands first."""
    for i, entry in enumerate(entries):
        if entry.low > entry.value:
            message = f"low must be at most value ({entry.value:g}), got {entry.low:g}"
            yield loaded.problem((*name, i, "low"), message)
        if entry.high < entry.value:
            message = f"high must be at least value ({entry.value:g}), got {entry.high:g}"
            yield loaded.problem((*name, i, "high"), message)
        if entry.as_of > today:
            message = f"as_of must not lie after today ({today}), got {entry.as_of}"
            yield loaded.problem((*name, i, "as_of"), message)
        if i and entry.as_of >= entries[i - 1].as_of:
            message = f"as_of must be before the entry above it ({entries[i - 1].as_of})"
            yield loaded.problem((*name, i, "as_of"), f"{message}, got {entry.as_of}")


def check_answers(content: Content) -> Iterator[Problem]:
    """Values that scenarios, rules and trials give to inputs are values of those inputs."""
    yield from answer_problems(content)  # the calculator's own reader judges
