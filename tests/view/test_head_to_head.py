"""Two approaches head to head: their curves end at the totals of the answer, their gap adds up."""

import itertools
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from calculator.api import evaluate
from calculator.costs.paired import Paired, paired
from calculator.estimate import Estimate
from calculator.packed import load_knowledge
from calculator.request import read_question
from calculator.result import Result
from view.head_to_head import HeadToHead, head_to_head, pair_html, pair_of
from view.pair_picture import pair_svg

KNOWLEDGE = load_knowledge()


def answered(name: str) -> tuple[dict[str, Any], Result]:
    asked = {"inputs": dict(KNOWLEDGE.examples[name].inputs)}
    return asked, evaluate(asked, KNOWLEDGE, KNOWLEDGE.as_of)


ASKED, RESULT = answered("help-articles-bot")
PAIR = ("api_rag", "open_as_is")


def found(first: str, second: str) -> Paired:
    paid = {name: RESULT.priced.approaches[name].paid_by_month for name in (first, second)}
    return paired(read_question(ASKED, KNOWLEDGE, RESULT.as_of), paid)


@pytest.mark.parametrize("name", PAIR)
def test_what_was_paid_in_the_end_is_the_total_with_its_range(name: str):
    paid, total = found(name, "api").first[-1], RESULT.priced.approaches[name].total

    assert (paid.low, paid.high) == (total.low, total.high)
    assert paid.value == pytest.approx(
        total.value, rel=1e-9
    )  # a sum of months that keep ten digits


def test_who_is_first_changes_nothing_but_the_side():
    one, other = found(*PAIR), found(*reversed(PAIR))

    assert one.first == other.second
    assert one.first_cheaper == pytest.approx(1 - other.first_cheaper)


def test_nothing_is_ever_paid_back():
    for paid in (found(*PAIR).first, found(*PAIR).second):
        assert len(paid) == 25
        middle = [each.value for each in paid]
        assert middle == sorted(middle)


def duel(first: list[float], second: list[float]) -> HeadToHead:
    made = Paired(*(tuple(Estimate(x, x, x) for x in paid) for paid in (first, second)), 1.0)
    return HeadToHead(made, RESULT, KNOWLEDGE, PAIR)


def test_lines_cross_where_their_difference_is_nothing():
    months = [float(month) for month in range(25)]
    cheap_start = [10 + 3 * month for month in months]
    cheap_run = [25 + 1 * month for month in months]  # the same after 7.5 months
    found = duel(cheap_run, cheap_start)

    assert found.crossing == pytest.approx(7.5)
    assert found.finding().endswith("is the cheaper one from month 8")
    mark = found.crossing_mark()
    assert mark is not None
    assert mark.place == pytest.approx(100 * 7.5 / 24, abs=0.1)
    assert duel(cheap_start, [each + 1 for each in cheap_start]).crossing is None


def test_an_order_that_changes_twice_is_not_told_as_one_change():
    flat = [10.0] * 25
    hump = [5.0] * 5 + [15.0] * 10 + [8.0] * 10  # above it from month 5 to 14
    found = duel(hump, flat)
    mark = found.crossing_mark()

    assert found.finding().endswith("costs less in the end; the order changes more than once")
    assert mark is not None
    assert mark.words == "They first cross in month 5"


@pytest.mark.parametrize("name", ["help-articles-bot", "demand-of-new-products"])
def test_they_cross_when_the_dearer_start_has_paid_for_itself(name: str):
    asked, result = answered(name)
    for pair in itertools.combinations([each.approach for each in result.ranking][:4], 2):
        paid = {each: result.priced.approaches[each].paid_by_month for each in pair}
        made = paired(read_question(asked, KNOWLEDGE, result.as_of), paid)
        told = next(
            each
            for each in result.priced.payback
            if {each.cheaper_below, each.cheaper_above} == set(pair)
        )
        assert HeadToHead(made, result, KNOWLEDGE, pair).crossing == pytest.approx(told.at)


def test_names_at_the_edge_never_lie_on_each_other():
    same = [float(month) for month in range(25)]
    first, second = (side.label for side in duel(same, same).sides())

    assert abs(first - second) >= 12


def test_the_same_approach_twice_or_a_strange_one_is_put_right():
    assert pair_of(RESULT, "api", "api", KNOWLEDGE)[1] != "api"
    assert pair_of(RESULT, "<b>", "", KNOWLEDGE)[0] == RESULT.recommended
    assert "<b>" not in pair_html(ASKED, RESULT, KNOWLEDGE, "<b>", "<i>")


def test_a_difference_is_that_of_the_amounts_beside_it():
    def number(words: str) -> float:
        return float(words.strip("$").removesuffix(" weeks").replace(",", ""))

    found = duel([1.0] * 25, [2.0] * 25)
    rows = [row for row in found.rows() if row.apart]
    assert len(rows) == 4
    for row in rows:
        assert number(row.apart) == pytest.approx(abs(number(row.first) - number(row.second)))


def test_the_picture_for_a_slide_has_its_size_its_finding_and_both_names():
    drawn = pair_svg(ASKED, RESULT, KNOWLEDGE, PAIR, "https://example.org/calculator/#x=1")
    root = ET.fromstring(drawn)
    words = " ".join(root.itertext())

    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert head_to_head(ASKED, RESULT, KNOWLEDGE, *PAIR).finding() in words
    assert all(
        f"{KNOWLEDGE.approaches[name].order} {KNOWLEDGE.approaches[name].name}" in words
        for name in PAIR
    )
    assert "example.org/calculator/" in words
    assert "x=1" not in words


def test_nobody_having_chosen_the_recommended_one_stands_against_its_nearest_rival():
    first, second = pair_of(RESULT, "", "", KNOWLEDGE)

    assert first == RESULT.recommended
    assert second != first
