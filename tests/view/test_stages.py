"""An answer comes in stages: what is said early stays said, and what is to follow waits."""

import json
import random
import re

import pytest

from calculator.decision import priced, rulebook
from calculator.packed import load_knowledge
from tests.random_scenarios import random_texts
from view.page import Page
from view.stages import FIRST, FIRST_REQUEST, FULL, QUICK

KNOWLEDGE = load_knowledge()
PAGE = Page(KNOWLEDGE)
WAITING = re.compile(r'<section class="btt-section (btt-\w+)"[^>]* data-waits aria-busy="true">')


def asked(values: dict[str, str], detail: str) -> str:
    request = {
        **FIRST_REQUEST, "do": "answer", "built": False, "values": values, "detail": detail,
        "today": KNOWLEDGE.as_of.isoformat(),
    }  # fmt: skip
    return PAGE.answer(json.dumps(request))


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


def test_an_answer_does_not_depend_on_what_was_asked_before():
    rng = random.Random(3)
    values = random_texts(KNOWLEDGE, rng)
    for step in range(6):
        name, text = rng.choice([*random_texts(KNOWLEDGE, rng).items()])
        values[name] = text
        after_others = asked(values, QUICK)
        if step % 2:
            continue  # something stays known for the next one
        priced.forget()
        rulebook.forget()

        assert after_others == asked(values, QUICK)
