"""What the small calculators are asked: the fields that a request, a JSON object, may have."""

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal, cast


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotMeasured:
    """One measurement: how often a model was right after training on so many labels."""

    labels: int  # at least 1; not the same in all pilots
    accuracy: float | None = None  # above 0 and below 1; needed, or error in its place
    error: float | None = None  # 1 less the accuracy
    test_examples: int | None = None  # at least 1; null: sampling error is not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsRequest:
    """How many labels a target will need."""

    pilots: tuple[PilotMeasured, ...]  # 2 to 50
    target_accuracy: float  # above 0 and below 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRequest:
    """How large a test set must be; what is left out is not answered."""

    accuracy: float | None = None  # 0–1, measured or hoped for
    right: int | None = None  # right answers of test_examples, in place of accuracy
    test_examples: int | None = None  # at least 1
    margin: float | None = None  # to either side, 0.00001 to below 0.5
    other_accuracy: float | None = None  # of a second model, 0–1
    confidence: float | None = None  # above 0 and below 1; 0.95 if left out
    power: float | None = None  # above 0 and below 1; 0.8 if left out
    only_first_right: int | None = None  # after a test of both; up to 10,000
    only_other_right: int | None = None  # needed beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class FitRequest:
    """Whether a model fits on some chips, how fast it is, how long tuning takes."""

    use: Literal["serve", "tune"] = "serve"
    model: str | None = None  # its name; needed, or size_b
    size_b: float | None = None  # billion parameters, above 0
    quantisation: str | None = None  # bf16 if left out
    chip: str | None = None  # id or name of an accelerator
    chips: int | None = None  # 1 to 100,000; 1 if left out
    engine: str | None = None  # that serves
    context: int | None = None  # tokens of a sequence; 4,096 served and 1,024 tuned if left out
    users: int | None = None  # served at once; 1 if left out
    answer: int | None = None  # tokens of an answer; 256 if left out
    method: str | None = None  # of tuning; lora if left out
    batch: int | None = None  # sequences tuned at once, 1 to 65,536; 1 if left out
    million_tokens: float | None = None  # to be tuned on; 10 if left out


def field_names(record: type) -> tuple[str, ...]:
    """The fields of a request, in the order in which they are listed."""
    return tuple(each.name for each in dataclasses.fields(cast(Any, record)))
