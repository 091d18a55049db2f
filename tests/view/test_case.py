"""An example is called by its name; what differs from it is said, with what would take it back."""

import json

from calculator.address import default_texts
from calculator.api import evaluate
from calculator.packed import load_knowledge
from view.case import base_of, case_html, default_example
from view.opening import open_address
from view.page import Page
from view.stages import FIRST_REQUEST

KNOWLEDGE = load_knowledge()
DEFAULT = default_example(KNOWLEDGE)
OTHER = next(each for each in KNOWLEDGE.examples.values() if each.id != DEFAULT.id)


def asked(**more: object) -> dict[str, object]:
    today = KNOWLEDGE.as_of.isoformat()
    request = {**FIRST_REQUEST, "built": False, "today": today, **more}
    return json.loads(Page(KNOWLEDGE).answer(json.dumps(request)))


def test_the_page_opens_with_an_example_and_says_which():
    html = case_html(default_texts(KNOWLEDGE), base_of("", KNOWLEDGE), KNOWLEDGE)

    assert f"Example: <b>{DEFAULT.title}</b>" in html
    assert "data-undo" not in html


def test_each_changed_answer_is_listed_with_what_it_was():
    texts = {**default_texts(KNOWLEDGE), "labelled_examples": "900", "compute": "unknown"}
    html = case_html(texts, DEFAULT.id, KNOWLEDGE)

    assert f"Based on the example: <b>{DEFAULT.title}</b>" in html
    assert html.count("data-undo=") == 2
    was = DEFAULT.inputs["labelled_examples"]
    assert f'data-undo="labelled_examples" data-text="{was}"' in html
    assert "<b>not known</b>" in html


def test_any_example_opened_by_its_name_has_nothing_changed():
    opened = asked(address=f"example={OTHER.id}")

    assert opened["base"] == OTHER.id
    assert "data-undo" not in opened["parts"]["case"]


def test_the_whole_address_of_an_example_is_still_that_example():
    whole = asked(address=f"example={OTHER.id}")["address"]

    assert "example=" not in whole
    assert base_of(whole, KNOWLEDGE) == OTHER.id
    other = "&".join(
        "labelled_examples=77" if each.startswith("labelled_examples=") else each
        for each in whole.split("&")
    )
    assert base_of(other, KNOWLEDGE) == ""


def test_a_link_by_hand_says_what_a_file_with_the_same_answers_says():
    said = {"modality": "text", "labelled_examples": 500, "data_may_leave_org": False}
    by_hand = "modality=text&labelled_examples=500&data_may_leave_org=false"
    opened = asked(address=by_hand)
    result = evaluate({"inputs": said}, KNOWLEDGE, KNOWLEDGE.as_of, search=False)

    assert "<b>Your own case</b> 3 answers given" in opened["parts"]["case"]
    assert opened["recommended"] == result.recommended
    entries = open_address(by_hand, KNOWLEDGE).entries
    of_link = evaluate(entries.request(), KNOWLEDGE, KNOWLEDGE.as_of, text=True, search=False)
    assert of_link == result


def test_a_blank_start_and_a_link_of_a_reader_are_no_example():
    blank = asked(address="", blank=True)

    assert blank["base"] == ""
    assert "<b>Your own case</b> 0 answers given" in blank["parts"]["case"]
    assert base_of("labelled_examples=5", KNOWLEDGE) == ""
    assert base_of("example=nothing-like-it", KNOWLEDGE) == ""
