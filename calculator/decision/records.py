"""What a decision says about each approach, and why."""

from dataclasses import dataclass

from calculator.decision.tested import Tested
from calculator.knowledge import Value


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says about an approach, and what that does to it."""

    rule: str
    effect: str  # rules_out, insufficient, proves, supports or doubts
    text: str
    sources: tuple[str, ...]
    steps: int = 0  # of odds, of `supports` and `doubts`
    conditions: tuple[Tested, ...] = ()  # of the rule, all of which hold


@dataclass(frozen=True, slots=True)
class Ranked:
    """One approach with its verdict.

    `recommended`; `suitable` (it works); `test_first` (open: it depends on something that nobody
    has tested); `insufficient` (it falls short); `ruled_out` (a known limit).
    """

    approach: str
    verdict: str
    reasons: tuple[Reason, ...]
    chance: float  # that it suffices once all simpler ones have failed, 0–1
    ends: float  # how likely the plan ends here, 0–1
    over_budget: bool
    outlay_usd: float | None  # likely, before launch, to others; of whom the budget is held against
    certain: bool  # it is known to suffice, or likely enough to count as working


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A constraint that stands in the way where no approach qualifies."""

    approach: str  # the approach that it holds back
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """An unknown answer that the decision rests on, and what it was taken to be."""

    input: str
    value: Value
    because: str
    rules: tuple[str, ...]  # the rules that rest on it
