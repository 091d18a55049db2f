"""Checks of the market's records: prices in order, and lives of models that have one."""

import difflib
from collections.abc import Iterator
from datetime import date, timedelta

from builder.content.load import Content, Loaded
from builder.content.yaml_source import Steps
from builder.problems import Problem

# In November 2026 no price was told more than two months ahead, and no end more than two years.
MOST_AHEAD = timedelta(days=5 * 366)


def check_lives(content: Content, today: date) -> Iterator[Problem]:
    """A model whose life is told, or that takes another's place, has a price; its end has a day."""
    priced = content.records("price")
    for loaded in content.kinds["life"].values():
        life = loaded.record
        for name in ("id", "replacement"):
            wanted = getattr(life, name)
            if wanted and wanted not in priced and content.is_whole("price"):
                close = difflib.get_close_matches(wanted, priced, n=1)
                hint = f"; did you mean '{close[0]}'?" if close else ""
                yield loaded.problem((name,), f"no price is known of '{wanted}'{hint}")
        if life.replacement == life.id:
            yield loaded.problem(("replacement",), f"'{life.id}' must not replace itself")
        if life.announced and life.shutdown and life.announced > life.shutdown:
            message = f"announced must not lie after shutdown ({life.shutdown})"
            yield loaded.problem(("announced",), f"{message}, got {life.announced}")
        yield from _check_ahead(loaded, ("announced",), life.announced, today)
        for name in ("shutdown", "not_before"):
            yield from _check_ahead(loaded, (name,), getattr(life, name), today + MOST_AHEAD)


def _check_ahead(loaded: Loaded, steps: Steps, day: date | None, latest: date) -> Iterator[Problem]:
    """A day is not further ahead than anybody tells."""
    if day is not None and day > latest:
        yield loaded.problem(steps, f"{steps[-1]} must not lie after {latest}, got {day}")


def check_prices(content: Content, today: date) -> Iterator[Problem]:
    """Price lists stand newest first, only the oldest without its day, and one is in force."""
    for loaded in content.kinds["price"].values():
        values, above = loaded.record.values, None
        for i, entry in enumerate(values):
            place = ("values", i, "since")
            if entry.since is None and i + 1 < len(values):
                yield loaded.problem(place, "since is required but of the last entry")
            elif above is not None and entry.since is not None and entry.since >= above:
                message = f"since must be before the entry above it ({above}), got {entry.since}"
                yield loaded.problem(place, message)
            yield from _check_ahead(loaded, place, entry.since, today + MOST_AHEAD)
            above = entry.since or above
        first, checked = values[-1].since, loaded.record.checked
        if first is not None and first > checked:
            message = f"since must not lie after checked ({checked}) of all entries, got {first}"
            yield loaded.problem(("values", len(values) - 1, "since"), message)
