"""Numbers in a story are inputs of its sum: told in words, shares, spans and scales."""

from types import SimpleNamespace

import pytest

from builder.checks.stories import check_stories, numbers
from tests.built import content


@pytest.mark.parametrize(
    ("story", "told", "value"),
    [
        ("Two thousand tickets carry a label.", "Two thousand", 2000),
        ("4.3 million payments", "4.3 million", 4_300_000),
        ("some 400 million tokens", "400 million", 400),  # counted in millions
        ("0.24 billion parameters", "0.24 billion", 0.24),  # counted in billions
        ("half a million times", "half a million", 500_000),
        ("98% of the prompt", "98%", 0.98),
        ("seven in ten of them", "seven in ten", 0.7),
        ("three quarters of them", "three quarters", 0.75),
        ("within a tenth of a second", "a tenth", 100),  # ms
        ("has 18 months", "18", 78),  # weeks
        ("paste ten articles a day", "ten", 300),  # a month
    ],
)
def test_a_number_is_read_as_it_is_told(story, told, value):
    ((name, values),) = numbers(story)

    assert name == told
    assert any(each == pytest.approx(value) for each in values)


def test_one_is_a_word_and_no_number():
    assert list(numbers("One engineer wants one list of good ones.")) == []


def _told(**changes):
    loaded = content().kinds["scenario"]["timber-grades"]
    record = SimpleNamespace(**{**dict(loaded.record), **changes})
    spoilt = SimpleNamespace(record=record, problem=loaded.problem)
    only = SimpleNamespace(kinds={"scenario": {"timber-grades": spoilt}})
    return [str(problem) for problem in check_stories(only)]


def test_a_number_that_is_no_input_is_named_with_its_place():
    (problem,) = _told(situation="A joiner has labelled 240,000 photos of four classes.")

    assert problem.startswith("content/scenarios/timber-grades.yaml:")
    assert "'240,000' is no input" in problem


def test_an_exception_that_the_story_does_not_need_is_named():
    assert _told() == []
    (problem,) = _told(not_counted={"four": "classes", "250": "photos"})

    assert "'250' is no number of the story that the inputs leave out" in problem
