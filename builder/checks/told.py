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
        for _, name, _, _ in Formatter().parse(loaded.record.says):
            if name is not None and name not in names:
                listed = ", ".join(names) or "none"
                message = f"nothing fills in '{name}'; the names of this notice: {listed}"
                yield loaded.problem(("says",), message)
