"""Bill and predictors call the same physics: hours, copies and seconds agree.

Two things of a bill have no prediction to be compared with: a small model on virtual processors,
whose chip a cloud does not tell, and small models that are trained there in minutes.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.costs.approaches import TRAINED
from calculator.costs.asked import MEDIUM
from calculator.costs.case import Case
from calculator.costs.model_physics import WINDOWS_AT_ONCE, shape_of
from calculator.costs.model_work import (
    ServedModel,
    busy_seconds,
    copy_size,
)
from calculator.costs.passing import model_tokens, writes_text
from calculator.costs.quantity import likely as middle
from calculator.costs.training_work import Work, likely_hours, training_work
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics.constants import likely
from calculator.physics.memory import Training, accelerators_to_serve, accelerators_to_train
from tests.physics import predict
from tests.priced import KNOWLEDGE, TODAY, priced

CHIPS = ("a100-sxm-80gb", "h100-sxm-80gb", "l40s-48gb", "b200-sxm-180gb")
FAMILY = "Llama-3"  # whose sharing of keys and values the bill takes
chips = st.sampled_from(CHIPS)
billions = st.floats(0.5, 60)
SMALL = ("baseline", "feature_extraction")  # on virtual processors, in minutes


def case_of(**answers: object) -> Case:
    """The case of a scenario, as its bills see it."""
    return priced({}, **answers).case


def predicted(command: str, /, **record: object) -> float:
    """The likely value of a prediction."""
    answer = predict(command, record, KNOWLEDGE, TODAY)
    assert "error" not in answer, answer
    return float(answer["likely"])


def chip(name: str) -> Accelerator:
    """A chip of the table."""
    return KNOWLEDGE.accelerators[name]


def step(case: Case, size_b: float, method: str, accelerator: Accelerator) -> int:
    """Accelerators that the bill trains on."""
    shape = shape_of(case, size_b * 1e9)
    training = Training(params=size_b * 1e9, shape=shape, method=method, seq_len=2048)
    return accelerators_to_train(training, accelerator, case.constants)


def active_params(case: Case) -> float | None:
    """What the bill supposes to work on each token where a size alone is told; None: all of it."""
    return case.workload.active_size_b * 1e9 or None


@settings(max_examples=12, deadline=None)
@given(size_b=billions, name=chips, labels=st.integers(1000, 100_000))
def test_adapters_take_the_hours_that_finetune_predicts(size_b, name, labels):
    dense = {"model_size_b": size_b, "active_size_b": size_b}
    case = case_of(modality="text", output_kind="text", **dense)
    work = training_work(case, "fine_tune", float(labels))

    hours = predicted(
        "finetune", base_model=FAMILY, params=size_b * 1e9, method="lora", tokens=work.tokens,
        seq_len=2048, micro_batch=1, global_batch=16, trainable_params=size_b * 1e7,
        accelerator=name, accelerator_count=step(case, size_b, "lora", chip(name)),
    )  # fmt: skip

    assert likely_hours(case, work, chip(name)) == pytest.approx(hours, rel=1e-4)


@settings(max_examples=12, deadline=None)
@given(size_b=st.floats(0.1, 20), name=chips)
def test_training_from_scratch_takes_the_hours_that_train_predicts(size_b, name):
    case = case_of(modality="text", own_model_size_b=size_b)
    work = training_work(case, "from_scratch", 1000.0)

    hours = predicted(
        "train", kind="llm-dense", model=FAMILY, params=size_b * 1e9, tokens=work.tokens,
        seq_len=2048, accelerator=name,
        accelerator_count=step(case, size_b, "full", chip(name)),
    )  # fmt: skip

    assert work.method == "train"
    assert likely_hours(case, work, chip(name)) == pytest.approx(hours, rel=1e-4)


@settings(max_examples=12, deadline=None)
@given(size_b=st.floats(0.1, 20), name=chips, labels=st.integers(1000, 10_000_000))
def test_tuning_all_weights_takes_the_hours_that_finetune_predicts(size_b, name, labels):
    case = case_of(modality="text", model_size_b=size_b)
    work = training_work(case, "heavy_fine_tune", float(labels))

    hours = predicted(
        "finetune", base_model=FAMILY, params=size_b * 1e9, method="full", tokens=work.tokens,
        seq_len=2048, micro_batch=1, global_batch=16, accelerator=name,
        accelerator_count=step(case, size_b, "full", chip(name)),
    )  # fmt: skip

    assert work.method == ("train" if work.tokens >= 1e9 else "full")
    assert likely_hours(case, work, chip(name)) == pytest.approx(hours, rel=1e-4)


@settings(max_examples=12, deadline=None)
@given(
    size_b=st.floats(0.01, 2),
    name=chips,
    modality=st.sampled_from(["image", "tabular", "time_series", "graph"]),
)
def test_samples_take_the_hours_that_train_predicts_for_a_transformer(size_b, name, modality):
    case = case_of(modality=modality, model_size_b=size_b)
    work = training_work(case, "fine_tune", 5000.0)

    hours = predicted(
        "train", kind="vision", name="transformer", token_unit="sample", accelerator=name,
        accelerator_count=1, fwd_gflops_per_sample=2 * size_b * 1000, params=size_b * 1e9,
        precision="bf16", tokens=work.tokens / 1000,
    )  # fmt: skip

    assert work.method == "samples"
    assert likely_hours(case, work, chip(name)) == pytest.approx(hours, rel=1e-4)


@settings(max_examples=12, deadline=None)
@given(
    size_b=billions,
    name=chips,
    read=st.integers(10, 6000),
    written=st.integers(1, 1500),
    bits=st.sampled_from(["4", "8", "16"]),
    cached=st.sampled_from([0.0, 0.5, 0.9, 1.0]),
)
def test_a_request_takes_the_seconds_that_serve_predicts(size_b, name, read, written, bits, cached):
    case = case_of(
        modality="text", model_size_b=size_b, weight_bits=bits, cached_input_share=cached,
        input_tokens_per_request=read, output_tokens_per_request=written,
    )  # fmt: skip
    model = ServedModel("open", "open", size_b, writes=True)
    copy = copy_size(case, model, chip(name), 1, size_b)

    rate = predicted(
        "serve", model=FAMILY, params=size_b * 1e9, active_params=active_params(case),
        engine="vllm", weight_bits=float(bits), input_len=read, output_len=written,
        accelerator=name, accelerator_count=copy, metric="requests/s",
        **({"prefix_caching": True, "prefix_share": cached} if cached else {}),
    )  # fmt: skip

    shape = shape_of(case, size_b * 1e9)
    assert copy == accelerators_to_serve(
        size_b * 1e9, shape, float(bits), chip(name), case.constants
    )
    assert busy_seconds(case, model, chip(name), 1, size_b) == pytest.approx(1 / rate, rel=1e-4)


@settings(max_examples=8, deadline=None)
@given(size_b=st.floats(0.1, 3), name=chips, minutes=st.floats(0.5, 60))
def test_speech_takes_the_seconds_that_serve_predicts(size_b, name, minutes):
    case = case_of(modality="audio", model_size_b=size_b, audio_minutes_per_request=minutes)
    model = ServedModel("open", "open", size_b, writes=True)

    rate = predicted(
        "serve", model=FAMILY, params=size_b * 1e9, accelerator=name,
        batch=likely(case.constants, WINDOWS_AT_ONCE), weight_bits=16,
        metric="audio seconds per second",
    )  # fmt: skip

    assert busy_seconds(case, model, chip(name), 1, size_b) == pytest.approx(
        minutes * 60 / rate, rel=1e-3
    )


def predicted_hours(case: Case, work: Work, accelerator: str) -> float:
    """What the predictor says of the work of a bill, by the command that fits its method."""
    size_b = middle(work.size_b)
    record = {"params": size_b * 1e9, "accelerator": accelerator}
    if work.method == "samples":
        return predicted(
            "train", **record, kind="vision", name="transformer", token_unit="sample",
            accelerator_count=1, fwd_gflops_per_sample=2 * size_b * 1000, precision="bf16",
            tokens=middle(work.tokens) / 1000,
        )  # fmt: skip
    held = "lora" if work.method == "lora" else "full"
    record |= {
        "tokens": middle(work.tokens), "seq_len": 2048,
        "accelerator_count": step(case, size_b, held, chip(accelerator)),
    }  # fmt: skip
    if work.method == "train":
        return predicted("train", **record, kind="llm-dense", model=FAMILY)
    return predicted(
        "finetune", **record, base_model=FAMILY, method=held, micro_batch=1, global_batch=16,
        trainable_params=size_b * (1e7 if held == "lora" else 1e9),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    modality=st.sampled_from(sorted(MEDIUM)),
    approach=st.sampled_from([each for each in TRAINED if each not in SMALL]),
    size_b=st.floats(0.1, 20),
    name=chips,
    labels=st.integers(1000, 1_000_000),
)
def test_every_run_takes_the_hours_that_are_predicted(modality, approach, size_b, name, labels):
    case = case_of(modality=modality, model_size_b=size_b, own_model_size_b=size_b)
    work = training_work(case, approach, float(labels))

    assert likely_hours(case, work, chip(name)) == pytest.approx(
        predicted_hours(case, work, name), rel=1e-4
    )


@settings(max_examples=20, deadline=None)
@given(
    modality=st.sampled_from(["image", "video", "tabular", "graph", "time_series"]),
    size_b=st.floats(0.05, 60),
    name=chips,
)
def test_what_passes_at_once_takes_the_seconds_that_serve_predicts(modality, size_b, name):
    case = case_of(modality=modality, model_size_b=size_b, images_per_request=2)
    model = ServedModel("open", "open", size_b, writes=writes_text(case))
    gflops = 2 * size_b * middle(model_tokens(case))

    rate = predicted(
        "serve", metric="items/s", model="transformer", gflops_per_item=gflops, precision="bf16",
        accelerator=name, accelerator_count=copy_size(case, model, chip(name), 1, size_b),
    )  # fmt: skip

    assert not model.writes
    assert busy_seconds(case, model, chip(name), 1, size_b) == pytest.approx(1 / rate, rel=1e-4)


@settings(max_examples=12, deadline=None)
@given(size_b=st.floats(0.5, 30), name=chips, made=st.integers(1, 8))
def test_images_take_the_seconds_that_serve_predicts(size_b, name, made):
    case = case_of(
        modality="text", output_kind="media", model_size_b=size_b, input_tokens_per_request=0,
        generated_images_per_request=made,
    )  # fmt: skip
    model = ServedModel("open", "open", size_b, writes=writes_text(case))

    rate = predicted(
        "serve", metric="images/s", model="an image model", kind="diffusion", steps=28,
        guidance=False, image_size=1024, params=size_b * 1e9, precision="bf16",
        accelerator=name, accelerator_count=copy_size(case, model, chip(name), 1, size_b),
    )  # fmt: skip

    assert busy_seconds(case, model, chip(name), 1, size_b) == pytest.approx(made / rate, rel=1e-4)


@settings(max_examples=20, deadline=None)
@given(
    modality=st.sampled_from(sorted(MEDIUM)),
    size_b=st.floats(0.1, 400),
    name=chips,
    bits=st.sampled_from(["4", "8", "16"]),
)
def test_a_copy_spans_as_many_accelerators_for_every_kind_of_data(modality, size_b, name, bits):
    case = case_of(modality=modality, model_size_b=size_b, weight_bits=bits)
    model = ServedModel("open", "open", size_b, writes=writes_text(case))
    shape = shape_of(case, size_b * 1e9)

    assert copy_size(case, model, chip(name), 1, size_b) == accelerators_to_serve(
        size_b * 1e9, shape, float(bits), chip(name), case.constants
    )


@settings(max_examples=12, deadline=None)
@given(
    modality=st.sampled_from(["code", "scientific", "multimodal"]),
    size_b=billions,
    name=chips,
    read=st.integers(10, 6000),
    written=st.integers(1, 1500),
)
def test_writing_takes_the_seconds_that_serve_predicts(modality, size_b, name, read, written):
    case = case_of(
        modality=modality, model_size_b=size_b, input_tokens_per_request=read,
        output_tokens_per_request=written, images_per_request=1, weight_bits="16",
    )  # fmt: skip
    model = ServedModel("open", "open", size_b, writes=True)

    rate = predicted(
        "serve", model=FAMILY, params=size_b * 1e9, active_params=active_params(case),
        engine="vllm", weight_bits=16.0, input_len=middle(model_tokens(case)),
        output_len=written, accelerator=name,
        accelerator_count=copy_size(case, model, chip(name), 1, size_b), metric="requests/s",
    )  # fmt: skip

    assert busy_seconds(case, model, chip(name), 1, size_b) == pytest.approx(1 / rate, rel=1e-4)


def test_a_picture_beside_text_is_about_as_many_tokens_in_the_bill_as_in_the_predictor():
    asked = {"modality": "image", "output_kind": "text", "images_per_request": 1}
    billed = middle(model_tokens(case_of(input_tokens_per_request=0, **asked)))
    constants = case_of(**asked).constants
    side, square = (
        likely(constants, Assumed(name, "pixels"))
        for name in ("usual-picture-side", "picture-token-side")
    )

    assert billed == pytest.approx((side / square) ** 2, rel=0.05)  # 1,000 and (896 / 28)²
