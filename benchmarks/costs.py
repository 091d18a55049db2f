"""Predicted against published: `make bench-costs`, other data with PUBLISHED=FOLDER.

One line for each quantity: how many records there are, how many could be predicted and
compared, the median factor of error, the share within ×1.25, ×1.5 and ×2, and the share of
published values inside the 80 % range. Beside it the simple rules that people use, and the
errors on sources that were left out of the fit. The last line is JSON.
"""

import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from benchmarks._fitted import FITTED
from benchmarks._published import (
    QUANTITIES,
    Quantity,
    Record,
    data_folder,
    is_good,
    knowledge,
    measured,
    read_records,
)
from benchmarks.fit_physics import by_fifth, by_source, held_out_errors
from builder.pages.scoring import FACTORS, Comparison, figures, median_factor
from builder.pages.validation_rules import simple_rule
from calculator.knowledge import Knowledge
from calculator.physics.constants import Constants, physics_constants
from calculator.physics.predict import predict_with

_HEAD = "quantity            records  covered  median  ×1.25  ×1.5   ×2  in range  target"


def compare(
    quantity: Quantity, records: Iterable[Record], constants: Constants, known: Knowledge
) -> list[Comparison]:
    """Every record of the quantity beside its prediction."""
    found = []
    for record in records:
        answer = predict_with(quantity.kind, record, known, constants)
        value = measured(quantity, record, str(answer.get("unit", "")))
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
        guess = simple_rule(quantity.kind, c.record, str(c.answer.get("unit", "")), known)
        if guess and c.value:
            errors.append(math.log(guess / c.value))
    return f"    simple rule: ×{median_factor(errors):.2f} on {len(errors)}" if errors else ""


def _held_out(name: str, constants: Constants, known: Knowledge) -> list[str]:
    """Errors on records that the fit did not see: whole sources, then fifths of the records."""
    lines = []
    for words, part in (("each source", by_source), ("each fifth", by_fifth)):
        errors = held_out_errors(name, constants, known, part) if name in FITTED else []
        if errors:
            within = sum(abs(e) <= math.log(FACTORS[-1]) for e in errors) / len(errors)
            middle = median_factor(errors)
            lines.append(f"    {words} left out of the fit: ×{middle:.3f}, {within:.0%} within ×2")
    return lines


def main() -> int:
    """Print the table; 0 whatever it shows."""
    folder, known = data_folder(), knowledge()
    constants = physics_constants(known, known.as_of)
    print(f"published figures: {folder}", _HEAD, sep="\n")
    summary: dict[str, Any] = {}
    for quantity in QUANTITIES:
        records = [r for r in read_records(folder, quantity.file) if quantity.belongs(r)]
        good = compare(quantity, filter(is_good, records), constants, known)
        weak = compare(quantity, (r for r in records if not is_good(r)), constants, known)
        summary[quantity.name] = figures(good)
        print(_row(quantity.name, summary[quantity.name], quantity.target))
        lines = [*_uncovered(good), _simple(quantity, good, known)]
        if os.environ.get("LEFT_OUT", "1") != "0":
            lines += _held_out(quantity.name, constants, known)
        if weak:
            lines.append(_row("    weak records", figures(weak), None))
        print(*filter(None, lines), sep="\n", flush=True)
    print(json.dumps(summary, allow_nan=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
