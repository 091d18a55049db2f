"""The small calculators: requests in, answers out; their forms, addresses, drawings, commands."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.knowledge import knowledge_data
from calculator.address import from_address
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.scenario import Problem, read_answer
from calculator.tools import labels, size
from calculator.tools.commands import TOOLS
from calculator.tools.form import fields_of, opening_texts, read_form, tool_address
from tests.built import content as project_content
from view.curve import curve
from view.tools import opening_answer, percent, tool_answer, tool_form_html

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
PILOTS = [{"labels": 100, "accuracy": 0.71}, {"labels": 400, "accuracy": 0.81}]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge_from_json(knowledge_data(project_content()))


def answer_labels(*asked):
    return labels.answer_labels(*asked).to_dict()


def answer_test_size(request):
    return size.answer_test_size(request).to_dict()


def messages(found):
    return {problem["field"]: problem["message"] for problem in found["problems"]}


# Labels


def test_an_error_of_19_percent_is_an_accuracy_of_81(known):
    as_error = [PILOTS[0], {"labels": 400, "error": 0.19}]

    first = answer_labels({"pilots": PILOTS, "target_accuracy": 0.88}, known, TODAY)
    second = answer_labels({"pilots": as_error, "target_accuracy": 0.88}, known, TODAY)

    assert first == second


def test_further_labels_are_counted_from_the_largest_pilot(known):
    found = answer_labels({"pilots": PILOTS, "target_accuracy": 0.88}, known, TODAY)

    assert found["further_labels"] == pytest.approx(found["labels"]["likely"] - 400, abs=1)
    assert found["reached"] is False


def test_a_target_below_the_largest_pilot_is_reached_and_needs_no_further_labels(known):
    found = answer_labels({"pilots": PILOTS, "target_accuracy": 0.75}, known, TODAY)

    assert (found["reached"], found["further_labels"]) == (True, 0)


@pytest.mark.parametrize(
    ("request_", "field", "message"),
    [
        ({"pilots": PILOTS}, "target_accuracy", "is needed"),
        (
            {"pilots": PILOTS, "target_accuracy": 90},
            "target_accuracy",
            "must be a share between 0 and 1, got 90; 90% is 0.9",
        ),
        (
            {"pilots": PILOTS[:1], "target_accuracy": 0.9},
            "pilots",
            "must be 2 to 50 measurements, got 1",
        ),
        (
            {"pilots": [PILOTS[0], PILOTS[0]], "target_accuracy": 0.9},
            "pilots",
            "must differ in their labels: one point shows no slope",
        ),
        (
            {"pilots": [PILOTS[0], {"labels": 1.5, "accuracy": 0.5}], "target_accuracy": 0.9},
            "pilots[2].labels",
            "must be a whole number, got 1.5",
        ),
        (
            {"pilots": [PILOTS[0], {"labels": 10}], "target_accuracy": 0.9},
            "pilots[2].accuracy",
            "is needed, or error in its place",
        ),
        (
            {"pilots": "many", "target_accuracy": 0.9},
            "pilots",
            "must be a list of objects, got 'many'",
        ),
        (
            {"pilot": [], "target_accuracy": 0.9},
            "pilot",
            "is not a field; those are pilots, target_accuracy",
        ),
    ],
)
def test_what_is_wrong_with_pilots_is_said(known, request_, field, message):
    assert messages(answer_labels(request_, known, TODAY))[field] == message


@settings(max_examples=60, deadline=None)
@given(
    first=st.floats(0.05, 0.9),
    gain=st.floats(0.0, 0.09),
    labels=st.integers(1, 10_000),
    factor=st.integers(2, 20),
    target=st.floats(0.1, 0.99),
)
def test_more_labels_never_lower_the_likely_accuracy_and_the_band_holds_it(
    known, first, gain, labels, factor, target
):
    pilots = [
        {"labels": labels, "accuracy": first},
        {"labels": labels * factor, "accuracy": first + gain},
    ]
    found = answer_labels({"pilots": pilots, "target_accuracy": target}, known, TODAY)
    likely = [point["likely"] for point in found["curve"]]

    assert likely == sorted(likely)
    assert all(point["low"] <= point["likely"] <= point["high"] for point in found["curve"])


# Test sets


def test_93_examples_hold_a_result_of_one_half_within_ten_points():
    found = answer_test_size({"accuracy": 0.5, "margin": 0.1})  # (1.96 / 0.2)² - 1.96² = 92.2

    assert found["examples_for_margin"] == 93


def test_right_answers_and_an_accuracy_give_the_same_interval():
    counted = answer_test_size({"right": 170, "test_examples": 200})
    measured = answer_test_size({"accuracy": 0.85, "test_examples": 200})

    assert counted["interval"] == measured["interval"]


def test_five_against_none_happens_to_equals_in_one_test_of_sixteen():
    found = answer_test_size({"only_first_right": 5, "only_other_right": 0})

    assert found["mcnemar"] == pytest.approx(1 / 16)  # 2 · (1/2)⁵


def test_a_large_split_is_judged_at_once():
    found = answer_test_size({"only_first_right": 9_900, "only_other_right": 10_000})

    assert found["mcnemar"] == pytest.approx(0.483, abs=0.005)  # normal: z = 99 / √19,900


def test_what_is_not_asked_is_not_answered():
    found = answer_test_size({"accuracy": 0.9})

    assert [found[key] for key in ("interval", "examples_for_margin", "to_compare", "mcnemar")] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("request_", "field", "message"),
    [
        (
            {"accuracy": 0.8, "other_accuracy": 0.8},
            "other_accuracy",
            "must differ from the first: no test set tells equals apart",
        ),
        ({"right": 8}, "test_examples", "is needed beside right"),
        (
            {"right": 8, "accuracy": 0.8, "test_examples": 10},
            "right",
            "must not stand beside accuracy: give one of them",
        ),
        ({"right": 11, "test_examples": 10}, "right", "must be from 0 to 10, got 11"),
        ({"only_first_right": 1}, "only_other_right", "is needed beside the other count"),
        ({"accuracy": True}, "accuracy", "must be a number, got True"),
        ({"accuracy": 0.8, "margin": 0.6}, "margin", "must be from 1e-05 to below 0.5, got 0.6"),
    ],
)
def test_what_is_wrong_with_a_test_set_is_said(request_, field, message):
    assert messages(answer_test_size(request_))[field] == message


# Forms and addresses


def test_every_field_opens_with_a_value_that_its_own_definition_accepts(known):
    for tool in known.tools.values():
        for definition in fields_of(tool).values():
            found = read_answer(definition, definition.default, text=False)
            assert not isinstance(found, Problem), found


def test_percentages_of_the_form_are_shares_of_the_request(known):
    tool = known.tools["test-size"]

    read = read_form(tool, {"accuracy": "81.5", "margin": "2", "confidence": "95"})

    assert read.request == {"accuracy": 0.815, "margin": 0.02, "confidence": 0.95}


def test_empty_rows_are_passed_over_and_half_ones_are_named(known):
    texts = {"labels_1": "100", "accuracy_1": "70", "labels_4": "400", "target_accuracy": "90"}

    read = read_form(known.tools["labels"], texts)

    assert read.request["pilots"] == [{"labels": 100, "accuracy": 0.7}]
    assert [(p.field, p.message) for p in read.problems] == [
        ("accuracy_4", "is needed in this row")
    ]


def test_a_problem_of_a_pilot_stands_at_its_row(known):
    texts = {"labels_2": "100", "accuracy_2": "70", "labels_5": "400", "accuracy_5": "80"}

    read = read_form(known.tools["labels"], texts)

    assert read.field_of("pilots[2].accuracy") == "accuracy_5"
    assert read.field_of("pilots") == "labels_3"
    assert read.field_of("target_accuracy") == "target_accuracy"


def test_what_the_page_opens_with_has_no_address(known):
    for tool in known.tools.values():
        assert tool_address(tool, opening_texts(tool), "v1") == ""


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_address_brings_back_every_text(known, data):
    tool = known.tools[data.draw(st.sampled_from(sorted(known.tools)))]
    words = st.text("0123456789.,& =%#é", max_size=8).map(str.strip)
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(fields_of(tool))), words))
    texts = {**opening_texts(tool), **changed}

    back = {**opening_texts(tool), **from_address(tool_address(tool, texts, "v1")).values}

    assert back == {name: text or "unknown" for name, text in texts.items()}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_text_in_a_form_stops_the_page(known, data):
    tool_id = data.draw(st.sampled_from(sorted(known.tools)))
    names = sorted(fields_of(known.tools[tool_id]))
    odd = st.one_of(st.text(max_size=12), st.floats().map(str), st.integers().map(str))
    values = data.draw(st.dictionaries(st.sampled_from(names), odd))

    found = tool_answer(
        {"tool": tool_id, "do": "answer", "values": values, "today": "2026-11-21", "root": "../"},
        known,
    )

    json.dumps(found, allow_nan=False)
    assert ("answer" in found["parts"]) == (not found["problems"])


# Pages


def test_the_form_and_its_errors_escape_what_was_typed(known):
    tool = known.tools["test-size"]

    assert "<b>" not in tool_form_html(tool, {"accuracy": "<b>"}, "../")


def test_an_opening_answer_says_its_number_its_band_and_where_the_slope_comes_from(known):
    text = opening_answer(known.tools["labels"], known, "../")

    assert "labels for 88%" in text
    assert 'role="img"' in text
    assert 'href="../data/assumptions.html#learning-exponent"' in text
    assert "style=" not in text


@pytest.mark.parametrize(("share", "words"), [(0.794, "79.4%"), (0.85, "85%"), (1.0, "100%")])
def test_a_share_has_one_decimal_where_it_has_one(share, words):
    assert percent(share) == words


def test_a_curve_ends_at_the_edges_of_its_drawing(known):
    found = labels.answer_labels({"pilots": PILOTS, "target_accuracy": 0.88}, known, TODAY)
    drawn = curve(found.curve, found.pilots, found.target_accuracy)

    assert drawn.line.startswith("M40.0 ")
    assert "L410.0 " in drawn.line
    assert drawn.target_words == "target 88%"
    assert len(drawn.pilots) == 2


# Commands


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "calculator", *arguments]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60
    )


def test_labels_answers_a_file_in_words_and_as_json(tmp_path):
    file = tmp_path / "pilots.json"
    file.write_text(json.dumps({"pilots": PILOTS, "target_accuracy": 0.88}), encoding="utf-8")

    words, plain = run("labels", str(file)), run("labels", str(file), "--json")

    assert words.stdout.startswith("labels for 0.88: ")
    assert json.loads(plain.stdout)["labels"]["likely"] > 400


def test_test_size_answers_a_line_for_each_good_line_and_names_the_bad_one():
    lines = '{"id": 7, "accuracy": 0.5, "margin": 0.1}\n{"id": 8, "accuracy": 50}\n'

    done = run("test-size", "--batch", "-", "--json", text=lines)

    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [7]
    assert done.stderr == (
        "standard input:2: accuracy must be a share from 0 to 1, got 50; 50% is 0.5\n"
    )


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("request_", [[], None, "x", 3])
def test_a_request_that_is_no_mapping_is_told_in_one_sentence(tool, request_):
    with pytest.raises(TypeError, match=r"^request must be a mapping, got "):
        TOOLS[tool].answer(request_, load_knowledge(), TODAY)


@pytest.mark.parametrize("tool", ["labels", "fit"])
def test_other_knowledge_and_other_days_are_told_in_one_sentence(tool):
    with pytest.raises(TypeError, match=r"^knowledge must come from load_knowledge\(\), got None"):
        TOOLS[tool].answer({}, None, TODAY)
    with pytest.raises(TypeError, match=r"^today must be a date without a time, got '2026-11-28'"):
        TOOLS[tool].answer({}, load_knowledge(), "2026-11-28")
