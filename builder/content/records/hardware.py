"""What the predictors read: their fields, the words of those, and image networks."""

from typing import Annotated, Literal

from pydantic import Field

from builder.content.records.base import Covers, Id, Line, Plain, Record, SourceId

WordId = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$", max_length=40)]
FieldId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:_[a-z0-9]+)*$", max_length=40)]
Command = Literal["train", "finetune", "throughput", "memory", "serve"]


class Word(Record):
    """One thing with every name that people write for it."""

    id: WordId
    names: Annotated[list[Plain], Field(min_length=1)]  # lower case
    bits: Annotated[float, Field(gt=0, le=64)] | None = None
    whole: bool = False
    arithmetic: str | None = None
    counts_as: str | None = None


class Vocabulary(Record):
    """The words of one field, in the order in which they are looked for."""

    id: Id
    label: Plain
    words: Annotated[list[Word], Field(min_length=1)]
    beside: list[str] = []
    sources: Annotated[list[SourceId], Field(min_length=1)]
    covers: Covers


class PredictorField(Record):
    """One field of the records that the predictors read."""

    id: FieldId
    label: Plain
    help: Line
    kind: Literal[
        "number", "text", "switch", "shape", "any", "model", "precision", "engine", "method", "chip"
    ]
    commands: list[Command] = []
    unit: str = ""
    role: Literal["input", "hint", "result", "remark"] = "input"
    choices: list[str] = []
    also: list[FieldId] = []
    other: list[Plain] = []


class Network(Record):
    """An image network and the arithmetic of one forward pass."""

    id: Id
    names: Annotated[list[Plain], Field(min_length=1)]
    params: Annotated[float, Field(gt=0)]
    gflops: Annotated[float, Field(gt=0)]
    pixels: Annotated[int, Field(gt=0)]
    kind: Literal[
        "convolution", "depthwise", "attention", "detection", "segmentation",
        "denoising-convolution", "denoising-attention",
    ]  # fmt: skip
    attention_gflops: Annotated[float, Field(ge=0)] = 0
    steps: Annotated[int, Field(gt=0)] | None = None
    guided: bool = False
    decoder_gflops: Annotated[float, Field(ge=0)] = 0
    encoder_gflops: Annotated[float, Field(ge=0)] = 0
    sources: Annotated[list[SourceId], Field(min_length=1)]
