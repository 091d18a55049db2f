"""Checks across records: small generators, one rule each; the docstring is the rule."""

import difflib
from collections.abc import Iterator
from datetime import date

from builder.checks.answers import answer_problems
from builder.checks.units import check_units
from builder.checks.versions import check_versions
from builder.content.inline import marks, references
from builder.content.load import Content, Loaded
from builder.problems import Problem


def check_content(content: Content, today: date) -> Iterator[Problem]:
    """Every problem that no single record can show."""
    for _, loaded in content.everything():
        yield from check_references(content, loaded)
        yield from check_marks(content, loaded)
    for kind in ("assumption", "accelerator"):
        for loaded in content.kinds[kind].values():
            yield from check_values(loaded, today)
    yield from check_units(content)
    yield from check_approaches(content)
    yield from check_answers(content)
    yield from check_versions(content, today)


def check_references(content: Content, loaded: Loaded) -> Iterator[Problem]:
    """An id in a reference field must belong to a record of that kind."""
    for steps, ref, value in loaded.references:
        yield from _unknown(content, loaded, steps, ref.kind, value)


def check_marks(content: Content, loaded: Loaded) -> Iterator[Problem]:
    """Links, citations and assumptions in prose must lead somewhere."""
    for steps, text in loaded.texts:
        for mark in marks(text):
            for kind, record_id in references(mark):
                if kind in content.kinds:
                    yield from _unknown(content, loaded, steps, kind, record_id)
                else:
                    yield loaded.problem(steps, f"unknown kind '{kind}' in a link")


def _unknown(
    content: Content, loaded: Loaded, steps: tuple[str | int, ...], kind: str, value: str
) -> Iterator[Problem]:
    known = content.kinds[kind]
    if value not in known:
        close = difflib.get_close_matches(value, known, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        yield loaded.problem(steps, f"unknown {kind} '{value}'{hint}")


def check_values(loaded: Loaded, today: date) -> Iterator[Problem]:
    """A dated value lies between low and high and in the past; the newest stands first."""
    name = "values" if hasattr(loaded.record, "values") else "prices"
    entries = getattr(loaded.record, name)
    for i, entry in enumerate(entries):
        if entry.low > entry.value:
            message = f"low must be at most value ({entry.value:g}), got {entry.low:g}"
            yield loaded.problem((name, i, "low"), message)
        if entry.high < entry.value:
            message = f"high must be at least value ({entry.value:g}), got {entry.high:g}"
            yield loaded.problem((name, i, "high"), message)
        if entry.as_of > today:
            message = f"as_of must not lie after today ({today}), got {entry.as_of}"
            yield loaded.problem((name, i, "as_of"), message)
        if i and entry.as_of >= entries[i - 1].as_of:
            message = f"as_of must be before the entry above it ({entries[i - 1].as_of})"
            yield loaded.problem((name, i, "as_of"), f"{message}, got {entry.as_of}")


def check_approaches(content: Content) -> Iterator[Problem]:
    """The nine approaches have nine different places on the ladder."""
    taken: dict[int, str] = {}
    for loaded in content.kinds["approach"].values():
        order = loaded.record.order
        if order in taken:
            yield loaded.problem(("order",), f"order {order} is taken by '{taken[order]}'")
        taken.setdefault(order, loaded.record.id)


def check_answers(content: Content) -> Iterator[Problem]:
    """Values that scenarios, rules and trials give to inputs are values of those inputs."""
    yield from answer_problems(content)  # the calculator's own reader judges
