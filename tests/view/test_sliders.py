"""The numbers that matter most: which they are, how far they go, what their curves say."""

from typing import Any

import pytest

from calculator.api import evaluate
from calculator.knowledge import Value
from calculator.packed import load_knowledge
from calculator.result import Result
from view.money import Money
from view.sliders.bending import bends
from view.sliders.choosing import chosen, even_factors, even_steps, flips_of
from view.sliders.drawing import Drawing
from view.sliders.live import LiveSliders
from view.sliders.records import Slider

KNOWLEDGE = load_knowledge()
EXAMPLES = ["bulk-summaries", "keyword-fax-routing", "defects-from-good-parts"]


def all_sliders(asked: dict[str, Any], result: Result) -> list[Slider]:
    drawing = Drawing(result, KNOWLEDGE)
    found = bends(chosen(result, KNOWLEDGE), asked, result, KNOWLEDGE)
    return [drawing.slider(bend) for bend in found if bend]


def text_of(value: Value | None) -> str:
    return str(value).lower()


def answered(name: str, **other: str) -> tuple[dict[str, Any], Result]:
    inputs = {key: text_of(value) for key, value in KNOWLEDGE.examples[name].inputs.items()}
    asked = {"inputs": {**inputs, **other}}
    return asked, evaluate(asked, KNOWLEDGE, KNOWLEDGE.as_of, text=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_volume_comes_first_and_answers_that_change_the_advice_before_prices(name: str):
    _, result = answered(name)
    ids = [each.id for each in chosen(result, KNOWLEDGE)]

    assert ids[0] == "requests_per_month"
    assert len(ids) == len(set(ids)) == 5
    telling = [each for each in flips_of(result, KNOWLEDGE) if each in ids]
    assert ids[1 : 1 + len(telling)] == telling


def test_who_moves_a_slider_keeps_the_same_five():
    _, result = answered("bulk-summaries")
    ids = [each.id for each in chosen(result, KNOWLEDGE)]
    _, other = answered("bulk-summaries", requests_per_month="1000")

    stops = (0.5, 1.0, 700.0, 10_000_000.0)
    kept = chosen(other, KNOWLEDGE, dict.fromkeys(ids, stops))
    assert [each.id for each in kept] == ids
    assert kept[0].values == (0.5, 1, 1000, 10_000_000)


def test_stops_rise_from_end_to_end_in_two_digits():
    assert even_factors(10, 1000)[0] == 10
    assert even_factors(10, 1000)[12] == 100
    assert even_factors(10, 1000)[-1] == 1000
    assert even_factors(1, 5, whole=True) == (1, 2, 3, 4, 5)
    assert even_steps(0, 24) == tuple(range(25))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_stop_says_is_what_the_calculator_answers_there(name: str):
    asked, result = answered(name)
    for slider in all_sliders(asked, result)[:2]:
        for stop in (slider.stops[0], slider.stops[-1]):
            other = {**asked, "assumptions": {slider.id: [float(stop.text)] * 3}}
            if slider.id in KNOWLEDGE.inputs:
                other = {"inputs": {**asked["inputs"], slider.id: stop.text}}
            there = evaluate(other, KNOWLEDGE, KNOWLEDGE.as_of, text=True)
            assert KNOWLEDGE.approaches[there.recommended].order == stop.order


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_total_at_the_present_value_is_the_total_of_the_card(name: str):
    asked, result = answered(name)
    total = result.priced.approaches[result.recommended].total.value
    for slider in all_sliders(asked, result):
        here = slider.stops[slider.at]
        assert here.words == slider.words
        assert here.say.endswith(f"about {Money(result.priced.currency).of(total)}")
        assert min(stop.y for stop in slider.stops) >= 0
        assert max(stop.y for stop in slider.stops) <= 100


def test_a_region_begins_where_another_approach_is_recommended():
    asked, result = answered("bulk-summaries")
    volume = all_sliders(asked, result)[0]
    now = KNOWLEDGE.approaches[result.recommended].order
    inside = [
        stop.order != now for stop in volume.stops
        for region in volume.regions if region.x < stop.x < region.x + region.width
    ]  # fmt: skip

    assert volume.changes
    assert inside
    assert all(inside)
    assert volume.caption.startswith("Hosted model (API) up to ")


def test_bit_by_bit_it_comes_to_the_same_as_in_one_go():
    asked, result = answered("keyword-fax-routing")
    live = LiveSliders(KNOWLEDGE)
    made = live.step(asked, result, {})
    steps = 1
    while made["more"]:
        made = live.step(asked, result, {})
        steps += 1

    assert steps > 5
    whole = {each.id: len(each.stops) for each in all_sliders(asked, result)}
    assert {name: len(stops) for name, stops in made["stops"].items()} == whole
    assert made["html"].count("btt-slider__range") == len(whole)
