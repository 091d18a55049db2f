"""What a measurement takes from the content: published learning curves, and our own judgements."""

from dataclasses import dataclass
from datetime import date

from calculator.knowledge import Knowledge
from calculator.learning_curve import CurveKnowledge, curve_knowledge
from calculator.needs.need import Assumed

_GIVEN_AWAY = Assumed("answer-given-away-share", "share")
_RARE = Assumed("rare-class-rows", "rows")
_NEAR = Assumed("near-copy-share", "share")
_DOUBTED = Assumed("doubted-label-share", "share")
_FLAT = Assumed("flat-curve-gain", "share")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What counts as a fault of the data, and what is known of learning curves."""

    curve: CurveKnowledge
    given_away: float  # of the rows that one column alone answers, to look like a leak
    rare_rows: float  # of a class, below which it counts as rare
    near: float  # shared words, of all words of two texts
    doubted: float  # of the usual chance of a label, below which it is doubtful
    flat_gain: float  # of accuracy by twice the labels, below which a curve is flat


def judged(knowledge: Knowledge, today: date) -> Judged:
    """What is in force on a day."""

    def value(need: Assumed) -> float:
        return knowledge.assumptions[need.id].at(today).value

    return Judged(
        curve=curve_knowledge(knowledge, today), given_away=value(_GIVEN_AWAY),
        rare_rows=value(_RARE), near=value(_NEAR), doubted=value(_DOUBTED), flat_gain=value(_FLAT),
    )  # fmt: skip
