"""A made-up chip, model and set of constants on which numbers can be worked by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from calculator.estimate import Estimate, exactly
from calculator.facts import Accelerator, Shape
from calculator.packed import load_knowledge
from calculator.physics import predict as physics
from calculator.physics.constants import physics_constants

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 20)
REAL = physics_constants(KNOWLEDGE, TODAY)
# What is taken where nothing is told, and from where on; nothing is lost or added by it.
_STATED = frozenset(
    each.id
    for each in KNOWLEDGE.assumptions.values()
    if each.at(TODAY).basis.startswith(("Our judgement", "By definition", "Architecture"))
)

CHIP = Accelerator(
    id="plain-chip",
    name="Plain chip",
    vendor="Nobody",
    year=2026,
    memory_gib=100.0,
    bandwidth_gb_per_s=1000.0,  # 1e12 bytes/s
    peak_tflops={"bf16": 100.0, "fp16": 100.0, "fp8": 200.0, "fp32": 10.0},  # 1e14 FLOP/s
    tdp_watts=100.0,
)
SHAPE = Shape(
    params=1e9, layers=10, d_model=1000, heads=10, kv_heads=5, d_ff=4000, vocab=10_000, mlp_mats=3
)


def predict(*asked: Any) -> dict[str, Any]:
    """What `calculator.physics.predict` says, as plain values."""
    return physics.predict(*asked).to_dict()


def constants(**changed: float) -> Mapping[str, Estimate]:
    """Constants that leave a formula bare: nothing lost, nothing added, no spread.

    Names are given with "_" for "-" and for ".".
    """
    bare = {name: exactly(_bare_value(name)) for name in REAL}
    plain = {name.replace("-", "_").replace(".", "_"): name for name in REAL}
    return {**bare, **{plain[name]: exactly(value) for name, value in changed.items()}}


def _bare_value(name: str) -> float:
    if name in _STATED:
        return REAL[name].value
    additions = ("bytes", "seconds", "per-doubling", "gib", "adapter-share", "operations")
    return 0.0 if any(mark in name for mark in additions) else 1.0


def chip(**changed: object) -> Accelerator:
    """The plain chip with other properties."""
    values = {name: getattr(CHIP, name) for name in CHIP.__dataclass_fields__}
    return Accelerator(**{**values, **changed})
