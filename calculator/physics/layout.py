"""How a record spreads a model over chips: its count where only the layout is told."""

import re

from calculator.physics.record import PredictionError, Record

_TOLD = re.compile(r"(?<![a-z])(d?ep|tep|tp|pp|dp)[ =-]?(\d+)")


def layout_in_words(text: str) -> dict[str, float]:
    """Sizes that a text such as "TP4 PP2" tells; chips of one group of experts share a copy."""
    told = {name: float(size) for name, size in _TOLD.findall(text.lower())}
    together = max((told[name] for name in ("tp", "tep", "dep") if name in told), default=None)
    return {
        name: size
        for name, size in (("tp", together), ("pp", told.get("pp")), ("dp", told.get("dp")))
        if size
    }


def sizes(record: Record) -> dict[str, float]:
    """tp, pp, dp and cp as they are given, in numbers or words.

    Raises:
        PredictionError: one of them is no whole number.
    """
    words = layout_in_words(record.text("parallelism"))
    found = {name: record.number(name) or words.get(name) for name in ("tp", "pp", "dp", "cp")}
    for name, size in found.items():
        if size is not None and size % 1:
            raise PredictionError(f"{name} must be a whole number, got {size:g}")
    return {name: size for name, size in found.items() if size is not None}


def count_by_layout(record: Record, given: float | None) -> float | None:
    """How many chips work together: given and checked against the layout, or told by it."""
    found = sizes(record)
    product = 1.0
    for size in found.values():
        product *= size
    told = " × ".join(found)
    if given is None:
        if product > 1:
            record.suppose(f"{product:g} accelerators are taken, as {told} says")
        return product if found else None
    if product > given or ("dp" in found and product != given) or given % product:
        warning = f"accelerator_count is {given:g}, not {product:g} as {told} says"
        record.warnings += [warning] if warning not in record.warnings else []
    return given


def copies(record: Record, count: float) -> float:
    """Copies of the model that so many chips serve from; one where no layout is told."""
    found = sizes(record)
    span = found.get("tp", 1.0) * found.get("pp", 1.0)
    if not {"tp", "pp", "dp"} & found.keys():
        return 1.0
    if "tp" not in found and "pp" not in found:
        return min(found["dp"], count)
    return count // span if count > span and count % span == 0 else 1.0


def chips_of_a_copy(record: Record) -> float:
    """Chips that one copy of the model is spread over; one where neither count nor layout is."""
    count = record.number("accelerator_count") or 1.0
    return count / copies(record, count)


def stages(record: Record, count: float) -> float:
    """Stages of layers in one copy of so many chips."""
    return min(sizes(record).get("pp", 1.0), count)
