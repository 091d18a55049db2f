"""Memory formulas: bytes worked by hand, then laws."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.physics.memory import (
    Training,
    accelerators_to_serve,
    accelerators_to_train,
    activation_bytes,
    embedding_params,
    inference_bytes,
    kv_cache_bytes,
    training_bytes,
    usable_bytes,
    weight_bytes,
)
from tests.physics import CHIP, REAL, SHAPE, constants

GIB = 2**30
STEP = Training(params=1e9, shape=SHAPE, states_only=True)


def test_sixteen_bit_weights_take_two_bytes_each() -> None:
    assert weight_bytes(1e9, SHAPE, 16) == pytest.approx(2e9)


def test_four_bit_weights_leave_both_embeddings_in_sixteen_bits() -> None:
    embeddings = 2 * 10_000 * 1000

    assert embedding_params(SHAPE) == embeddings
    assert weight_bytes(1e9, SHAPE, 4) == pytest.approx((1e9 - embeddings) / 2 + embeddings * 2)


def test_tied_embeddings_are_one_matrix() -> None:
    assert embedding_params(dataclasses.replace(SHAPE, tied=True)) == 10_000 * 1000


def test_the_cache_keeps_keys_and_values_of_the_shared_heads_in_bytes() -> None:
    # 2 · 10 layers · 5 heads · width 100 · 2 bytes
    assert kv_cache_bytes(SHAPE, 1) == pytest.approx(20_000)
    assert kv_cache_bytes(SHAPE, 7, cache_bits=8) == pytest.approx(70_000)


def test_seventy_thousand_million_parameters_need_forty_gib_of_cache_at_128k_tokens() -> None:
    llama = dataclasses.replace(SHAPE, layers=80, d_model=8192, heads=64, kv_heads=8)

    assert kv_cache_bytes(llama, 131_072) / GIB == pytest.approx(40)


@pytest.mark.parametrize(("stage", "gb"), [(0, 120.0), (1, 31.4), (2, 16.6), (3, 1.9)])
def test_sharding_over_64_accelerators_gives_the_gigabytes_of_the_zero_paper(
    stage: int, gb: float
) -> None:
    step = dataclasses.replace(STEP, params=7.5e9, sharding=stage, accelerators=64)

    assert training_bytes(step, constants()) / 1e9 == pytest.approx(gb, rel=0.02)


def test_mixed_precision_with_adam_takes_sixteen_bytes_a_parameter() -> None:
    assert training_bytes(STEP, constants()) == pytest.approx(16e9)


def test_a_real_step_adds_gradients_up_in_thirty_two_bits() -> None:
    step = dataclasses.replace(STEP, states_only=False, batch=1, seq_len=1)

    assert training_bytes(step, constants()) == pytest.approx((2 + 4 + 12) * 1e9, rel=1e-4)


@pytest.mark.parametrize(
    ("optimizer", "bytes_each"),
    [("fp32", 14), ("bf16", 8), ("8-bit", 6), ("in-backward", 4), ("offload", 2)],
)
def test_a_leaner_optimiser_takes_fewer_bytes_a_parameter(
    optimizer: str, bytes_each: float
) -> None:
    step = dataclasses.replace(STEP, optimizer=optimizer)

    assert training_bytes(step, constants()) == pytest.approx(bytes_each * 1e9)


def test_adapters_pay_optimiser_bytes_for_themselves_alone() -> None:
    step = dataclasses.replace(STEP, method="lora", trainable_params=1e7)

    assert training_bytes(step, constants()) == pytest.approx(2e9 + 14 * 1e7)


def test_checkpointed_activations_are_a_width_per_layer_and_one_open_layer_in_bytes() -> None:
    step = dataclasses.replace(STEP, batch=2, seq_len=100, checkpointing="full")
    known = constants(activation_bytes_per_width=16, activation_bytes_per_inner_width=8)

    kept, opened = 200 * 10 * 1000 * 2, 200 * (16 * 1000 + 8 * 4000)
    assert activation_bytes(step, known) == pytest.approx(kept + opened)


def test_without_checkpointing_every_layer_stays_open() -> None:
    step = dataclasses.replace(STEP, batch=2, seq_len=100, checkpointing="none")
    known = constants(activation_bytes_per_width=16, activation_bytes_per_inner_width=8)

    assert activation_bytes(step, known) == pytest.approx(10 * 200 * (16 * 1000 + 8 * 4000))


def test_a_chunked_loss_keeps_a_piece_of_the_logits() -> None:
    whole = dataclasses.replace(STEP, states_only=False, batch=1, seq_len=1000)
    chunked = dataclasses.replace(whole, chunked_loss=True)
    known = constants(logit_memory_bytes=10, loss_chunks=8)

    saved = training_bytes(whole, known) - training_bytes(chunked, known)
    assert saved == pytest.approx(1000 * 10_000 * 10 * 7 / 8)


def test_a_step_adds_the_memory_of_the_runtime() -> None:
    step = dataclasses.replace(STEP, states_only=False)
    known = [training_bytes(step, constants(runtime_memory_gib=gib)) for gib in (0, 1.5)]

    assert known[1] - known[0] == pytest.approx(1.5 * GIB)


def test_serving_holds_weights_cache_and_workspace() -> None:
    needed = inference_bytes(1e9, SHAPE, 16, 1000, constants(serving_runtime_memory_gib=1))

    assert needed == pytest.approx(2e9 + 1000 * 20_000 + GIB)


def test_a_model_spans_the_power_of_two_of_chips_that_holds_it() -> None:
    small = accelerators_to_serve(10e9, SHAPE, 16, CHIP, constants())
    large = accelerators_to_serve(150e9, SHAPE, 16, CHIP, constants())

    assert (small, large) == (1, 4)  # 20 GB and 300 GB on chips of 107 GB


def test_a_training_step_spans_the_fewest_chips_on_which_it_fits() -> None:
    step = dataclasses.replace(STEP, params=20e9)

    assert accelerators_to_train(step, CHIP, constants()) == 4  # 320 GB, 107 GB each


def test_a_step_that_fills_its_chip_to_the_last_byte_fits() -> None:
    full = dataclasses.replace(STEP, params=2**30)  # 16 bytes of each: 16 GiB
    chip, bare = dataclasses.replace(CHIP, memory_gib=16), constants(usable_memory_share=1)

    assert training_bytes(full, bare) == usable_bytes(chip, bare) == 16 * GIB
    assert accelerators_to_train(full, chip, bare) == 1


def test_a_step_on_the_one_accelerator_that_is_meant_unsaid_shares_nothing() -> None:
    shared = dataclasses.replace(STEP, sharding=3)

    assert training_bytes(shared, constants()) == training_bytes(STEP, constants())


def test_usable_memory_is_a_share_of_the_chip() -> None:
    assert usable_bytes(CHIP, constants(usable_memory_share=0.9)) == pytest.approx(90 * GIB)


@given(batch=st.integers(1, 512), length=st.integers(1, 10**6))
def test_more_tokens_in_a_pass_never_need_less_memory(batch: int, length: int) -> None:
    step = dataclasses.replace(STEP, states_only=False, batch=batch, seq_len=length)
    longer = dataclasses.replace(step, seq_len=length + 1)

    assert 0 < training_bytes(step, REAL) < training_bytes(longer, REAL)


@given(count=st.integers(1, 4096), stage=st.integers(0, 3))
def test_more_accelerators_never_need_more_memory_each(count: int, stage: int) -> None:
    step = dataclasses.replace(STEP, accelerators=count, sharding=stage)
    more = dataclasses.replace(step, accelerators=count + 1)

    assert training_bytes(more, REAL) <= training_bytes(step, REAL)


@given(bits=st.floats(2, 15.9))
def test_fewer_bits_never_need_more_memory(bits: float) -> None:
    assert weight_bytes(1e9, SHAPE, bits) <= weight_bytes(1e9, SHAPE, 16)


@given(checkpointing=st.sampled_from(["none", "selective", "full"]))
def test_checkpointing_never_keeps_more_than_none_of_it(checkpointing: str) -> None:
    step = dataclasses.replace(STEP, checkpointing=checkpointing)
    none = dataclasses.replace(STEP, checkpointing="none")

    assert activation_bytes(step, REAL) <= activation_bytes(none, REAL)
