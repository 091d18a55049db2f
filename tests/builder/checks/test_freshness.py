"""How old the numbers of the worked examples may be."""

from datetime import date

from builder.checks.freshness import Used, is_too_old, used_numbers
from calculator.packed import load_knowledge

KNOWLEDGE = load_knowledge()


def test_a_number_is_old_on_the_day_after_its_limit():
    used = Used("rent", date(2026, 1, 1), 180)  # the 180th day is 30 June

    assert not used.old_on(date(2026, 6, 30))
    assert used.old_on(date(2026, 7, 1))


def test_the_worked_examples_rest_on_prices_of_today_and_not_for_ever():
    assert not is_too_old(KNOWLEDGE, KNOWLEDGE.as_of)
    assert is_too_old(KNOWLEDGE, date(2032, 1, 1))


def test_rents_wages_and_hosted_prices_are_among_what_is_looked_at():
    names = set(used_numbers(KNOWLEDGE, KNOWLEDGE.as_of))

    assert {"ml-engineer-day", "hosted:input_usd_per_mtok"} <= names
    assert any(name.startswith("accelerator:") for name in names)
