"""Checks of the market's records against the price list that comes from a package."""

import difflib
from collections.abc import Iterator

from builder.content.hosted_prices import hosted_models
from builder.content.load import Content
from builder.problems import Problem


def check_lives(content: Content) -> Iterator[Problem]:
    """A model whose life is told, or that takes another's place, has a price; its end has a day."""
    priced = hosted_models()
    for loaded in content.kinds["life"].values():
        life = loaded.record
        for name in ("id", "replacement"):
            wanted = getattr(life, name)
            if wanted and wanted not in priced:
                close = difflib.get_close_matches(wanted, priced, n=1)
                hint = f"; did you mean '{close[0]}'?" if close else ""
                yield loaded.problem((name,), f"no price is known of '{wanted}'{hint}")
        if life.announced and life.shutdown and life.announced > life.shutdown:
            message = f"announced must not lie after shutdown ({life.shutdown})"
            yield loaded.problem(("announced",), f"{message}, got {life.announced}")
