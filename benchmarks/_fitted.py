"""Which constants are fitted on which quantities, and what was plausible beforehand."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Prior:
    """What a constant plausibly is before any published figure is seen.

    The middle is a number, or the id of a more general constant that a special one is likely
    to equal; the scatter is the standard deviation of the logarithm.
    """

    middle: float | str
    scatter: float


@dataclass(frozen=True)
class Group:
    """Quantities whose formulas share constants, fitted together."""

    quantities: tuple[str, ...]
    constants: tuple[str, ...]
    checked: tuple[str, ...] = ()  # quantities that they predict and are not fitted on


PRIORS: Final = {
    # a step keeps about three quarters of what products alone reach
    "training-efficiency": Prior(0.75, 0.15),
    # what products alone reach: public measurements of large products, by family
    "matmul-share-ampere": Prior(0.87, 0.05),
    "matmul-share-hopper": Prior(0.80, 0.05),
    "matmul-share-blackwell": Prior(0.78, 0.08),
    "matmul-share-tpu": Prior(0.90, 0.15),
    "matmul-share-generic": Prior(0.70, 0.25),
    "narrow-product-share": Prior(0.8, 0.1),  # twice on paper, 1.3 to 1.7 in practice
    "narrow-serving-share": Prior(0.9, 0.08),  # only what is read is narrowed on the way
    "attention-efficiency": Prior(0.55, 0.25),
    # FlashAttention 3 against 2 on H100: 1.5 to 2 times as fast
    "attention-older-kernel": Prior(0.6, 0.15),
    "recompute-full": Prior(1.2, 0.08),  # 8/6 by theory, 1.25 at equal set-ups
    "scale-loss-per-doubling": Prior(0.015, 0.5),
    "tensor-loss-per-doubling": Prior(0.05, 0.5),
    "activation-traffic-bytes": Prior(110.0, 0.12),
    "logit-traffic-bytes": Prior(40.0, 0.4),
    "expert-training-bytes": Prior(60.0, 0.5),  # three passes, and the exchange over links
    "tuned-code-gain": Prior(1.3, 0.15),
    "training-goodput": Prior(0.87, 0.1),
    "tuning-code-share": Prior(0.85, 0.2),
    "tuning-launch-seconds-per-layer": Prior(0.003, 0.5),
    "tuning-goodput": Prior(0.87, 0.1),
    "qlora-unpack-bytes": Prior(50.0, 0.4),
    "optimiser-traffic-bytes": Prior(40.0, 0.4),
    "link-rate-hbm": Prior(150e9, 0.5),
    "link-rate-gddr": Prior(12e9, 0.5),
    "decode-bandwidth-share": Prior(0.82, 0.1),
    "decode-bandwidth-share-hbm": Prior("decode-bandwidth-share", 0.1),
    "decode-bandwidth-share-gddr": Prior("decode-bandwidth-share", 0.1),
    "decode-bandwidth-share-unified": Prior("decode-bandwidth-share", 0.1),
    # some 16 KiB on their way to a unit at a time, 0.6 microseconds each
    "unit-read-rate": Prior(25e9, 0.2),
    # our judgement: scheduling and sampling on a processor, hidden in part
    "decode-step-seconds": Prior(1e-3, 0.5),
    "decode-layer-seconds": Prior(4e-5, 0.4),
    "decode-layer-seconds-eager": Prior(5e-4, 0.5),
    "mixture-layer-factor": Prior(1.5, 0.3),
    "unpack-operations": Prior(4.0, 0.5),
    "decode-meeting-seconds": Prior(5e-6, 0.5),
    "decode-handover-seconds": Prior(2e-4, 0.5),
    "prefill-efficiency": Prior(0.7, 0.2),
    "prefill-efficiency-llama.cpp": Prior("prefill-efficiency", 0.3),
    "prefill-peak-exponent-llama.cpp": Prior(0.85, 0.1),
    "prefill-scaling": Prior(0.9, 0.1),
    "prefill-scaling-layer-split": Prior(0.2, 0.5),
    "serving-efficiency": Prior(0.85, 0.12),
    "serving-token-seconds": Prior(1e-5, 0.7),
    "serving-bandwidth-share": Prior(0.88, 0.08),
    "serving-penalty": Prior(1.25, 0.15),
    "serving-loss-per-doubling": Prior(0.08, 0.5),
    # a copy in and out of memory at each step from the token to its answer, 2 bytes a number
    "expert-traffic-bytes": Prior(12.0, 0.5),
    "batch-limit": Prior(512.0, 0.4),
    "activation-bytes-per-width": Prior(16.0, 0.4),
    "activation-bytes-per-inner-width": Prior(6.0, 0.3),
    "logit-memory-bytes": Prior(12.0, 0.25),
    "adapter-share": Prior(0.006, 0.4),
    "runtime-memory-gib": Prior(1.5, 0.5),
    "serving-runtime-memory-gib": Prior(0.6, 0.5),
    "sample-flops-per-byte-convolution": Prior(50.0, 0.3),
    "sample-flops-per-byte-attention": Prior(50.0, 0.3),
    "sample-flops-per-byte-depthwise": Prior(5.0, 0.5),
    "sample-loading-ordinary": Prior(1000.0, 0.4),
    "sample-loading-fast": Prior(15000.0, 0.4),
    "sample-loading-detection": Prior(150.0, 0.4),
    "item-efficiency": Prior(0.45, 0.3),
    "item-efficiency-compiled": Prior("item-efficiency", 0.3),
    # large maps are read and written between them: our judgement
    "denoising-convolution-share": Prior(0.7, 0.3),
    "item-launch-seconds": Prior(0.006, 0.5),
    "item-launch-seconds-compiled": Prior(0.001, 0.5),
    "speech-preparation-seconds": Prior(0.02, 0.6),
    # our judgement: about 30 ms a token for 32 layers in plain PyTorch
    "speech-layer-seconds": Prior(1e-3, 0.4),
}

GROUPS: Final = {
    "training": Group(
        ("LLM training", "steady throughput", "fine-tuning"),
        (
            "training-efficiency", "matmul-share-ampere", "matmul-share-hopper",
            "matmul-share-blackwell", "matmul-share-tpu", "matmul-share-generic",
            "narrow-product-share", "attention-efficiency", "attention-older-kernel",
            "recompute-full",
            "scale-loss-per-doubling", "tensor-loss-per-doubling", "activation-traffic-bytes",
            "logit-traffic-bytes", "expert-training-bytes", "tuned-code-gain", "training-goodput",
            "tuning-code-share", "tuning-launch-seconds-per-layer", "tuning-goodput",
            "qlora-unpack-bytes", "optimiser-traffic-bytes", "link-rate-hbm", "link-rate-gddr",
        ),
        ("other training",),
    ),
    "serving": Group(
        ("decode", "prefill", "first token", "batched serving"),
        (
            "decode-bandwidth-share", "decode-bandwidth-share-hbm", "decode-bandwidth-share-gddr",
            "decode-bandwidth-share-unified", "unit-read-rate",
            "decode-step-seconds", "decode-layer-seconds", "decode-layer-seconds-eager",
            "mixture-layer-factor", "unpack-operations", "narrow-serving-share",
            "decode-meeting-seconds",
            "decode-handover-seconds", "prefill-efficiency", "prefill-efficiency-llama.cpp",
            "prefill-peak-exponent-llama.cpp", "prefill-scaling", "prefill-scaling-layer-split",
            "serving-efficiency", "serving-token-seconds", "serving-penalty",
            "serving-bandwidth-share", "serving-loss-per-doubling", "expert-traffic-bytes",
            "batch-limit",
        ),
    ),
    "memory": Group(
        ("memory, measured",),
        (
            "activation-bytes-per-width", "activation-bytes-per-inner-width", "logit-memory-bytes",
            "adapter-share", "runtime-memory-gib", "serving-runtime-memory-gib",
        ),
        ("memory, estimates",),
    ),
    "samples": Group(
        ("vision training",),
        (
            "sample-flops-per-byte-convolution", "sample-flops-per-byte-attention",
            "sample-flops-per-byte-depthwise", "sample-loading-ordinary", "sample-loading-fast",
            "sample-loading-detection",
        ),
    ),
    "items": Group(
        ("items", "speech"),
        (
            "item-efficiency", "item-efficiency-compiled", "item-launch-seconds",
            "item-launch-seconds-compiled", "denoising-convolution-share",
            "speech-preparation-seconds", "speech-layer-seconds",
        ),
    ),
}  # fmt: skip
