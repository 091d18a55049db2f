"""Until when a hosted model can be called, and who can tune it: facts with dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculator.units import DAYS_PER_MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """How a hosted model is tuned on one's own examples."""

    methods: tuple[str, ...]
    anyone: bool  # False: customers of old only
    for_whom: str
    until: date | None = None  # last day on which a new job may start
    served_until: date | None = None
    times_base: float | None = None  # price of the tuned model against its base; None: not known
    training_usd_per_mtok: float | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a provider has said about the end of one of its models."""

    id: str  # provider/model
    announced: date | None = None  # when its end was told
    shutdown: date | None = None
    not_before: date | None = None  # it will not end earlier
    replacement: str | None = None  # id of another hosted model
    replacement_name: str | None = None  # of one that has no price here
    traced: bool = True  # False: neither sold nor ended on any page that was seen
    tuning: Tuning | None = None
    checked: date
    sources: tuple[str, ...] = ()

    def ended(self, today: date) -> bool:
        """Whether it can no longer be called."""
        return self.shutdown is not None and self.shutdown <= today

    def ends_within(self, today: date, months: float) -> bool:
        """Whether its end is known to fall into the months after a day."""
        if self.shutdown is None or self.ended(today):
            return False
        return (self.shutdown - today).days <= months * DAYS_PER_MONTH

    def tunable(self, today: date) -> bool:
        """Whether somebody new can start to tune it on a day, and call it afterwards."""
        tuning = self.tuning
        if tuning is None or not tuning.anyone or self.ended(today):
            return False
        return tuning.until is None or today <= tuning.until

    def status(self, today: date) -> str:
        """active, ending (told and still there), ended, or untraced."""
        if self.ended(today):
            return "ended"
        if self.shutdown is not None and (self.announced is None or self.announced <= today):
            return "ending"
        return "active" if self.traced else "untraced"


def in_force(lives: Mapping[str, Life], model: str, today: date, most: int = 5) -> str:
    """The model that answers in place of another on a day: replacements, one after the other."""
    for _ in range(most):
        life = lives.get(model)
        if life is None or not life.ended(today) or life.replacement is None:
            break
        model = life.replacement
    return model
