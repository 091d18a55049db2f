"""What "Will it fit?" asks, and the records of the predictors that answer it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from calculator.tools.fields import ToolFields
from calculator.tools.requests import FitRequest, field_names

ASKED = field_names(FitRequest)
_OPTIMISER = "adamw mixed precision"  # moments and a copy of the weights in 32 bits


class Asked(NamedTuple):
    """What is asked, as a record of the predictors, and what it is for."""

    record: Mapping[str, Any]
    tunes: bool
    million_tokens: float

    def on(self, chip: str, count: float) -> "Asked":
        """The same on other chips."""
        return self._replace(
            record={**self.record, "accelerator": chip, "accelerator_count": count}
        )


def read_request(request: Mapping[str, Any], fields: ToolFields) -> Asked:
    """The request as a record of the predictors."""
    tunes = request.get("use", "serve") == "tune"
    if request.get("use", "serve") not in ("serve", "tune"):
        fields.refuse("use", "must be serve or tune")
    size = fields.positive("size_b")
    length = fields.whole("context", 1) or (1024 if tunes else 4096)
    record: dict[str, Any] = {
        "model": fields.text("model") or None,
        "params": size * 1e9 if size else None,
        "precision": fields.text("quantisation") or "bf16",
        "accelerator": fields.text("chip") or None,
        "accelerator_count": fields.whole("chips", 1, 100_000) or 1,
    }
    if tunes:
        record |= {"method": fields.text("method") or "lora", "seq_len": length}
        record |= {"batch": fields.whole("batch", 1, 65_536) or 1, "optimizer": _OPTIMISER}
    else:
        answer = min(fields.whole("answer", 1) or 256, length)
        record |= {"engine": fields.text("engine") or None, "batch": fields.whole("users", 1) or 1}
        record |= {"input_len": max(1, length - answer), "output_len": answer}
    return Asked(record, tunes, fields.positive("million_tokens") or 10.0)


def memory_record(asked: Asked) -> dict[str, Any]:
    """The record of the memory that is asked for."""
    if asked.tunes:
        return {"purpose": "training"}
    lengths = asked.record["input_len"] + asked.record["output_len"]
    return {"purpose": "inference", "seq_len": lengths}


_METRICS = {
    "alone": ("decode tokens/s, one stream", "tokens a second of one answer alone"),
    "first": ("first-token latency ms, batch 1", "milliseconds to the first token"),
    "together": ("output tokens/s, all streams", "tokens a second of all answers together"),
}


def speed_records(asked: Asked) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    if asked.tunes:
        record = {**asked.record, "micro_batch": asked.record["batch"]}
        del record["batch"]
        yield "pace", ("finetune", record)
        yield "hours", ("finetune", {**record, "tokens": asked.million_tokens * 1e6})
        return
    for name, (metric, _) in _METRICS.items():
        alone = {"batch": 1} if name != "together" else {}
        yield name, ("serve", {**asked.record, **alone, "metric": metric})
