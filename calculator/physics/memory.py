"""Memory of training and of serving, per accelerator, in bytes."""

import math
from dataclasses import dataclass

from calculator.facts import Accelerator, Shape
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.physics.methods import method_kind
from calculator.physics.mixture import expert_share
from calculator.units import BITS_PER_BYTE, BYTES_PER_GIB

_WIDE_BYTES = 2.0  # bf16 or fp16
_SHARDED = {  # what each stage of sharding spreads over the accelerators
    0: (False, False, False),
    1: (True, False, False),
    2: (True, True, False),
    3: (True, True, True),
}
CACHED_TOKENS = Assumed("cached-tokens-of-a-copy", "tokens")
RUNTIME_GIB = Assumed("runtime-memory-gib", "GiB")
_QLORA_WEIGHT_BITS = Assumed("qlora-weight-bits", "bits")
ADAPTER_SHARE = Assumed("adapter-share", "share of the model")
_ACTIVATION_BYTES_PER_WIDTH = Assumed("activation-bytes-per-width", "bytes")
_ACTIVATION_BYTES_PER_INNER_WIDTH = Assumed("activation-bytes-per-inner-width", "bytes")
_SELECTIVE_ACTIVATION_SHARE = Assumed("selective-activation-share", "share")
_LOGIT_MEMORY_BYTES = Assumed("logit-memory-bytes", "bytes per vocabulary entry and token")
_LOSS_CHUNKS = Assumed("loss-chunks", "pieces")
SERVING_RUNTIME_GIB = Assumed("serving-runtime-memory-gib", "GiB")
_USABLE_MEMORY_SHARE = Assumed("usable-memory-share", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training or tuning step, as far as its memory is concerned."""

    params: float
    shape: Shape
    method: str = "full"
    optimizer: str = "mixed"  # mixed, bf16, 8-bit, in-backward or none; see `state_bytes`
    trainable_params: float | None = None  # of adapters; a share of the model if None
    batch: float = 1  # sequences of one forward pass on one accelerator
    seq_len: float = 2048
    checkpointing: str = "full"  # none, selective or full
    chunked_loss: bool = False
    sharding: int = 0  # 0 none, 1 optimiser, 2 and gradients, 3 and weights
    accelerators: float = 1
    base_bits: float | None = None  # of frozen weights, where the method does not tell
    expert_groups: float = 1  # accelerators that each hold their part of the experts
    offloads_weights: bool = False  # frozen weights wait with the host; one layer is at hand
    states_only: bool = False  # weights, gradients and optimiser alone, as in formulas


def weight_bytes(params: float, shape: Shape, weight_bits: float, *, whole: bool = False) -> float:
    """Bytes of the weights; below 16 bits the embeddings stay wide.

    Args:
        params: All parameters, > 0.
        shape: Brings vocabulary and width.
        weight_bits: Bits of one weight, scales included; > 0.
        whole: The bits are a file's over all weights, embeddings included.
    """
    if weight_bits >= 16 or whole:
        return params * weight_bits / BITS_PER_BYTE
    wide = min(params, embedding_params(shape))
    return (params - wide) * weight_bits / BITS_PER_BYTE + wide * _WIDE_BYTES


def embedding_params(shape: Shape) -> float:
    """Parameters of the input and output embeddings, one matrix where they are tied."""
    return shape.vocab * shape.d_model * (1 if shape.tied else 2)


def kv_cache_bytes(
    shape: Shape, tokens: float, cache_bits: float = 16, *, sequences: float = 1
) -> float:
    """Bytes that so many tokens of so many sequences leave in the cache.

    A layer with a sliding window keeps the window alone, one without attention nothing
    that grows: (growing layers·tokens + window layers·window·sequences)·numbers·bits/8.
    """
    kept = shape.growing_layers * tokens
    if shape.window_layers:
        kept += shape.window_layers * min(tokens, (shape.window or tokens) * sequences)
    return kept * shape.cached_numbers * cache_bits / BITS_PER_BYTE


def training_bytes(training: Training, constants: Constants) -> float:
    """Peak bytes on one accelerator: weights, gradients, optimiser, activations, logits."""
    total = _state_bytes(training, constants)
    if training.states_only:
        return total
    return (
        total
        + activation_bytes(training, constants)
        + _logit_bytes(training, constants)
        + likely(constants, RUNTIME_GIB) * BYTES_PER_GIB
    )


def _state_bytes(training: Training, constants: Constants) -> float:
    """Weights, gradients and optimiser states after sharding."""
    alone = 1 / (1 - expert_share(training.shape) * (1 - 1 / training.expert_groups))
    optimiser, gradients, weights = (
        training.accelerators if spread else alone for spread in _SHARDED[training.sharding]
    )
    trainable = _trainable(training, constants)
    gradient_bytes, optimiser_bytes = _bytes_per_trainable(training)
    return (
        _held_weights(training, constants) / weights
        + trainable * gradient_bytes / gradients
        + trainable * optimiser_bytes / optimiser
    )


def _held_weights(training: Training, constants: Constants) -> float:
    quantised = method_kind(training.method) == "qlora"
    bits = training.base_bits or (likely(constants, _QLORA_WEIGHT_BITS) if quantised else 16)
    held = weight_bytes(training.params, training.shape, bits)
    return held / training.shape.layers if training.offloads_weights else held


def _trainable(training: Training, constants: Constants) -> float:
    if method_kind(training.method) == "full":
        return training.params
    share = likely(constants, ADAPTER_SHARE)
    return training.trainable_params or training.params * share


def _bytes_per_trainable(training: Training) -> tuple[float, float]:
    """Gradient and optimiser bytes per trainable parameter."""
    known = {
        # fp32 master copy and two fp32 moments; libraries add gradients up in fp32
        "mixed": (2.0 if training.states_only else 4.0, 12.0),
        "fp32": (4.0, 8.0),
        "bf16": (2.0, 4.0),  # two bf16 moments, no master copy
        "8-bit": (2.0, 2.0),
        "in-backward": (0.0, 2.0),  # 8-bit moments; a gradient lives for one layer
        "offload": (0.0, 0.0),
    }
    return known[training.optimizer]


def activation_bytes(training: Training, constants: Constants) -> float:
    """What the forward pass keeps for the backward pass.

    With full checkpointing one width per layer and token, and one layer in the open;
    without, so many widths of attention and feed-forward per layer.
    """
    shape = training.shape
    tokens = training.batch * training.seq_len
    open_layer = tokens * (
        likely(constants, _ACTIVATION_BYTES_PER_WIDTH) * shape.d_model
        + likely(constants, _ACTIVATION_BYTES_PER_INNER_WIDTH) * shape.d_ff
    )
    kept = tokens * shape.layers * shape.d_model * _WIDE_BYTES
    if training.checkpointing == "full":
        return kept + open_layer
    share = likely(constants, _SELECTIVE_ACTIVATION_SHARE)
    return open_layer * shape.layers * (share if training.checkpointing == "selective" else 1.0)


def _logit_bytes(training: Training, constants: Constants) -> float:
    per_logit = likely(constants, _LOGIT_MEMORY_BYTES)
    chunks = likely(constants, _LOSS_CHUNKS) if training.chunked_loss else 1.0
    return training.batch * training.seq_len * training.shape.vocab * per_logit / chunks


def inference_bytes(
    params: float,
    shape: Shape,
    weight_bits: float,
    cached_tokens: float,
    constants: Constants,
    *,
    sequences: float = 1,
    whole: bool = False,
    cache_bits: float = 16,
) -> float:
    """Bytes to hold a model and the keys and values of so many tokens."""
    return (
        weight_bytes(params, shape, weight_bits, whole=whole)
        + kv_cache_bytes(shape, cached_tokens, cache_bits, sequences=sequences)
        + likely(constants, SERVING_RUNTIME_GIB) * BYTES_PER_GIB
    )


def usable_bytes(accelerator: Accelerator, constants: Constants) -> float:
    """Bytes of an accelerator that a server may fill."""
    share = likely(constants, _USABLE_MEMORY_SHARE)
    return accelerator.memory_gib * BYTES_PER_GIB * share


def accelerators_to_serve(
    params: float,
    shape: Shape,
    weight_bits: float,
    accelerator: Accelerator,
    constants: Constants,
) -> int:
    """Accelerators that one copy of a model spans, a power of two, ≥ 1."""
    cached = likely(constants, CACHED_TOKENS)
    needed = inference_bytes(params, shape, weight_bits, cached, constants)
    copies = needed / usable_bytes(accelerator, constants)
    return 1 << max(0, math.ceil(math.log2(max(copies, 1e-9)) - 1e-9))


def accelerators_to_train(
    training: Training, accelerator: Accelerator, constants: Constants
) -> int:
    """Fewest accelerators, a power of two, on which a fully sharded step fits; ≥ 1."""
    room = usable_bytes(accelerator, constants)
    for power in range(16):
        count = 1 << power
        spread = _on(training, count)
        if training_bytes(spread, constants) <= room:
            return count
    return 2**16


def _on(training: Training, accelerators: int) -> Training:
    stage = 3 if accelerators > 1 else 0
    values = {name: getattr(training, name) for name in training.__dataclass_fields__}
    return Training(**{**values, "accelerators": accelerators, "sharding": stage})
