"""Which constants are fitted on which quantity, and between what bounds."""

from typing import Final

JOINED: Final = {"LLM training": ("steady throughput",)}  # fitted together: one rests on the other

FITTED: dict[str, tuple[str, ...]] = {
    "steady throughput": (
        "training-efficiency-ampere", "training-efficiency-hopper", "training-efficiency-blackwell",
        "training-efficiency-tpu-v4", "training-efficiency-tpu-v5e", "training-efficiency-tpu-v5p",
        "training-efficiency-tpu-v6e", "attention-efficiency", "attention-efficiency-hopper",
        "recompute-full", "fp8-training-speed-up", "scale-loss-per-doubling",
        "activation-traffic-bytes", "logit-traffic-bytes",
    ),
    "LLM training": (
        "training-goodput", "goodput-loss-per-doubling", "mixture-training-penalty",
        "training-efficiency-volta", "training-efficiency-tpu-v3",
    ),
    "vision training": (
        "sample-flops-per-byte-attention", "sample-flops-per-byte-convolution",
        "sample-flops-per-byte-depthwise", "sample-flops-per-byte-detection",
        "sample-loading-ordinary", "sample-loading-fast",
    ),
    "fine-tuning": (
        "tuning-cost-lora", "tuning-cost-qlora", "tuning-cost-rlhf", "tuning-efficiency-one",
        "tuning-efficiency-several", "tuning-efficiency-mlperf",
        "tuning-launch-seconds-per-layer", "tuning-fill", "tuning-goodput", "qlora-unpack-bytes",
        "optimiser-traffic-bytes", "link-rate-hbm", "link-rate-gddr",
        "training-efficiency-ada", "training-efficiency-gaudi",
        "training-efficiency-geforce",
    ),
    "memory, measured": (
        "activation-bytes-per-width", "activation-bytes-per-inner-width", "logit-memory-bytes",
        "logit-memory-bytes-qlora", "adapter-share", "qlora-weight-bits", "runtime-memory-gib",
        "serving-runtime-memory-gib",
    ),
    "decode": (
        "decode-bandwidth-share-llama.cpp-hbm", "decode-bandwidth-share-llama.cpp-gddr",
        "decode-bandwidth-share-llama.cpp-unified", "decode-bandwidth-share-gpt-fast",
        "decode-bandwidth-share-exllamav2",
        "decode-bandwidth-share-bitsandbytes", "decode-layer-seconds-llama.cpp",
        "decode-layer-seconds-gpt-fast", "decode-layer-seconds-exllamav2",
        "decode-layer-seconds-transformers", "decode-layer-seconds-bitsandbytes",
        "decode-meeting-seconds", "decode-handover-seconds", "decode-narrow-weights",
        "decode-narrow-weights-llama.cpp-unified", "decode-narrow-weights-bitsandbytes",
    ),
    "prefill": (
        "prefill-efficiency-llama.cpp-hbm", "prefill-efficiency-llama.cpp-gddr",
        "prefill-efficiency-llama.cpp-unified", "prefill-narrow-weights",
        "prefill-scaling-layer-split", "prefill-peak-exponent-llama.cpp",
    ),
    "first token": ("prefill-efficiency-tensorrt-llm", "prefill-scaling"),
    "batched serving": (
        "serving-efficiency", "serving-efficiency-fp8", "serving-efficiency-fp4",
        "serving-bandwidth-share", "serving-layer-seconds", "serving-loss-per-doubling",
        "mixture-serving-exponent", "batch-limit", "serving-penalty-mlperf",
        "serving-penalty-vllm", "serving-token-seconds-vllm",
    ),
    "items": ("item-efficiency-mlperf", "item-efficiency-framework", "item-launch-seconds"),
    "speech": ("speech-layer-seconds", "speech-layer-seconds-fast"),
}  # fmt: skip

BOUNDS = {  # starts of ids: what stays possible whatever the records say
    "decode-bandwidth-share": (0.1, 0.97),
    "serving-bandwidth-share": (0.1, 0.97),
    "serving-penalty": (1.0, 10.0),  # the fastest engine is the measure of the others
    "serving-efficiency": (0.1, 0.8),  # matrix products alone reach about 0.81 of the peak
    "prefill-efficiency": (0.1, 0.8),
    "training-efficiency": (0.1, 0.85),
    "tuning-efficiency-mlperf": (0.5, 4.0),  # 8-bit products included
    "tuning-efficiency": (0.1, 1.0),
    "tuning-fill": (0.2, 1.0),
    "item-efficiency": (0.05, 0.9),
    "adapter-share": (0.002, 0.03),
    "qlora-weight-bits": (4.1, 5.0),
    "tuning-goodput": (0.5, 1.0),
    "training-goodput": (0.5, 1.0),
    "batch-limit": (256, 2048),
    "mixture-serving-exponent": (0.05, 1.2),
    "mixture-": (1.0, 5.0),
    "recompute-full": (1.05, 1.34),
}
