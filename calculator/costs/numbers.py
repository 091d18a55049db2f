"""What a named number of a bill is: label, unit, range, date and sources."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from calculator.age import LIMIT_DAYS, is_old
from calculator.costs.bills import Costs
from calculator.costs.hosted import hosted_model
from calculator.costs.listed_prices import listed_on
from calculator.costs.records import KnownNumber
from calculator.costs.tuned import tuned_model
from calculator.costs.uncertainty import stable
from calculator.costs.voice import chosen_model
from calculator.facts import DatedEstimate

_HOSTED_LABELS = {
    "input_usd_per_mtok": ("Input tokens", "USD per million tokens"),
    "cached_input_usd_per_mtok": ("Cached input tokens", "USD per million tokens"),
    "cache_write_usd_per_mtok": ("Input tokens written to the cache", "USD per million tokens"),
    "input_audio_usd_per_mtok": ("Input tokens of sound", "USD per million tokens"),
    "output_usd_per_mtok": ("Output tokens", "USD per million tokens"),
    "audio_usd_per_hour": ("Sound", "USD per hour"),
    "output_image_usd_per_mtok": ("Output tokens of images", "USD per million tokens"),
    "output_audio_usd_per_mtok": ("Output tokens of sound", "USD per million tokens"),
    "usd_per_mchar": ("Text read out", "USD per million characters"),
    "usd_per_kpage": ("Pages read", "USD per thousand pages"),
}
_CHIP_LIMIT = LIMIT_DAYS["chip price"]
_PAID_IN = {
    "once": "USD",
    "per_month": "USD per month",
    "per_1000_requests": "USD per thousand requests",
}


def described(name: str, costs: Costs) -> KnownNumber:
    """A number by its name: an assumption, `input:…`, `accelerator:…` or `hosted:…`."""
    return costs.case.once(f"described {name}", lambda: _described(name, costs))


def _described(name: str, costs: Costs) -> KnownNumber:
    kind, _, rest = name.partition(":")
    found = {
        "input": _answer,
        "accelerator": _accelerator,
        "purchase": _purchase,
        "hosted": _hosted,
        "tuned": _tuned,
        "heard": _heard,
        "own": _own_line,
    }.get(kind if rest else "", _assumption)(rest or name, costs)
    overrides = costs.question.overrides
    estimate = costs.case.draws.estimates.get(name) or overrides.get(name) or found.estimate
    own = not set(found.sources).isdisjoint(costs.question.knowledge.own_sources)
    by_hand = name in overrides
    return replace(
        found,
        low=stable(estimate.low) if estimate else None,
        value=stable(estimate.value) if estimate else None,
        high=stable(estimate.high) if estimate else None,
        overridden=by_hand,
        own_estimate=own and not by_hand,
        past_limit=not by_hand and _is_past_limit(found, costs.question.today),
    )


def _is_past_limit(number: KnownNumber, today: date) -> bool:
    if number.as_of is None or number.limit_days is None:
        return False
    return is_old(date.fromisoformat(number.as_of), number.limit_days, today)


def unknown_yet(costs: Costs) -> list[KnownNumber]:
    """The numbers in the bills that are known from a later day only; their oldest value counts."""
    day = costs.question.today.isoformat()
    found = _out_of_time(costs)
    return [each for each in found if each.as_of and each.as_of > day and not each.overridden]


def past_limit(costs: Costs) -> list[KnownNumber]:
    """The numbers in the bills that are past their limit on the day of the prices, oldest first."""
    found = _out_of_time(costs)
    return sorted((each for each in found if each.past_limit), key=lambda each: each.as_of or "")


def _out_of_time(costs: Costs) -> Iterator[KnownNumber]:
    """The numbers in the bills but the assumptions that are fresh: those are most of them."""
    today, assumptions = costs.question.today, costs.question.knowledge.assumptions
    for name in costs.drawn:
        assumption = assumptions.get(name)
        if assumption is not None:
            as_of = assumption.at(today).as_of
            if as_of <= today and not is_old(as_of, LIMIT_DAYS[assumption.group], today):
                continue
        if not name.startswith("input:"):
            yield described(name, costs)


def label_of(name: str, costs: Costs) -> str:
    """What a number is called, by its name."""
    return described(name, costs).label


def _assumption(name: str, costs: Costs) -> KnownNumber:
    assumption = costs.question.knowledge.assumptions[name]
    entry = assumption.at(costs.question.today)
    limit = LIMIT_DAYS[assumption.group]
    return _dated("assumption", assumption.label, assumption.unit, entry, limit)


def _answer(input_id: str, costs: Costs) -> KnownNumber:
    definition = costs.question.knowledge.inputs[input_id]
    known = costs.question.scenario[input_id] is not None
    return KnownNumber(kind="input", label=definition.label, unit=definition.unit, known=known)


def _accelerator(accelerator_id: str, costs: Costs) -> KnownNumber:
    accelerator = costs.question.knowledge.accelerators[accelerator_id]
    paying, today = costs.case.workload.paying, costs.question.today
    tier = None if paying in ("on_demand", "owned") else paying
    entry = accelerator.rent_on(today, tier) or accelerator.rent_on(today)
    assert entry  # a bill names rented accelerators only
    return _dated("price", f"{accelerator.name}, rent", "USD per hour", entry, _CHIP_LIMIT)


def _purchase(accelerator_id: str, costs: Costs) -> KnownNumber:
    accelerator = costs.question.knowledge.accelerators[accelerator_id]
    entry = accelerator.price_on(costs.question.today)
    assert entry  # a bill names it
    return _dated("price", f"{accelerator.name}, bought", "USD", entry, _CHIP_LIMIT)


def _hosted(field: str, costs: Costs) -> KnownNumber:
    return _list_price(field, hosted_model(costs.case), costs.question.today)


def _heard(field: str, costs: Costs) -> KnownNumber:
    return _list_price(field, chosen_model(costs.case), costs.question.today)


def _tuned(field: str, costs: Costs) -> KnownNumber:
    tuned = tuned_model(costs.case)
    assert tuned  # a bill names it
    model = costs.question.knowledge.hosted_models[tuned]
    return _list_price(field, model, costs.question.today)


def _list_price(field: str, model: Mapping[str, Any], today: date) -> KnownNumber:
    plain = field.removeprefix("batch_")
    label, unit = _HOSTED_LABELS[plain]
    batch = ", batch" if plain != field else ""
    usd = stable(float(model.get(plain, 0.0)))
    return KnownNumber(
        kind="price",
        label=f"{label}, {model['name']}{batch}",
        unit=unit,
        low=usd,
        value=usd,
        high=usd,
        as_of=listed_on(model, today),
        basis="List price.",
        sources=("cost-genai-prices",),
        limit_days=LIMIT_DAYS["price"],
    )


def _own_line(position: str, costs: Costs) -> KnownNumber:
    line = costs.case.own_lines[int(position) - 1]
    usd = stable(float(line.usd))
    unit = _PAID_IN[line.paid]
    return KnownNumber(kind="own", label=line.label, unit=unit, low=usd, value=usd, high=usd)


def _dated(kind: str, label: str, unit: str, entry: DatedEstimate, limit_days: int) -> KnownNumber:
    return KnownNumber(
        kind=kind,
        label=label,
        unit=unit,
        low=stable(entry.estimate.low),
        value=stable(entry.estimate.value),
        high=stable(entry.estimate.high),
        as_of=entry.as_of.isoformat(),
        basis=entry.basis,
        sources=tuple(entry.sources),
        limit_days=limit_days,
    )
