"""The words agree with the numbers: a claim of `expect` that the calculator refutes is named."""

import functools
from pathlib import Path

import pytest
import yaml

from builder.checks.asked import Asked
from builder.checks.comparatives import compared, untested
from builder.checks.expected import check_expected
from builder.content.load import Content, load_content
from calculator import load_knowledge
from calculator.knowledge import Knowledge

ROOT = Path(__file__).resolve().parents[3]
PAIR = "comparisons/hosted-or-self-hosted.yaml"
WORDS = "Cost grows in step with volume"

# Form: the claim, and how its problem begins. With twice the requests calls cost twice as much.
REFUTED = {
    "costs against another amount": (
        {"costs": {"open_as_is.total": "above api.total"}},
        "open_as_is.total must be above api.total ("),
    "costs against a share of another amount": (
        {"costs": {"api.inference": "below 0.1 times api.total"}},
        "api.inference must be below 0.1 times api.total ("),
    "costs against a number": (
        {"costs": {"api.weeks": "at least 52"}}, "api.weeks must be at least 52, got 3.298"),
    "costs with and without the change": (
        {"costs": {"api.inference before the change": "above api.inference"}},
        "api.inference before the change must be above api.inference ("),
    "the lower end of a range": (
        {"costs": {"api.weeks": "between 4 and 9"}}, "api.weeks must be at least 4, got 3.298"),
    "the upper end of a range": (
        {"costs": {"api.weeks": "between 1 and 2"}}, "api.weeks must be at most 2, got 3.298"),
    "a difference": (
        {"differs": {"api.inference": "at least 3 times"}}, "api.inference goes from "),
    "the recommended approach's bill": (
        {"differs": {"recommended.total": "below 0.5 times"}}, "recommended.total goes from "),
    "a recommendation": (
        {"recommends": "baseline"}, "the calculator recommends open_as_is, got baseline"),
    "what is not recommended": (
        {"drops": "open_as_is"}, "the calculator does recommend open_as_is"),
    "certainty": ({"certainty": "below 0"}, "certainty must be below 0, got "),
    "a break-even that is past already": (
        {"break_even": {"api to open_as_is": "between 1e8 and 1e9"}},
        "at 100,000,000 a month api must be the cheaper, got "),
    "a break-even that is yet to come": (
        {"break_even": {"api to open_as_is": "between 10 and 1000"}},
        "at 1,000 a month open_as_is must be the cheaper, got "),
    "a break-even that never comes so early": (
        {"break_even": {"api to open_as_is": "above 1e8"}},
        "at 100,000,000 a month api must be the cheaper, got "),
}  # fmt: skip


@functools.cache
def _knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def spoilt(tmp_path: Path):
    """A content of one pair with these claims in it."""
    file = tmp_path / "content" / PAIR
    file.parent.mkdir(parents=True)

    def read(*claims: dict) -> Content:
        record = yaml.safe_load((ROOT / "content" / PAIR).read_text(encoding="utf-8"))
        text = "# yaml-language-server: $schema=../schemas/comparison.json\n"
        record["expect"] = list(claims)
        file.write_text(text + yaml.safe_dump(record, sort_keys=False), encoding="utf-8")
        return load_content(tmp_path / "content")

    return read


def _problems(content: Content) -> list[str]:
    assert content.problems == []
    return [str(each) for each in check_expected(content, _knowledge(), Asked())]


@pytest.mark.parametrize("form", REFUTED)
def test_a_refuted_claim_is_named_with_its_place_and_the_numbers(spoilt, form):
    claim, begins = REFUTED[form]
    change = {"requests_per_month": 40_000_000}

    (problem,) = _problems(spoilt({"words": WORDS, "change": change, **claim}))

    place, message = problem.split(f" '{WORDS}': ")
    assert place.startswith(f"content/{PAIR}:")
    assert message.startswith(begins)


def test_what_the_calculator_says_is_no_problem(spoilt):
    claims = {
        "recommends": "open_as_is",
        "drops": "api",
        "certainty": "at least 0",
        "costs": {"open_as_is.total": "below api.total"},
        "differs": {"api.inference": "between 1.99 and 2.01 times"},
        "break_even": {"api to open_as_is": "between 10000 and 1e7"},
    }

    change = {"requests_per_month": 40_000_000}
    assert _problems(spoilt({"words": WORDS, "change": change, **claims})) == []


def test_beside_a_second_table_its_change_is_meant(spoilt):
    words = "the hosted model is the cheaper side"

    assert (
        _problems(spoilt({"words": words, "costs": {"api.total": "below open_as_is.total"}})) == []
    )


def test_words_that_the_record_does_not_hold_are_a_problem(spoilt):
    (problem,) = _problems(spoilt({"words": "Pigs fly", "recommends": "open_as_is"}))

    assert problem.endswith("'Pigs fly': these words stand nowhere in the record")


def test_a_difference_needs_a_change(spoilt):
    claim = {"words": WORDS, "differs": {"api.total": "below 2 times"}}

    (problem,) = _problems(spoilt(claim))

    assert problem.endswith("change is required, for the record has none of its own")


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ({}, "says nothing"),
        ({"costs": {"api.luck": "below 3"}}, "api.luck"),
        ({"costs": {"api.total": "less than 3"}}, "less than 3"),
        ({"differs": {"api.total": "at least 3"}}, "at least 3"),
        ({"break_even": {"api and baseline": "above 3"}}, "api and baseline"),
    ],
)
def test_a_claim_of_no_known_form_is_refused(spoilt, claim, message):
    (problem,) = spoilt({"words": WORDS, **claim}).problems

    assert message in str(problem)


@pytest.mark.parametrize(
    "sentence",
    [
        "An own model is cheaper.",
        "Labels cost more than GPUs.",
        "Caching cuts the bill.",
        "People are most of the cost.",
        "Training pays off.",
        "The break-even lies low.",
        "Each batch costs half price.",
        "Every call pays for the whole prompt.",
        "The second is faster.",
        "Tuning takes a few weeks.",
        "Days, once the labels are there.",
        "It is ready weeks instead of months later.",
        "We recommend the first.",
        "The first usually wins.",
    ],
)
def test_a_comparison_of_money_time_or_choice_has_to_be_tested_or_cited(sentence):
    text = f"Plain words. {sentence} More words."

    assert list(untested(text, [])) == [sentence]
    assert list(untested(text, [sentence[3:-1]])) == []
    assert list(untested(text.replace(sentence, f"{sentence[:-1]} [@source:a]."), [])) == []


def test_a_row_of_a_table_is_a_sentence_of_its_own():
    table = "| Cost | |\n|---|---|\n| At first | Close to nothing |\n| Later | Half |"

    assert list(untested(table, [])) == ["| At first | Close to nothing |"]
    assert [ground for _, ground in compared(table, ["Close to nothing"])] == ["tested"]


def test_a_deadline_and_a_number_of_months_compare_nothing():
    told = "A shop shows its board in two weeks what 50,000 customers a month wrote."

    assert list(untested(told, [])) == []


def test_words_of_a_link_are_read_and_its_id_is_not():
    assert list(untested("See [[guide:cheaper-calls]] and [[guide:x|the cheap way]].", [])) == [
        "See [[guide:cheaper-calls]] and [[guide:x|the cheap way]]."
    ]
    assert list(untested("See [[guide:cheaper-calls]].", [])) == []
