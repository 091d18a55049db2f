"""Predicted against published: `make bench-costs`, other data with PUBLISHED="FOLDER FOLDER".

Three errors of each quantity: of the constants in force (in-sample, for records that they were
fitted on), with each model or run left out of the fit, and with each whole source left out.
The last is what a new source is to expect, so the target is held against it, and coverage and
width of the ranges are counted there. The last line is JSON.
"""

import json
import math
import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks._fitted import GROUPS
from benchmarks._published import (
    QUANTITIES,
    Quantity,
    Record,
    all_records,
    data_folders,
    is_good,
    is_recent,
    knowledge,
    measured,
)
from benchmarks._spreads import by_spread, estimated
from benchmarks.fit_physics import LeftOut, by_group, by_source, fit, group_samples, left_out
from builder.validation.rules_of_thumb import simple_rule
from builder.validation.scoring import FACTORS, Comparison, figures, median_factor
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.predict import predict_with

_HEAD = "quantity            records  covered  median  ×1.25  ×1.5   ×2  in range  target"
_CONSTANTS_BEFORE = 89  # that were fitted until November 2026


def compare(
    quantity: Quantity, records: Iterable[Record], constants: Constants, known: Knowledge
) -> list[Comparison]:
    """Every record of the quantity beside its prediction."""
    found = []
    for record in records:
        answer = predict_with(quantity.kind, record, known, constants, idle=False)
        value = measured(quantity, record, getattr(answer, "unit", ""))
        found.append(Comparison(record, answer, value))
    return found


def _row(name: str, found: dict[str, Any], target: float | None) -> str:
    start = f"{name:<20}{found['records']:>7}  {found['covered']:>7}"
    if not found["covered"]:
        return start + "  nothing to compare"
    shares = "  ".join(f"{found[f'within_{factor:g}']:>5.0%}" for factor in FACTORS)
    aim = f"×{target:.2f}" if target else ""
    return (
        f"{start}  ×{found['median_factor']:<5.3f}  {shares}  {found['in_range']:>7.0%}  {aim:>6}"
    )


def _uncovered(comparisons: Iterable[Comparison]) -> list[str]:
    reasons = Counter(c.why_not for c in comparisons if c.error is None)
    return [f"    {count} not compared: {reason}" for reason, count in reasons.most_common()]


def _simple(quantity: Quantity, comparisons: Iterable[Comparison], known: Knowledge) -> str:
    """The line of the rule that people use without a calculator."""
    errors = []
    for c in comparisons:
        guess = simple_rule(quantity.kind, c.record, getattr(c.answer, "unit", ""), known)
        if guess and c.value:
            errors.append(math.log(guess / c.value))
    return f"    simple rule: ×{median_factor(errors):.2f} on {len(errors)}" if errors else ""


class HeldOut:
    """What every record is off by when its group or its source was left out of the fit."""

    def __init__(self, constants: Constants, known: Knowledge) -> None:
        self.sources: list[LeftOut] = []
        self.groups: list[LeftOut] = []
        self.constants = 0
        for name, group in GROUPS.items():
            fitted_on, checked = group_samples(name, known, constants)
            fitted = fit(fitted_on, group.constants, constants)
            self.constants += len(fitted.ids)
            self.sources += left_out(fitted_on, checked, fitted, constants, by_source)
            self.groups += left_out(fitted_on, checked, fitted, constants, by_group)
        self._by_spread = by_spread(self.sources)

    def figures(self, quantity: Quantity) -> dict[str, Any]:
        """Errors, coverage and width of one quantity, of all records and of recent ones."""
        sources = [each for each in self.sources if each.sample.quantity is quantity]
        groups = [each for each in self.groups if each.sample.quantity is quantity]
        if not sources:
            return {}
        recent = [each for each in sources if is_recent(each.sample.record)]
        found = {"left_out_group": median_factor(each.error for each in groups)}
        found |= self._of("", sources)
        return found | (self._of("recent_", recent) if recent else {})

    def _of(self, part: str, found: Sequence[LeftOut]) -> dict[str, Any]:
        ranges = [estimated(each, self._by_spread[each.sample.spread]) for each in found]
        pairs = list(zip(found, ranges, strict=True))
        inside = sum(r.low <= each.sample.value <= r.high for each, r in pairs)
        return {
            f"{part}left_out_source": median_factor(each.error for each in found),
            f"{part}coverage": inside / len(found),
            f"{part}width": statistics.median(r.high / r.low for r in ranges),
            f"{part}left_out_records": len(found),
            f"{part}inside": inside,
        }


def _held_lines(found: dict[str, Any], target: float | None) -> list[str]:
    if not found:
        return []
    aim = f" (target ×{target:.2f})" if target else ""
    inside = f"{found['coverage']:.0%} in range, ranges ×{found['width']:.2f} from low to high"
    lines = [
        f"    each model or run left out: ×{found['left_out_group']:.3f}",
        f"    each source left out: ×{found['left_out_source']:.3f}{aim}, {inside}",
    ]
    if "recent_left_out_source" in found:
        lines.append(
            f"    of these since 2025, {found['recent_left_out_records']}: "
            f"×{found['recent_left_out_source']:.3f}, {found['recent_coverage']:.0%} in range"
        )
    return lines


def _overall(summary: dict[str, Any]) -> str:
    held = [each for each in summary.values() if "coverage" in each]
    inside, records = (sum(each[key] for each in held) for key in ("inside", "left_out_records"))
    if not records:
        return "nothing was left out"
    return f"each source left out, all quantities: {inside / records:.0%} of {records} in range"


def main() -> int:
    """Print the table; 0 whatever it shows."""
    known = knowledge()
    constants = physics_constants(known, known.as_of)
    where = " ".join(map(str, data_folders())) or "those of the validation pages"
    print(f"published figures: {where}", _HEAD, sep="\n")
    held = HeldOut(constants, known) if os.environ.get("LEFT_OUT", "1") != "0" else None
    summary: dict[str, Any] = {}
    for quantity in QUANTITIES:
        records = [r for r in all_records(quantity.file) if quantity.belongs(r)]
        good = compare(quantity, filter(is_good, records), constants, known)
        weak = compare(quantity, (r for r in records if not is_good(r)), constants, known)
        apart = held.figures(quantity) if held else {}
        summary[quantity.name] = figures(good) | apart
        print(_row(quantity.name, summary[quantity.name], quantity.target))
        lines = [*_uncovered(good), _simple(quantity, good, known)]
        lines += _held_lines(apart, quantity.target)
        if weak:
            lines.append(_row("    weak records", figures(weak), None))
        print(*filter(None, lines), sep="\n", flush=True)
    if held:
        print(_overall(summary))
        print(f"constants fitted: {held.constants}; before: {_CONSTANTS_BEFORE}")
    print(json.dumps(summary, allow_nan=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
