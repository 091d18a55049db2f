"""Where facts come from and what they are: sources, claims, assumptions, accelerators."""

from typing import Annotated, Literal, NotRequired, TypedDict

from pydantic import ConfigDict, Field, model_validator, with_config

from builder.content.records.base import (
    ApproachId,
    Covers,
    Day,
    Id,
    Line,
    Plain,
    Prose,
    Record,
    Ref,
    SourceId,
)

LONGEST_HEADING = 71  # of a claim; more would be cut in mid-sentence


class Source(Record):
    """A document, data set or price list that facts were taken from."""

    id: Id
    title: Plain
    author: Plain | None = None
    published: str | int | None = None  # a year or an ISO date
    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")] | None = None
    accessed: Day | None = None  # when it was last looked at
    next_look: Day | None = None  # when it should be looked at again
    licence: Plain | None = None
    kind: Literal[
        "seed", "article", "paper", "vendor", "benchmark", "dataset", "documentation", "case", "own"
    ]
    note: str = ""
    covers: Covers


class Claim(Record):
    """One thing that a source says, in our words, and what we make of it."""

    id: Id
    title: Plain | None = None  # its heading, where its first words would be cut
    kind: Literal["guidance", "figure", "example", "comparison", "disagreement", "correction"]
    sources: Annotated[list[SourceId], Field(min_length=1)]
    where: Plain | None = None  # place in the source, such as "line 19"
    says: Prose
    status: Literal[
        "supported", "judgement", "contested", "outdated", "unsourced", "corrected"
    ]  # judgement: nobody but us bears it out
    note: Prose | None = None  # our verdict, with the better evidence
    evidence: list[SourceId] = []
    checked: Day
    approaches: list[ApproachId] = []
    covers: Covers

    @model_validator(mode="after")
    def _doubt_is_explained(self) -> "Claim":
        if self.status != "supported" and not self.note:
            raise ValueError(f"note is required where status is {self.status}")
        return self

    @model_validator(mode="after")
    def _long_claims_have_titles(self) -> "Claim":
        if not self.title and len(" ".join(self.says.split())) > LONGEST_HEADING:
            raise ValueError(f"title is required where says exceeds {LONGEST_HEADING} characters")
        return self


class DatedValue(Record):
    """A three-point value in force from a day; low and high bound the middle 80 %."""

    as_of: Day
    value: float
    low: float
    high: float
    basis: Line
    sources: Annotated[list[SourceId], Field(min_length=1)]


class Assumption(Record):
    """A constant of the model, newest value first; published values are never edited."""

    id: Id
    label: Plain
    unit: Plain
    group: Literal[
        "physics",
        "price",
        "wage",
        "label",
        "effort",
        "operations",
        "energy",
        "finance",
        "learning",
        "decision",
    ]
    values: Annotated[list[DatedValue], Field(min_length=1)]
    models: list[Plain] = []  # beginnings of the ids of hosted models that it holds for
    note: str = ""
    covers: Covers


# Chips of one family reach like shares of their peaks; a new one is added here.
type Family = Literal[
    "kepler", "maxwell", "pascal", "volta", "turing", "ampere", "ampere-graphics", "ada", "hopper",
    "blackwell", "blackwell-graphics", "geforce", "cdna", "cdna3", "gcn", "rdna", "arc", "xe-hpc",
    "gaudi", "tpu-v2", "tpu-v3", "tpu-v4", "tpu-v5e", "tpu-v5p", "tpu-v6e", "tpu-v7x", "trainium",
    "ascend", "cloud-ai", "apple", "phone", "cpu",
]  # fmt: skip


@with_config(ConfigDict(extra="forbid"))
class Traits(TypedDict):
    """What physics asks of a chip beside its figures."""

    family: Family
    memory: Literal["hbm", "gddr", "unified", "host"]
    units: NotRequired[Annotated[int, Field(gt=0)]]  # that read memory on their own
    cores: NotRequired[Annotated[int, Field(gt=0)]]  # of a processor
    fast_domain: NotRequired[Annotated[int, Field(gt=0)]]  # chips that fast links join


class Accelerator(Record):
    """One chip; peaks are dense."""

    id: Id
    name: Plain
    vendor: Plain
    year: Annotated[int, Field(ge=2006, le=2100)]
    memory_gib: Annotated[float, Field(gt=0)]
    bandwidth_gb_per_s: Annotated[float, Field(gt=0)]
    peak_tflops: dict[str, Annotated[float, Field(gt=0)]]
    tdp_watts: Annotated[float, Field(gt=0)] | None = None  # None: not published
    aliases: list[str] = []
    traits: Traits
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers


type Tier = Literal[
    "specialist", "large_cloud", "marketplace", "reserved", "spot", "per_second", "list"
]


class Rent(Record):
    """What one accelerator rents for, by kind of offer, in USD per chip-hour, newest first."""

    id: Id
    accelerator: Annotated[str, Ref("accelerator")]
    tiers: Annotated[
        dict[Tier, Annotated[list[DatedValue], Field(min_length=1)]], Field(min_length=1)
    ]
    purchase: list[DatedValue] = []  # USD per chip, newest first
    covers: Covers


class Shape(Record):
    """The sizes of one transformer of a family."""

    params: Annotated[float, Field(gt=0)]
    layers: Annotated[int, Field(gt=0)]
    d_model: Annotated[int, Field(gt=0)]
    heads: Annotated[int, Field(gt=0)]
    kv_heads: Annotated[int, Field(gt=0)]
    d_ff: Annotated[int, Field(gt=0)]
    vocab: Annotated[int, Field(gt=0)]
    mlp_mats: Literal[2, 3] = 3
    tied: bool = False  # input and output embedding are one matrix
    head_dim: Annotated[int, Field(gt=0)] | None = None  # where it is not d_model / heads
    names: list[Plain] = []  # of the published models that have it; the first is shown
    active_params: Annotated[float, Field(gt=0)] | None = None  # in a mixture
    experts: Annotated[int, Field(gt=0)] | None = None
    experts_used: Annotated[int, Field(gt=0)] | None = None  # shared ones included
    context: Annotated[int, Field(gt=0)] | None = None  # tokens
    latent: Annotated[int, Field(gt=0)] | None = None  # numbers per token and layer
    window: Annotated[int, Field(gt=0)] | None = None  # tokens
    window_layers: Annotated[int, Field(ge=0)] = 0
    stateless_layers: Annotated[int, Field(ge=0)] = 0
    tower_params: Annotated[float, Field(ge=0)] = 0  # encoder of images or sound beside it
    writing_layers: Annotated[int, Field(ge=0)] = 0  # of a decoder, where layers counts both
    sound_positions: Annotated[float, Field(ge=0)] = 0  # of one second, as an encoder reads it
    sound_window: Annotated[float, Field(ge=0)] = 0  # seconds that recordings are padded to
    picture_tokens: Annotated[float, Field(ge=0)] = 0  # of any picture, whatever its size
    picture_token_side: Annotated[float, Field(ge=0)] = 0  # pixels of what becomes one token


class Architecture(Record):
    """A family of published transformers, recognised by marks in a model's name."""

    id: Id
    name: Plain
    marks: Annotated[list[str], Field(min_length=1)]  # lower case, letters, digits and dots
    shapes: Annotated[list[Shape], Field(min_length=1)]
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers
