"""The sentences of the content that the code says by id, and the names that it fills in."""

_MODEL = ("model", "months", "date", "replacement")
_SHORT = ("takes", "limit")

TOLD: dict[str, tuple[str, ...]] = {
    "no-machine-for-latency": _SHORT,
    "no-machine-for-date": _SHORT,
    "no-machine-for-device-memory": _SHORT,
    "lift-latency": ("takes",),
    "lift-date": ("takes",),
    "lift-device-memory": ("takes",),
    "date-in-doubt": ("limit",),
    "least-regretted": (),
    "hosted-model-ended": _MODEL,
    "hosted-model-ended-alone": _MODEL,
    "hosted-model-ends": _MODEL,
    "hosted-model-ends-alone": _MODEL,
    "hosted-model-may-end": ("model", "months", "date"),
    "hosted-model-untraced": ("model", "months", "provider"),
    "longer-than-the-context": ("model", "tokens", "context"),
    "hosted-tuning-elsewhere": ("model", "tuned", "whom"),
    "hosted-tuning-nowhere": ("model",),
    "older-than-the-history": ("date", "count", "names"),
    "past-the-limit": ("count", "names"),
}
