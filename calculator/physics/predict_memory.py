"""Records of memory use → predictions."""

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed
from calculator.physics.architecture import Transformer
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.fields import Fields
from calculator.physics.formula import Formula
from calculator.physics.layout import chips_of_a_copy
from calculator.physics.memory import (
    ADAPTER_SHARE,
    Training,
    inference_bytes,
    kv_cache_bytes,
    training_bytes,
    usable_bytes,
)
from calculator.physics.methods import method_kind
from calculator.physics.pictures import picture_tokens
from calculator.physics.plausible import warn_of_memory
from calculator.physics.predict_samples import checkpointing
from calculator.physics.ranges import widened
from calculator.physics.reading import once
from calculator.physics.recipe import offload, optimizer, told_stage
from calculator.physics.trainable import trainable_params
from calculator.units import BYTES_PER_GIB, PARAMS_PER_BILLION

_NARROW = 8.0  # bits
_BYTES_OF_WIDE = 2.0
_QUANTITY = ("memory per accelerator", "GiB")
_RECIPES = ("mixed", "bf16", "8-bit", "in-backward", "offload")  # from roomy to lean
_SPREAD_FROM = Assumed("sharded-from-size", "billion parameters")
USUAL_ANSWER = Assumed("usual-answer-tokens", "tokens")
_RLHF_MEMORY_FACTOR = Assumed("rlhf-memory-factor", "multiple")
_USUAL_TUNING_BATCH = Assumed("usual-tuning-batch", "sequences")
USUAL_TUNING_LENGTH = Assumed("usual-tuning-length", "tokens")
_CACHE_ALLOCATION = Assumed("cache-allocation", "multiple")
_SPREAD_INFERENCE_MEMORY = Assumed("spread-inference-memory", "factor")
_SPREAD_TRAINING_MEMORY = Assumed("spread-training-memory", "factor")
_SPREAD_UNKNOWN_RECIPE = Assumed("spread-unknown-recipe", "factor")


def predict_memory(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Peak GiB on one accelerator."""
    params = fields.needed("params")
    known = fields.transformer(params)
    purpose = fields.text("purpose").lower()
    if "kv" in purpose or "cache" in purpose:
        return *_QUANTITY, _cache(fields, known)
    if any(mark in purpose for mark in ("infer", "serv", "generat")):
        return *_QUANTITY, _inference(fields, params, known, constants)
    return *_QUANTITY, _training(fields, params, known.shape, constants)


def weight_bits(fields: Fields) -> float:
    """Bits of one weight: given, or told by the name of the precision, or 16."""
    return fields.weight_bits()


def _cache(fields: Fields, known: Transformer) -> Formula:
    sequences = fields.number("batch") or 1.0
    told = (fields.number("input_len") or 0.0) + (fields.number("output_len") or 0.0)
    length = fields.number("seq_len") or told or fields.needed("seq_len")
    length += picture_tokens(fields, known.shape)
    fields.warn_of_context(known.shape, length)
    tokens = sequences * length
    size = kv_cache_bytes(known.shape, tokens, _cache_bits(fields), sequences=sequences)
    gib = size / chips_of_a_copy(fields) / BYTES_PER_GIB

    def formula(constants: Constants) -> Estimate:
        allocated = estimate(constants, _CACHE_ALLOCATION).map(lambda factor: factor * gib)
        return widened(allocated, [known.cache_spread])

    return formula


@once
def _cache_bits(fields: Fields) -> float:
    """Bits of keys and values: given, or 8 where the record is of an 8-bit cache, or 16."""
    word = fields.precision()
    narrow = word is not None and word.bits is not None and word.bits <= _NARROW
    about = fields.text("purpose").lower()
    told = _NARROW if narrow and ("kv" in about or "cache" in about) else 16.0
    return fields.number("kv_cache_bits") or told


def _inference(fields: Fields, params: float, known: Transformer, constants: Constants) -> Formula:
    answer = fields.number("output_len") or likely(constants, USUAL_ANSWER)
    length = fields.number("seq_len") or ((fields.number("input_len") or 0.0) + answer)
    length += picture_tokens(fields, known.shape)
    fields.warn_of_context(known.shape, length)
    sequences = fields.number("batch") or 1.0
    count, adapters = chips_of_a_copy(fields), fields.number("adapters") or 0.0
    bits, cache_bits = weight_bits(fields), _cache_bits(fields)
    whole = _are_of_all_weights(fields, bits)
    if count > 1:
        fields.suppose(f"weights and cache are taken to be shared evenly by {count:g} accelerators")

    def gib(constants: Constants) -> Estimate:
        needed = inference_bytes(
            params, known.shape, bits, sequences * length, constants,
            sequences=sequences, whole=whole, cache_bits=cache_bits,
        )  # fmt: skip
        needed += adapters * params * likely(constants, ADAPTER_SHARE) * _BYTES_OF_WIDE
        needed /= count * BYTES_PER_GIB
        return estimate(constants, _SPREAD_INFERENCE_MEMORY).map(lambda factor: factor * needed)

    _warn(fields, gib(constants).value * BYTES_PER_GIB, constants)
    return gib


@once
def _are_of_all_weights(fields: Fields, bits: float) -> bool:
    word = fields.precision()
    return word is not None and word.whole and word.bits == bits


def _training(fields: Fields, params: float, shape: Shape, constants: Constants) -> Formula:
    training = read_training(fields, params, shape, constants)
    four = "rlhf" in fields.text("purpose").lower() or "rlhf" in training.method.lower()
    if four:
        fields.suppose("actor, reference, critic and reward model share the accelerator")

    def gib(known: Constants) -> Estimate:
        models = likely(known, _RLHF_MEMORY_FACTOR) if four else 1.0
        needed = models * training_bytes(training, known) / BYTES_PER_GIB
        return estimate(known, _SPREAD_TRAINING_MEMORY).map(lambda factor: factor * needed)

    _warn(fields, gib(constants).value * BYTES_PER_GIB, constants)
    return gib


@once
def _names_chip(fields: Fields) -> bool:
    return fields.text("accelerator").strip().lower() not in ("", "any", "unknown")


def _warn(fields: Fields, needed: float, constants: Constants) -> None:
    if _names_chip(fields):
        warn_of_memory(fields, needed, fields.accelerator(), constants)


def read_training(fields: Fields, params: float, shape: Shape, constants: Constants) -> Training:
    """The training step that a record describes; the roomiest recipe that fits if none is told."""
    method = fields.text("method") or "full"
    batch = fields.number("micro_batch") or fields.number("batch")
    stated = optimizer(fields, method)
    training = Training(
        params=params,
        shape=shape,
        method=method,
        optimizer=stated or "mixed",
        trainable_params=trainable_params(fields, params, shape, method, constants),
        batch=batch or likely(constants, _USUAL_TUNING_BATCH),
        seq_len=(fields.number("seq_len") or likely(constants, USUAL_TUNING_LENGTH))
        + picture_tokens(fields, shape),
        checkpointing=_checkpointing(fields, method),
        chunked_loss=fields.says("chunk", "loss"),
        sharding=_sharding(fields, params),
        accelerators=fields.number("accelerator_count") or 1.0,
        base_bits=_base_bits(fields, method),
        expert_groups=fields.number("ep") or 1.0,
        offloads_weights=offload(fields) == "weights",
        states_only=_states_only(fields, batch),
    )
    return training if stated else _that_fits(fields, training, constants)


@once
def _base_bits(fields: Fields, method: str) -> float | None:
    """Bits of a frozen base whose precision is an integer type, for plain adapters."""
    word = fields.precision() if method_kind(method) == "lora" else None
    whole_numbers = word is not None and (word.arithmetic == "int8" or (word.bits or 16) < 8)
    return word.bits if word is not None and whole_numbers else None


def _that_fits(fields: Fields, training: Training, constants: Constants) -> Training:
    """The roomiest recipe that fits on the accelerator, and a note of it."""
    if not _names_chip(fields):
        return training
    accelerator: Accelerator = fields.accelerator()
    for recipe in _RECIPES:
        tried = _with(training, recipe)
        if training_bytes(tried, constants) <= usable_bytes(accelerator, constants):
            break
    else:
        tried = _with(training, "bf16")
    fields.suppose(
        f"the optimiser is not given; recipe {tried.optimizer!r} is taken", _SPREAD_UNKNOWN_RECIPE
    )
    return tried


def _with(training: Training, recipe: str) -> Training:
    values = {name: getattr(training, name) for name in training.__dataclass_fields__}
    return Training(**{**values, "optimizer": recipe})


def _checkpointing(fields: Fields, method: str) -> str:
    if "checkpoint" in method.lower():
        return "full"
    kind = checkpointing(fields)
    return "full" if kind == "unknown" else kind


@once
def _sharding(fields: Fields, params: float) -> int:
    """The stage of sharding; weights are spread too where nothing is told and models are large."""
    text = fields.text("sharding").lower()
    if not text:
        count = fields.number("accelerator_count") or 1.0
        large = likely(fields.constants, _SPREAD_FROM) * PARAMS_PER_BILLION
        supposed, what = (3, "spread over all") if params >= large else (0, "whole on each of")
        if count > 1:
            fields.suppose(f"sharding is not given; the model is taken to be {what} {count:g}")
        return supposed
    return told_stage(text)


@once
def _states_only(fields: Fields, batch: float | None) -> bool:
    """Formulas of papers count weights, gradients and optimiser alone."""
    return batch is None and fields.text("kind").lower() == "formula"
