"""The price pages: prices as lists print them, and each model on one page alone."""

import re
from pathlib import Path

import pytest

from builder.content.hosted_prices import hosted_models
from tests.built import content
from view import formats

DATA = Path(__file__).resolve().parents[3] / "site" / "data"


def rows_of(page: str) -> list[str]:
    table = re.search(r"<tbody>(.*?)</tbody>", (DATA / page).read_text(encoding="utf-8"), re.S)
    assert table is not None
    return re.findall(r"<tr>(.*?)</tr>", table[1], re.S)


@pytest.mark.parametrize(
    ("usd", "words"),
    [(10, "$10.00"), (12.29, "$12.29"), (1234.5, "$1,234.50"), (0.5, "$0.50"), (0.003, "$0.003"),
     (0.125, "$0.125"), (0, "$0.00")],
)  # fmt: skip
def test_a_price_has_its_cents_and_what_lies_below_them(usd, words):
    assert formats.list_price(usd) == words


def test_every_priced_model_stands_on_one_of_the_two_pages():
    callable_now, past = rows_of("hosted-prices.html"), rows_of("hosted-prices-past.html")

    assert len(callable_now) + len(past) == len(hosted_models(content()))
    assert not any("<td>ended</td>" in row for row in callable_now)
    assert all("hosted_model=" in row for row in callable_now)
    assert not any("hosted_model=" in row for row in past)


def test_memory_of_an_accelerator_is_printed_in_full():
    rows = [row for row in rows_of("accelerators.html") if ">AMD Instinct MI300X<" in row]

    assert [re.findall(r"<td>(.*?)</td>", row)[2] for row in rows] == ["192"]


def test_offers_of_one_kind_stand_under_their_own_heading():
    text = (DATA / "accelerators.html").read_text(encoding="utf-8")
    items = re.findall(r"<li>(.*?)</li>", text, re.S)

    assert "<p>On demand at large clouds:</p>" in text
    assert not [item for item in items if "On demand at large clouds:" in item]


def test_each_row_of_rents_holds_a_price():
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in rows_of("rents.html")]

    assert len(rows) >= 30
    assert all(any(cell.startswith("$") for cell in row[3:10]) for row in rows)
