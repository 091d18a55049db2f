"""What the command line lists: inputs, prices, an empty request, two scenarios."""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from calculator.facts import Accelerator, DatedEstimate
from calculator.knowledge import Input, Knowledge
from calculator.request_text import InputError
from calculator.result import Result

WIDTH = 96


def inputs_text(knowledge: Knowledge, search: str = "") -> str:
    """Every input with its unit or choices, its default in the page, and its question."""
    found = [each for each in _in_order(knowledge) if _fits(search, each.id, each.label)]
    return "\n".join(line for each in found for line in input_lines(each))


def new_request(knowledge: Knowledge) -> str:
    """A request in which nothing is answered yet; `//` lines say what each answer means."""
    lines = ["{", '  "inputs": {']
    inputs = _in_order(knowledge)
    for each in inputs:
        lines += [f"    // {line}" for line in textwrap.wrap(each.question, WIDTH)]
        lines += [f"    // {line}" for line in textwrap.wrap(_accepts(each), WIDTH)]
        lines.append(f'    "{each.id}": null{"," if each is not inputs[-1] else ""}')
    lines += ["  },", '  "assumptions": {},', '  "own_lines": [],', '  "weights": {}', "}"]
    return "\n".join(lines)


def found(
    listed: Callable[..., str], search: Sequence[str], knowledge: Knowledge, *day: date
) -> str:
    """A list of what has all the words.

    Raises:
        InputError: nothing has.
    """
    words = " ".join(search)
    text = listed(knowledge, *day, words)
    if not text:
        raise InputError(f"no name has {words!r} in it")
    return text


def prices_text(knowledge: Knowledge, today: date, search: str = "") -> str:
    """Rents of accelerators, then prices of hosted models, each with its day."""
    rents = (
        f"accelerator:{chip.id}: {dated(entry, 'USD per hour')}"
        for chip, entry in found_rents(knowledge, today, search)
    )
    hosted = (_hosted_line(key, model) for key, model in found_hosted(knowledge, search))
    return "\n".join([*rents, *hosted])


def _in_order(knowledge: Knowledge) -> list[Input]:
    return sorted(knowledge.inputs.values(), key=lambda each: each.order)


def _fits(search: str, *texts: str) -> bool:
    return all(word in " ".join(texts).lower() for word in search.lower().split())


def input_lines(definition: Input) -> Iterator[str]:
    yield f"{definition.id}: {_accepts(definition)}"
    yield from wrapped(definition.question)


def _accepts(definition: Input) -> str:
    if definition.choices:
        words = ", ".join(str(each.value) for each in definition.choices)
    elif definition.kind == "boolean":
        words = "true or false"
    else:
        whole = "whole number" if definition.kind == "integer" else "number"
        words = f"{whole}, {definition.unit}".rstrip(", ") + _bounds(definition)
    if definition.default is None:
        return words
    return f"{words}; the page opens with {json.dumps(definition.default)}"


def _bounds(definition: Input) -> str:
    low, high = definition.minimum, definition.maximum
    return "" if low is None or high is None else f", {low:,.15g} to {high:,.15g}"


def wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")


def found_rents(
    knowledge: Knowledge, today: date, search: str
) -> Iterator[tuple[Accelerator, DatedEstimate]]:
    """Accelerators whose name has all the words, each with its rent in USD per hour on a day."""
    for chip in knowledge.accelerators.values():
        entry = chip.rent_on(today)
        if entry is not None and _fits(search, chip.id, chip.name):
            yield chip, entry


def found_hosted(knowledge: Knowledge, search: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Hosted models whose name has all the words, by id, each with its prices."""
    for key, model in knowledge.hosted_models.items():
        if _fits(search, key, str(model["name"])):
            yield key, model


def _hosted_line(key: str, model: Mapping[str, Any]) -> str:
    prices = (f"{_price_name(n)} {model[n]:g}" for n in model if n.endswith(("_mtok", "_hour")))
    return f"{key}: {', '.join(prices)} ({model['as_of']})"


def _price_name(field: str) -> str:
    return field.replace("_usd_per_mtok", " USD/million tokens").replace(
        "_usd_per_hour", " USD/hour"
    )


def dated(entry: DatedEstimate, unit: str) -> str:
    estimate = entry.estimate
    points = f"{estimate.value:g} {unit} ({estimate.low:g} to {estimate.high:g})"
    return f"{points}, {entry.as_of.isoformat()}"


class Answered(NamedTuple):
    """A request by the name of its file, and its answer."""

    name: str
    request: Mapping[str, Any]
    result: Result


def compared(one: Answered, other: Answered, knowledge: Knowledge) -> str:
    """Two answers side by side: recommendation, cost, time, and what they were told differently."""
    pairs = [one, other]
    table: list[Mapping[str, str]] = [_facts(each.result, knowledge) for each in pairs]
    rows = [("", *(each.name for each in pairs))]
    rows += [(key, *(facts[key] for facts in table)) for key in table[0]]
    told = [_told(each) for each in pairs]
    for key in dict.fromkeys([*told[0], *told[1]]):
        values = [json.dumps(each.get(key), ensure_ascii=False) for each in told]
        rows += [(key, *values)] if values[0] != values[1] else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _told(each: Answered) -> dict[str, Any]:
    """What stands in a request, by name: answers, numbers, lines of the bill, weights, the day."""
    lines = {
        f"own line: {line['label']}": line["usd"] for line in each.request.get("own_lines") or ()
    }
    weights = (each.request.get("weights") or {}).items()
    return {
        **each.result.inputs,
        **(each.request.get("assumptions") or {}),
        **lines,
        **{f"weight: {name}": weight for name, weight in weights},
        "as_of": each.request.get("as_of"),
    }


def _facts(result: Result, knowledge: Knowledge) -> dict[str, str]:
    cost = result.priced.approaches[result.recommended]
    weeks = cost.time_to_ship.weeks
    return {
        "recommended": knowledge.approaches[result.recommended].name,
        "USD, about": f"{cost.total.value:,.0f}",
        "USD, 8 in 10 cases": f"{cost.total.low:,.0f} to {cost.total.high:,.0f}",
        "weeks": f"{weeks.low:.1f} to {weeks.high:.1f}",
    }
