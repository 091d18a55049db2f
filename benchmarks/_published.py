"""Published figures: where they are, what of them is measured, and what belongs together."""

import functools
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from builder.content.knowledge import knowledge_data
from builder.content.load import load_content
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge

type Record = Mapping[str, Any]

_CONTENT = Path(__file__).resolve().parent.parent / "content"
_BYTES_PER_GB, _BYTES_PER_GIB = 1e9, 2**30
_SECONDS_PER_HOUR = 3600
_FILES = {  # where published files hold what is predicted
    "train": "training_runs",
    "throughput": "training_throughput",
    "finetune": "finetune_runs",
    "memory": "memory",
    "serve": "serving",
}
_RECENT = 2025


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """Records that are predicted by one formula, and the median error that is aimed at."""

    name: str
    kind: str  # as in `calculator.physics.predict`
    file: str
    belongs: Callable[[Record], bool]
    spread: str = ""  # the part of `spread-…` that holds what left-out sources are off by
    target: float | None = None  # median factor, whole sources left out


def is_good(record: Record) -> bool:
    """Whether a record is to be scored: its quality is good, or not spoken of."""
    return bool(record.get("quality", "good") == "good")


def is_recent(record: Record) -> bool:
    """Whether a record was published in 2025 or later, as far as it says."""
    return float(record.get("year") or 0) >= _RECENT


def _of_kind(*starts: str) -> Callable[[Record], bool]:
    return lambda record: str(record.get("kind", "")).startswith(starts)


def _of_metric(*marks: str) -> Callable[[Record], bool]:
    return lambda record: any(mark in str(record.get("metric", "")) for mark in marks)


def _other(*starts: str) -> Callable[[Record], bool]:
    return lambda record: not str(record.get("kind", "")).startswith(starts)


def _always(_: Record) -> bool:
    return True


def _serving(name: str, spread: str, *marks: str, target: float | None = None) -> Quantity:
    belongs = _of_metric(*marks)
    return Quantity(
        name=name, kind="serve", file="serving", belongs=belongs, spread=spread, target=target
    )


def _training(
    name: str, spread: str, belongs: Callable[[Record], bool], target: float | None
) -> Quantity:
    return Quantity(
        name=name,
        kind="train",
        file="training_runs",
        belongs=belongs,
        spread=spread,
        target=target,
    )


def _memory(name: str, belongs: Callable[[Record], bool], target: float | None) -> Quantity:
    return Quantity(
        name=name, kind="memory", file="memory", belongs=belongs, spread="memory", target=target
    )


QUANTITIES = (
    _training("LLM training", "training", _of_kind("llm"), 1.25),
    _training("vision training", "samples", _of_kind("vision", "diffusion"), 1.6),
    _training("other training", "training", _other("llm", "vision", "diffusion"), 1.6),
    Quantity(
        name="steady throughput",
        kind="throughput",
        file="training_throughput",
        belongs=_always,
        spread="throughput",
        target=1.20,
    ),
    Quantity(
        name="fine-tuning",
        kind="finetune",
        file="finetune_runs",
        belongs=_always,
        spread="tuning",
        target=1.30,
    ),
    _memory("memory, measured", _of_kind("measured"), 1.12),
    _memory("memory, estimates", _other("measured"), None),
    _serving("decode", "decode", "decode tokens/s", target=1.20),
    _serving("prefill", "prefill", "prefill tokens/s", target=1.40),
    _serving("batched serving", "serving", "all streams", target=1.20),
    _serving("first token", "first-token", "latency"),
    _serving("items", "items", "items/s", target=1.6),
    _serving("speech", "speech", "audio", target=1.6),
    _serving("hosted speed", "hosted", "API"),
)


def data_folders() -> list[Path]:
    """Where published files are, as PUBLISHED says; none: the validation pages themselves.

    Folders stand apart by blanks, commas or colons.
    """
    given = re.split(r"[\s,:]+", os.environ.get("PUBLISHED", "").strip())
    return [Path(folder) for folder in given if folder]


def all_records(name: str) -> list[Record]:
    """The records of one file in all folders, of each id the first; or those of the pages."""
    folders = data_folders()
    if not folders:
        return [record for file, record in validated_records() if file == name]
    found: dict[str, Record] = {}
    for folder in folders:
        for record in read_records(folder, name):
            found.setdefault(str(record["id"]), record)
    return list(found.values())


@functools.cache
def validated_records() -> list[tuple[str, Record]]:
    """The figures of the validation pages as records, each with the file that it would be in."""
    content = load_content(_CONTENT)
    sources = content.records("source")
    return [
        (_FILES[quantity.predicts], _as_record(quantity, figure, sources[figure.source].published))
        for page in content.records("validation").values()
        for quantity in page.quantities
        for figure in quantity.figures
    ]


@functools.cache
def quantity_ids() -> dict[str, str]:
    """The quantity of a validation page under which each figure stands, by the figure's id."""
    return {
        figure.id: quantity.id
        for page in load_content(_CONTENT).records("validation").values()
        for quantity in page.quantities
        for figure in quantity.figures
    }


def _as_record(quantity: Any, figure: Any, year: object) -> Record:
    given, told = (
        inputs.model_dump(exclude_none=True) for inputs in (quantity.given, figure.inputs)
    )
    result = {
        "train": "gpu_hours",
        "throughput": "tokens_per_s_per_gpu",
        "finetune": "gpu_hours" if figure.unit == "h" else "tokens_per_s_total",
        "memory": "memory_gb",
        "serve": "value",
    }[quantity.predicts]
    return {
        "id": figure.id,
        "name": figure.name,
        **given,
        **told,
        result: figure.measured,
        "source_group": figure.source,
        "quality": "weak" if figure.weak else "good",
        "year": int(str(year)[:4]) if year else 0,
    }


@functools.cache
def read_records(folder: Path, name: str) -> list[Record]:
    """The records of one file; an absent file has none."""
    path = folder / f"{name}.yaml"
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    return list(yaml.load(text, Loader=_loader())["records"])


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def knowledge() -> Knowledge:
    """The knowledge of the content as it stands."""
    return knowledge_from_json(knowledge_data(load_content(_CONTENT)))


def measured(quantity: Quantity, record: Record, unit: str) -> float | None:
    """The published value in the unit of the prediction, or None where there is none."""
    return _MEASURED[quantity.kind](record, unit)


def _hours(record: Record, _: str) -> float | None:
    return record.get("gpu_hours")


def _rate(record: Record, _: str) -> float | None:
    """Tokens per second; from TFLOP/s by six FLOPs per parameter where that is all."""
    if record.get("tokens_per_s_per_gpu"):
        return float(record["tokens_per_s_per_gpu"])
    params = record.get("active_params") or record.get("params")
    tflops = record.get("tflops_per_gpu")
    return tflops * 1e12 / (6 * params) if tflops and params else None


def _tuning(record: Record, unit: str) -> float | None:
    rate = record.get("tokens_per_s_total")
    if unit == "tokens/s":
        return rate
    if record.get("gpu_hours"):
        return float(record["gpu_hours"])
    tokens, count = record.get("tokens"), record.get("accelerator_count")
    return tokens / rate * count / _SECONDS_PER_HOUR if rate and tokens and count else None


def _gib(record: Record, _: str) -> float | None:
    size = float(record["memory_gb"])
    if record.get("unit") == "GB":
        size *= _BYTES_PER_GB / _BYTES_PER_GIB
    shared = record.get("per") == "all gpus"
    return size / (record.get("accelerator_count") or 1) if shared else size


def _value(record: Record, _: str) -> float | None:
    return record.get("value")


_MEASURED: dict[str, Callable[[Record, str], float | None]] = {
    "train": _hours,
    "throughput": _rate,
    "finetune": _tuning,
    "memory": _gib,
    "serve": _value,
}


def source_of(record: Record) -> str:
    """The document that a record comes from, without its page."""
    if record.get("source_group"):
        return str(record["source_group"])
    return str(record.get("source", "")).split(":")[0].split(",")[0]
