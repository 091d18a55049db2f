"""Time to train models on images and other samples, where memory traffic rules, not FLOPs.

Effective arithmetic follows the memory bandwidth: so many FLOPs per byte, by family of
model; loading and preparing samples comes on top.
"""

import re
from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed, Over
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate, likely
from calculator.physics.training import RECOMPUTE, scale_penalty
from calculator.units import FLOPS_PER_GFLOP, SECONDS_PER_HOUR

FORWARD_AND_BACKWARD = 3  # a backward pass costs two forward passes
_DEPTHWISE = re.compile(
    r"efficientnet|effnet|mobilenet|mnasnet|shufflenet|ghostnet|regnet|convnext"
)
_ATTENTION = re.compile(r"vit|clip|swin|deit|beit|eva|dino|transformer|flava|siglip|coca|\bdit\b")
_DETECTION = re.compile(r"detection|segmentation")
_FAST_LOADING = re.compile(r"ffcv|dali|webdataset|synthetic|in memory|tuned")
_SPREAD_SAMPLES = Assumed("spread-samples", "factor")
_FAMILIES = ("depthwise", "attention", "convolution")
_SAMPLE_FLOPS = Assumed("sample-flops-per-byte-{}", "FLOPs per byte", Over(names=_FAMILIES))
_SAMPLE_LOADING = Assumed(
    "sample-loading-{}",
    "samples per second and accelerator",
    Over(names=("fast", "detection", "ordinary")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTraining:
    """Training by samples: images, image-text pairs, volumes, clips."""

    name: str
    kind: str  # as published: vision-classification, vision-detection, vision-language, …
    forward_gflops: float  # of one sample, multiply and add counted apart; > 0
    accelerator: Accelerator
    accelerators: float = 8
    precision: str = "bf16"
    checkpointing: str = "none"
    step_share: float = 1  # of forward and backward; a third where the network stays frozen
    loader: str = ""  # what reads and prepares the samples, as people name it


def sample_family(name: str, kind: str) -> str:
    """Depthwise, attention or convolution: networks that use a chip alike."""
    text = f"{name} {kind}".lower()
    if _DEPTHWISE.search(text):
        return "depthwise"
    return "attention" if kind == "vision-language" or _ATTENTION.search(text) else "convolution"


def seconds_per_sample(training: SampleTraining, constants: Constants) -> float:
    """Seconds that one accelerator spends on one sample, likely value."""
    family = sample_family(training.name, training.kind)
    per_byte = likely(constants, _SAMPLE_FLOPS, family)
    reach = min(
        per_byte * chips.bandwidth(training.accelerator),
        chips.peak_flops(training.accelerator, training.precision),
    )
    recompute = likely(constants, RECOMPUTE, training.checkpointing)
    flops = FORWARD_AND_BACKWARD * training.forward_gflops * FLOPS_PER_GFLOP
    flops *= recompute * training.step_share
    loading = 1 / likely(constants, _SAMPLE_LOADING, _loading(training))
    return (flops / reach + loading) * scale_penalty(
        training.accelerators, training.accelerator, constants
    )


def _loading(training: SampleTraining) -> str:
    """Tuned loaders, pairs of images and texts that are stored in order, or ordinary code.

    Detectors cut and paste large images while they load them.
    """
    told = f"{training.loader} {training.name}".lower()
    if _FAST_LOADING.search(told) or training.kind == "vision-language":
        return "fast"
    return "detection" if _DETECTION.search(training.kind.lower()) else "ordinary"


def sample_training_hours(
    training: SampleTraining, samples: float, constants: Constants
) -> Estimate:
    """Accelerator-hours to train on so many samples, repetitions included; samples ≥ 0."""
    hours = samples * seconds_per_sample(training, constants) / SECONDS_PER_HOUR
    return estimate(constants, _SPREAD_SAMPLES).map(lambda factor: hours * factor)
