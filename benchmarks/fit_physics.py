"""Fit the constants of the physics to published figures, and see whether they carry over.

The most likely constants, given a prior for each: records of one source share an offset of
their own, so that a table of a hundred rows counts as one witness of the level and a hundred
of the slope. Outliers pull no harder than a moderate miss. Sources are left out one by one,
with the offsets unknown, to see what a source that was never seen would find.

`python -m benchmarks.fit_physics [GROUP …]` prints the constants; it writes nothing.
"""

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks._fitted import GROUPS, PRIORS
from benchmarks._least_squares import Row, solve, variances
from benchmarks._published import (
    QUANTITIES,
    Quantity,
    Record,
    all_records,
    is_good,
    knowledge,
    measured,
    source_of,
)
from builder.validation.scoring import median_factor
from calculator.estimate import Estimate, exactly
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.fields import Fields, PredictionError
from calculator.physics.formula import Formula
from calculator.physics.predict import read_record

WITHIN, BETWEEN = 0.10, 0.20  # scatter of logarithms within a source, and between sources
_TOLERATED = 1.5  # scatters, beyond which a miss pulls no harder
_ROUNDS, _CHORDS = 6, 3
_STEP, _LONGEST_STEP = 0.02, 0.5  # of the logarithm of a constant
_TENTH_TO_NINETIETH = 1.2816  # standard deviations on either side


@dataclass(frozen=True, eq=False)  # each its own: two records may say the same
class Sample:
    """A record that can be compared: its formula, and the published value."""

    quantity: Quantity
    record: Record
    source: str
    formula: Formula
    value: float
    unknowns: tuple[str, ...]  # spreads that gaps in the record add

    @property
    def spread(self) -> str:
        """The id of what left-out sources are off by."""
        name = self.quantity.spread
        if name == "memory":
            serves = "infer" in str(self.record.get("purpose", "")).lower()
            name = "inference-memory" if serves else "training-memory"
        return f"spread-{name}"

    def error(self, constants: Constants) -> float:
        """Logarithm of predicted over published."""
        return math.log(self.formula(constants).value / self.value)


@dataclass
class Fit:
    """Fitted constants, and how well they are known."""

    ids: Sequence[str]
    values: dict[str, float]
    deviations: dict[str, float] = field(default_factory=dict)  # of the logarithms

    def constants(self, start: Constants) -> Constants:
        """All constants, those that were fitted with their 80 % ranges."""
        return {**start, **{name: self.estimate(name) for name in self.ids}}

    def estimate(self, name: str) -> Estimate:
        """A fitted constant with its range."""
        value = self.values[name]
        wide = math.exp(_TENTH_TO_NINETIETH * self.deviations.get(name, 0.0))
        return Estimate(value / wide, value, value * wide)


def samples_of(name: str, known: Knowledge, constants: Constants) -> list[Sample]:
    """Every record of a quantity that counts and can be compared."""
    quantity = next(each for each in QUANTITIES if each.name == name)
    found = (
        _sample(quantity, record, known, constants)
        for record in all_records(quantity.file)
        if quantity.belongs(record) and is_good(record)
    )
    return [sample for sample in found if sample is not None]


def _sample(
    quantity: Quantity, record: Record, known: Knowledge, constants: Constants
) -> Sample | None:
    try:
        fields = Fields(record, known, constants, quantity.kind)
        _, unit, formula = read_record(quantity.kind, fields, constants)
    except PredictionError:
        return None
    value = measured(quantity, record, unit)
    if not value:
        return None
    unknowns = tuple(dict.fromkeys(need.id for need in fields.widenings))
    return Sample(quantity, record, source_of(record), formula, value, unknowns)


def starting_point(start: Constants, ids: Iterable[str]) -> dict[str, float]:
    """The priors themselves, so that nothing that was learned before comes back."""
    values: dict[str, float] = {}
    for name in ids:
        middle = PRIORS[name].middle
        values[name] = middle if isinstance(middle, float) else _general(middle, values, start)
    return values


def _general(name: str, values: Mapping[str, float], start: Constants) -> float:
    return values[name] if name in values else start[name].value


def fit(samples: Sequence[Sample], ids: Sequence[str], start: Constants) -> Fit:
    """Constants by Gauss–Newton steps from their priors."""
    values = starting_point(start, ids)
    for _ in range(_ROUNDS):
        slopes = [_slopes(sample, ids, values, start) for sample in samples]
        moved = _moved(samples, slopes, ids, values, start)
        if max((abs(step) for step in moved), default=0.0) < _STEP / 4:
            break
        values = _stepped(values, ids, moved)
    rows, unknowns = _rows(samples, slopes, ids, values, start)
    spreads = variances(rows, unknowns, len(ids)) if ids else []
    deviations = {name: math.sqrt(v) for name, v in zip(ids, spreads, strict=True)}
    return Fit(ids, values, deviations)


def refit(samples: Sequence[Sample], slopes: Mapping[Sample, list[float]], fitted: Fit,
          start: Constants) -> Fit:  # fmt: skip
    """The same on fewer records, from where the whole fit ended and with its slopes."""
    values = dict(fitted.values)
    used = [slopes[sample] for sample in samples]
    for _ in range(_CHORDS):
        values = _stepped(values, fitted.ids, _moved(samples, used, fitted.ids, values, start))
    rows, unknowns = _rows(samples, used, fitted.ids, values, start)
    spreads = variances(rows, unknowns, len(fitted.ids))
    names = zip(fitted.ids, spreads, strict=True)
    return Fit(fitted.ids, values, {name: math.sqrt(spread) for name, spread in names})


def slopes_at(
    samples: Sequence[Sample], fitted: Fit, start: Constants
) -> dict[Sample, list[float]]:
    """How each record's logarithm moves with that of each constant."""
    return {each: _slopes(each, fitted.ids, fitted.values, start) for each in samples}


def _stepped(
    values: Mapping[str, float], ids: Sequence[str], moved: Sequence[float]
) -> dict[str, float]:
    capped = (max(-_LONGEST_STEP, min(_LONGEST_STEP, step)) for step in moved)
    return {name: values[name] * math.exp(step) for name, step in zip(ids, capped, strict=True)}


def _slopes(
    sample: Sample, ids: Sequence[str], values: Mapping[str, float], start: Constants
) -> list[float]:
    constants = {**start, **{name: exactly(value) for name, value in values.items()}}
    noted = _Read(constants)
    here = sample.error(noted)
    found = []
    for name in ids:
        if name not in noted.names:
            found.append(0.0)
            continue
        moved = {**constants, name: exactly(values[name] * math.exp(_STEP))}
        found.append((sample.error(moved) - here) / _STEP)
    return found


class _Read(dict[str, Estimate]):
    """Constants that remember which were asked for."""

    def __init__(self, constants: Constants) -> None:
        super().__init__(constants)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Estimate:
        self.names.add(name)
        return super().__getitem__(name)


def _moved(
    samples: Sequence[Sample], slopes: Sequence[Sequence[float]], ids: Sequence[str],
    values: Mapping[str, float], start: Constants,
) -> list[float]:  # fmt: skip
    rows, unknowns = _rows(samples, slopes, ids, values, start)
    return solve(rows, unknowns)[: len(ids)]


def _rows(
    samples: Sequence[Sample], slopes: Sequence[Sequence[float]], ids: Sequence[str],
    values: Mapping[str, float], start: Constants,
) -> tuple[list[Row], int]:  # fmt: skip
    """Records, offsets of sources and priors as equations for the steps and the offsets."""
    constants = {**start, **{name: exactly(value) for name, value in values.items()}}
    errors = [sample.error(constants) for sample in samples]
    groups = list(dict.fromkeys((s.spread, s.source) for s in samples))
    place = {group: len(ids) + index for index, group in enumerate(groups)}
    offsets = _offsets(samples, errors)
    rows: list[Row] = []
    for sample, error, slope in zip(samples, errors, slopes, strict=True):
        group = (sample.spread, sample.source)
        weight = _robust(error - offsets[group], WITHIN) / WITHIN**2
        line = {i: s for i, s in enumerate(slope) if s} | {place[group]: 1.0}
        rows.append((line, -error, weight))
    for group, index in place.items():
        rows.append(({index: 1.0}, 0.0, _robust(offsets[group], BETWEEN) / BETWEEN**2))
    rows += _prior_rows(ids, values, start)
    return rows, len(ids) + len(groups)


def _offsets(samples: Sequence[Sample], errors: Sequence[float]) -> dict[tuple[str, str], float]:
    """Middle miss of each source."""
    found: dict[tuple[str, str], list[float]] = {}
    for sample, error in zip(samples, errors, strict=True):
        found.setdefault((sample.spread, sample.source), []).append(error)
    return {group: sorted(misses)[len(misses) // 2] for group, misses in found.items()}


def _robust(miss: float, scatter: float) -> float:
    return min(1.0, _TOLERATED * scatter / max(abs(miss), 1e-9))


def _prior_rows(ids: Sequence[str], values: Mapping[str, float], start: Constants) -> list[Row]:
    rows: list[Row] = []
    for index, name in enumerate(ids):
        prior = PRIORS[name]
        weight = 1 / prior.scatter**2
        if isinstance(prior.middle, float):
            rows.append(({index: 1.0}, math.log(prior.middle / values[name]), weight))
            continue
        target = math.log(_general(prior.middle, values, start) / values[name])
        line = {index: 1.0}
        if prior.middle in ids:
            line[ids.index(prior.middle)] = -1.0
        rows.append((line, target, weight))
    return rows


@dataclass(frozen=True)
class LeftOut:
    """A record beside what was fitted without its part of the records."""

    sample: Sample
    constants: Constants
    error: float


def left_out(
    fitted_on: Sequence[Sample],
    checked: Sequence[Sample],
    fitted: Fit,
    start: Constants,
    part: Callable[[Sample], object],
) -> list[LeftOut]:
    """Every record, predicted with constants that its part had no say in."""
    slopes = slopes_at(fitted_on, fitted, start)
    found: list[LeftOut] = []
    everything = [*fitted_on, *checked]
    for held in dict.fromkeys(map(part, everything)):
        seen = [sample for sample in fitted_on if part(sample) != held]
        constants = refit(seen, slopes, fitted, start).constants(start)
        found += [
            LeftOut(sample, constants, sample.error(constants))
            for sample in everything
            if part(sample) == held
        ]
    return found


def by_source(sample: Sample) -> object:
    """The document of a record."""
    return sample.source


def by_group(sample: Sample) -> object:
    """Records of one model or name within a source: what hangs together most."""
    record = sample.record
    return sample.source, record.get("model") or record.get("base_model") or record.get("name")


def group_samples(
    group: str, known: Knowledge, constants: Constants
) -> tuple[list[Sample], list[Sample]]:
    """The records that the constants of a group are fitted on, and others that they predict."""
    fitted_on, checked = (
        [s for name in names for s in samples_of(name, known, constants)]
        for names in (GROUPS[group].quantities, GROUPS[group].checked)
    )
    return fitted_on, checked


def main(names: Sequence[str]) -> int:
    """Print fitted constants of the groups named, or of all."""
    known = knowledge()
    constants = physics_constants(known, known.as_of)
    for group in names or GROUPS:
        samples, _ = group_samples(group, known, constants)
        fitted = fit(samples, GROUPS[group].constants, constants)
        after = [sample.error(fitted.constants(constants)) for sample in samples]
        print(f"{group}: ×{median_factor(after):.3f} on {len(after)} records")
        for name in fitted.ids:
            found, prior = fitted.estimate(name), PRIORS[name]
            span = f"{found.low:.4g} to {found.high:.4g}"
            print(f"  {name}: {found.value:.4g} ({span}), prior {prior.middle}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
