"""Fit the constants of the physics to published figures, and see whether they carry over.

`python -m benchmarks.fit_physics [QUANTITY …]` prints fitted values beside those in force,
for whoever edits the assumptions. It writes nothing.
"""

import math
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks._fitted import BOUNDS, FITTED, JOINED
from benchmarks._published import (
    QUANTITIES,
    Quantity,
    Record,
    data_folder,
    is_good,
    knowledge,
    measured,
    read_records,
    source_of,
)
from builder.pages.scoring import median_factor
from calculator.estimate import exactly
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.predict import predict_with

_FIRST_STEP, _LAST_STEP = 0.2, 0.01  # of the logarithm of a constant
_ROUNDS = 40
_STAY = 0.01  # how much a constant resists leaving where it was
_WORST = 1.0  # an error beyond ×e counts as ×e: outliers must not pull


@dataclass(frozen=True)
class Sample:
    """A record with its quantity."""

    quantity: Quantity
    record: Record


def scored(name: str) -> list[Sample]:
    """Every record of a quantity that is to be scored."""
    quantity = next(quantity for quantity in QUANTITIES if quantity.name == name)
    records = read_records(data_folder(), quantity.file)
    return [Sample(quantity, r) for r in records if quantity.belongs(r) and is_good(r)]


def residuals(
    samples: Iterable[Sample], constants: Constants, known: Knowledge
) -> list[tuple[Sample, float]]:
    """Logarithms of predicted over published, of the samples that have both."""
    found = []
    for sample in samples:
        answer = predict_with(sample.quantity.kind, sample.record, known, constants)
        value = measured(sample.quantity, sample.record, str(answer.get("unit", "")))
        if value and "likely" in answer:
            found.append((sample, math.log(answer["likely"] / value)))
    return found


def fit(
    samples: Sequence[Sample], ids: Sequence[str], start: Constants, known: Knowledge
) -> dict[str, float]:
    """Constants that make the mean error small, by steps along one constant at a time."""

    def loss(values: dict[str, float]) -> float:
        errors = [abs(e) for _, e in residuals(samples, _with(start, values), known)]
        stay = sum(abs(math.log(values[i] / start[i].value)) for i in ids) / max(1, len(ids))
        return sum(min(e, _WORST) for e in errors) / max(1, len(errors)) + _STAY * stay

    values, step = {i: start[i].value for i in ids}, _FIRST_STEP
    best = loss(values)
    for _ in range(_ROUNDS):
        values, improved = _walk(values, step, best, loss)
        best, step = (improved, step) if improved < best - 1e-9 else (best, step / 2)
        if step < _LAST_STEP:
            break
    return values


def _walk(
    values: dict[str, float], step: float, best: float, loss: Callable[[dict[str, float]], float]
) -> tuple[dict[str, float], float]:
    """One step along every constant that gains by it."""
    for constant in list(values):
        for factor in (math.exp(step), math.exp(-step)):
            tried = {**values, constant: _bounded(constant, values[constant] * factor)}
            found = loss(tried)
            if found < best - 1e-9:
                values, best = tried, found
                break
    return values, best


def _bounded(constant: str, value: float) -> float:
    """A value inside what stays possible."""
    for start, (low, high) in BOUNDS.items():
        if constant.startswith(start):
            return min(high, max(low, value))
    return value


def _with(constants: Constants, values: dict[str, float]) -> Constants:
    return {**constants, **{name: exactly(value) for name, value in values.items()}}


def fit_quantity(
    name: str, start: Constants, known: Knowledge, held: Sequence[Sample] = ()
) -> Constants:
    """All constants, those of one quantity fitted on the records that are not held out."""
    names = (name, *JOINED.get(name, ()))
    out = {id(sample.record) for sample in held}
    samples = [s for n in names for s in scored(n) if id(s.record) not in out]
    if len(names) > 1:
        samples += [s for s in samples if s.quantity.name == name] * 3  # as heavy as the others
    return _with(start, fit(samples, FITTED[name], start, known)) if samples else start


def held_out_errors(
    name: str, constants: Constants, known: Knowledge, part: Callable[[Sample], object]
) -> list[float]:
    """Errors on each part of the records when the constants were fitted on all the others."""
    start, samples = neutral(constants, FITTED[name]), scored(name)
    found: list[float] = []
    for held in _parts(samples, part):
        fitted = fit_quantity(name, start, known, held)
        found += [error for _, error in residuals(held, fitted, known)]
    return found


def _parts(samples: Sequence[Sample], part: Callable[[Sample], object]) -> list[list[Sample]]:
    groups: dict[object, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(part(sample), []).append(sample)
    return list(groups.values())


def by_source(sample: Sample) -> object:
    """The document of a record."""
    return source_of(sample.record)


def by_fifth(sample: Sample) -> object:
    """One of five parts, by the record's name alone."""
    return zlib.crc32(str(sample.record.get("id")).encode()) % 5


def neutral(constants: Constants, ids: Iterable[str]) -> Constants:
    """The constants to start from when records are held out: special ones as the general one.

    So that what was learned from a record does not come back through the starting point.
    """
    general = {i: _general(i, constants) for i in ids}
    return {**constants, **{i: constants[g] for i, g in general.items() if g is not None}}


def _general(special: str, constants: Constants) -> str | None:
    """The more general constant that stands in for a special one, if there is one."""
    stem = special
    while "-" in stem:
        stem = stem.rsplit("-", 1)[0]
        for name in (f"{stem}-generic", stem):
            if name in constants and name != special:
                return name
    return None


def main(names: Sequence[str]) -> int:
    """Print fitted values of the quantities named, or of all."""
    known = knowledge()
    constants = physics_constants(known, known.as_of)
    for name in names or FITTED:
        before = [error for _, error in residuals(scored(name), constants, known)]
        fitted = fit_quantity(name, constants, known)
        after = [error for _, error in residuals(scored(name), fitted, known)]
        if not after:
            print(f"{name}: no records")
            continue
        print(f"{name}: ×{median_factor(before):.3f} → ×{median_factor(after):.3f}")
        for constant in FITTED[name]:
            print(f"  {constant}: {constants[constant].value:.4g} → {fitted[constant].value:.4g}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
