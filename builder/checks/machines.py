"""Machines: a bandwidth or a peak in another unit shows in the ratio of the two."""

from collections.abc import Iterator

from builder.content.load import Content
from builder.content.records.facts import Accelerator
from builder.problems import Problem

# FLOPs at peak per byte from memory: 4.5 (a Raspberry Pi) to 947 (an edge module) in November 2026.
LEAST_PER_BYTE, MOST_PER_BYTE = 1.0, 4000.0
_GFLOPS_PER_TFLOPS = 1000


def check_machines(content: Content) -> Iterator[Problem]:
    """Memory keeps up with arithmetic as far as it does on any machine that was ever sold."""
    for loaded in content.kinds["accelerator"].values():
        peak, bandwidth = peak_of(loaded.record), loaded.record.bandwidth_gb_per_s
        per_byte = peak * _GFLOPS_PER_TFLOPS / bandwidth
        if not LEAST_PER_BYTE <= per_byte <= MOST_PER_BYTE:
            message = (
                f"{peak:g} TFLOP/s at {bandwidth:g} GB/s are {per_byte:.2g} FLOPs per byte; "
                f"must be from {LEAST_PER_BYTE:g} to {MOST_PER_BYTE:g}, so a unit is wrong"
            )
            yield loaded.problem(("bandwidth_gb_per_s",), message)


def peak_of(chip: Accelerator) -> float:
    """Its TFLOP/s in sixteen bits, or in whatever it is fastest; 0 where nothing is published."""
    peaks = chip.peak_tflops
    return peaks.get("bf16") or peaks.get("fp16") or max(peaks.values(), default=0)
