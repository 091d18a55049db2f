"""Reading one record of published format: strict about kinds of values, easy about gaps."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from calculator.estimate import Estimate
from calculator.facts import Accelerator, Shape
from calculator.knowledge import Knowledge
from calculator.physics import chips

_DEFAULT_ACCELERATOR = "a100-sxm-80gb"
_SHAPE_KEYS = ("layers", "d_model", "heads", "kv_heads", "d_ff", "vocab")
_LARGEST = 1e30


class PredictionError(ValueError):
    """A record that cannot be answered; the message says why."""


class Fields:
    """A record, and what had to be supposed or warned of while reading it."""

    def __init__(self, record: Mapping[str, Any], knowledge: Knowledge) -> None:
        self._record = record
        self.knowledge = knowledge
        self.notes: list[str] = []
        self.warnings: list[str] = []
        self.widenings: list[str] = []  # ids of spreads that unknowns add

    def number(self, name: str) -> float | None:
        """A positive finite number, or None where the record has none."""
        value = self._record.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise PredictionError(f"{name} must be a number, got {_shown(value)}")
        if not 0 < value < _LARGEST:
            raise PredictionError(f"{name} must be above 0 and finite, got {_shown(value)}")
        return float(value)

    def needed(self, name: str) -> float:
        """A number without which nothing can be said."""
        value = self.number(name)
        if value is None:
            raise PredictionError(f"{name} is missing, and nothing in the record stands in for it")
        return value

    def supposed(self, name: str, otherwise: float, why: str, widening: str | None = None) -> float:
        """A number, or a stated supposition in its place that may widen the range."""
        value = self.number(name)
        if value is not None:
            return value
        self.suppose(f"{name} is not given; {why} ({otherwise:,.12g})", widening)
        return otherwise

    def suppose(self, note: str, widening: str | None = None) -> None:
        """Record a supposition, and the spread that it adds."""
        self.notes.append(note)
        if widening is not None:
            self.widenings.append(widening)

    def text(self, *names: str) -> str:
        """The first text that is given under one of the names, or ""."""
        for name in names:
            value = self._record.get(name)
            if value is None:
                continue
            if not isinstance(value, str):
                raise PredictionError(f"{name} must be text, got {_shown(value)}")
            return value
        return ""

    def accelerator(self) -> Accelerator:
        """The accelerator of the record, or a common one with a note and a wider range."""
        name = self.text("accelerator")
        found = chips.find_accelerator(name, self.knowledge)
        if found is not None:
            return found
        if not self.knowledge.accelerators:
            raise PredictionError("no accelerator is known")
        known = self.knowledge.accelerators
        usual = known.get(_DEFAULT_ACCELERATOR) or next(iter(known.values()))
        unnamed = name.strip().lower() in chips.UNNAMED
        what = "no accelerator is named" if unnamed else f"accelerator {_shown(name)} is not known"
        self.suppose(f"{what}; {usual.name} is taken", "spread-unknown-accelerator")
        return usual

    def shape(self, params: float) -> Shape | None:
        """The shape in the field `arch`, where it is complete enough."""
        given = self._record.get("arch")
        if given is None:
            return None
        if not isinstance(given, Mapping):
            raise PredictionError(f"arch must be a mapping, got {_shown(given)}")
        inner = Fields(given, self.knowledge)
        values = {key: inner.number(key) for key in (*_SHAPE_KEYS, "mlp_mats")}
        if values["layers"] is None or values["d_model"] is None:
            return None
        return _shape(params, values)


def _shape(params: float, values: Mapping[str, float | None]) -> Shape:
    layers, width = values["layers"] or 1.0, values["d_model"] or 1.0
    heads = values["heads"] or max(1.0, width / 128)
    return Shape(
        params=params,
        layers=layers,
        d_model=width,
        heads=heads,
        kv_heads=min(heads, values["kv_heads"] or heads),
        d_ff=values["d_ff"] or 4 * width,
        vocab=values["vocab"] or 50_000,
        mlp_mats=values["mlp_mats"] or 3,
    )


def widened(estimate: Estimate, spreads: Iterable[Estimate]) -> Estimate:
    """An estimate whose range also holds further independent spreads about 1.

    Distances in the logarithm add as squares; the likely value stays.
    """
    below, above = _distance(estimate.value, estimate.low), _distance(estimate.high, estimate.value)
    for spread in spreads:
        below = math.hypot(below, _distance(spread.value, spread.low))
        above = math.hypot(above, _distance(spread.high, spread.value))
    return Estimate(
        estimate.value * math.exp(-below), estimate.value, estimate.value * math.exp(above)
    )


def _distance(larger: float, smaller: float) -> float:
    return math.log(larger / smaller) if larger > 0 and smaller > 0 else 0.0


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
