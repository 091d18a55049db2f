"""Training, tuning and sample formulas: numbers worked by hand, then laws."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.estimate import Estimate
from calculator.physics.chips import find_accelerator, kernel_lag
from calculator.physics.decoding import Stream
from calculator.physics.methods import method_kind
from calculator.physics.mixture import expert_numbers
from calculator.physics.run import Layout, Run
from calculator.physics.serving import Load, seconds_per_request
from calculator.physics.training import (
    accelerator_hours,
    layout_penalty,
    scale_penalty,
    seconds_per_token,
    sustained_flops,
    tokens_per_second,
    training_flops_per_token,
)
from calculator.physics.tuning import (
    Tuning,
    step_flops,
    tuning_hours,
    tuning_seconds_per_token,
    tuning_tokens_per_second,
)
from calculator.physics.vision import (
    SampleTraining,
    sample_family,
    sample_training_hours,
    seconds_per_sample,
)
from tests.physics import CHIP, KNOWLEDGE, REAL, SHAPE, chip, constants

RUN = Run(
    params=1e9,
    active_params=1e9,
    shape=SHAPE,
    accelerator=CHIP,
    accelerators=8,
    seq_len=1000,
    checkpointing="none",
)
TUNING = Tuning(
    run=dataclasses.replace(RUN, accelerators=1),
    method="full",
    micro_batch_tokens=1000,
    tokens_per_update=1000,
    trainable_params=1e9,
)
sizes = st.floats(1e7, 1e12)
amounts = st.floats(1e6, 1e14)
counts = st.integers(1, 20_000)


def test_a_token_costs_six_flops_per_parameter_and_six_per_layer_width_and_length() -> None:
    flops = training_flops_per_token(1e9, SHAPE, 1000)

    assert flops == pytest.approx(6e9 + 6 * 10 * 1000 * 1000)


def test_at_full_peak_a_token_takes_its_flops_over_the_peak_in_seconds() -> None:
    seconds = seconds_per_token(RUN, constants())

    assert seconds == pytest.approx(6.06e9 / 1e14)


def test_at_half_the_peak_a_token_takes_twice_the_seconds() -> None:
    half = constants(training_efficiency=0.5)

    assert seconds_per_token(RUN, half) == pytest.approx(2 * 6.06e9 / 1e14)


def test_attention_at_half_speed_doubles_only_the_attention_seconds() -> None:
    slow = constants(attention_efficiency=0.5)

    assert seconds_per_token(RUN, slow) == pytest.approx((6e9 + 2 * 6e7) / 1e14)


def test_full_recomputation_multiplies_arithmetic_but_not_memory_traffic() -> None:
    run = dataclasses.replace(RUN, checkpointing="full")
    slow = constants(recompute_full=1.25, activation_traffic_bytes=100)

    traffic_seconds = 10 * 1000 * 100 / 1e12
    assert seconds_per_token(run, slow) == pytest.approx(1.25 * 6.06e9 / 1e14 + traffic_seconds)


def test_logits_move_their_bytes_for_each_entry_of_the_vocabulary() -> None:
    seconds = seconds_per_token(RUN, constants(logit_traffic_bytes=50))

    assert seconds == pytest.approx(6.06e9 / 1e14 + 10_000 * 50 / 1e12)


def test_narrow_products_keep_a_part_of_what_each_halving_wins() -> None:
    kept = constants(narrow_product_share=0.8)
    without = chip(peak_tflops={"bf16": 100.0})

    assert sustained_flops(CHIP, "fp8", kept) == pytest.approx(0.8 * 2e14)
    assert sustained_flops(without, "fp8", kept) == pytest.approx(1e14)


def test_the_output_head_is_multiplied_in_16_bits_beside_narrow_products() -> None:
    run = dataclasses.replace(RUN, precision="fp8", seq_len=0)
    head = 10_000 * 1000

    seconds = seconds_per_token(run, constants())

    assert seconds == pytest.approx(6 * ((1e9 - head) / 2e14 + head / 1e14))


def test_full_precision_trains_at_the_peak_of_full_precision() -> None:
    assert sustained_flops(CHIP, "fp32", constants()) == pytest.approx(1e13)


def test_each_doubling_beyond_eight_accelerators_costs_its_share() -> None:
    two_percent = constants(scale_loss_per_doubling=0.02)

    assert scale_penalty(8, CHIP, two_percent) == 1
    assert scale_penalty(1, CHIP, two_percent) == 1
    assert scale_penalty(64, CHIP, two_percent) == pytest.approx(1.02**3)


def test_chips_with_fast_links_among_more_of_them_lose_nothing_until_there() -> None:
    joined = chip(traits={"fast_domain": 64})

    assert scale_penalty(64, joined, constants(scale_loss_per_doubling=0.02)) == 1


def test_waiting_stages_cost_their_number_less_one_over_the_passes() -> None:
    layout = Layout(pipeline=4, micro_batches=12)
    interleaved = dataclasses.replace(layout, interleaved=2)

    assert layout_penalty(layout, constants()) == pytest.approx(1 + 3 / 12)
    assert layout_penalty(interleaved, constants()) == pytest.approx(1 + 3 / 24)


def test_each_doubling_of_chips_that_share_a_matrix_costs_its_share() -> None:
    five_percent = constants(tensor_loss_per_doubling=0.05)

    assert layout_penalty(Layout(tensor=8), five_percent) == pytest.approx(1.05**3)


def test_a_mixture_pays_for_its_active_parameters_and_for_sending_tokens_about() -> None:
    run = dataclasses.replace(RUN, params=8e9)

    seconds = seconds_per_token(run, constants(expert_training_bytes=16))

    # eight experts get a copy of the token each and share the inner width of 4,000
    assert seconds == pytest.approx(6.06e9 / 1e14 + 10 * (8 * 1000 + 4000) * 16 / 1e12)


def test_many_small_experts_move_more_than_few_large_ones_of_the_same_size() -> None:
    few = dataclasses.replace(SHAPE, d_ff=4000, experts_used=2)
    many = dataclasses.replace(SHAPE, d_ff=1000, experts_used=8)

    # 10 layers: 2 experts of 1,000 + 4,000 numbers, 8 experts of 1,000 + 1,000
    assert expert_numbers(few, REAL) == 10 * 2 * 5000
    assert expert_numbers(many, REAL) == 10 * 8 * 2000


def test_a_small_pass_waits_for_its_layers_to_start() -> None:
    run = dataclasses.replace(RUN, pass_tokens=1000)
    work = 6.06e9 / 1e14  # seconds a token

    seconds = seconds_per_token(run, constants(tuning_launch_seconds_per_layer=0.01))

    # ten layers of 10 ms in a pass of 1,000 tokens are 0.1 ms a token, mostly hidden
    assert seconds == pytest.approx((work**3 + 1e-4**3) ** (1 / 3))


def test_code_that_a_maker_tuned_takes_its_gain_less_time() -> None:
    run = dataclasses.replace(RUN, tuned=True)

    assert seconds_per_token(run, constants(tuned_code_gain=1.25)) == pytest.approx(
        6.06e9 / 1e14 / 1.25
    )


def test_a_thousand_million_tokens_take_their_seconds_in_accelerator_hours() -> None:
    hours = accelerator_hours(RUN, 1e9, constants(training_goodput=0.5))

    assert hours.value == pytest.approx(1e9 * 6.06e9 / 1e14 / 0.5 / 3600)


def test_steady_tokens_per_second_are_the_inverse_of_the_seconds() -> None:
    assert tokens_per_second(RUN, constants()).value == pytest.approx(1e14 / 6.06e9)


def test_the_spread_of_published_runs_is_the_range_of_the_hours() -> None:
    spread = {**constants(), "spread-training": Estimate(0.5, 1, 2)}

    hours = accelerator_hours(RUN, 1e9, spread)

    assert hours.low == pytest.approx(hours.value / 2)
    assert hours.high == pytest.approx(hours.value * 2)


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("full", "full"),
        ("lora", "lora"),
        ("QLoRA 4-bit", "qlora"),
        ("lora nf4", "qlora"),
        ("ia3", "lora"),
        ("linear probe", "frozen"),
        ("dpo", "full"),
        ("anything else", "full"),
    ],
)
def test_a_method_holds_its_weights_in_one_of_four_ways(method: str, kind: str) -> None:
    assert method_kind(method) == kind


@pytest.mark.parametrize(
    ("method", "flops"),
    [
        ("full", 6),  # forward 2, back to inputs 2, back to weights 2
        ("lora", 4),  # no gradients of the frozen weights
        ("dpo", 8),  # the reference reads every text as well
        ("dpo lora", 6),
        ("grpo", 10),  # reference and old policy
        ("rlhf-ppo (step 3)", 12),  # and critic and reward beside them
        ("linear probe", 2),  # forward alone; nothing behind the probe is trained
    ],
)
def test_a_method_costs_its_passes_in_flops_per_parameter(method: str, flops: float) -> None:
    trainable = 0 if method == "linear probe" else 1e9
    tuning = dataclasses.replace(TUNING, method=method, trainable_params=trainable)

    assert step_flops(tuning) == pytest.approx(flops)


def test_a_teacher_adds_a_forward_pass_of_its_own_size() -> None:
    tuning = dataclasses.replace(TUNING, teacher_params=3e9)

    assert step_flops(tuning) == pytest.approx(6 + 2 * 3)


def test_an_adapter_that_is_slow_to_apply_costs_its_multiple() -> None:
    plain, slow = (dataclasses.replace(TUNING, method=m) for m in ("lora", "boft"))
    costs = constants(adapter_cost_boft=6)

    assert tuning_seconds_per_token(slow, costs) == pytest.approx(
        6 * tuning_seconds_per_token(plain, costs)
    )


def test_a_run_that_writes_its_own_texts_waits_for_them() -> None:
    stream = Stream(
        params=1e9,
        active_params=1e9,
        shape=SHAPE,
        accelerator=CHIP,
        input_tokens=400,
        output_tokens=600,
    )
    writing = Load(stream=stream, batch=64)
    plain = tuning_seconds_per_token(TUNING, constants())

    waiting = tuning_seconds_per_token(dataclasses.replace(TUNING, writing=writing), constants())

    assert (waiting - plain) * 1000 == pytest.approx(seconds_per_request(writing, constants()))


def test_a_large_pass_is_bound_by_arithmetic_in_seconds() -> None:
    assert tuning_seconds_per_token(TUNING, constants()) == pytest.approx(6.06e9 / 1e14)


def test_a_tiny_pass_is_bound_by_launching_the_kernels_of_each_layer() -> None:
    tiny = dataclasses.replace(TUNING, micro_batch_tokens=1)

    seconds = tuning_seconds_per_token(tiny, constants(tuning_launch_seconds_per_layer=0.004))

    assert seconds == pytest.approx(10 * 0.004, rel=1e-6)


def test_unpacking_quantised_weights_costs_the_same_for_every_pass() -> None:
    tuning = dataclasses.replace(TUNING, method="qlora")
    plain = tuning_seconds_per_token(tuning, constants())

    unpacked = tuning_seconds_per_token(tuning, constants(qlora_unpack_bytes=50))

    assert (unpacked - plain) * 1000 == pytest.approx(1e9 * 50 / 1e12)


def test_an_optimiser_step_moves_its_bytes_once_per_update() -> None:
    plain = tuning_seconds_per_token(TUNING, constants())

    updated = tuning_seconds_per_token(TUNING, constants(optimiser_traffic_bytes=40))

    assert (updated - plain) * 1000 == pytest.approx(1e9 * 40 / 1e12)


def test_weights_that_are_spread_are_fetched_through_the_links() -> None:
    run = dataclasses.replace(RUN, accelerators=4)
    spread = dataclasses.replace(TUNING, run=run, gathers=True, micro_batch_tokens=1)

    seconds = tuning_seconds_per_token(spread, constants(link_rate_hbm=1e11))

    assert seconds == pytest.approx(1e9 * 6 * 3 / 4 / 1e11, rel=1e-3)  # three of four are elsewhere


def test_layers_with_a_window_attend_to_it_and_layers_without_attention_to_nothing() -> None:
    plain = dataclasses.replace(SHAPE, layers=10)
    mixed = dataclasses.replace(plain, window=100, window_layers=4, stateless_layers=3)

    assert plain.attended(1000) == 10 * 1000
    # three layers see all, four see 100 tokens: 2·100 − 100²/1000 = 190
    assert mixed.attended(1000) == pytest.approx(3 * 1000 + 4 * 190)
    assert mixed.attended(50) == pytest.approx(7 * 50)  # shorter than the window


@pytest.mark.parametrize(
    ("name", "kernel", "generations"),
    [("A100-80GB", "fa2", 0), ("H100-SXM-80GB", "fa2", 1), ("H100-SXM-80GB", "fa3", 0),
     ("B200", "FA2", 2), ("B200", "fa3", 1), ("H100-SXM-80GB", "", 0), ("RTX-4090", "fa2", 0)],
)  # fmt: skip
def test_an_attention_kernel_lags_behind_newer_chips(name, kernel, generations) -> None:
    accelerator = find_accelerator(name, KNOWLEDGE)

    assert kernel_lag(accelerator, kernel) == generations


def test_a_kernel_keeps_its_share_for_each_generation_that_it_lags() -> None:
    slow = dataclasses.replace(RUN, kernel_lag=2)

    # attention alone: 10 layers · 1000 wide · 1000 tokens · 6 at 1e14 FLOP/s, a quarter as fast
    slower = seconds_per_token(slow, constants(attention_older_kernel=0.5))
    assert slower - seconds_per_token(RUN, constants()) == pytest.approx(3 * 6e7 / 1e14)


def test_tuning_hours_and_rates_are_two_views_of_the_same_seconds() -> None:
    hours = tuning_hours(TUNING, 3.6e6, constants()).value
    rate = tuning_tokens_per_second(TUNING, constants()).value

    assert hours == pytest.approx(3.6e6 / rate / 3600)


@pytest.mark.parametrize(
    ("name", "kind", "family"),
    [
        ("EfficientNet-B0", "vision-classification", "depthwise"),
        ("YOLOv5m", "vision-detection", "convolution"),
        ("OpenCLIP ViT-B/32", "vision-language", "attention"),
        ("ResNet-50", "vision-classification", "convolution"),
    ],
)
def test_a_model_of_samples_belongs_to_one_family(name: str, kind: str, family: str) -> None:
    assert sample_family(name, kind) == family


def test_a_sample_takes_three_forward_passes_and_its_loading_in_seconds() -> None:
    training = SampleTraining(name="ResNet", kind="", forward_gflops=10, accelerator=CHIP)
    known = constants(sample_flops_per_byte_convolution=50, sample_loading_ordinary=1000)

    assert seconds_per_sample(training, known) == pytest.approx(3 * 10e9 / 5e13 + 1 / 1000)


def test_arithmetic_per_byte_never_passes_the_peak() -> None:
    training = SampleTraining(name="ResNet", kind="", forward_gflops=10, accelerator=CHIP)
    known = constants(sample_flops_per_byte_convolution=1e9, sample_loading_ordinary=1e12)

    assert seconds_per_sample(training, known) == pytest.approx(3 * 10e9 / 1e14)


def test_a_million_samples_take_their_seconds_in_accelerator_hours() -> None:
    training = SampleTraining(name="ResNet", kind="", forward_gflops=10, accelerator=CHIP)
    known = constants(sample_flops_per_byte_convolution=50, sample_loading_ordinary=1000)

    assert sample_training_hours(training, 1e6, known).value == pytest.approx(1600 / 3600)


def test_code_for_detectors_loads_few_large_images() -> None:
    training = SampleTraining(
        name="YOLO", kind="vision-detection", forward_gflops=10, accelerator=CHIP
    )
    known = constants(sample_flops_per_byte_convolution=1e9, sample_loading_detection=100)

    assert seconds_per_sample(training, known) == pytest.approx(3 * 10e9 / 1e14 + 1 / 100)


@given(params=sizes, tokens=amounts, count=counts, length=st.integers(16, 100_000))
def test_more_tokens_take_proportionally_more_hours(
    params: float, tokens: float, count: int, length: int
) -> None:
    run = dataclasses.replace(
        RUN, params=params, active_params=params, accelerators=count, seq_len=length
    )

    once = accelerator_hours(run, tokens, REAL)
    twice = accelerator_hours(run, 2 * tokens, REAL)

    assert 0 < once.low <= once.value <= once.high
    assert twice.value == pytest.approx(2 * once.value)


@given(params=sizes, count=counts)
def test_more_accelerators_never_take_fewer_accelerator_hours(params: float, count: int) -> None:
    run = dataclasses.replace(RUN, params=params, active_params=params, accelerators=count)
    more = dataclasses.replace(run, accelerators=count + 1)

    assert accelerator_hours(run, 1e9, REAL).value <= accelerator_hours(more, 1e9, REAL).value


@given(params=sizes, grown=st.floats(1.01, 10))
def test_a_larger_model_never_trains_faster(params: float, grown: float) -> None:
    run = dataclasses.replace(RUN, params=params, active_params=params)
    larger = dataclasses.replace(run, params=params * grown, active_params=params * grown)

    assert seconds_per_token(run, REAL) < seconds_per_token(larger, REAL)


@given(length=st.integers(16, 10**6))
def test_a_longer_sequence_never_trains_faster(length: int) -> None:
    shorter = dataclasses.replace(RUN, seq_len=length)
    longer = dataclasses.replace(RUN, seq_len=length + 1)

    assert seconds_per_token(shorter, REAL) < seconds_per_token(longer, REAL)


@given(st.sampled_from(sorted(KNOWLEDGE.accelerators)), st.sampled_from(["bf16", "fp8", "fp32"]))
def test_no_chip_trains_above_its_peak(chip_id: str, precision: str) -> None:
    accelerator = KNOWLEDGE.accelerators[chip_id]

    speed = sustained_flops(accelerator, precision, REAL)

    assert 0 < speed <= max(accelerator.peak_tflops.values()) * 1e12


@given(micro=st.floats(1, 1e5), method=st.sampled_from(["full", "lora", "qlora", "boft"]))
def test_a_larger_pass_never_slows_a_token_down(micro: float, method: str) -> None:
    small = dataclasses.replace(TUNING, micro_batch_tokens=micro, method=method)
    large = dataclasses.replace(TUNING, micro_batch_tokens=micro * 2, method=method)

    slower, faster = (tuning_seconds_per_token(t, REAL) for t in (small, large))
    assert 0 < faster <= slower * (1 + 1e-12)
