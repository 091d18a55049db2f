"""Write fitted constants and worked-out spreads into the content.

`python -m benchmarks.store_constants`. Each gets a newer entry on top of its values; an entry of
the same day is replaced.
"""

import math
import re
import sys
from datetime import date
from pathlib import Path

from benchmarks._fitted import GROUPS
from benchmarks._published import knowledge
from benchmarks._spreads import by_spread, half_width
from benchmarks.fit_physics import by_source, fit, group_samples, left_out
from calculator.estimate import Estimate
from calculator.physics.constants import Constants, physics_constants

_ASSUMPTIONS = Path(__file__).resolve().parent.parent / "content" / "assumptions"
_FITTED = (
    "Fitted on the published figures of the validation pages, from a prior; "
    "the range is what they leave open."
)
_SPREAD = (
    "Four fifths of the published figures lie within it when their whole source is left out "
    "of the fit."
)
_DIGITS = 3


def worked_out(start: Constants) -> dict[str, Estimate]:
    """All fitted constants and all spreads."""
    found: dict[str, Estimate] = {}
    for name, group in GROUPS.items():
        samples, _ = group_samples(name, knowledge(), start)
        fitted = fit(samples, group.constants, start)
        found |= {name: fitted.estimate(name) for name in fitted.ids}
        apart = by_spread(left_out(samples, [], fitted, start, by_source))
        for name, errors in apart.items():
            wide = math.exp(half_width(errors))
            found[name] = Estimate(1 / wide, 1.0, wide)
    return found


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
    for name, estimate in worked_out(start).items():
        path = _ASSUMPTIONS / f"{name}.yaml"
        basis = _SPREAD if name.startswith("spread-") else _FITTED
        path.write_text(_stored(path, estimate, basis, today), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
