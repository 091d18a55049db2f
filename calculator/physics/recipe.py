"""How a training step holds its states: the optimiser's recipe, what is spread, what waits."""

import re

from calculator.physics.fields import Fields, PredictionError
from calculator.physics.methods import method_kind
from calculator.physics.reading import once
from calculator.physics.values import shown


@once
def optimizer(fields: Fields, method: str) -> str | None:
    """The optimiser's states as a recipe; None where the record says nothing."""
    text = f"{fields.text('optimizer')} {method}".lower()
    if offload(fields):
        return "offload"
    if "backward" in text:
        return "in-backward"
    if re.search(r"8-?bit|paged", fields.text("optimizer").lower()):
        return "8-bit"
    if "offload" in text:
        return "offload"
    if "fp32" in text or "float32" in text:
        return "fp32"
    if "mixed" in text or "zero" in fields.text("sharding").lower() or fields.text("sharding"):
        return "mixed"
    if method_kind(method) != "full":
        return "mixed"
    return "bf16" if fields.text("optimizer") else None


@once
def offload(fields: Fields) -> str:
    """What waits with the host: "", "optimizer", or "weights" as well."""
    told = fields.value("offload")
    if told in (None, False, "none", ""):
        return ""
    if told is True or told == "optimizer":
        return "optimizer"
    if told in ("weights", "params", "all"):
        return "weights"
    raise PredictionError(f"offload must be true, optimizer or weights, got {shown(told)}")


def told_stage(sharding: str) -> int:
    """What a text says is spread: 0 nothing, 1 optimiser, 2 and gradients, 3 and weights."""
    text = sharding.lower()
    if "no" in text.split() or text in ("none", "ddp"):
        return 0
    stage = re.search(r"[0-3]", text)
    if stage:
        return int(stage.group())
    return 3 if "fsdp" in text or "full" in text else 1
