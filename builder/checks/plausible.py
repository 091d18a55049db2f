"""Plausible numbers: one in another unit, or with a digit too many, shows at its own record.

Found later it would show where words are held against the calculator, on pages that have no fault.
"""

from collections.abc import Iterator, Sequence

from builder.checks.machines import peak_of
from builder.checks.unit_words import Unit, read_unit
from builder.content.load import Content, Loaded
from builder.content.records.facts import Accelerator, DatedValue
from builder.content.records.market import Listed
from builder.content.yaml_source import Steps
from builder.problems import Problem

type Bounds = tuple[float, float]

# A value may move, and its ends may lie apart, so far; in November 2026 they did 3 and 30 times.
MOST_MOVED, MOST_APART = 10.0, 100.0
# From about a tenth of the least to ten times the most that was on record in November 2026.
PLAUSIBLE: dict[str, Bounds] = {
    "USD": (0.0005, 20),  # other currencies
    "USD per GB": (0.0005, 2),
    "USD per GB and month": (0.001, 5),
    "USD per accelerator and hour": (0.01, 200),
    "USD per day": (50, 20_000),
    "USD per hour": (0.004, 20),
    "USD per image": (0.001, 2),
    "USD per kWh": (0.005, 5),
    "USD per label": (0.000005, 200),
    "USD per million characters": (1, 600),
    "USD per million read units": (1, 200),
    "USD per million tokens": (0.0004, 20),
    "USD per million training tokens": (0.04, 250),
    "USD per month": (2, 50_000),
    "USD per page": (0.00005, 0.1),
    "USD per request": (0.00005, 0.1),
    "USD per virtual processor and hour": (0.002, 1),
    "days": (0.02, 5_000),
    "days per month": (0.02, 31),
    "factor": (0.03, 30),
    "g CO2e per kWh": (1, 3_000),
    "kWh per million tokens": (0.001, 20),
    "multiple": (0.08, 100),
    "watt per virtual processor": (0.05, 50),
}
# USD for an hour, and to buy, of one TFLOP/s at peak: 0.0009 to 0.08 and 17 to 31 on record then.
RENTED: Bounds = (0.0001, 0.5)
BOUGHT: Bounds = (2, 400)
# Parameters for each layer and square of the width: 9 to 400, most in mixtures.
PER_LAYER: Bounds = (3, 1_500)
# Tokens that a model reads at once: 512 to 10 million on record then.
CONTEXT: Bounds = (128, 100_000_000)
# By the end of the field's name: 0.002 to 600, 0.02 to 4.8, 15 to 40 and 1 to 4 on record then.
LISTED: dict[str, Bounds] = {
    "usd_per_mtok": (0.0002, 3_000),
    "usd_per_hour": (0.002, 20),
    "usd_per_mchar": (1, 400),
    "usd_per_kpage": (0.1, 40),
}


def check_plausible(content: Content) -> Iterator[Problem]:
    """Every number that is out of all proportion, each record with its first one."""
    for loaded in content.kinds["assumption"].values():
        yield from _first(_check_assumption(loaded))
    for loaded in content.kinds["rent"].values():
        yield from _first(_check_rent(loaded, content.records("accelerator")))
    for loaded in content.kinds["price"].values():
        yield from _first(_check_price(loaded))
    for loaded in content.kinds["architecture"].values():
        yield from _first(_check_shapes(loaded))


def check_moved_little(
    loaded: Loaded, name: Steps, entries: Sequence[DatedValue]
) -> Iterator[Problem]:
    """A dated value is near the entry below it, and its ends are near the value itself."""
    for i, entry in enumerate(entries):
        apart = (entry.value / MOST_APART, entry.value * MOST_APART)
        for end in ("low", "high"):
            yield from _check(loaded, (*name, i, end), getattr(entry, end), apart, _APART)
        before = entries[i + 1].value if i + 1 < len(entries) else entry.value
        near = (before / MOST_MOVED, before * MOST_MOVED)
        yield from _check(loaded, (*name, i, "value"), entry.value, near, _BELOW)


def _check_assumption(loaded: Loaded) -> Iterator[Problem]:
    """What is counted in a unit lies where such numbers do; each unit of money has bounds."""
    entries, unit = loaded.record.values, loaded.record.unit
    found = read_unit(unit)
    bounds = _BOUNDS.get(found) if isinstance(found, Unit) else None
    if bounds:
        yield from _check_entries(loaded, ("values",), entries, bounds, f"in {unit}")
    elif isinstance(found, Unit) and found.measure == "USD":
        yield loaded.problem(("unit",), f"no plausible prices in {unit} are known to the check")
    yield from check_moved_little(loaded, ("values",), entries)


def _check_rent(loaded: Loaded, accelerators: dict[str, Accelerator]) -> Iterator[Problem]:
    """A chip costs what chips of its speed cost."""
    named = loaded.record
    chip = accelerators.get(named.accelerator)
    tiers = [(("tiers", tier), entries, RENTED) for tier, entries in named.tiers.items()]
    for steps, entries, (least, most) in [*tiers, (("purchase",), named.purchase, BOUGHT)]:
        if chip and (peak := peak_of(chip)):
            bounds, why = (least * peak, most * peak), f"in USD at {peak:g} TFLOP/s"
            yield from _check_entries(loaded, steps, entries, bounds, why)
        yield from check_moved_little(loaded, steps, entries)


def _check_price(loaded: Loaded) -> Iterator[Problem]:
    """A hosted model costs what such models cost, and about what it cost before."""
    entries = loaded.record.values
    context = loaded.record.context_tokens or 0
    yield from _check(loaded, ("context_tokens",), context, CONTEXT, "tokens")
    for i, entry in enumerate(entries):
        for name in Listed.model_fields:
            place, price = ("values", i, name), getattr(entry, name) or 0
            bounds = next(each for end, each in LISTED.items() if name.endswith(end))
            yield from _check(loaded, place, price, bounds, "in USD")
            before = (getattr(entries[i + 1], name) if i + 1 < len(entries) else None) or price
            near = (before / MOST_MOVED, before * MOST_MOVED)
            yield from _check(loaded, place, price, near, _BELOW)


def _check_shapes(loaded: Loaded) -> Iterator[Problem]:
    """A transformer has as many parameters as its layers and its width make likely."""
    for i, shape in enumerate(loaded.record.shapes):
        squares = shape.layers * shape.d_model**2
        bounds = (PER_LAYER[0] * squares, PER_LAYER[1] * squares)
        why = f"with {shape.layers:,} layers of a width of {shape.d_model:,}"
        yield from _check(loaded, ("shapes", i, "params"), shape.params, bounds, why)
        place = ("shapes", i, "context")
        yield from _check(loaded, place, shape.context or 0, CONTEXT, "tokens")


def _check_entries(
    loaded: Loaded, name: Steps, entries: Sequence[DatedValue], bounds: Bounds, why: str
) -> Iterator[Problem]:
    for i, entry in enumerate(entries):
        for end in ("value", "low", "high"):
            yield from _check(loaded, (*name, i, end), getattr(entry, end), bounds, why)


def _check(
    loaded: Loaded, steps: Steps, number: float, bounds: Bounds, why: str
) -> Iterator[Problem]:
    """A number is within bounds, or nothing; what is below 0 is told elsewhere."""
    least, most = bounds
    if number > 0 and least > 0 and not least <= number <= most:
        message = f"must be from {least:.4g} to {most:.4g} {why}, got {number:.10g}"
        yield loaded.problem(steps, f"{message}; is the unit another, or a digit too many?")


def _first(problems: Iterator[Problem]) -> Iterator[Problem]:
    """One number out of proportion makes more of them in its record."""
    yield from (each for each in [next(problems, None)] if each)


_BELOW = f"(within {MOST_MOVED:g} times of the entry below it)"
_APART = f"(within {MOST_APART:g} times of the value)"


def _bounds() -> dict[Unit, Bounds]:
    read = {unit: read_unit(unit) for unit in PLAUSIBLE}
    return {unit: PLAUSIBLE[text] for text, unit in read.items() if isinstance(unit, Unit)}


_BOUNDS = _bounds()
