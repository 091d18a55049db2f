"""Accelerators by the names that people give them, and what a chip can do at most."""

import dataclasses
import math
import re
from collections.abc import Mapping

from calculator.facts import Accelerator
from calculator.knowledge import Knowledge
from calculator.names import Remembered, did_you_mean
from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely
from calculator.units import BYTES_PER_GB, FLOPS_PER_TFLOPS

UNNAMED = ("", "any", "unknown", "gpu", "other")
_MAKERS = re.compile(
    r"nvidia|geforce|tesla|amd|instinct|radeon|google|cloud|intel|habana|apple|aws|huawei"
    r"|mac ?studio|mac ?mini|macbook( pro| air)?|imac"
)
_COUNT = re.compile(
    r"^\s*(\d+)\s*(?:[x×*]\s+|[×*])|^\s*(\d{1,3})x(?=[a-z])|\s[x×*]\s?(\d{1,4})\s*$"
)
_ASIDE = re.compile(r"\((?:\d+ (?:threads|cores|chips?))\)|\b\d+[ -](?:threads|cores)\b")
_THREADS = re.compile(r"\b(\d+)[ -](?:threads|cores)\b")
_CORES_TO_FILL_MEMORY = 4  # one core in so many reads as fast as the memory gives
# What may follow a known name without making it another chip
_HARMLESS = re.compile(r"(?:sxm\d?|hbm\d?e?|gpu|tensorcore|module|card|chip|smi|\d+gi?b?)*")
_SIZE = re.compile(r"[1-9]\d{0,2}gi?b")
_SLICE = re.compile(r"(?:mig)?(\d)g(\d+)gb(?:mig)?")
_GENERATIONS = {"ampere": 0, "hopper": 1, "blackwell": 2}  # of the instructions for products
_KERNELS = {"fa2": 0, "flashattention2": 0, "flash_attention_2": 0, "xformers": 0, "fa3": 1}
_COMPUTE_SLICES, _MEMORY_SLICES = 7, 8  # of a chip that is cut up
_STACKED_FROM = Assumed("stacked-memory-from", "GB per second")
KINDS = ("fp4", "fp8", "int8", "fp16", "bf16", "tf32", "fp32")


def count_in_name(name: str) -> float | None:
    """How many chips a name says: "8 × A100" is eight; None where it says nothing."""
    told = _COUNT.search(name.lower())
    return float(told[1] or told[2] or told[3]) if told else None


def find_accelerator(name: str, knowledge: Knowledge) -> Accelerator | None:
    """The accelerator that a name means, whatever its case, hyphens and maker's name.

    A name may go on with its memory or socket ("H100-SXM5-80GB-HBM3" is an H100 SXM), and a
    slice of a chip is a chip of its own. Anything else behind a known name makes it unknown,
    because "V100-PCIe" and "RTX 4090 Laptop" are other chips than V100 and RTX 4090.
    """
    known = _by_key(knowledge.accelerators)
    wanted = _key(name)
    found = known.get(wanted) or _longer(wanted, known) or _slice(wanted, known)
    return found and _with_threads(found, name)


def _with_threads(chip: Accelerator, name: str) -> Accelerator:
    """A processor of which only so many threads work: that part of its arithmetic.

    A few cores already read as fast as memory gives, so bandwidth falls below a quarter of them.
    """
    told, cores = _THREADS.search(name.lower()), chip.traits.get("cores")
    if told is None or cores is None:
        return chip
    share = min(1.0, int(told[1]) / float(cores))
    return dataclasses.replace(
        chip,
        name=f"{chip.name}, {told[1]} threads",
        bandwidth_gb_per_s=chip.bandwidth_gb_per_s * min(1.0, share * _CORES_TO_FILL_MEMORY),
        peak_tflops={kind: peak * share for kind, peak in chip.peak_tflops.items()},
    )


def _longer(wanted: str, known: Mapping[str, Accelerator]) -> Accelerator | None:
    """The chip whose name the wanted one begins with, where the rest makes it no other chip.

    A card or board may be had with less memory than the listed one; stacked memory may not.
    """
    for end in range(len(wanted) - 1, 1, -1):
        found, rest = known.get(wanted[:end]), wanted[end:]
        joined = wanted[end - 1].isdigit() and rest[0].isdigit()
        if found is None or (joined and _SIZE.fullmatch(rest) is None):
            continue
        size = _told_memory(rest)
        if size is None or _HARMLESS.fullmatch(rest) is None:
            continue
        if size == 0 or 0.85 < size / found.memory_gib < 1.15:
            return found
        if memory_kind(found) != "hbm" and size < found.memory_gib:
            return dataclasses.replace(found, name=f"{found.name}, {size:g} GB", memory_gib=size)
    return None


def _told_memory(rest: str) -> float | None:
    """Gigabytes that the rest of a name tells; 0 where it tells none, None where it is odd."""
    numbers = re.findall(r"\d+", re.sub(r"(?:sxm|hbm)\d?", "", rest))
    return float(numbers[0]) if len(numbers) == 1 else 0.0 if not numbers else None


def _slice(wanted: str, known: Mapping[str, Accelerator]) -> Accelerator | None:
    """A slice of a chip: sevenths of its arithmetic, eighths of its memory and bandwidth.

    Source: NVIDIA Multi-Instance GPU user guide.
    """
    cut = _SLICE.search(wanted)
    if cut is None:
        return None
    share, size = int(cut[1]) / _COMPUTE_SLICES, float(cut[2])
    rest = wanted[: cut.start()].removesuffix("mig") + wanted[cut.end() :]
    whole = known.get(rest) or _longer(rest, known)
    if whole is None or not 0 < share <= 1:
        return None
    part = min(1.0, math.ceil(size / whole.memory_gib * _MEMORY_SLICES - 0.5) / _MEMORY_SLICES)
    return dataclasses.replace(
        whole,
        id=f"{whole.id}-{cut[1]}g.{cut[2]}gb",
        name=f"{whole.name}, slice {cut[1]}g.{cut[2]}gb",
        memory_gib=min(size, whole.memory_gib),
        bandwidth_gb_per_s=whole.bandwidth_gb_per_s * part,
        peak_tflops={kind: peak * share for kind, peak in whole.peak_tflops.items()},
        tdp_watts=None,
        aliases=(),
        rents={},
    )


def described(
    name: str, peak: float, bandwidth_gb: float, memory_gib: float | None, constants: Constants
) -> Accelerator:
    """A chip of which only figures are known: 16-bit peak in TFLOP/s, GB/s, GiB."""
    return Accelerator(
        id="described",
        name=name,
        vendor="",
        year=0,
        memory_gib=memory_gib or math.inf,
        bandwidth_gb_per_s=bandwidth_gb,
        peak_tflops={"bf16": peak, "fp16": peak},
        traits={"memory": "hbm" if bandwidth_gb >= likely(constants, _STACKED_FROM) else "gddr"},
    )


def refusal(name: str, knowledge: Knowledge) -> str:
    """Why a chip is refused, and what was probably meant."""
    known = [n for each in knowledge.accelerators.values() for n in (each.name, *each.aliases)]
    hint = did_you_mean(name, known)
    return (
        f"accelerator {name[:60]!r} is not known{hint} (or give peak_tflops and bandwidth_gb_per_s)"
    )


def _keyed(accelerators: Mapping[str, Accelerator]) -> dict[str, Accelerator]:
    found: dict[str, Accelerator] = {}
    for chip in accelerators.values():
        for name in (chip.id, chip.name, *chip.aliases):
            found.setdefault(_key(name), chip)
    return found


_by_key = Remembered[Mapping[str, Accelerator]](_keyed)


def peak_flops(accelerator: Accelerator, precision: str = "bf16") -> float:
    """Dense peak in FLOP/s; the nearest precision that the chip has where it lacks this one.

    A chip without the narrow type computes in 16 bits, and one without 16-bit units in 32.
    """
    peaks = accelerator.peak_tflops
    for kind in (precision_kind(precision), "bf16", "fp16", "tf32", "fp32"):
        if kind in peaks:
            return peaks[kind] * FLOPS_PER_TFLOPS
    return max(peaks.values()) * FLOPS_PER_TFLOPS


def precision_kind(arithmetic: str) -> str:
    """The number type that is multiplied: one of `KINDS`, or bf16 for any other text."""
    return arithmetic if arithmetic in KINDS else "bf16"


def bandwidth(accelerator: Accelerator) -> float:
    """Memory bandwidth in bytes per second."""
    return accelerator.bandwidth_gb_per_s * BYTES_PER_GB


def family(accelerator: Accelerator) -> str:
    """Chips of one family share their constants: ampere, hopper, tpu-v5e, …"""
    return str(accelerator.traits.get("family", "generic"))


def kernel_lag(accelerator: Accelerator, attention: str) -> float:
    """Generations between an attention kernel and its chip.

    FlashAttention 2 and its like use the instructions of Ampere: on Hopper they are one
    generation behind, on Blackwell two; FlashAttention 3 is Hopper's.
    """
    told = attention.lower()
    written = next((born for name, born in _KERNELS.items() if name in told), None)
    return 0.0 if written is None else max(0.0, _GENERATIONS.get(family(accelerator), 0) - written)


def native_bits(accelerator: Accelerator, weight_bits: float) -> bool:
    """Whether the chip multiplies weights of this width without unpacking them."""
    peaks = accelerator.peak_tflops
    return 8 <= weight_bits < 8.25 and ("fp8" in peaks or "int8" in peaks)


def fast_domain(accelerator: Accelerator) -> float:
    """Accelerators that fast links join; beyond them the network counts."""
    return float(accelerator.traits.get("fast_domain", 8))


def units(accelerator: Accelerator) -> float:
    """Units that read memory on their own (streaming multiprocessors); 0 where that is not told."""
    return float(accelerator.traits.get("units", 0))


def memory_kind(accelerator: Accelerator) -> str:
    """The kind of memory: hbm, gddr, unified (shared with the processor) or host."""
    return str(accelerator.traits.get("memory", "hbm"))


def _key(name: str) -> str:
    """A name without its maker, punctuation, unit of memory and leading count."""
    plain = _MAKERS.sub("", _COUNT.sub("", _ASIDE.sub("", name.lower())))
    return re.sub(r"[^a-z0-9]", "", plain)
