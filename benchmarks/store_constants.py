"""Write fitted constants and worked-out spreads into the content.

`python -m benchmarks.store_constants`. Each gets a newer entry on top of its values; an entry of
the same day is replaced.
"""

import math
import re
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks._fitted import GROUPS
from benchmarks._published import knowledge, quantity_ids
from benchmarks._spreads import by_spread, estimated, half_width
from benchmarks.fit_physics import LeftOut, by_source, fit, group_samples, left_out
from builder.validation.scoring import median_factor
from calculator.estimate import Estimate
from calculator.physics.constants import Constants, physics_constants

_CONTENT = Path(__file__).resolve().parent.parent / "content"
_ASSUMPTIONS, _VALIDATION = _CONTENT / "assumptions", _CONTENT / "validation"
_FITTED = (
    "Fitted on the published figures of the validation pages, from a prior; "
    "the range is what they leave open."
)
_SPREAD = (
    "Four fifths of the published figures lie within it when their whole source is left out "
    "of the fit."
)
_DIGITS = 3


def worked_out(start: Constants) -> tuple[dict[str, Estimate], list[LeftOut]]:
    """All fitted constants and all spreads, and every record with its source left out."""
    found: dict[str, Estimate] = {}
    held: list[LeftOut] = []
    for name, group in GROUPS.items():
        samples, checked = group_samples(name, knowledge(), start)
        fitted = fit(samples, group.constants, start)
        found |= {name: fitted.estimate(name) for name in fitted.ids}
        each = left_out(samples, checked, fitted, start, by_source)
        held += each
        apart = by_spread(e for e in each if e.sample.quantity.name in group.quantities)
        for name, errors in apart.items():
            wide = math.exp(half_width(errors))
            found[name] = Estimate(1 / wide, 1.0, wide)
    return found, held


def accuracies(held: Sequence[LeftOut]) -> dict[str, str]:
    """What a page says of each of its quantities, by the quantity's id."""
    spreads = by_spread(held)
    groups: dict[str, list[LeftOut]] = {}
    for each in held:
        groups.setdefault(quantity_ids()[str(each.sample.record["id"])], []).append(each)
    return {name: _accuracy(members, spreads) for name, members in groups.items()}


def _accuracy(members: Sequence[LeftOut], spreads: Mapping[str, Sequence[LeftOut]]) -> str:
    ranges = [estimated(each, spreads[each.sample.spread]) for each in members]
    pairs = zip(members, ranges, strict=True)
    inside = sum(r.low <= each.sample.value <= r.high for each, r in pairs) / len(members)
    factor = median_factor(each.error for each in members)
    width = statistics.median(r.high / r.low for r in ranges)
    sources = len({each.sample.source for each in members})
    return f"{{factor: {factor:.2f}, inside: {inside:.2f}, width: {width:.2g}, sources: {sources}}}"


def _with_accuracies(text: str, found: Mapping[str, str]) -> str:
    text = re.sub(r"(?m)^    left_out: .*\n", "", text)
    for name, line in found.items():
        head = re.compile(rf"(?ms)^(  - id: {name}\n.*?^    predicts: \w+\n)")
        text = head.sub(lambda match, line=line: f"{match[1]}    left_out: {line}\n", text, count=1)
    return text


def _stored(path: Path, estimate: Estimate, basis: str, today: date) -> str:
    text = path.read_text(encoding="utf-8")
    head, values = text.split("values:\n", 1)
    newest, *older = re.split(r"(?m)^(?=  - as_of:)", values)[1:]
    sources = re.search(r"(?m)^    sources: .*$", newest)
    most = 1.0 if re.search(r"(?m)^unit: share", text) else math.inf
    points = (estimate.low, estimate.value, estimate.high)
    low, value, high = (_rounded(min(point, most)) for point in points)
    entry = (
        f"  - as_of: {today}\n    value: {value}\n    low: {low}\n    high: {high}\n"
        f'    basis: "{basis}"\n{sources.group() if sources else ""}\n'
    )
    if f"as_of: {today}" not in newest:
        older = [newest, *older]
    return head + "values:\n" + entry + "".join(older)


def _rounded(value: float) -> str:
    return f"{float(f'{value:.{_DIGITS}g}'):.12g}"


def main() -> int:
    """Store everything; 0."""
    start = physics_constants(knowledge(), knowledge().as_of)
    today = knowledge().as_of
    constants, held = worked_out(start)
    for path in sorted(_VALIDATION.glob("*.yaml")):
        text = _with_accuracies(path.read_text(encoding="utf-8"), accuracies(held))
        path.write_text(text, encoding="utf-8")
    for name, estimate in constants.items():
        path = _ASSUMPTIONS / f"{name}.yaml"
        basis = _SPREAD if name.startswith("spread-") else _FITTED
        path.write_text(_stored(path, estimate, basis, today), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
