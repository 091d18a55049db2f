"""One number is enough: where a reader sets the likely one of three, the others follow it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from calculator.knowledge import Knowledge
from calculator.limits import limits
from calculator.number_text import plain, read_number
from view.entries import Entries, Texts
from view.own_numbers import published_texts


def filled(entries: Entries, knowledge: Knowledge, today: date) -> Entries:
    """The entries with every empty low and high as far from the likely one as published.

    Args:
        entries: what stands in the form.
        knowledge: brings what is published.
        today: the day whose published values count.
    """
    overrides = {
        name: _filled(name, texts, entries, knowledge, today)
        for name, texts in entries.overrides.items()
    }
    return replace(entries, overrides=overrides)


def _filled(
    name: str, texts: Texts, entries: Entries, knowledge: Knowledge, today: date
) -> Mapping[str, str]:
    within = limits(name, knowledge)
    likely = read_number(texts.get("likely", ""), entries.decimal or None)
    if within is None or isinstance(likely, str) or (texts.get("low") and texts.get("high")):
        return texts
    published = {
        end: float(text) for end, text in published_texts(name, entries, knowledge, today).items()
    }
    factor = likely / published["likely"] if published["likely"] else 0.0
    least, most = within
    low = min(max(published["low"] * factor, least), likely)
    high = max(min(published["high"] * factor, most), likely)
    return {
        **texts,
        "low": texts.get("low") or _written(low),
        "high": texts.get("high") or _written(high),
    }


def _written(number: float) -> str:
    return plain(float(f"{number:.6g}"))
