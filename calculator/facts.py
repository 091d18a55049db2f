"""Typed records of dated facts: assumptions, accelerators, the shapes of models."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculator.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEstimate:
    """A three-point value in force from `as_of` until the next newer one."""

    as_of: date
    low: float
    value: float
    high: float
    basis: str
    sources: tuple[str, ...]

    @property
    def estimate(self) -> Estimate:
        """The three points alone."""
        return Estimate(self.low, self.value, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A constant of the model, with every dated value it has had, newest first."""

    id: str
    label: str
    unit: str
    values: tuple[DatedEstimate, ...]
    group: str = ""
    models: tuple[str, ...] = ()  # beginnings of the ids of hosted models that it holds for

    def at(self, today: date) -> DatedEstimate:
        """The value in force on a day; before the first entry, the oldest one."""
        in_force = [entry for entry in self.values if entry.as_of <= today]
        return in_force[0] if in_force else self.values[-1]


# Offers without a term and without interruption, the usual one first; `list` holds old lists.
ON_DEMAND = ("specialist", "large_cloud", "marketplace", "list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerator:
    """One chip: dense peaks in TFLOP/s by precision, memory in GiB, bandwidth in GB/s."""

    id: str
    name: str
    vendor: str
    year: int
    memory_gib: float
    bandwidth_gb_per_s: float
    peak_tflops: Mapping[str, float]
    tdp_watts: float | None = None  # None: the maker publishes none
    aliases: tuple[str, ...] = ()
    traits: Mapping[str, Any] = field(default_factory=dict)
    rents: Mapping[str, tuple[DatedEstimate, ...]] = field(default_factory=dict)  # by tier

    purchases: tuple[DatedEstimate, ...] = ()  # USD per chip, newest first

    def price_on(self, today: date) -> DatedEstimate | None:
        """What one chip costs to buy on a day, in USD; None where no price is known."""
        in_force = (entry for entry in self.purchases if entry.as_of <= today)
        return next(in_force, self.purchases[-1] if self.purchases else None)

    def rent_on(self, today: date, tier: str | None = None) -> DatedEstimate | None:
        """What the chip rents for on a day, in USD per chip-hour.

        Args:
            today: the day; before the first entry of all, the oldest one counts.
            tier: a kind of offer; None: on demand, from the first kind that has a price then.

        Returns:
            None where no offer is known.
        """
        kinds = [kind for kind in ([tier] if tier else ON_DEMAND) if kind in self.rents]
        entries = [entry for kind in kinds for entry in self.rents[kind]]
        in_force = (entry for entry in entries if entry.as_of <= today)
        return next(in_force, min(entries, key=lambda entry: entry.as_of, default=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of one transformer that cost formulas need; all above 0."""

    params: float
    layers: float
    d_model: float
    heads: float
    kv_heads: float  # equal to heads unless several heads share keys and values
    d_ff: float  # of one expert in a mixture
    vocab: float
    mlp_mats: float = 3  # matrices of a feed-forward block: 2, or 3 when gated
    tied: bool = False  # input and output embedding are one matrix
    head_dim: float | None = None  # None: d_model / heads
    names: tuple[str, ...] = ()  # of the published models that have it; the first is shown
    active_params: float | None = None  # what one token passes in a mixture; None: all
    experts: float | None = None  # of one mixture layer; None: dense
    experts_used: float | None = None  # by one token, shared ones included
    context: float | None = None  # longest sequence that the publisher names, tokens
    latent: float | None = None  # numbers per token and layer that latent attention keeps
    window: float | None = None  # tokens that a layer with a sliding window looks back
    window_layers: float = 0  # layers with the window
    stateless_layers: float = 0  # layers without attention: their state doesn't grow
    tower_params: float = 0  # of an encoder of images or sound beside the language model
    writing_layers: float = 0  # those of a decoder, where layers counts an encoder's as well
    sound_positions: float = 0  # of one second, as the encoder reads them; 0: not told
    sound_window: float = 0  # seconds to which shorter recordings are padded; 0: they are not
    picture_tokens: float = 0  # of any picture, whatever its size; 0: they follow its size
    picture_token_side: float = 0  # pixels of the square that becomes one token; 0: not told

    @property
    def head_width(self) -> float:
        """Width of one attention head."""
        return self.head_dim or self.d_model / self.heads

    @property
    def cached_numbers(self) -> float:
        """Numbers that one token leaves in the cache of one layer."""
        return self.latent or 2 * self.kv_heads * self.head_width

    @property
    def growing_layers(self) -> float:
        """Layers whose cache grows with every token."""
        return self.layers - self.window_layers - self.stateless_layers

    def attended(self, tokens: float) -> float:
        """Layers times tokens that causal attention of one sequence works on.

        A token sees half of the sequence on average: with a window w of s tokens,
        w − w²/2s instead of s/2. Layers without attention count for nothing.
        """
        if not self.window_layers:
            return self.growing_layers * tokens
        seen = min(tokens, self.window or tokens)
        local = self.window_layers * (2 * seen - seen**2 / tokens)
        return self.growing_layers * tokens + local

    @property
    def attention_width(self) -> float:
        """Width of all query heads together."""
        return self.heads * self.head_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """A family of published models, recognised by marks in a model's name."""

    id: str
    name: str
    marks: tuple[str, ...]
    shapes: tuple[Shape, ...]
