"""Time to train boosted trees: every cell of the table is counted into a histogram for each tree.

Libraries read the table, binned to a byte a cell, level by level, so that memory bounds them.
"""

from dataclasses import dataclass

from calculator.estimate import Estimate
from calculator.facts import Accelerator
from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, estimate
from calculator.units import SECONDS_PER_HOUR

_TREE_BYTES = Assumed("tree-bytes-per-cell", "bytes per cell and tree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boosting:
    """Trees on a table; all above 0."""

    rows: float
    columns: float
    trees: float
    accelerator: Accelerator  # as a rule a processor, all of it


def boosting_hours(boosting: Boosting, constants: Constants) -> Estimate:
    """Hours of one machine for all trees; the search for settings is not counted."""
    cells = boosting.rows * boosting.columns * boosting.trees
    rate = chips.bandwidth(boosting.accelerator) * SECONDS_PER_HOUR
    return estimate(constants, _TREE_BYTES).map(lambda each: cells * each / rate)
