"""The calculator's charts: rows within the picture, words from Python, the same as the table."""

import itertools
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.page_charts import compiled_specifications, pictures
from calculator.address import from_address
from calculator.api import evaluate
from calculator.knowledge import Knowledge
from view.chart_data import charts
from view.entries import Entries
from view.page import packed_page
from view.scale import linear_scale, log_scale

STATES = ("", "task_novelty=solved&labelled_examples=0", "requests_per_month=0&horizon_months=1")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return packed_page().knowledge


def result_for(knowledge: Knowledge, state: str) -> dict[str, Any]:
    asked = Entries.of_address(from_address(state), knowledge).request()
    return evaluate(asked, knowledge, knowledge.as_of, text=True)


@pytest.mark.parametrize("state", STATES)
def test_every_row_of_every_chart_lies_within_the_picture(knowledge, state):
    for chart in charts(result_for(knowledge, state), knowledge):
        for rows in chart.data.values():
            for row in rows:
                places = [row[key] for key in ("x", "x2", "low", "high") if key in row]
                assert all(0 <= place <= 100 for place in places), (chart.name, row)
                assert -9 <= row.get("y", 0) <= 100, (chart.name, row)


def test_the_chart_of_approaches_has_a_bar_and_a_name_for_all_nine(knowledge):
    chart = charts(result_for(knowledge, ""), knowledge)[0]
    names = [row["words"].split(":")[0] for row in chart.data["labels"]]

    in_order = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    assert names == [each.name for each in in_order]
    assert {row["y"] for row in chart.data["bars"]} == {row["y"] for row in chart.data["labels"]}


def test_the_parts_of_a_bar_end_at_its_total(knowledge):
    result = result_for(knowledge, "")
    chart = charts(result, knowledge)[0]
    most = max(cost.total.value for cost in result.costs.approaches.values())
    for row, cost in zip(chart.data["labels"], result.costs.approaches.values(), strict=True):
        end = max(bar["x2"] for bar in chart.data["bars"] if bar["y"] == row["y"])
        assert end == pytest.approx(100 * cost.total.value / (most * 1.25), abs=0.2)


@pytest.mark.parametrize("state", STATES)
def test_words_on_lines_keep_their_distance(knowledge, state):
    for chart in charts(result_for(knowledge, state), knowledge):
        if chart.kind == "curves":
            heights = sorted(row["y"] for row in chart.data["labels"])
            gaps = [b - a for a, b in itertools.pairwise(heights)]
            assert all(gap >= 7.9 for gap in gaps)


@pytest.mark.parametrize("state", STATES)
def test_beside_each_chart_stands_a_table_with_a_cell_for_every_head(knowledge, state):
    for chart in charts(result_for(knowledge, state), knowledge):
        assert len(chart.table) > 1
        assert {len(row) for row in chart.table} == {len(chart.table[0])}


def test_each_picture_has_a_role_a_name_and_the_colour_of_the_page(knowledge):
    for svg in pictures(result_for(knowledge, ""), knowledge).values():
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root.findtext("title")
        assert "style" not in {name for element in root.iter() for name in element.attrib}
        assert "currentColor" in svg


def test_the_compiled_charts_wait_for_every_data_set_that_python_sends(knowledge):
    compiled = compiled_specifications()
    for chart in charts(result_for(knowledge, ""), knowledge):
        names = {each["name"] for each in compiled[chart.kind]["data"]}
        assert set(chart.data) <= names


@given(st.floats(0.01, 1e12), st.floats(1, 1e6))
def test_a_logarithmic_scale_holds_its_amounts_in_order(low, factor):
    scale = log_scale(low, low * factor)
    places = [scale.percent(amount) for amount in (low, low * factor**0.5, low * factor)]

    assert places == sorted(places)
    assert 1 <= len(scale.ticks) <= 24
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)


@given(st.floats(0, 1e12))
def test_a_linear_scale_has_a_few_round_marks(highest):
    scale = linear_scale(highest)

    assert 2 <= len(scale.ticks) <= 6
    assert scale.ticks[-1] <= scale.high


@pytest.mark.parametrize("state", STATES)
def test_a_range_that_goes_on_beyond_the_frame_has_no_end_there_and_says_how_far(knowledge, state):
    result = result_for(knowledge, state)
    found = next(each for each in charts(result, knowledge) if each.name == "by-approach")
    most = max(cost.total.value for cost in result.costs.approaches.values()) * 1.25
    orders = sorted(knowledge.approaches.values(), key=lambda each: each.order)

    for label, approach in zip(found.data["labels"], orders, strict=True):
        beyond = result.costs.approaches[approach.id].total.high > most
        ends = [each for each in found.data["ends"] if each["y"] == label["y"]]
        assert len(ends) == (1 if beyond else 2)
        assert ("in 1 of 10 over" in label["words"]) == beyond
