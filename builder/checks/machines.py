"""Machines: a bandwidth or a peak in another unit shows in the ratio of the two."""

from collections.abc import Iterator

from builder.content.load import Content, Loaded
from builder.content.records.facts import Accelerator
from builder.problems import Problem

# FLOPs at peak per byte from memory: 4.5 (a Raspberry Pi) to 947 (an edge module) in November 2026.
LEAST_PER_BYTE, MOST_PER_BYTE = 1.0, 4000.0
_GFLOPS_PER_TFLOPS = 1000
# Of what it reaches in sixteen bits: 0.03 (32 bits, a server's processor) to 8 (4 bits) then.
LEAST_OF_USUAL, MOST_OF_USUAL = 0.003, 80.0
MOST_GIB, MOST_WATTS = 10_000, 4_000  # of one chip or processor; 6,144 and 1,400 then
# How often a second all memory could be read: 0.05 (a server's processor) to 76 (a graphics card).
LEAST_OFTEN, MOST_OFTEN = 0.02, 500.0


def check_machines(content: Content) -> Iterator[Problem]:
    """Memory, arithmetic and power fit each other as on any machine that was ever sold."""
    for loaded in content.kinds["accelerator"].values():
        yield from _check_size(loaded)
        peak, bandwidth = peak_of(loaded.record), loaded.record.bandwidth_gb_per_s
        per_byte = peak * _GFLOPS_PER_TFLOPS / bandwidth
        if not LEAST_PER_BYTE <= per_byte <= MOST_PER_BYTE:
            message = (
                f"{peak:g} TFLOP/s at {bandwidth:g} GB/s are {per_byte:.2g} FLOPs per byte; "
                f"must be from {LEAST_PER_BYTE:g} to {MOST_PER_BYTE:g}, so a unit is wrong"
            )
            yield loaded.problem(("bandwidth_gb_per_s",), message)
        yield from _check_peaks(loaded, peak)


def _check_peaks(loaded: Loaded, usual: float) -> Iterator[Problem]:
    """No format is out of proportion to sixteen bits."""
    for name, peak in loaded.record.peak_tflops.items():
        if not LEAST_OF_USUAL <= peak / usual <= MOST_OF_USUAL:
            bounds = f"from {LEAST_OF_USUAL:g} to {MOST_OF_USUAL:g} times {usual:g} TFLOP/s"
            yield loaded.problem(("peak_tflops", name), f"{name} must be {bounds}, got {peak:g}")


def _check_size(loaded: Loaded) -> Iterator[Problem]:
    """Neither memory nor power is that of another unit."""
    chip = loaded.record
    often = chip.bandwidth_gb_per_s / chip.memory_gib
    if chip.memory_gib > MOST_GIB or not LEAST_OFTEN <= often <= MOST_OFTEN:
        message = f"{chip.memory_gib:g} GiB, which are read {often:.2g} times a second; must be"
        bounds = f"at most {MOST_GIB:,} GiB and from {LEAST_OFTEN:g} to {MOST_OFTEN:g} times"
        yield loaded.problem(("memory_gib",), f"{message} {bounds}, so a unit is wrong")
    if chip.tdp_watts is not None and not 1 <= chip.tdp_watts <= MOST_WATTS:
        message = f"must be from 1 to {MOST_WATTS:,} W, got {chip.tdp_watts:g}"
        yield loaded.problem(("tdp_watts",), message)


def peak_of(chip: Accelerator) -> float:
    """Its TFLOP/s in sixteen bits, or in whatever it is fastest; 0 where nothing is published."""
    peaks = chip.peak_tflops
    return peaks.get("bf16") or peaks.get("fp16") or max(peaks.values(), default=0)
