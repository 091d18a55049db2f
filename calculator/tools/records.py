"""What the small calculators answer: typed records, whose JSON has the same fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculator.encode import encode
from calculator.estimate import Estimate
from calculator.learning_curve import Pilot
from calculator.sample_size import PairedSize
from calculator.scenario import Problem


class Answered:
    """An answer, or why there is none; as plain JSON values where those are wanted."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return dict(encode(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Answered):
    """A request that cannot be answered."""

    problems: tuple[Problem, ...]  # by field, at least one


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The accuracies that fit a test result, 0–1."""

    low: float
    measured: float
    high: float
    right: int  # answered correctly
    test_examples: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeAnswer(Answered):
    """How large a test set must be; null for what was not asked."""

    problems: tuple[Problem, ...] = ()
    accuracy: float | None  # 0–1
    confidence: float  # share of intervals that hold the true accuracy
    power: float  # chance of seeing a difference that there is
    interval: Interval | None
    examples_for_margin: int | None
    to_compare: PairedSize | None
    mcnemar: float | None  # chance of such a split between equally good models


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelBand:
    """Labels that a target needs; null where it may not be reached."""

    low: float
    likely: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """Accuracy after training on so many labels, 0–1."""

    labels: float
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsAnswer(Answered):
    """How many labels a target accuracy needs, from pilots."""

    problems: tuple[Problem, ...] = ()
    target_accuracy: float  # 0–1
    pilots: tuple[Pilot, ...]
    labels: LabelBand
    further_labels: int | None  # beyond the largest pilot
    reached: bool  # by the largest pilot already
    exponent: Estimate  # of the power law of the error
    times_beyond_pilots: float | None  # likely labels against the largest pilot
    curve: tuple[CurvePoint, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitModel:
    """The model that is meant."""

    name: str
    params: float
    origin: str  # of its shape: given, listed, family or inferred
    active_params: float | None
    context: float | None  # longest sequence that it was made for, in tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class FitChip:
    """The chips that it is to run on."""

    id: str
    name: str
    memory_gib: float
    count: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FitPart:
    """A part of the memory of one chip, and how it comes about."""

    label: str
    formula: str
    gib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FitMemory:
    """Memory of one chip, in GiB."""

    parts: tuple[FitPart, ...]
    needed: Estimate
    room: float  # that can be filled
    verdict: str  # fits, likely, unlikely or no


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSpeed:
    """A speed or a time, with its range."""

    unit: str
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FitLargest:
    """What fits at most."""

    batch: int  # at this length
    context: int  # tokens, at this batch


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOffer:
    """Machines and their rent in USD an hour."""

    id: str  # of the chip
    name: str
    count: int
    as_of: str  # day of the rent
    low: float
    value: float
    high: float
    speed: float  # tokens a second of all answers together, or of tuning
    note: str  # where the chip holds such weights and can't multiply them, or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitAnswer(Answered):
    """Whether a model fits, how fast it is, what is the cheapest to rent."""

    problems: tuple[Problem, ...] = ()
    model: FitModel
    chip: FitChip
    tunes: bool
    memory: FitMemory
    speed: Mapping[str, FitSpeed]
    largest: FitLargest
    cheapest: tuple[FitOffer, ...]  # the cheapest first
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
