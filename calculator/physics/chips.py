"""Accelerators by the names that people give them, and what a chip can do at most."""

import functools
import re

from calculator.facts import Accelerator
from calculator.knowledge import Knowledge
from calculator.units import BYTES_PER_GB, FLOPS_PER_TFLOPS

UNNAMED = ("", "any", "unknown", "gpu", "other")
_MAKERS = re.compile(
    r"nvidia|geforce|tesla|quadro|amd|instinct|radeon|google|cloud|intel|habana|apple|aws"
)
_COUNT = re.compile(r"^\s*\d+\s*[x×*]\s*")
_PRECISIONS = {
    "fp8": "fp8 float8 f8 e4m3 fp8-mixed w8a8-fp8",
    "int8": "int8 w8a8 i8",
    "fp4": "fp4 nvfp4 mxfp4",
    "fp16": "fp16",  # added up in 16 bits, where the chip is faster at that
    "fp32": "fp32 float32 f32 single full",
    "tf32": "tf32",
}
_OTHER_NAMES = {name: kind for kind, names in _PRECISIONS.items() for name in names.split()}


def find_accelerator(name: str, knowledge: Knowledge) -> Accelerator | None:
    """The accelerator that a name means, whatever its case, hyphens and maker's name.

    An unknown variant falls back to the known chip with the longest common start, so
    that "H100-SXM5-80GB-HBM3" is an H100 SXM. None where nothing fits.
    """
    for accelerator in knowledge.accelerators.values():
        if name == accelerator.id or name in accelerator.aliases:
            return accelerator
    return _close_to(_key(name), knowledge)


def _close_to(wanted: str, knowledge: Knowledge) -> Accelerator | None:
    best, best_length = None, 0
    for accelerator in knowledge.accelerators.values():
        for alias in (accelerator.id, accelerator.name, *accelerator.aliases):
            known = _key(alias)
            if known == wanted:
                return accelerator
            if len(known) > best_length and len(known) >= 2 and _continues(wanted, known):
                best, best_length = accelerator, len(known)
    return best


def peak_flops(accelerator: Accelerator, precision: str = "bf16") -> float:
    """Dense peak in FLOP/s; the nearest precision that the chip has where it lacks this one.

    A chip without the narrow type computes in 16 bits, and one without 16-bit units in 32.
    """
    peaks = accelerator.peak_tflops
    for kind in (precision_kind(precision), "bf16", "fp16", "tf32", "fp32"):
        if kind in peaks:
            return peaks[kind] * FLOPS_PER_TFLOPS
    return max(peaks.values()) * FLOPS_PER_TFLOPS


def precision_kind(precision: str) -> str:
    """The number type that is multiplied: fp4, fp8, int8, bf16, tf32 or fp32."""
    return _OTHER_NAMES.get(precision.strip().lower(), "bf16")


def bandwidth(accelerator: Accelerator) -> float:
    """Memory bandwidth in bytes per second."""
    return accelerator.bandwidth_gb_per_s * BYTES_PER_GB


def family(accelerator: Accelerator) -> str:
    """Chips of one family share their constants: ampere, hopper, tpu-v5e, …"""
    return str(accelerator.traits.get("family", "generic"))


def memory_kind(accelerator: Accelerator) -> str:
    """The kind of memory: hbm, gddr, unified (shared with the processor) or host."""
    return str(accelerator.traits.get("memory", "hbm"))


@functools.lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """A name without its maker, punctuation, unit of memory and leading count."""
    plain = re.sub(r"[^a-z0-9]", "", _MAKERS.sub("", _COUNT.sub("", name.lower())))
    return re.sub(r"(?<=\d)gi?b(?![a-z])", "", plain)


def _continues(wanted: str, known: str) -> bool:
    """Whether the name is the known one with more behind it, and not another number."""
    if not wanted.startswith(known):
        return False
    rest = wanted[len(known) :]
    return not (
        known[-1].isdigit() and rest[:1].isdigit() and not known.startswith(("a", "h", "b"))
    )
