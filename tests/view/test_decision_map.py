"""The decision map: where things stand, by hand; and that it says what the bills say."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.api import evaluate
from calculator.estimate import Estimate
from view.decision_map.axis import Axis, axis_for
from view.decision_map.drawing import for_script, map_html
from view.decision_map.lines import path, spread_labels
from view.decision_map.live import LiveMap, map_key, volume_of, whole_map
from view.decision_map.sampling import sample
from view.decision_map.upright import upright_for
from view.decision_map.words import fits, short_number
from view.formats import count
from view.money import Money
from view.page import packed_page

KNOWLEDGE = packed_page().knowledge
CHANGES = "bulk-summaries"  # another approach is recommended below some volume
STAYS = "support-ticket-routing"  # lines cross, and the recommendation does not follow


LIFTS = {"api": 1.25, "open_as_is": 1.5}  # median over likely total


class Counting:
    """Borrows below two million requests a month, hosts above; a dollar a request or a million."""

    def recommended(self, volume: float) -> str:
        return "api" if volume < 2_000_000 else "open_as_is"

    def likely_usd(self, volumes):
        return {"api": list(map(float, volumes)), "open_as_is": [1e6 for _ in volumes]}

    def usd(self, approach, volume):
        value = volume if approach == "api" else 1e6
        return Estimate(value / 2, value, value * 2)


def asked_for(example: str, **changed):
    return {"inputs": {**KNOWLEDGE.examples[example].inputs, **changed}}


@pytest.fixture(scope="module", params=[CHANGES, STAYS])
def made(request):
    asked = asked_for(request.param)
    result = evaluate(asked, KNOWLEDGE)
    return result, whole_map(asked, result, KNOWLEDGE)


def test_five_decades_hold_most_cases_in_steps_of_a_tenth_of_a_decade():
    axis = axis_for(10_000)

    assert (axis.first, axis.last) == (3, 8)  # 1,000 to 100 million
    assert axis.volumes[:5] == (1_000, 1_300, 1_600, 2_000, 2_500)
    assert len(axis.volumes) == 51
    assert axis.percent(10_000) == 20  # one decade of five
    assert axis.percent(1_000_000) == 60


@given(st.integers(100, 10**11))
def test_a_decade_lies_on_both_sides_of_every_case(volume):
    axis = axis_for(volume)

    assert axis.volumes[0] <= volume / 10 * 1.0001
    assert axis.volumes[-1] >= volume * 10 * 0.9999 or axis.last == 12


def test_amounts_stand_from_the_top_down_on_a_logarithmic_scale():
    up = upright_for([100.0 * 1.06, 10_000.0 / 1.06])  # with the margin: 100 to 10,000

    assert up.percent(10_000) == pytest.approx(0, abs=0.01)
    assert up.percent(1_000) == pytest.approx(50, abs=0.01)
    assert up.percent(100) == pytest.approx(100, abs=0.01)
    assert up.ticks == (100, 200, 500, 1_000, 2_000, 5_000, 10_000)


@given(st.floats(1, 1e9), st.floats(1, 1e7))
def test_an_upright_has_a_few_round_marks_in_order(low, factor):
    up = upright_for([low, low * factor])
    places = [up.percent(tick) for tick in up.ticks]

    assert len(up.ticks) <= 7
    assert places == sorted(places, reverse=True)


def test_the_ground_changes_where_the_recommendation_does():
    *_, found = sample(Counting(), Axis(3, 8), ["api", "open_as_is"], LIFTS)

    (change,) = found.changes
    assert (change.below, change.above) == ("api", "open_as_is")
    assert 2_000_000 <= change.at <= 2_000_000 * 10 ** (0.1 / 2**8)  # eight halvings of a tenth
    assert found.recommended.count("api") == 33  # 1,000 · 10^(33/10) = 2.0 million is the first


def test_before_there_are_draws_a_total_is_lifted_as_in_the_case():
    first = next(each for each in sample(Counting(), Axis(3, 8), [], LIFTS) if each.drawable)

    assert first.ranges == {}
    for name in ("api", "open_as_is"):
        assert first.usd(name, 7) == pytest.approx(LIFTS[name] * first.likely[name][7])


def test_ranges_come_at_every_stop_of_what_is_recommended_and_at_every_fifth_of_others():
    states = list(sample(Counting(), Axis(3, 8), ["api", "open_as_is"], LIFTS))
    found = states[-1]

    assert set(found.ranges["api"]) == {*range(33), 35, 40, 45, 50}
    assert set(found.ranges["open_as_is"]) == {*range(0, 33, 5), *range(33, 51)}
    assert found.complete


def test_names_at_the_edge_keep_five_percent_apart_and_above_the_foot():
    assert spread_labels([10, 11, 50, 99, 100]) == [10, 15, 50, 96, 101]


@given(st.lists(st.floats(0, 100), min_size=9, max_size=9))
def test_nine_names_never_lie_on_one_another(ends):
    places = sorted(spread_labels(ends))

    assert all(b - a >= 4.8 for a, b in itertools.pairwise(places))
    assert places[-1] <= 101


def test_a_name_is_written_where_it_has_room():
    assert fits("Hosted model (API)", 100) == "everywhere"  # 163 px of 240
    assert fits("Hosted model (API)", 50) == "wide"  # of 120, of 215
    assert fits("Hosted model (API)", 10) == "nowhere"
    assert (short_number("10,000"), short_number("$2 million")) == ("10k", "$2m")


def test_the_dot_of_the_case_says_the_bill(made):
    result, drawn = made
    total = result.priced.approaches[result.recommended].total
    money = Money(result.priced.currency)

    assert drawn.case.lead == f"Your case: {money.about(total)}"
    assert drawn.case.range == money.range(total)
    assert drawn.case.words == count(volume_of(result, KNOWLEDGE))
    assert [g.order for g in drawn.ground if g.here] == [drawn.case.order]


def test_lines_stand_where_the_table_says(made):
    _, drawn = made
    order = [each.id for each in KNOWLEDGE.approaches.values()]
    for line in drawn.lines:
        step = 10 if line.look != "closed" else 2
        points = points_of(line.path)[::step]
        amounts = [amount(row.totals[order.index(line.id)]) for row in drawn.rows]
        assert len(points) == len(amounts) == 6
        for (_, low), (_, high), a, b in zip(
            points, points[1:], amounts, amounts[1:], strict=False
        ):
            if a * 1.1 < b:  # two digits tell them apart
                assert float(low) > float(high)


def points_of(path: str) -> list[tuple[int, int]]:
    """Where the points of a path of steps stand."""
    numbers = [int(each) for each in re.findall(r"-?\d+", path)]
    return list(
        zip(itertools.accumulate(numbers[::2]), itertools.accumulate(numbers[1::2]), strict=True)
    )


def test_a_path_says_each_point_from_the_one_before():
    assert path([(0, 748), (20, 748), (43, 740)]) == "M0 748l20 0 23-8"
    assert points_of("M0 748l20 0 23-8") == [(0, 748), (20, 748), (43, 740)]


def amount(words: str) -> float:
    number, scale = re.match(r"\$([\d.,]+) ?(\w*)", words).groups()
    return float(number.replace(",", "")) * {"": 1, "million": 1e6, "billion": 1e9}[scale]


def test_every_line_band_and_mark_lies_within_the_picture(made):
    _, drawn = made
    for line in drawn.lines:
        for drawn_path in filter(None, (line.path, line.band)):
            assert all(0 <= each <= 1000 for point in points_of(drawn_path) for each in point)
    for place in (*drawn.places, drawn.case):
        assert 0 <= place.top <= place.y <= place.bottom <= 100
    for each in drawn.breaks:
        assert 0 <= each.x <= 100
        assert 0 <= each.y <= 100


def test_break_evens_are_those_of_the_result(made):
    result, drawn = made
    names = {key: each.name for key, each in KNOWLEDGE.approaches.items()}
    known = {(names[c.cheaper_below], names[c.cheaper_above]) for c in result.break_even if c.at}

    assert drawn.breaks or not drawn.changes
    assert {(each.below, each.above) for each in drawn.breaks} <= known


def test_the_grounds_fill_the_width_and_the_stops_know_theirs(made):
    _, drawn = made

    assert sum(each.width for each in drawn.ground) == pytest.approx(100, abs=0.1)
    for place in drawn.places:
        assert drawn.ground[place.ground].order == place.order


def test_only_the_volume_leaves_the_lines_where_they_are():
    def key(**changed):
        asked = asked_for(STAYS, **changed)
        return map_key(asked, evaluate(asked, KNOWLEDGE, points=0), KNOWLEDGE)

    assert key() == key(requests_per_month=60_000)
    assert key() != key(labelled_examples=3_000)
    assert key() != key(requests_per_month=50_000_000)  # another axis


def test_a_live_map_ends_as_the_whole_one_and_nothing_is_said_of_other_answers():
    live = LiveMap(KNOWLEDGE)
    told = {"inputs": {key: str(value) for key, value in asked_for(CHANGES)["inputs"].items()}}
    result = evaluate(told, KNOWLEDGE, text=True)
    whole = whole_map(asked_for(CHANGES), result, KNOWLEDGE)
    steps = []
    while not steps or steps[-1]["more"]:
        steps.append(live.step(told, result, ""))

    assert steps[-1]["html"] == map_html(whole, KNOWLEDGE, "")
    assert steps[-1]["places"] == for_script(whole)["places"]
    drawn = [step for step in steps if "html" in step]
    assert len(drawn) == 2  # the lines, then the ranges
    assert 'data-ranges="waiting"' in drawn[0]["html"]
    other = asked_for(CHANGES, horizon_months=60)
    assert "html" not in live.step(other, evaluate(other, KNOWLEDGE), "")


def test_no_style_is_written_into_the_page(made):
    _, drawn = made

    assert "style=" not in map_html(drawn, KNOWLEDGE, "")


def test_the_break_even_that_is_named_first_is_the_one_where_the_advice_changes():
    result = evaluate(asked_for(CHANGES), KNOWLEDGE)
    drawn = whole_map(asked_for(CHANGES), result, KNOWLEDGE)
    first = drawn.breaks[0]
    advised = [each.name for each in drawn.ground]

    assert (first.below, first.above) in list(itertools.pairwise(advised))
