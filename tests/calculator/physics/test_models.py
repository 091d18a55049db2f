"""Models by name: the exact model, its shape, and shapes that reproduce their published size."""

import pytest

from calculator.facts import Shape
from calculator.physics.architecture import transformer
from calculator.physics.memory import kv_cache_bytes
from calculator.physics.models import listed_model, listed_network, size_in_name
from tests.physics import KNOWLEDGE, REAL, TODAY, predict

GIB = 2**30
# Mixtures with dense layers between, and encoders with convolutions in front or fewer cross layers
UNEVEN = ("Llama 4", "Nemotron 3", "ELECTRA small", "wav2vec2 base", "Whisper", "Distil Whisper")


@pytest.mark.parametrize(
    ("name", "params", "layers", "numbers"),
    [  # numbers that one token leaves in one layer: 2 × kv heads × head width, or the latent ones
        ("google/gemma-2-2b-it", 2.6e9, 26, 2 * 4 * 256),
        ("gemma-2b", 2.5e9, 18, 2 * 1 * 256),
        ("DeepSeek-R1-Distill-Llama-70B", 70.6e9, 80, 2 * 8 * 128),
        ("deepseek-ai/DeepSeek-R1", 671e9, 61, 576),
        ("openai/whisper-large-v3-turbo", 809e6, 36, 2 * 20 * 64),
        ("mistralai/Mistral-Nemo-Instruct-2407", 12.2e9, 40, 2 * 8 * 128),
        ("Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", 8e9, 32, 2 * 8 * 128),
        ("qwen2.5:7b-instruct-q4_K_M", 7.6e9, 28, 2 * 4 * 128),
        ("ibm-granite/granite-3.1-8b-instruct", 8.17e9, 40, 2 * 8 * 128),
        ("zai-org/GLM-4.5-Air", 106e9, 46, 2 * 8 * 128),
        ("HuggingFaceTB/SmolLM3-3B", 3.08e9, 36, 2 * 4 * 128),
    ],
)
def test_a_model_is_known_by_its_exact_name(
    name: str, params: float, layers: float, numbers: float
) -> None:
    found = transformer(params, name, None, KNOWLEDGE, REAL)

    assert found.origin == "listed"
    assert (found.shape.layers, found.shape.cached_numbers) == (layers, numbers)


@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("google/flan-t5-xxl", 32_128),
        ("google/mt5-xxl", 250_112),
        ("microsoft/deberta-v3-base", 128_100),
        ("roberta-base", 50_265),
        ("xlm-roberta-large", 250_002),
        ("bert-base-uncased", 30_522),
    ],
)
def test_relatives_have_words_of_their_own(name: str, vocabulary: int) -> None:
    listed = listed_model(name, KNOWLEDGE)

    assert listed is not None
    assert listed.shape.vocab == vocabulary


def test_no_name_means_two_models() -> None:
    for family in KNOWLEDGE.architectures.values():
        for shape in family.shapes:
            for name in shape.names:
                found = listed_model(name, KNOWLEDGE)
                assert found is not None
                assert found.shape is shape, name


def published_size(shape: Shape) -> float:
    """Weights of attention, feed-forward and embeddings, from the sizes alone."""
    attention = 2 * shape.d_model * (shape.attention_width + shape.kv_heads * shape.head_width)
    if shape.latent:  # query and key-value paths through narrow layers
        inner = 1536 * (shape.d_model + shape.heads * 192) + 512 * shape.heads * 256
        attention = inner + 576 * shape.d_model + shape.heads * 128 * shape.d_model
    forward = shape.mlp_mats * shape.d_model * shape.d_ff * (shape.experts or 1)
    embeddings = shape.vocab * shape.d_model * (1 if shape.tied else 2)
    return shape.layers * (attention + forward) + embeddings + shape.tower_params


def test_shapes_reproduce_the_published_size_of_their_model() -> None:
    wrong = {}
    for family in KNOWLEDGE.architectures.values():
        for shape in family.shapes:
            size = published_size(shape)
            if family.id in ("t5", "mt5"):  # a decoder layer attends twice
                size += shape.layers / 2 * 4 * shape.d_model * shape.attention_width
            even = shape.names and not shape.names[0].startswith(UNEVEN)
            if even and not 0.93 < size / shape.params < 1.07:
                wrong[shape.names[0]] = size / shape.params
    assert wrong == {}


def test_at_least_a_hundred_and_twenty_models_are_listed() -> None:
    shapes = [s for f in KNOWLEDGE.architectures.values() for s in f.shapes if s.names]

    assert len(shapes) >= 120


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Zorglub-35B-A3B-Instruct", (35e9, 3e9)),
        ("zorglub-0.6b", (0.6e9, 0.6e9)),
        ("Zorglub 270M", (270e6, 270e6)),
        ("Zorglub large", None),
    ],
)
def test_a_name_tells_a_size(name: str, size: tuple[float, float] | None) -> None:
    assert size_in_name(name) == size


def test_a_listed_model_needs_no_parameters_and_an_unlisted_one_is_asked_for_them() -> None:
    listed = predict("memory", {"model": "Qwen3-30B-A3B", "purpose": "inference"}, KNOWLEDGE, TODAY)
    unlisted = predict("memory", {"model": "Qwenn3 large"}, KNOWLEDGE, TODAY)

    assert listed["likely"] > 30.5e9 * 2 / GIB  # weights of 16 bits
    assert "params is missing, and 'Qwenn3 large' is not listed" in unlisted["error"]


def test_a_name_and_a_size_that_disagree_are_warned_of() -> None:
    record = {"model": "Llama 3.1 8B", "params": 70e9, "purpose": "inference"}
    found = predict("memory", record, KNOWLEDGE, TODAY)

    assert any("Llama 3.1 8B has 8.03e+09 parameters" in warning for warning in found["warnings"])


def test_a_sliding_window_stops_the_cache_of_its_layers() -> None:
    # 2 growing and 3 windowed layers; 2 × 5 heads × 10 numbers of 2 bytes; window of 100 tokens
    shape = Shape(
        params=1e9, layers=5, d_model=100, heads=10, kv_heads=5, d_ff=400, vocab=10,
        window=100, window_layers=3,
    )  # fmt: skip

    assert kv_cache_bytes(shape, 50) == 5 * 50 * 100 * 2
    assert kv_cache_bytes(shape, 1000) == (2 * 1000 + 3 * 100) * 100 * 2
    assert kv_cache_bytes(shape, 4000, sequences=4) == 4 * kv_cache_bytes(shape, 1000)


def test_a_layer_without_attention_keeps_nothing_that_grows() -> None:
    listed = listed_model("Qwen3-Next-80B-A3B", KNOWLEDGE)

    assert listed is not None  # 12 of 48 layers attend: 2 × 2 heads × 256 numbers of 2 bytes
    assert kv_cache_bytes(listed.shape, 1000) == 12 * 1000 * 1024 * 2


def test_an_unlisted_model_has_a_range_for_its_shared_heads() -> None:
    # Qwen2.5 7B by its size alone; 0.164 GiB for 3,072 tokens was measured (vLLM)
    found = transformer(7.62e9, "", None, KNOWLEDGE, REAL)
    cache = kv_cache_bytes(found.shape, 3072) / GIB

    assert cache * found.cache_spread.low < 0.164 < cache * found.cache_spread.high
    assert "is not known" in found.note


@pytest.mark.parametrize(
    ("name", "gflops"),
    [("ResNet-50 v1.5", 8.178), ("resnet50", 8.178), ("ViT-B/16", 35.128), ("YOLOv8n", 8.7)],
)
def test_an_image_network_brings_its_published_arithmetic(name: str, gflops: float) -> None:
    found = listed_network(name, KNOWLEDGE)

    assert found is not None
    assert found.gflops == pytest.approx(gflops)


def test_a_supposed_sharding_is_told() -> None:
    record = {"model": "Llama 3 70B", "purpose": "training", "method": "qlora", "batch": 1,
              "seq_len": 1024, "accelerator": "A10G", "accelerator_count": 4}  # fmt: skip
    told = predict("memory", record, KNOWLEDGE, TODAY)
    given = predict("memory", {**record, "sharding": "none"}, KNOWLEDGE, TODAY)

    assert any("taken to be spread over all 4" in note for note in told["notes"])
    assert not any("sharding" in note for note in given["notes"])
    assert given["likely"] > told["likely"]


def test_a_file_s_bits_count_over_its_embeddings_too() -> None:
    # 8.03 billion weights of 5.7036 bits; cache and runtime stay below 1.2 GiB
    record = {
        "model": "Llama 3.1 8B",
        "purpose": "inference",
        "precision": "Q5_K_M",
        "seq_len": 512,
    }
    found = predict("memory", record, KNOWLEDGE, TODAY)["likely"]

    assert 8.03e9 * 5.7036 / 8 / GIB < found < 8.03e9 * 5.7036 / 8 / GIB + 1.2


def test_a_prompt_without_a_length_is_told() -> None:
    record = {
        "model": "Llama 3 8B",
        "metric": "prefill tokens/s, one stream",
        "engine": "llama.cpp",
        "weight_bits": 6.6,
        "accelerator": "RTX 4090",
    }
    found = predict("serve", record, KNOWLEDGE, TODAY)

    assert any("input_len is not given" in note for note in found["notes"])


def test_a_listed_network_needs_no_arithmetic_and_grows_with_the_pixels() -> None:
    record = {"metric": "images/s", "engine": "pytorch", "accelerator": "A100", "batch": 64}
    small = predict("serve", {**record, "model": "ResNet-50"}, KNOWLEDGE, TODAY)
    given = predict("serve", {**record, "gflops_per_item": 8.178}, KNOWLEDGE, TODAY)
    large = predict("serve", {**record, "model": "ResNet-50", "image_size": 448}, KNOWLEDGE, TODAY)

    assert small["likely"] == pytest.approx(given["likely"])
    assert large["likely"] < small["likely"] / 2


def test_the_parameters_of_an_unlisted_network_do_not_tell_its_arithmetic() -> None:
    record = {"metric": "images/s", "accelerator": "A100", "model": "PSPNet", "params": 2.6e9}

    assert "do not tell it" in predict("serve", record, KNOWLEDGE, TODAY)["error"]


@pytest.mark.parametrize(
    ("record", "gib"),
    [
        ({"precision": "bf16"}, 16),  # 32 layers · 8 heads · 128 wide · 2 · 2 bytes · 131,072
        ({"precision": "fp8"}, 8),  # the record is of the cache, so its bits are the cache's
        ({"precision": "fp8", "kv_cache_bits": 16}, 16),
        ({"precision": "fp8", "kv_cache_bits": 4}, 4),
    ],
)
def test_a_cache_has_the_bits_that_its_record_gives(record: dict[str, object], gib: float) -> None:
    asked = {"model": "Llama 3.1 8B", "purpose": "kv-cache", "seq_len": 131_072, **record}

    assert predict("memory", asked, KNOWLEDGE, TODAY)["likely"] == pytest.approx(gib)


def test_eight_bit_weights_leave_the_cache_in_sixteen() -> None:
    record = {"model": "Llama 3.1 8B", "purpose": "inference", "seq_len": 131_072,
              "precision": "fp8"}  # fmt: skip
    unsaid, half = (
        predict("memory", {**record, **more}, KNOWLEDGE, TODAY)["likely"]
        for more in ({}, {"kv_cache_bits": 8})
    )

    assert unsaid - half == pytest.approx(8)  # GiB: 16 of the cache, and 8 of half as many bits


def test_every_patch_of_an_unlisted_network_passes_all_weights_once() -> None:
    record = {"metric": "images/s", "accelerator": "A100", "batch": 64, "model": "our ViT",
              "params": 86e6}  # fmt: skip
    gflops = 86e6 * ((224 / 16) ** 2 + 1) * 2 / 1e9  # 33.9
    unlisted = predict("serve", record, KNOWLEDGE, TODAY)
    given = predict("serve", {**record, "fwd_gflops_per_sample": gflops}, KNOWLEDGE, TODAY)

    assert unlisted["likely"] == pytest.approx(given["likely"], rel=1e-5)
    assert unlisted["high"] / unlisted["low"] > given["high"] / given["low"]


def test_a_cache_holds_the_prompt_and_the_answer() -> None:
    def gib(**lengths: float) -> float:
        record = {"model": "Llama 3.1 8B", "purpose": "inference", "precision": "bf16", **lengths}
        return predict("memory", record, KNOWLEDGE, TODAY)["likely"]

    whole = gib(seq_len=131_072)

    assert gib(input_len=122_880, output_len=8192) == pytest.approx(whole)
    assert whole - gib(seq_len=65_536) == pytest.approx(8)  # GiB, at 128 KiB a token


def test_a_size_between_two_of_a_family_has_the_proportions_of_the_nearer_one() -> None:
    found = transformer(25e9, "Llama 3 25B", None, KNOWLEDGE, REAL)  # nearer to 70B than to 8B

    assert found.origin == "inferred"
    assert found.shape.d_ff == pytest.approx(found.shape.d_model * 28_672 / 8192)
    assert (found.shape.kv_heads, found.shape.vocab, found.shape.mlp_mats) == (8, 128_256, 3)
