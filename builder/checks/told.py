"""The sentences that the code says by id are there, with no other names to fill in than it has."""

import difflib
from collections.abc import Iterator
from string import Formatter

from builder.content.load import Content
from builder.problems import Problem
from calculator.needs.told import TOLD


def check_told(content: Content) -> Iterator[Problem]:
    """Every sentence that is missing, and every name in one that nobody would fill in."""
    known = content.kinds["notice"]
    for notice_id, names in TOLD.items():
        loaded = known.get(notice_id)
        if loaded is None:
            if not content.may_exist("notice", notice_id) and known:
                nearest = difflib.get_close_matches(notice_id, set(known) - set(TOLD), n=1)
                place = known[nearest[0]] if nearest else next(iter(known.values()))
                yield place.problem(("id",), f"no notice '{notice_id}', which the calculator says")
            continue
        listed = ", ".join(names) or "none"
        for name in _filled_in(loaded.record.says):
            if name is None:
                message = "each brace must open or close a name, such as {takes}, and nothing else"
                yield loaded.problem(("says",), f"{message}; the names of this notice: {listed}")
            elif name not in names:
                message = f"nothing fills in '{name}'; the names of this notice: {listed}"
                yield loaded.problem(("says",), message)


def _filled_in(text: str) -> Iterator[str | None]:
    """The names in braces; None where braces hold something else."""
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is not None:
                yield None if form or conversion or not name else name
    except ValueError:  # braces that do not stand in pairs
        yield None
