"""The parts of a measurement, worked by hand."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.measure.cells import number, uses_comma
from calculator.measure.duplicates import find_copies
from calculator.measure.exponentials import sigmoids, softmax
from calculator.measure.folds import curve_sizes, ordered_folds, stratified_folds
from calculator.measure.lanes import Lanes
from calculator.measure.moments import moment, moments_of
from calculator.measure.personal import personal_data
from calculator.measure.reading import read_text
from calculator.measure.scores import accuracy_of, kappa, macro_f1
from calculator.measure.series import forecast, season_of
from calculator.measure.tree_growth import Node, grown, leaf_of, leaves


@given(st.lists(st.floats(-60, 60), min_size=1))
def test_the_table_of_exponentials_agrees_with_the_library(scores: list[float]) -> None:
    wanted = [1 / (1 + math.exp(-score)) for score in scores]

    assert sigmoids(scores) == pytest.approx(wanted, abs=1e-4)


@given(st.lists(st.floats(-80, 80), min_size=2, max_size=9))
def test_shares_agree_with_the_library(scores: list[float]) -> None:
    raised = [math.exp(score - max(scores)) for score in scores]

    assert softmax(scores) == pytest.approx([each / sum(raised) for each in raised], abs=2e-4)


@given(st.data())
def test_lanes_add_and_multiply_each_number_by_itself(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    numbers = st.lists(st.integers(-(2**40), 2**40), min_size=count, max_size=count)
    one, other, times = data.draw(numbers), data.draw(numbers), data.draw(st.integers(-99, 99))
    lanes = Lanes(count)
    lifted = lanes.lifted(lanes.packed(one) + times * lanes.packed(other))

    wanted = [a + times * b for a, b in zip(one, other, strict=True)]
    assert [each - lifted[0] for each in lifted] == [each - wanted[0] for each in wanted]


def test_a_tree_sends_each_row_to_the_leaf_that_its_questions_lead_to() -> None:
    rng = random.Random(5)
    columns = [bytes(rng.randrange(48) for _ in range(400)) for _ in range(3)]
    left = [float(a > 20) - float(b > 30) * (c > 9) for a, b, c in zip(*columns, strict=True)]
    tree = grown(dict(enumerate(columns)), left)
    ends = leaves(tree)

    def end(node: Node, row: int) -> Node:
        while node.low is not None and node.high is not None:
            node = node.low if columns[node.column][row] <= node.bin else node.high
        return node

    assert len(ends) > 3
    assert [ends[n] for n in leaf_of(tree, columns, 400)] == [end(tree, n) for n in range(400)]


def test_shares_add_up() -> None:
    assert sum(softmax([3.0, -2.0, 0.5])) == pytest.approx(1)


@given(st.lists(st.integers(0, 3), min_size=25, max_size=120))
def test_every_row_is_tested_once_and_never_trained_on_then(strata: list[int]) -> None:
    folds = stratified_folds(strata)

    assert sorted(row for fold in folds for row in fold.test) == list(range(len(strata)))
    assert all(not set(fold.train) & set(fold.test) for fold in folds)


@given(st.lists(st.integers(0, 9), min_size=30, max_size=90))
def test_a_group_is_never_on_both_sides(groups: list[int]) -> None:
    for fold in stratified_folds([0] * len(groups), groups):
        assert not {groups[r] for r in fold.train} & {groups[r] for r in fold.test}


def test_nothing_is_trained_on_what_comes_later() -> None:
    times = [f"{n // 3:03}" for n in range(60)]
    folds = ordered_folds(times)

    assert len(folds) == 5
    for fold in folds:
        assert max(times[r] for r in fold.train) < min(times[r] for r in fold.test)


def test_a_curve_has_at_least_six_sizes_from_some_hundred_rows_on() -> None:
    assert len(curve_sizes(200, 2)) >= 6
    assert curve_sizes(200, 2)[-1] == 200


def test_copies_count_once_and_near_copies_stay_together() -> None:
    text = "the parcel was left at the wrong door again"
    found = find_copies(
        [text, text.upper(), text + " today", "quite another thing", text],
        ["a", "a", "a", "b", "b"], near_share=0.8,
    )  # fmt: skip

    assert found.exact == 1
    assert found.kept == [0, 2, 3, 4]
    assert found.contradicting == [(0, 4)]
    assert found.group[0] == found.group[1] == found.group[3] != found.group[2]


def test_macro_f1_of_a_table_worked_by_hand() -> None:
    # class 0: precision 3/4, recall 3/5, F1 2/3; class 1: precision 4/6, recall 4/5, F1 8/11
    assert macro_f1([3, 2, 1, 4], 2) == pytest.approx((2 / 3 + 8 / 11) / 2)


def test_kappa_of_two_people_worked_by_hand() -> None:
    # agree on 3 of 4; by chance (2·1 + 2·3) / 16 = 1/2
    assert kappa(["x", "x", "y", "y"], ["x", "y", "y", "y"]) == pytest.approx(0.5)


def test_rows_of_few_groups_widen_the_interval() -> None:
    right = ([True] * 9 + [False]) * 20
    mixed = accuracy_of(right, [n // 10 for n in range(200)])  # each is right nine times
    together = accuracy_of(sorted(right), [n // 10 for n in range(200)])

    assert together.high - together.low > 2 * (mixed.high - mixed.low)


def test_personal_data_is_counted_and_never_repeated() -> None:
    table = read_text(
        "note,n\nmail jo@example.org,1\ncard 4111 1111 1111 1111,2\nno card 1234 5678 9012 3456,3\n"
        "call +44 20 7946 0958,4\nIBAN GB82 WEST 1234 5698 7654 32,5\nversion 1.2.3,6\n"
        "call (555) 123-4567,7\nor 555-123-4567,8\nIBAN DE89 3704 0044 0532 0130 00,9\n"
        "order 123-456-78901,10\npart 4555-123-4567,11\n"
    )
    found = personal_data(table)

    assert {(each["kind"], each["rows"]) for each in found} == {
        ("email", 1), ("card", 1), ("phone", 3), ("iban", 2),
    }  # fmt: skip
    assert "example.org" not in str(found)


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [("1,234.5", False, 1234.5), ("1.234,5", True, 1234.5), ("12%", False, 12.0),
     ("=1+1", False, None), ("nan", False, None), ("1e3", False, 1000.0),
     ("1 234", False, 1234.0), ("1\u202f234,5", True, 1234.5), ("1'234.5", False, 1234.5),
     ("$1,200.50", False, 1200.5), ("-€ 3", False, -3.0), ("12,5 €", True, 12.5),
     ("1.5", True, 1.5), ("1.500", True, 1500.0), ("0,123", False, None), ("12 pcs", False, None),
     ("030 123 456", False, None), ("1,2,3", True, None)],
)  # fmt: skip
def test_numbers_as_people_write_them(cell: str, comma: bool, value: float | None) -> None:
    assert number(cell, comma=comma) == value


def test_dates_are_days() -> None:
    assert moment("2026-11-28") - moment("27.11.2026") == 1  # type: ignore[operator]
    assert moment("2026-13-01") is None
    assert moment("2026-11-28T18:00") == moment("2026-11-28") + 0.75  # type: ignore[operator]


@pytest.mark.parametrize("cell", [
    "2026/11/28", "28.11.2026", "28/11/2026", "11/28/2026", "28 Nov 2026", "November 28, 2026",
    "28-Nov-2026", "11/28/2026 12:00 AM",
])  # fmt: skip
def test_a_date_is_read_however_it_is_written(cell: str) -> None:
    assert moment(cell) == moment("2026-11-28")


@pytest.mark.parametrize("cell", ["2026.11", "1234.5", "28 Foo 2026", "1.2.3", "12/2026"])
def test_what_is_no_date_is_none(cell: str) -> None:
    assert moment(cell) is None


def test_a_column_tells_by_its_other_cells_which_number_is_the_month() -> None:
    first, second = (
        moments_of(["03/04/2026", "03/28/2026"]),
        moments_of(["03/04/2026", "28/03/2026"]),
    )

    assert first == [moment("2026-03-04"), moment("2026-03-28")]
    assert second == [moment("2026-04-03"), moment("2026-03-28")]
    assert moments_of(["03.04.2026", "03/28/2026"])[0] == moment("2026-04-03")


@pytest.mark.parametrize(
    ("cells", "comma"),
    [(["1,5", "2,25"], True), (["1,5"] + ["1.5"] * 9, False), (["1,234", "5,678"], False),
     (["1.234,5", "2.000"], True), (["0,123", "0,456"], True)],
)  # fmt: skip
def test_a_column_uses_decimal_commas_where_most_of_its_numbers_do(
    cells: list[str], comma: bool
) -> None:
    assert uses_comma(cells) == comma


def test_the_value_of_a_season_ago_and_drift_worked_by_hand() -> None:
    assert forecast("seasonal_naive", [1, 2, 3, 4, 5, 6], 3, 4) == [4, 5, 6, 4]
    assert forecast("drift", [1, 2, 3, 5], 1, 2) == pytest.approx([5 + 4 / 3, 5 + 8 / 3])


def test_days_have_weeks_and_months_have_years() -> None:
    assert season_of([float(n) for n in range(40)]) == 7
    assert season_of([n * 30.4 for n in range(60)]) == 12
