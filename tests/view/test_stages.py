"""An answer comes in stages: what is said early stays said, and what is to follow waits."""

import json
import random
import re

import pytest

from calculator import asking
from calculator.api import evaluate, evaluate_quickly, stages
from calculator.costs import kept_work
from calculator.costs.plain import cost_report
from calculator.decision import explanation, priced, rulebook
from calculator.decision.ladder import decide
from calculator.decision.open_questions import certainty
from calculator.packed import load_knowledge
from tests.random_scenarios import random_texts
from view import page
from view.page import Page
from view.render import parts_html
from view.stages import FIRST, FIRST_REQUEST, FULL, QUICK, Stages

KNOWLEDGE = load_knowledge()
PAGE = Page(KNOWLEDGE)
WAITING = re.compile(r'<section class="btt-section (btt-\w+)"[^>]* data-waits aria-busy="true">')


def asked(values: dict[str, str], detail: str, page: Page = PAGE) -> str:
    request = {
        **FIRST_REQUEST, "do": "answer", "built": False, "values": values, "detail": detail,
        "today": KNOWLEDGE.as_of.isoformat(),
    }  # fmt: skip
    return page.answer(json.dumps(request))


@pytest.mark.parametrize("seed", range(5))
def test_what_the_first_stage_says_the_later_ones_say_too(seed):
    values = random_texts(KNOWLEDGE, random.Random(seed))
    first, quick, full = (json.loads(asked(values, each)) for each in (FIRST, QUICK, FULL))

    for later in (quick, full):
        for part in ("recommended", "title", "announce", "address", "problems", "map", "sliders"):
            assert first[part] == later[part]
        assert first["parts"]["errors"] == later["parts"]["errors"]
    assert first["parts"]["bar"] == quick["parts"]["bar"]
    assert first["idle"] is None
    assert quick["idle"] == full["idle"]


def test_what_other_answers_would_change_waits_in_its_place():
    values = random_texts(KNOWLEDGE, random.Random(1))
    first, quick = (json.loads(asked(values, each))["parts"] for each in (FIRST, QUICK))

    assert WAITING.findall(first["answer"]) == ["btt-next"]
    assert WAITING.findall(first["more"]) == ["btt-changes"]
    assert not WAITING.search("".join(quick.values()))
    kinds = re.compile(r'^<(?:section|div|footer) class="[^"]*"', re.MULTILINE)
    for part in ("answer", "more"):  # the same pieces in the same order: nothing moves
        assert kinds.findall(first[part]) == kinds.findall(quick[part])


def test_long_lists_that_no_answer_changes_come_with_the_form_alone():
    values = random_texts(KNOWLEDGE, random.Random(1))
    request = {"do": "form", "values": values, "root": "../", "today": KNOWLEDGE.as_of.isoformat()}
    lists = json.loads(PAGE.answer(json.dumps(request)))["lists"]

    assert '<option value="input:cached_input_share">' in lists["numbers"]
    assert '<optgroup label="Training and serving">' in lists["physics"]
    assert not lists.keys() & json.loads(asked(values, FULL))["parts"].keys()


def test_an_answer_does_not_depend_on_what_was_asked_before():
    rng = random.Random(3)
    values = random_texts(KNOWLEDGE, rng)
    for step in range(6):
        name, text = rng.choice([*random_texts(KNOWLEDGE, rng).items()])
        values[name] = text
        after_others = asked(values, FULL)
        if step % 2:
            continue  # something stays known for the next one
        priced.forget()
        rulebook.forget()
        kept_work.forget()

        assert after_others == asked(values, FULL, Page(KNOWLEDGE))


def in_steps(page: Page, values: dict[str, str], detail: str = FULL) -> tuple[str, int]:
    """An answer asked for little by little, and how often it was asked for."""
    request = {
        **FIRST_REQUEST, "do": "answer", "built": False, "values": values, "detail": detail,
        "today": KNOWLEDGE.as_of.isoformat(), "steps": True,
    }  # fmt: skip
    times = 1
    while (answer := page.answer(json.dumps(request))) == '{"more": true}':
        times += 1
    return answer, times


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_in_steps_is_the_answer_in_one_go(seed):
    values = random_texts(KNOWLEDGE, random.Random(seed))
    found, times = in_steps(Page(KNOWLEDGE), values)

    assert found == asked(values, FULL)
    assert times > 3  # nine bills, then the search: none of them waits for all others


def test_what_other_answers_would_change_is_looked_for_in_steps_as_well():
    values = random_texts(KNOWLEDGE, random.Random(1))
    _, times = in_steps(Page(KNOWLEDGE), values, QUICK)

    assert times > 3  # more than sixty inputs are tried, a few of them in one step


def test_what_was_reached_is_drawn_in_a_step_of_its_own(monkeypatch):
    drawn, worked = [], []
    monkeypatch.setattr(page, "parts_html", lambda *a, **k: drawn.append(1) or parts_html(*a, **k))
    monkeypatch.setattr(asking, "cost_report", lambda *a: worked.append(1) or cost_report(*a))
    request = {
        **FIRST_REQUEST, "do": "answer", "built": False, "detail": FULL, "steps": True,
        "today": KNOWLEDGE.as_of.isoformat(), "values": {"requests_per_month": "2000"},
    }  # fmt: skip
    asked_of = Page(KNOWLEDGE)
    while not worked:
        assert asked_of.answer(json.dumps(request)) == '{"more": true}'

    assert not drawn
    assert "parts" in json.loads(asked_of.answer(json.dumps(request)))
    assert drawn


def test_an_edit_between_the_steps_is_answered_and_changes_nothing_of_what_was_begun():
    one, other = ({"requests_per_month": text} for text in ("2000", "90000"))
    page = Page(KNOWLEDGE)
    request = {
        **FIRST_REQUEST, "do": "answer", "built": False, "detail": FULL, "steps": True,
        "today": KNOWLEDGE.as_of.isoformat(),
    }  # fmt: skip
    assert page.answer(json.dumps({**request, "values": one})) == '{"more": true}'

    assert in_steps(page, other)[0] == asked(other, FULL)
    assert in_steps(page, one)[0] == asked(one, FULL)


def test_the_stages_of_one_answer_decide_once(monkeypatch):
    made, sure = [], []
    monkeypatch.setattr(asking, "decide", lambda *a, **k: made.append(1) or decide(*a, **k))
    monkeypatch.setattr(explanation, "certainty", lambda *a: sure.append(1) or certainty(*a))
    page, values = Page(KNOWLEDGE), {"requests_per_month": "2000"}
    for built, detail in ((True, FIRST), (False, FIRST), (False, QUICK), (False, FULL)):
        request = {
            **FIRST_REQUEST, "do": "answer", "values": values, "built": built, "detail": detail,
            "today": KNOWLEDGE.as_of.isoformat(),
        }  # fmt: skip
        page.answer(json.dumps(request))

    assert len(made) == len(sure) == 1


@pytest.mark.parametrize("seed", range(4))
def test_each_stage_says_what_the_door_says_in_one_go(seed):
    request = {"inputs": random_texts(KNOWLEDGE, random.Random(seed))}
    decided, first, quick, full = filter(None, stages(request, KNOWLEDGE, text=True))

    assert (decided.decision.recommended, decided.inputs) == (first.recommended, first.inputs)
    assert first == evaluate_quickly(request, KNOWLEDGE, text=True, explained=False)
    assert quick == evaluate_quickly(request, KNOWLEDGE, text=True)
    assert full == evaluate(request, KNOWLEDGE, text=True)


def test_work_that_broke_off_begins_anew_when_the_same_is_asked_again(monkeypatch):
    faults = iter([MemoryError("once")])

    def fails_once(*args, **options):
        for fault in faults:
            raise fault
        yield from stages(*args, **options)

    monkeypatch.setattr("view.stages.stages", fails_once)
    work, question = Stages(KNOWLEDGE), ({"inputs": {}}, KNOWLEDGE.as_of, FIRST)

    with pytest.raises(MemoryError, match="once"):
        work.result(*question)
    assert work.result(*question).recommended in KNOWLEDGE.approaches
