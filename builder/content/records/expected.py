"""What the words of a record claim about money, time or the recommendation, for the check of it."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from builder.content.records.base import Answer, ApproachId, InputId, Plain, Record, ScenarioId
from calculator.costs.approaches import APPROACHES
from calculator.costs.line import GROUPS

PARTS = ("total", "once", "per_month", "per_1000", "weeks", *GROUPS)
RECOMMENDED = "recommended"  # stands for the approach that is recommended without the change
BEFORE = " before the change"  # behind an amount

_NUMBER = r"\d+(?:\.\d+)?(?:e\d+)?"
_AMOUNT = rf"(?:{'|'.join((*APPROACHES, RECOMMENDED))})\.(?:{'|'.join(PARTS)})(?:{BEFORE})?"
_FIGURE = rf"(?:{_NUMBER}|(?:{_NUMBER} times )?{_AMOUNT})"


def _bound(figure: str, end: str = "") -> str:
    """`below X`, `above X`, `at least X`, `at most X` or `between X and Y`."""
    one = rf"(?:below|above|at least|at most) {figure}"
    return rf"^(?:{one}|between {figure} and {figure}){end}$"


type Amount = Annotated[str, Field(pattern=rf"^{_AMOUNT}$")]
type Bound = Annotated[str, Field(pattern=_bound(_FIGURE))]
type Times = Annotated[str, Field(pattern=_bound(_NUMBER, " times"))]
type Share = Annotated[str, Field(pattern=_bound(_NUMBER))]
type Volumes = Annotated[
    str, Field(pattern=rf"^(?:between {_NUMBER} and {_NUMBER}|above {_NUMBER})$")
]

if TYPE_CHECKING:
    type Pair = str
else:
    _ONE = "|".join(APPROACHES)
    type Pair = Annotated[str, Field(pattern=rf"^(?:{_ONE}) to (?:{_ONE})$")]


class Expectation(Record):
    """One sentence, and what the calculator has to say for it to be true."""

    words: Plain  # of the sentence, as they stand in the record
    scenario: ScenarioId | None = None  # the record's own where it is left out
    change: dict[InputId, Answer] = {}  # beside a second table: its own where it is left out
    recommends: ApproachId | None = None
    drops: ApproachId | None = None  # what is not recommended, whatever else is
    certainty: Share | None = None  # of the recommendation, 0–1
    costs: dict[Amount, Bound] = {}  # USD, and weeks until a first version
    differs: dict[Amount, Times] = {}  # with the change, over without it
    break_even: dict[Pair, Volumes] = {}  # requests a month from which the second is the cheaper

    @model_validator(mode="after")
    def _something_is_claimed(self) -> "Expectation":
        if not self.model_fields_set - {"words", "scenario", "change"}:
            raise ValueError("says nothing: recommends, costs or another claim is required")
        return self
