"""One number is enough: the low and the high end follow the likely one."""

from datetime import date

import pytest

from calculator.packed import load_knowledge
from view.entries import Entries
from view.following import filled

KNOWLEDGE = load_knowledge()
DAY = date(2026, 11, 28)


def ends(name: str, **texts: str) -> list[float]:
    entries = Entries({}, {name: {"low": "", "likely": "", "high": "", **texts}})
    found = filled(entries, KNOWLEDGE, DAY).overrides[name]
    return [float(found[end]) for end in ("low", "likely", "high")]


def published(name: str) -> list[float]:
    now = KNOWLEDGE.assumptions[name].at(DAY)
    return [now.low, now.value, now.high]


@pytest.mark.parametrize("factor", [1, 2])
def test_a_range_is_as_wide_in_proportion_as_published(factor: int):
    low, likely, high = published("software-engineer-day")

    assert ends("software-engineer-day", likely=f"{factor * likely:.6f}") == pytest.approx(
        [factor * low, factor * likely, factor * high], rel=1e-4
    )


def test_an_end_that_was_typed_stays():
    _, likely, high = published("software-engineer-day")

    assert ends("software-engineer-day", low="1", likely=f"{likely:.6f}") == pytest.approx(
        [1, likely, high], rel=1e-4
    )


def test_a_share_never_follows_beyond_one():
    name = next(n for n, each in KNOWLEDGE.assumptions.items() if each.unit == "share")
    low, likely, high = ends(name, likely="0.99")

    assert 0 <= low <= likely <= high <= 1


def test_what_is_no_number_is_left_for_the_reader_of_requests():
    texts = {"low": "", "likely": "much", "high": ""}
    entries = Entries({}, {"software-engineer-day": texts})

    assert filled(entries, KNOWLEDGE, DAY).overrides["software-engineer-day"] == texts
