"""What is trained, on what, and how."""

from dataclasses import dataclass

from calculator.facts import Accelerator, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one copy of a model and its batch are spread over accelerators."""

    tensor: float = 1  # accelerators that share every matrix
    pipeline: float = 1  # stages, each some of the layers
    interleaved: float = 1  # pieces of a stage that take turns
    micro_batches: float | None = None  # passes of one pipeline until the optimiser steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is trained, on what, and how."""

    params: float  # all parameters; > 0
    active_params: float  # that one token passes; < params in a mixture of experts
    shape: Shape
    accelerator: Accelerator
    accelerators: float = 8
    seq_len: float = 2048
    precision: str = "bf16"
    checkpointing: str = "unknown"  # none, selective, full or unknown
    layout: Layout = Layout()
    kernel_lag: float = 0  # generations of chips that the attention kernel is older than its chip
    pass_tokens: float | None = None  # of one forward pass on one accelerator, where told
    tuned: bool = False  # code that a maker of chips has tuned for its own
