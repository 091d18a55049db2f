"""Electricity and carbon: shown where a grid was named, on the page and in every file."""

import csv
import io

import pytest

from calculator.api import evaluate
from calculator.packed import load_knowledge
from view.card import card
from view.energy import energy_sentence, used
from view.exports.bill_csv import bill_csv
from view.render import parts_html

KNOWLEDGE = load_knowledge()
WRITING = {"modality": "text", "output_kind": "text", "requests_per_month": 200_000}


@pytest.fixture(scope="module")
def on_a_grid():
    asked = {"inputs": {**WRITING, "electricity_grid": "france", "currency": "eur"}}
    return evaluate(asked, KNOWLEDGE, points=32)


def test_carbon_is_shown_to_those_who_name_a_grid(on_a_grid):
    unasked = evaluate({"inputs": WRITING}, KNOWLEDGE, points=8)

    assert not list(used(unasked, KNOWLEDGE))
    assert energy_sentence(unasked, KNOWLEDGE, "api") == ""
    assert 'id="energy-title"' in parts_html(on_a_grid, KNOWLEDGE, "")["money"]
    assert 'id="energy-title"' not in parts_html(unasked, KNOWLEDGE, "")["money"]
    sentence = energy_sentence(on_a_grid, KNOWLEDGE, "api")
    assert sentence.startswith("About ")
    assert sentence.endswith("kg CO2e of electricity, grid: France.")
    assert " ".join(card(on_a_grid, KNOWLEDGE).split()).count(sentence) == (
        on_a_grid.recommended == "api"
    )


def test_the_least_comes_first_and_what_is_not_counted_last(on_a_grid):
    rows = list(used(on_a_grid, KNOWLEDGE))
    kwh = [on_a_grid.priced.approaches[each.approach.id].kwh.value for each in rows]
    counted = [each for each in kwh if each]

    assert len(rows) == 9
    assert counted == sorted(counted)
    assert kwh == counted + [0] * (9 - len(counted))
    assert all(bool(row.kwh) == bool(each) for row, each in zip(rows, kwh, strict=True))


def test_the_csv_has_every_amount_in_the_currency_that_was_chosen(on_a_grid):
    rate = on_a_grid.priced.currency.usd_per_unit

    for row in csv.DictReader(io.StringIO(bill_csv(on_a_grid, KNOWLEDGE))):
        assert row["currency"] == "EUR"
        assert row["usd_per_unit"] == str(rate)
        assert row["rate_as_of"].startswith("2026-")
        for name in ("once", "first_month", "total", "low", "high"):
            usd = row[f"usd_{name}"]
            assert (row[name] == "") == (usd == "")
            assert not usd or float(row[name]) == pytest.approx(float(usd) / rate, abs=0.02)
        if row["line"] == "Total":
            assert float(row["kwh_low"]) <= float(row["kwh"]) <= float(row["kwh_high"])


def test_markdown_has_names_and_the_rate(on_a_grid):
    names = {each.id: each.name for each in KNOWLEDGE.approaches.values()}
    text = on_a_grid.to_markdown(names)

    assert "About, EUR" in text
    assert "1 EUR is " in text
    total = on_a_grid.priced.approaches["api"].total.value / on_a_grid.priced.currency.usd_per_unit
    assert f"| {names['api']} | " in text
    assert f"| {total:,.0f} |" in text
