"""Records of boosted trees on a table → predictions."""

from functools import partial

from calculator.needs.need import Assumed
from calculator.physics import chips
from calculator.physics.constants import Constants, likely
from calculator.physics.fields import SPREAD_UNKNOWN_ACCELERATOR, Fields
from calculator.physics.formula import Formula
from calculator.physics.trees import Boosting, boosting_hours

_USUAL_TREES = Assumed("usual-trees", "trees")


def predict_boosting(fields: Fields, constants: Constants) -> tuple[str, str, Formula]:
    """Hours of one machine to train boosted trees on rows and columns."""
    chip = fields.accelerator()
    if chips.memory_kind(chip) != "host":
        note = "trees were timed on processors; other chips are judged by their memory alone"
        fields.suppose(note, SPREAD_UNKNOWN_ACCELERATOR)
    trees = fields.number("trees")
    if trees is None:
        trees = likely(constants, _USUAL_TREES)
        fields.suppose(f"trees is not given; {trees:,.0f} are taken")
    boosting = Boosting(
        rows=fields.needed("rows"),
        columns=fields.needed("columns"),
        trees=trees,
        accelerator=chip,
    )
    return "accelerator-hours", "h", partial(boosting_hours, boosting)
