"""Typed records of what content brings. The builder has checked them, so they are trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculator.estimate import Estimate

type Value = str | bool | int | float
type Answer = Value | None  # None: unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One test of one input. All tests that are given must hold."""

    input: str
    equals: Answer = None
    any_of: tuple[Value, ...] = ()
    none_of: tuple[Value, ...] = ()
    below: float | None = None
    at_least: float | None = None
    unknown: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """What an unknown input is taken to be, when the conditions hold, and why."""

    value: Value
    because: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a choice input."""

    value: Value
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One question to the reader: the only definition of its unit, bounds and choices."""

    id: str
    label: str
    question: str
    help: str
    kind: str  # choice, boolean, integer or number
    group: str
    order: int
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: Answer = None
    choices: tuple[Choice, ...] = ()
    term: str | None = None
    if_unknown: tuple[Supposition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Inputs of a tool that are asked several times; a row holds what the page opens with."""

    label: str
    question: str
    help: str
    rows: tuple[Mapping[str, Answer], ...]
    asks: tuple[Input, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A small calculator beside the large one: what it asks."""

    id: str
    asks: tuple[Input, ...]
    repeated: Repeated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """One rung of the ladder; `order` 1 is the cheapest."""

    id: str
    name: str
    short: str
    order: int
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A finding of the sources as data: when all conditions hold, its effects apply.

    Effects on approaches: `rules_out` (impossible), `insufficient` (falls short), `supports`
    (speaks for it, 1 to 3) and `defers` (why not to climb to it while a lower rung qualifies).
    Effects once an approach is chosen, for those in `recommended` (empty: for all): `warns`,
    `measures` (the reason says what to measure), `start_with` and `climb_to` (the reason is the
    trigger).
    """

    id: str
    when: tuple[Condition, ...]
    reason: str
    sources: tuple[str, ...]
    rules_out: tuple[str, ...] = ()
    insufficient: tuple[str, ...] = ()
    supports: Mapping[str, int] = field(default_factory=dict)
    defers: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    warns: bool = False
    measures: bool = False
    start_with: str | None = None
    climb_to: str | None = None
    on_cost: bool = False  # applies where the bill of an approach has passed an alternative's
    relax: str | None = None  # the constraint to relax where nothing qualifies
    mistake: str | None = None
    note: str = ""


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

    def at(self, today: date) -> DatedEstimate:
        """The value in force on a day; before the first entry, the oldest one."""
        in_force = [entry for entry in self.values if entry.as_of <= today]
        return in_force[0] if in_force else self.values[-1]


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
    prices: tuple[DatedEstimate, ...] = ()  # USD per chip-hour, newest first


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

    @property
    def head_width(self) -> float:
        """Width of one attention head."""
        return self.head_dim or self.d_model / self.heads

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example: inputs by id, and the approach that its sources name."""

    id: str
    title: str
    situation: str
    inputs: Mapping[str, Answer]
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything the calculator knows, by id; iteration order is the order of the content."""

    inputs: Mapping[str, Input]
    approaches: Mapping[str, Approach]
    rules: Mapping[str, Rule]
    assumptions: Mapping[str, Assumption]
    accelerators: Mapping[str, Accelerator]
    hosted_models: Mapping[str, Mapping[str, Any]]
    examples: Mapping[str, Example]
    source_titles: Mapping[str, str]
    mistake_titles: Mapping[str, str]
    data_version: str
    as_of: date
    architectures: Mapping[str, Architecture] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)
