"""What a named number of a bill is: label, unit, range, date and sources."""

from typing import Any

from calculator.costs.bills import Costs
from calculator.costs.hosted import hosted_model
from calculator.costs.uncertainty import stable
from calculator.estimate import Estimate, exactly
from calculator.facts import DatedEstimate

_HOSTED_LABELS = {
    "input_usd_per_mtok": ("Input tokens", "USD per million tokens"),
    "cached_input_usd_per_mtok": ("Cached input tokens", "USD per million tokens"),
    "output_usd_per_mtok": ("Output tokens", "USD per million tokens"),
    "audio_usd_per_hour": ("Sound", "USD per hour"),
}


def described(name: str, costs: Costs) -> dict[str, Any]:
    """A number by its name: an assumption, `input:…`, `accelerator:…` or `hosted:…`."""
    kind, _, rest = name.partition(":")
    found = {
        "input": _answer,
        "accelerator": _accelerator,
        "hosted": _hosted,
        "own": _own_line,
    }.get(kind if rest else "", _assumption)(rest or name, costs)
    overrides = costs.question.overrides
    overridden = name in overrides
    estimate = costs.case.draws.estimates.get(name) or overrides.get(name)
    if estimate is not None:
        found |= _points(estimate)
    return {**found, "overridden": overridden}


def label_of(name: str, costs: Costs) -> str:
    """What a number is called, by its name."""
    return str(described(name, costs)["label"])


def _assumption(name: str, costs: Costs) -> dict[str, Any]:
    assumption = costs.question.knowledge.assumptions[name]
    entry = assumption.at(costs.question.today)
    return {
        "kind": "assumption",
        "label": assumption.label,
        "unit": assumption.unit,
        **_dated(entry),
    }


def _answer(input_id: str, costs: Costs) -> dict[str, Any]:
    definition = costs.question.knowledge.inputs[input_id]
    return {
        "kind": "input",
        "label": definition.label,
        "unit": definition.unit,
        "as_of": None,
        "sources": [],
        "known": costs.question.scenario[input_id] is not None,
    }


def _accelerator(accelerator_id: str, costs: Costs) -> dict[str, Any]:
    accelerator = costs.question.knowledge.accelerators[accelerator_id]
    entry = accelerator.rent_on(costs.question.today)
    assert entry  # a bill names rented accelerators only
    return {
        "kind": "price",
        "label": f"{accelerator.name}, on demand",
        "unit": "USD per hour",
        **_dated(entry),
    }


def _hosted(field: str, costs: Costs) -> dict[str, Any]:
    model = hosted_model(costs.case)
    plain = field.removeprefix("batch_")
    label, unit = _HOSTED_LABELS[plain]
    batch = ", batch" if plain != field else ""
    return {
        "kind": "price",
        "label": f"{label}, {model['name']}{batch}",
        "unit": unit,
        **_points(exactly(float(model.get(plain, 0.0)))),
        "as_of": model["as_of"],
        "basis": "List price.",
        "sources": ["cost-genai-prices"],
    }


def _own_line(position: str, costs: Costs) -> dict[str, Any]:
    line = costs.case.own_lines[int(position) - 1]
    return {
        "kind": "own",
        "label": line.label,
        "unit": "USD",
        **_points(exactly(float(line.usd))),
        "as_of": None,
        "sources": [],
    }


def _dated(entry: DatedEstimate) -> dict[str, Any]:
    return {
        **_points(entry.estimate),
        "as_of": entry.as_of.isoformat(),
        "basis": entry.basis,
        "sources": list(entry.sources),
    }


def _points(estimate: Estimate) -> dict[str, float]:
    return {
        "low": stable(estimate.low),
        "value": stable(estimate.value),
        "high": stable(estimate.high),
    }
