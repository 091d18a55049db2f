"""Units: a misspelt one would be printed beside a figure, a share above 1 would be a percentage."""

from collections.abc import Iterator

from builder.checks.unit_words import hint, read_unit
from builder.content.load import Content, Loaded
from builder.problems import Problem


def check_units(content: Content) -> Iterator[Problem]:
    """Every problem with a unit."""
    for kind in ("assumption", "input"):
        for loaded in content.kinds[kind].values():
            yield from check_measure(loaded)
    for loaded in content.kinds["assumption"].values():
        yield from check_share(loaded)
        yield from check_money(loaded)


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
    for i, entry in enumerate(loaded.record.values):
        for name in ("value", "low", "high"):
            if not least <= getattr(entry, name) <= 1:
                message = f"a share must be from {least} to 1, got {getattr(entry, name):g}"
                yield loaded.problem(("values", i, name), message)


def check_money(loaded: Loaded) -> Iterator[Problem]:
    """A price and a wage are in USD, or in proportion to another price."""
    record = loaded.record
    measure = record.unit.partition(" ")[0].partition("/")[0]
    if record.group in ("price", "wage") and measure not in ("USD", "ratio", "share", "factor"):
        message = f"unit of a {record.group} must begin with USD, got '{record.unit}'"
        yield loaded.problem(("unit",), message)
