"""A model that answers in one pass is held against the longest wait as one that writes is."""

import pytest

from calculator.api import evaluate
from calculator.costs.physical_limits import at_least, fastest_ms, too_slow
from calculator.packed import load_knowledge
from tests.priced import priced, scenario

KNOWLEDGE = load_knowledge()
SORTED = {"modality": "image", "output_kind": "class", "latency_ms": 20}
LARGE = {"model_size_b": 5, "tuned_model_size_b": 5, "own_model_size_b": 5}


def pass_ms(images, **sizes):
    return fastest_ms(priced({}, **SORTED, **sizes, images_per_request=images).case)


def hosting(approach, **answers):
    result = evaluate({"inputs": {**SORTED, **answers}}, KNOWLEDGE, points=64)
    lines = result.costs.approaches[approach].lines
    return next(line for line in lines if line.id == "hosting")


def standing(approach, **answers):
    result = evaluate({"inputs": {**SORTED, **answers}}, KNOWLEDGE, points=0)
    return next(each for each in result.ranking if each.approach == approach)


def test_twice_the_pictures_pass_the_same_model_in_twice_the_time():
    one, two = pass_ms(10, **LARGE), pass_ms(20, **LARGE)

    for name in ("open_as_is", "fine_tune", "heavy_fine_tune", "from_scratch"):
        assert two[name] == pytest.approx(2 * one[name], rel=0.02)


def test_eighty_pictures_cannot_pass_five_billion_weights_in_a_fiftieth_of_a_second():
    found = pass_ms(80, **LARGE)

    # 80 · 196 tokens · 2 · 5e9 = 1.6e14 operations; no chip here does more than 5e15 a second
    assert min(found.values()) > 1.6e14 / 5e15 * 1000 > 20
    assert set(found) == set(too_slow(found, 20))


@pytest.mark.parametrize("approach", ["open_as_is", "heavy_fine_tune", "from_scratch"])
def test_a_pass_that_takes_too_long_is_ruled_out_with_its_number(approach):
    told = [each.rule for each in standing(approach, **LARGE, images_per_request=80).reasons]

    assert told[0] == "computed-latency"


def test_a_size_that_nobody_said_makes_nothing_too_slow():
    least = at_least(scenario(**SORTED, images_per_request=80).values)

    assert least is not None
    assert not too_slow(fastest_ms(priced({}, **least).case), 20)


def test_the_bill_says_where_no_machine_meets_the_limit_and_takes_one_that_does_where_one_can():
    assert (
        "no machine meets the limit" in hosting("open_as_is", **LARGE, images_per_request=80).note
    )
    assert "no machine" not in hosting("open_as_is", model_size_b=0.3, images_per_request=1).note
    assert "no machine" not in hosting("open_as_is", **LARGE, latency_ms=None).note
