"""Decoding, prefill, batched serving and items: numbers worked by hand, then laws."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.physics.decoding import Stream, decode_seconds_per_token, decode_tokens_per_second
from calculator.physics.fields import Fields
from calculator.physics.items import ItemServing, items_per_second, seconds_per_item
from calculator.physics.memory import weight_bytes
from calculator.physics.prefill import (
    first_token_seconds,
    prefill_seconds,
    prefill_tokens_per_second,
    request_seconds,
)
from calculator.physics.serving import (
    Load,
    batch_that_fits,
    best_split_seconds,
    fits,
    loaded_request_seconds,
    output_tokens_per_second,
    seconds_per_request,
    serving_precision,
    splits,
)
from tests.physics import CHIP, KNOWLEDGE, REAL, SHAPE, chip, constants

STREAM = Stream(
    params=1e9,
    active_params=1e9,
    shape=SHAPE,
    accelerator=CHIP,
    input_tokens=1000,
    output_tokens=100,
)
LOAD = Load(stream=STREAM, batch=10)
CACHE = 1050 * 20_000  # bytes of one request, half of its answer written
ROOMY = constants(batch_limit=1e9)


def test_a_token_reads_all_weights_and_its_cache_at_the_bandwidth_in_seconds() -> None:
    assert decode_seconds_per_token(STREAM, constants()) == pytest.approx((2e9 + CACHE) / 1e12)


def test_a_processor_that_starts_each_layer_counts_only_where_it_takes_longer() -> None:
    eager = dataclasses.replace(STREAM, engine="transformers")
    quick = constants(decode_layer_seconds_eager=1e-5)
    slow = constants(decode_layer_seconds_eager=1e-3)

    assert decode_seconds_per_token(eager, quick) == pytest.approx((2e9 + CACHE) / 1e12)
    assert decode_seconds_per_token(eager, slow) == pytest.approx(10 * 1e-3)


def test_a_server_of_many_requests_spends_time_between_two_tokens() -> None:
    server = dataclasses.replace(STREAM, engine="vllm")
    known = constants(decode_step_seconds=1e-3)

    apart = decode_seconds_per_token(server, known) - decode_seconds_per_token(STREAM, known)
    assert apart == pytest.approx(1e-3)


def test_few_units_read_less_than_the_memory_gives() -> None:
    few = dataclasses.replace(STREAM, accelerator=chip(traits={"units": 20}))
    many = dataclasses.replace(STREAM, accelerator=chip(traits={"units": 200}))
    known = constants(unit_read_rate=2.5e10)

    assert decode_seconds_per_token(few, known) == pytest.approx((2e9 + CACHE) / (20 * 2.5e10))
    assert decode_seconds_per_token(many, known) == pytest.approx((2e9 + CACHE) / 1e12)


def test_half_the_bandwidth_takes_twice_the_seconds() -> None:
    half = constants(decode_bandwidth_share_hbm=0.5)

    assert decode_seconds_per_token(STREAM, half) == pytest.approx(2 * (2e9 + CACHE) / 1e12)


def test_every_layer_adds_the_fixed_seconds_of_the_engine() -> None:
    plain = decode_seconds_per_token(STREAM, constants())

    slowed = decode_seconds_per_token(STREAM, constants(decode_layer_seconds=1e-4))

    assert slowed - plain == pytest.approx(10 * 1e-4)


def test_four_bit_weights_read_a_quarter_of_the_bytes_and_are_unpacked() -> None:
    stream = dataclasses.replace(STREAM, weight_bits=4)
    known = constants(unpack_operations=5)

    unpacking = 1e9 * 5 / 1e13
    assert decode_seconds_per_token(stream, known) == pytest.approx(
        (5e8 + CACHE) / 1e12 + unpacking
    )


def test_a_draft_wins_its_gain_or_the_tokens_that_are_accepted() -> None:
    plain = decode_seconds_per_token(STREAM, constants())
    drafted = dataclasses.replace(STREAM, speculative=True)
    told = dataclasses.replace(drafted, accepted_tokens=3)

    assert decode_seconds_per_token(drafted, constants(speculative_gain=2)) == pytest.approx(
        plain / 2
    )
    assert decode_seconds_per_token(told, constants(speculative_kept_share=0.75)) == pytest.approx(
        plain / 3
    )


def test_what_is_cached_of_a_prompt_is_not_read_again() -> None:
    half = dataclasses.replace(STREAM, cached_share=0.5)
    flops = 2 * 500 * (1e9 + 10 * 1000 * 1000)

    assert prefill_seconds(half, constants()) == pytest.approx(flops / 1e14 + 2e9 / 1e12)


def test_adapters_slow_every_layer_down() -> None:
    several = dataclasses.replace(STREAM, adapters=4)
    known = constants(decode_layer_seconds=1e-4, adapter_layer_factor=1.5)
    alone = decode_seconds_per_token(STREAM, known)

    assert decode_seconds_per_token(several, known) - alone == pytest.approx(10 * 0.5e-4)


def test_layers_that_are_split_over_two_chips_decode_no_faster() -> None:
    split = dataclasses.replace(STREAM, engine="llama.cpp", accelerators=2)
    alone = dataclasses.replace(split, accelerators=1)

    assert decode_seconds_per_token(split, constants()) == pytest.approx(
        decode_seconds_per_token(alone, constants())
    )


def test_chips_that_share_each_layer_divide_the_reading() -> None:
    shared = dataclasses.replace(STREAM, accelerators=4)

    assert decode_seconds_per_token(shared, constants()) == pytest.approx((2e9 + CACHE) / 4e12)


def test_layers_that_are_split_hand_over_once_fewer_than_there_are_chips() -> None:
    split = dataclasses.replace(STREAM, engine="llama.cpp", accelerators=4)
    plain = decode_seconds_per_token(split, constants())

    slowed = decode_seconds_per_token(split, constants(decode_handover_seconds=1e-3))

    assert slowed - plain == pytest.approx(3e-3)


def test_chips_that_share_each_layer_meet_in_every_layer() -> None:
    shared = dataclasses.replace(STREAM, accelerators=4)
    plain = decode_seconds_per_token(shared, constants())

    slowed = decode_seconds_per_token(shared, constants(decode_meeting_seconds=1e-4))

    assert slowed - plain == pytest.approx(10 * 2 * 1e-4)  # layers, doublings


def test_an_engine_uses_less_of_a_larger_peak() -> None:
    flops = 2 * 1000 * (1e9 + 10 * 1000 * 1000)
    larger = chip(peak_tflops={"fp16": 400.0})
    four_times = dataclasses.replace(STREAM, accelerator=larger, engine="llama.cpp")

    seconds = prefill_seconds(four_times, constants(prefill_peak_exponent_llama_cpp=0.5))

    assert seconds == pytest.approx(flops / (1e14 * 4**0.5) + 2e9 / 1e12)


def test_a_prompt_takes_two_flops_per_parameter_and_token_and_one_reading() -> None:
    flops = 2 * 1000 * (1e9 + 10 * 1000 * 1000)

    assert prefill_seconds(STREAM, constants()) == pytest.approx(flops / 1e14 + 2e9 / 1e12)


def test_prompt_tokens_per_second_are_the_prompt_over_its_seconds() -> None:
    rate = prefill_tokens_per_second(STREAM, constants()).value

    assert rate == pytest.approx(1000 / prefill_seconds(STREAM, constants()))


def test_a_request_lasts_its_first_token_and_the_writing_of_the_rest() -> None:
    first = first_token_seconds(STREAM, constants()).value
    each = decode_seconds_per_token(STREAM, constants())

    assert request_seconds(STREAM, constants()).value == pytest.approx(first + 100 * each)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("llama.cpp", "llama.cpp"),
        ("Ollama", "llama.cpp"),
        ("tensorrt-llm 0.5/0.6", "tensorrt-llm"),
        ("MLPerf v4.1 closed offline", "mlperf"),
        ("vllm 0.23", "vllm"),
        ("SGLang", "vllm"),
        ("litgpt eager + bitsandbytes", "bitsandbytes"),
        ("", "generic"),
    ],
)
def test_an_engine_is_known_by_any_of_its_names(name: str, kind: str) -> None:
    assert Fields({"engine": name}, KNOWLEDGE, REAL).engine() == kind


def test_the_batch_is_what_memory_leaves_over_the_cache_of_one_request() -> None:
    assert batch_that_fits(Load(stream=STREAM), ROOMY) == pytest.approx((100 * 2**30 - 2e9) / CACHE)


def test_the_batch_never_passes_the_limit_of_the_engine() -> None:
    assert batch_that_fits(Load(stream=STREAM), constants(batch_limit=7)) == 7


def test_a_request_in_a_batch_shares_the_reading_of_the_weights() -> None:
    arithmetic = 2 * 1100 * (1e9 + 10 * 1000 * 1100) / 1e14
    reading = 100 * (2e9 / 10 + CACHE) / 1e12

    assert seconds_per_request(LOAD, constants()) == pytest.approx(arithmetic + reading)


def test_an_engine_spends_its_seconds_on_every_token_whatever_the_batch() -> None:
    plain = seconds_per_request(LOAD, constants())

    slowed = seconds_per_request(LOAD, constants(serving_token_seconds=1e-4))

    assert slowed - plain == pytest.approx(100 * 1e-4)


def test_an_engine_spends_its_seconds_on_every_layer_of_a_step() -> None:
    plain = seconds_per_request(LOAD, constants())

    slowed = seconds_per_request(LOAD, constants(decode_layer_seconds=1e-4))

    assert slowed - plain == pytest.approx(100 * 10 * 1e-4 / 10)  # tokens, layers; ten share a step


def test_engines_for_eight_bits_keep_the_cache_in_eight_bits_where_the_chip_can() -> None:
    narrow = dataclasses.replace(STREAM, weight_bits=8, engine="mlperf")
    others = (
        dataclasses.replace(narrow, weight_bits=9),
        dataclasses.replace(narrow, engine="vllm"),
        dataclasses.replace(narrow, accelerator=chip(peak_tflops={"fp16": 100.0})),
    )

    def cached(stream: Stream) -> float:
        left = 100 * 2**30 - weight_bytes(1e9, SHAPE, stream.weight_bits)
        return left / batch_that_fits(Load(stream=stream), ROOMY)

    assert cached(narrow) == pytest.approx(CACHE / 2)
    assert [cached(each) for each in others] == pytest.approx([CACHE] * 3)


def test_output_tokens_per_second_are_the_answer_over_the_seconds_of_a_request() -> None:
    rate = output_tokens_per_second(LOAD, constants()).value

    assert rate == pytest.approx(100 / seconds_per_request(LOAD, constants()))


def test_each_doubling_of_chips_costs_its_share_of_time() -> None:
    pair = dataclasses.replace(LOAD, stream=dataclasses.replace(STREAM, accelerators=2))
    lossy = constants(serving_loss_per_doubling=0.2)

    assert seconds_per_request(pair, lossy) == pytest.approx(
        1.2 * seconds_per_request(pair, constants())
    )


def test_a_whole_machine_may_hold_copies_where_that_serves_faster() -> None:
    eight = Load(stream=dataclasses.replace(STREAM, accelerators=8), batch=64)
    lossy = constants(serving_loss_per_doubling=0.5, batch_limit=1e9)
    one = dataclasses.replace(eight, stream=STREAM)

    assert best_split_seconds(splits(eight), lossy) == pytest.approx(
        seconds_per_request(one, lossy) / 8
    )


def test_eight_bit_weights_multiply_in_eight_bits_only_where_the_chip_can() -> None:
    narrow = dataclasses.replace(STREAM, weight_bits=8)
    older = dataclasses.replace(narrow, accelerator=chip(peak_tflops={"fp16": 100.0}))

    assert serving_precision(narrow) == "fp8"
    assert serving_precision(older) == "bf16"


def test_a_model_larger_than_the_memory_does_not_fit() -> None:
    huge = dataclasses.replace(STREAM, params=1e12)

    assert fits(LOAD, constants())
    assert not fits(Load(stream=huge), constants())


def test_a_machine_holds_no_copy_that_has_room_for_few_requests() -> None:
    eight = Load(stream=dataclasses.replace(STREAM, accelerators=8), batch=64)
    lossy = {"serving_loss_per_doubling": 0.5}
    roomy, tight = constants(**lossy, batch_limit=32), constants(**lossy, batch_limit=31.9)
    one, two = (
        dataclasses.replace(eight, stream=dataclasses.replace(STREAM, accelerators=n))
        for n in (1, 2)
    )

    assert best_split_seconds(splits(eight), roomy) == pytest.approx(
        seconds_per_request(one, roomy) / 8
    )
    assert best_split_seconds(splits(eight), tight) == pytest.approx(
        seconds_per_request(two, tight) / 4
    )


def test_a_request_on_a_full_copy_is_never_faster_than_alone() -> None:
    assert loaded_request_seconds(LOAD, REAL).low >= request_seconds(STREAM, REAL).low


def test_an_item_takes_its_arithmetic_and_its_part_of_the_launch_in_seconds() -> None:
    serving = ItemServing(forward_gflops=100, accelerator=CHIP, batch=10)
    known = constants(item_efficiency=0.5, item_launch_seconds=0.01)

    assert seconds_per_item(serving, known) == pytest.approx(100e9 / 5e13 + 0.001)
    assert items_per_second(serving, known).value == pytest.approx(1 / 0.003)


def test_items_are_spread_over_all_accelerators() -> None:
    serving = ItemServing(forward_gflops=100, accelerator=CHIP, batch=10, accelerators=4)
    known = constants(item_efficiency=0.5, item_launch_seconds=0.01)

    assert seconds_per_item(serving, known) == pytest.approx(0.003 / 4)


@given(bits=st.floats(2, 16), tokens=st.integers(1, 100_000))
def test_a_longer_context_never_decodes_faster(bits: float, tokens: int) -> None:
    stream = dataclasses.replace(STREAM, weight_bits=bits, input_tokens=tokens)
    longer = dataclasses.replace(stream, input_tokens=tokens + 1)

    slower, faster = (decode_tokens_per_second(s, REAL) for s in (longer, stream))
    assert 0 < slower.value < faster.value
    assert slower.low <= slower.value <= slower.high


@given(batch=st.integers(1, 4096))
def test_a_larger_batch_never_takes_longer_per_request(batch: int) -> None:
    small, large = (dataclasses.replace(LOAD, batch=b) for b in (batch, batch + 1))

    assert seconds_per_request(large, REAL) <= seconds_per_request(small, REAL)
