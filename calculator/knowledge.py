"""Typed records of what content brings. The builder has checked them, so they are trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculator.facts import Accelerator, Architecture, Assumption
from calculator.life import Life
from calculator.vocabulary import Network, PredictorField, Vocabulary

type Value = str | bool | int | float
type Answer = Value | None  # None: unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One test of one input. All tests that are given must hold."""

    input: str
    equals: Answer = None
    any_of: tuple[Value, ...] = ()
    none_of: tuple[Value, ...] = ()
    below: float | str | None = None  # a number, or the id of the assumption that holds it
    at_least: float | str | None = None
    unknown: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """What an unknown input is taken to be, when the conditions hold, and why.

    The bill fills every gap so. The decision leaves a gap open, unless the supposition `weighs`.
    """

    value: Value
    because: str
    when: tuple[Condition, ...] = ()
    weighs: bool = False
    per: str | None = None  # a numeric input: the value is that of each one of it


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShares:
    """How often each value is meant where nobody has said it, when the conditions hold."""

    of: Mapping[str, float]  # shares that add up to 1, by the value as text
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
    kind: str  # choice, boolean, integer, number; in tools also text
    group: str
    order: int
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: Answer = None
    choices: tuple[Choice, ...] = ()
    suggests: str = ""  # of a text: names of models or of chips
    more: str | None = None  # a collection of the knowledge whose records can be chosen as well
    term: str | None = None
    if_unknown: tuple[Supposition, ...] = ()
    open_shares: tuple[OpenShares, ...] = ()
    cheapest_test: str | None = None  # what would settle it, and what that takes


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

    Effects on approaches: `rules_out` (cannot be), `insufficient` (known to fall short), `proves`
    (known to suffice), `supports` and `doubts` (its chance to suffice rises or sinks by 1 to 3
    steps of odds). Effects once an approach is chosen, for those in `recommended` (empty: for
    all): `warns`, `measures` (the reason says what to measure), `start_with` (why to begin there),
    `climb_to` (the reason is the trigger; with `for_money` nothing but the bill speaks for it)
    and `way` (a way inside the approach worth taking).
    """

    id: str
    when: tuple[Condition, ...]
    reason: str
    sources: tuple[str, ...]
    rules_out: tuple[str, ...] = ()
    insufficient: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()
    supports: Mapping[str, int] = field(default_factory=dict)
    doubts: Mapping[str, int] = field(default_factory=dict)
    recommended: tuple[str, ...] = ()
    warns: bool = False
    measures: bool = False
    start_with: str | None = None
    climb_to: str | None = None
    for_money: bool = False
    way: str | None = None
    relax: str | None = None  # what would lift it
    mistake: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example: inputs by id, and the approach that its sources name."""

    id: str
    title: str
    situation: str
    inputs: Mapping[str, Answer]
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that people want to build, in their words, and the answers that follow from it."""

    id: str
    order: int
    label: str
    help: str
    inputs: Mapping[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A part of requests that older data had: an input, a number, or a value of a choice."""

    kind: str  # input, number or choice
    was: str  # id of the input, name of the number, or value of the input `of`
    why: str
    of: str | None = None
    now: Answer = None  # its new name or value; `input:<id>` for a number that became an input


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version of the data."""

    id: str
    as_of: date
    summary: str
    moved: tuple[Moved, ...] = ()
    defaults: Mapping[str, Answer] = field(default_factory=dict)  # of inputs, until this version


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence among the warnings, with places for what the calculator found."""

    id: str
    says: str
    sources: tuple[str, ...] = ()


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
    versions: Mapping[str, Version] = field(default_factory=dict)
    own_sources: tuple[str, ...] = ()  # ids of sources that are nobody's word but ours
    lives: Mapping[str, Life] = field(default_factory=dict)  # of hosted models
    notices: Mapping[str, Notice] = field(default_factory=dict)
    tasks: Mapping[str, Task] = field(default_factory=dict)
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    predictor_fields: Mapping[str, PredictorField] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
