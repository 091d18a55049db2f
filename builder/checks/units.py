"""Units: a misspelt one would be printed beside a figure, a share above 1 would be a percentage."""

from collections.abc import Iterator

from builder.checks.unit_words import hint, read_unit
from builder.content.load import Content, Loaded
from builder.problems import Problem, few


def check_units(content: Content) -> Iterator[Problem]:
    """Every problem with a unit."""
    for kind in ("assumption", "input"):
        for loaded in content.kinds[kind].values():
            yield from check_measure(loaded)
    for loaded in content.kinds["assumption"].values():
        yield from check_share(loaded)
        yield from check_money(loaded)
        yield from check_sign(loaded)
    for loaded in content.kinds["rent"].values():
        yield from check_rent(loaded)


def check_measure(loaded: Loaded) -> Iterator[Problem]:
    """Every word of a unit is a measure that is known."""
    unit = loaded.record.unit
    found = read_unit(unit) if unit else None
    if isinstance(found, str):
        part = "" if found == unit else f" in '{unit}'"
        yield loaded.problem(("unit",), f"unknown unit '{found}'{part}{hint(found)}")


def check_share(loaded: Loaded) -> Iterator[Problem]:
    """A share lies between 0 and 1; what changes by a share per year may also shrink."""
    unit = loaded.record.unit
    if not unit.startswith("share"):
        return
    least = -1 if "per year" in unit else 0
    yield from few(
        loaded.problem(
            ("values", i, name), f"a share must be from {least} to 1, got {getattr(entry, name):g}"
        )
        for i, entry in enumerate(loaded.record.values)
        for name in ("value", "low", "high")
        if not least <= getattr(entry, name) <= 1
    )


def check_sign(loaded: Loaded) -> Iterator[Problem]:
    """What is counted is not below 0; constants of physics, by which others are divided, are above.

    What changes by a share per year may shrink; exponents and thresholds of the decision are free.
    """
    record = loaded.record
    if record.group == "decision" or record.unit in ("share per year", "exponent"):
        return
    for i, entry in enumerate(record.values):
        if entry.low < 0 or (record.group == "physics" and entry.low == 0):
            bound = "above 0" if record.group == "physics" else "at least 0"
            yield loaded.problem(("values", i, "low"), f"low must be {bound}, got {entry.low:g}")


def check_rent(loaded: Loaded) -> Iterator[Problem]:
    """Nobody rents out or sells a chip for nothing."""
    tiers = [(("tiers", tier), entries) for tier, entries in loaded.record.tiers.items()]
    for steps, entries in [*tiers, (("purchase",), loaded.record.purchase)]:
        for i, entry in enumerate(entries):
            if entry.low <= 0:
                yield loaded.problem((*steps, i, "low"), f"low must be above 0, got {entry.low:g}")


def check_money(loaded: Loaded) -> Iterator[Problem]:
    """A price and a wage are in USD, or in proportion to another price."""
    record = loaded.record
    measure = record.unit.partition(" ")[0].partition("/")[0]
    if record.group in ("price", "wage") and measure not in ("USD", "ratio", "share", "factor"):
        message = f"unit of a {record.group} must begin with USD, got '{record.unit}'"
        yield loaded.problem(("unit",), message)
