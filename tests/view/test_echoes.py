"""What was typed is said again as it was read, and money in the reader's currency too."""

from calculator.api import evaluate_quickly
from calculator.packed import load_knowledge
from view.echoes import echoes
from view.entries import Entries

KNOWLEDGE = load_knowledge()


def echoes_of(**values):
    entries = Entries.of_form(values, ".")
    result = evaluate_quickly(entries.request(), KNOWLEDGE, KNOWLEDGE.as_of, text=True)
    return echoes(entries, result, KNOWLEDGE)


def test_a_short_form_and_a_separator_are_said_in_full():
    said = echoes_of(requests_per_month="2m", labelled_examples="50.000")

    assert said["requests_per_month"] == "Read as 2 million requests per month."
    assert said["labelled_examples"] == "Read as 50,000 examples."


def test_plain_digits_and_what_is_no_number_need_no_word():
    assert echoes_of(requests_per_month="20000", labelled_examples="many", modality="text") == {}


def test_money_is_said_in_the_chosen_currency_with_rate_and_day():
    rate = KNOWLEDGE.assumptions["usd-per-eur"].at(KNOWLEDGE.as_of)
    said = echoes_of(**{"currency": "eur", "budget_usd": "1000", "o.1.usd": "1k", "o.1.label": "x"})

    euros = round(1000 / rate.value)
    assert f"$1,000 is €{euros:,}" in said["budget_usd"]
    assert f"1 EUR = ${rate.value:.4g}" in said["budget_usd"]
    assert str(rate.as_of.year) in said["budget_usd"]
    assert said["o.1"].startswith(f"Read as $1,000, which is €{euros:,}")


def test_a_number_set_by_hand_is_said_with_its_unit():
    said = echoes_of(**{"a.ml-engineer-day.likely": "1.2k", "a.h100.likely": "3,5"})

    assert said["a.ml-engineer-day"].startswith("Read as $1,200 per day")


def test_in_dollars_nothing_is_converted():
    assert echoes_of(budget_usd="1000", currency="usd") == {}
