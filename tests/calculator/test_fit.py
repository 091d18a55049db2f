"""Will it fit, how fast, how long: parts add up, what fits fits, and wrong requests say why."""

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from calculator.packed import load_knowledge
from calculator.tools import fit as calculator_fit
from calculator.tools.fit_words import fit_words

KNOWN = load_knowledge()
TODAY = date(2026, 11, 27)
SERVE = {"model": "Llama 3.1 8B", "chip": "RTX 4090", "context": 4096, "users": 8}
TUNE = {**SERVE, "use": "tune", "method": "qlora", "quantisation": "4bit"}
del TUNE["users"]


def answer_fit(*asked: Any) -> dict[str, Any]:
    return calculator_fit.answer_fit(*asked).to_dict()


def fit(**changed: Any) -> dict[str, Any]:
    return answer_fit({**SERVE, **changed}, KNOWN, TODAY)


def problem(**changed: Any) -> tuple[str, str]:
    (found,) = fit(**changed)["problems"]
    return found["field"], found["message"]


def test_weights_and_cache_are_what_they_are_by_hand():
    weights, cache, engine = fit()["memory"]["parts"]

    assert weights["gib"] == pytest.approx(8.03e9 * 2 / 2**30)
    # 8 requests × 4,096 tokens × 32 layers × 2 × 8 heads × 128 numbers × 2 bytes
    assert cache["gib"] == pytest.approx(8 * 4096 * 32 * 2 * 8 * 128 * 2 / 2**30)
    assert engine["gib"] > 0


@pytest.mark.parametrize("request_", [SERVE, TUNE, {**SERVE, "quantisation": "4bit"}])
def test_the_parts_add_up_to_what_the_predictor_of_memory_says(request_):
    memory = answer_fit(request_, KNOWN, TODAY)["memory"]
    total = sum(part["gib"] for part in memory["parts"])

    assert memory["needed"]["low"] <= total * 1.02
    assert memory["needed"]["high"] >= total * 0.98
    assert memory["needed"]["value"] == pytest.approx(total, rel=0.12)


def test_the_largest_batch_fits_and_a_much_larger_one_does_not():
    found = fit()
    most = found["largest"]["batch"]

    assert fit(users=most)["memory"]["verdict"] in ("fits", "likely")
    assert fit(users=most * 2)["memory"]["verdict"] in ("unlikely", "no")


def test_two_chips_hold_what_one_does_not():
    assert fit(model="Llama 3.1 70B", quantisation="4bit")["memory"]["verdict"] == "no"
    assert fit(model="Llama 3.1 70B", quantisation="4bit", chips=4)["memory"]["verdict"] != "no"


def test_fewer_bits_need_less_and_answer_faster():
    wide = fit(engine="llama.cpp", users=1)
    narrow = fit(engine="llama.cpp", users=1, quantisation="Q4_K_M")

    assert narrow["memory"]["needed"]["value"] < wide["memory"]["needed"]["value"] / 2
    assert narrow["speed"]["alone"]["likely"] > wide["speed"]["alone"]["likely"]


def test_the_cheapest_machines_are_sorted_and_recent_and_hold_the_model():
    offers = fit()["cheapest"]

    assert [each["value"] for each in offers] == sorted(each["value"] for each in offers)
    assert all(each["as_of"] >= "2025-11-27" for each in offers)
    for offer in offers:
        memory = fit(chip=offer["id"], chips=offer["count"])["memory"]
        assert memory["needed"]["value"] <= memory["room"]


def test_offers_say_how_fast_they_are_and_which_only_hold_the_weights():
    asked = {"model": "Llama 3.1 70B", "quantisation": "fp8", "chip": "H100 SXM", "chips": 2}
    offers = fit(**asked)["cheapest"]

    for offer in offers:
        chip = KNOWN.accelerators[offer["id"]]
        assert ("no FP8 arithmetic" in offer["note"]) == ("fp8" not in chip.peak_tflops)
        found = fit(**{**asked, "chip": offer["id"], "chips": offer["count"]})
        assert offer["speed"] == found["speed"]["together"]["likely"]
    assert sum(not offer["note"] for offer in offers) >= 3


def test_cards_that_only_the_board_joins_serve_no_copy_over_eight():
    offers = fit(model="Llama 3.1 70B", quantisation="fp8", chip="H100 SXM")["cheapest"]
    kinds = {KNOWN.accelerators[each["id"]].traits["memory"]: each["count"] for each in offers}

    assert kinds.get("gddr", 0) <= 4


def test_a_chip_without_the_arithmetic_is_warned_of():
    assert any(
        "no FP8 arithmetic" in each for each in fit(chip="A100 SXM", quantisation="fp8")["warnings"]
    )
    assert not any("no FP8" in each for each in fit(quantisation="fp8")["warnings"])


def test_twice_the_tokens_take_twice_the_time():
    once = answer_fit(TUNE, KNOWN, TODAY)["speed"]["hours"]["likely"]
    twice = answer_fit({**TUNE, "million_tokens": 20}, KNOWN, TODAY)["speed"]["hours"]["likely"]

    assert twice == pytest.approx(2 * once, rel=1e-3)


def test_a_sequence_beyond_the_model_is_warned_of():
    assert any("made for" in each for each in fit(context=200_000)["warnings"])


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"chip": "h999"}, "chip", "accelerator 'h999' is not known"),
        ({"chip": "RTX 4900"}, "chip", "did you mean"),
        ({"model": "Llamma"}, "model", "'Llamma' is not listed; give size_b"),
        ({"quantisation": "Q9"}, "quantisation", "precision 'Q9' is not known"),
        ({"use": "admire"}, "use", "must be serve or tune"),
        ({"chips": 0}, "chips", "must be from 1"),
        ({"size_b": -1}, "size_b", "must be above 0"),
        ({"model": "x" * 200}, "model", "must be a text of at most 80 characters"),
        ({"colour": "red"}, "colour", "is not a field"),
    ],
)
def test_a_wrong_request_says_which_field_and_why(changed, field, words):
    found, message = problem(**changed)

    assert found == field
    assert words in message


def test_the_size_stands_in_for_a_model_that_is_not_listed():
    assert fit(model="My own", size_b=8)["problems"] == []


def test_the_command_prints_the_verdict_and_ends_with_2_where_nothing_can_be_said():
    def run(request: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "calculator", "fit", "-"]
        text = json.dumps(request)
        return subprocess.run(command, input=text, capture_output=True, text=True, check=False)

    good, bad = run(SERVE), run({**SERVE, "chip": "h999"})

    assert (good.returncode, good.stdout.splitlines()[0][:2]) == (0, "It")
    assert bad.returncode == 2
    assert "h999" in bad.stderr


def test_the_answer_in_words_names_every_part_and_speed():
    words = fit_words(calculator_fit.answer_fit(SERVE, KNOWN, TODAY))

    assert all(word in words for word in ("Weights", "Keys and values", "first token", "largest"))
