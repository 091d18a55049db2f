"""What a predictor answers: one figure with its range, or why there is none."""

from dataclasses import dataclass
from html import escape
from typing import Any

from calculator.encode import encode
from calculator.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One figure, from what a planner knows beforehand; eight of ten cases lie in its range."""

    id: str | float | None  # of the record; null where it has none
    quantity: str  # what is predicted
    unit: str  # that it is predicted in
    low: float  # one case in ten lies below
    likely: float
    high: float  # one case in ten lies above
    notes: tuple[str, ...]  # what was supposed because the record does not say it
    warnings: tuple[str, ...]  # what contradicts itself, does not fit, or was not read

    @property
    def estimate(self) -> Estimate:
        """The three figures in one."""
        return Estimate(self.low, self.likely, self.high)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; the schema of predictions describes them."""
        return dict(encode(self))

    def to_rows(self) -> list[dict[str, Any]]:
        """The same as the one row of a data frame."""
        return [self.to_dict()]

    def to_markdown(self) -> str:
        """The figure in a sentence, and what was supposed."""
        said = f"{self.quantity}: **{self.likely:g} {self.unit}** ({self.low:g} to {self.high:g})"
        return "\n".join([said, *(f"- {each}" for each in (*self.notes, *self.warnings))])

    def _repr_html_(self) -> str:
        """The same for a notebook."""
        likely = f"<strong>{self.likely:g} {escape(self.unit)}</strong>"
        said = f"{escape(self.quantity)}: {likely} ({self.low:g} to {self.high:g})"
        points = "".join(f"<li>{escape(each)}</li>" for each in (*self.notes, *self.warnings))
        return f"<p>{said}</p>" + (f"<ul>{points}</ul>" if points else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A record that says too little, or something that cannot be."""

    id: str | float | None  # of the record; null where it has none
    error: str  # what is missing or wrong

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; the schema of predictions describes them."""
        return dict(encode(self))

    def _repr_html_(self) -> str:
        """The reason for a notebook."""
        return f"<p>{escape(self.error)}</p>"


type Answer = Prediction | Refusal
