"""How a record spreads a model over chips: its count where only the layout is told."""

import math
import re
from collections.abc import Mapping

from calculator.physics.reading import once
from calculator.physics.record import Record
from calculator.physics.values import PredictionError

_SIZES = ("tp", "pp", "dp", "cp", "ep")
_TOLD = re.compile(r"(?<![a-z])(d?ep|tep|tp|pp|dp)[ =-]?(\d+)")


def layout_in_words(text: str) -> dict[str, float | None]:
    """Sizes that a text such as "TP4 PP2" tells; chips of one group of experts share a copy."""
    told = {name: float(size) for name, size in _TOLD.findall(text.lower())}
    together = max((told[name] for name in ("tp", "tep", "dep") if name in told), default=None)
    return {"tp": together, **{name: told[name] for name in ("pp", "dp", "ep") if name in told}}


@once
def sizes(record: Record) -> Mapping[str, float]:
    """tp, pp, dp, cp and ep as they are given, in numbers or words.

    Raises:
        PredictionError: one of them is no whole number, or the words tell none.
    """
    words = layout_in_words(told) if (told := record.text("parallelism")) else {}
    if told and not any(words.values()):
        raise PredictionError(f"parallelism must be sizes such as TP4 PP2, got {told[:60]!r}")
    found = {name: record.number(name) or words.get(name) for name in _SIZES}
    for name, size in found.items():
        if size is not None and size % 1:
            raise PredictionError(f"{name} must be a whole number, got {size:g}")
    return {name: size for name, size in found.items() if size is not None}


def count_by_layout(record: Record, given: float | None) -> float | None:
    """How many chips work together: given and checked against the layout, or told by it.

    Experts are shared by chips that already share layers or hold copies of the rest.
    """
    found = dict(sizes(record))
    experts = found.pop("ep", 1.0)
    product = math.prod(found.values())
    told = " × ".join(found)
    if experts > product:
        product, told = experts, "ep"
    if given is None:
        if product > 1:
            record.suppose(f"{product:g} accelerators are taken, as {told} says")
        return product if told else None
    if product > given or ("dp" in found and product != given) or given % product:
        warning = f"accelerator_count is {given:g}, not {product:g} as {told} says"
        record.warnings += [warning] if warning not in record.warnings else []
    return given


@once
def copies(record: Record, count: float) -> float:
    """Copies of the model that so many chips serve from; one where no layout is told."""
    found = sizes(record)
    span = max(found.get("tp", 1.0) * found.get("pp", 1.0), found.get("ep", 1.0))
    if not {"tp", "pp", "dp", "ep"} & found.keys():
        return 1.0
    if not {"tp", "pp", "ep"} & found.keys():
        return min(found["dp"], count)
    return count // span if count > span and count % span == 0 else 1.0


def chips_of_a_copy(record: Record) -> float:
    """Chips that one copy of the model is spread over; one where neither count nor layout is."""
    count = record.number("accelerator_count") or 1.0
    return count / copies(record, count)


@once
def stages(record: Record, count: float) -> float:
    """Stages of layers in one copy of so many chips."""
    return min(sizes(record).get("pp", 1.0), count)
