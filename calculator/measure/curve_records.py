"""What more labels would bring, as a part of the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveMeasured:
    """A point of the learning curve."""

    labels: int  # trained on
    score: float  # accuracy, or the share of the trivial error that is gone
    tested: int  # rows


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePilot:
    """A point as the calculator for labels takes it."""

    labels: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveBand:
    """The score expected after so many labels; the middle 80 %."""

    labels: float
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveLabels:
    """Labels for the target; null where it may never be reached."""

    low: float
    likely: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreLabels:
    """What more labels would bring."""

    measured: tuple[CurveMeasured, ...]
    pilots: tuple[CurvePilot, ...]
    target: float  # a score, 0 to 1
    target_is_own: bool  # else half of the errors
    labels: CurveLabels
    band: tuple[CurveBand, ...]
    at_2_times: CurveBand
    at_4_times: CurveBand
    flattened: bool
