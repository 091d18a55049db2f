"""What the command line lists: inputs, prices, an empty request, the story of one name."""

import json
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.facts import Accelerator, DatedEstimate
from calculator.knowledge import Input, Knowledge
from calculator.result import Result

_WIDTH = 96


def inputs_text(knowledge: Knowledge, search: str = "") -> str:
    """Every input with its unit or choices, its default in the page, and its question."""
    found = [each for each in _in_order(knowledge) if _fits(search, each.id, each.label)]
    return "\n".join(line for each in found for line in _input_lines(each))


def new_request(knowledge: Knowledge) -> str:
    """A request in which nothing is answered yet; `//` lines say what each answer means."""
    lines = ["{", '  "inputs": {']
    inputs = _in_order(knowledge)
    for each in inputs:
        lines += [f"    // {line}" for line in textwrap.wrap(each.question, _WIDTH)]
        lines += [f"    // {line}" for line in textwrap.wrap(_accepts(each), _WIDTH)]
        lines.append(f'    "{each.id}": null{"," if each is not inputs[-1] else ""}')
    lines += ["  },", '  "assumptions": {},', '  "own_lines": [],', '  "weights": {}', "}"]
    return "\n".join(lines)


def prices_text(knowledge: Knowledge, today: date, search: str = "") -> str:
    """Rents of accelerators, then prices of hosted models, each with its day."""
    rents = (
        f"accelerator:{chip.id}: {_dated(entry, 'USD per hour')}"
        for chip, entry in found_rents(knowledge, today, search)
    )
    hosted = (_hosted_line(key, model) for key, model in found_hosted(knowledge, search))
    return "\n".join([*rents, *hosted])


def explanation(
    name: str, knowledge: Knowledge, today: date, result: Result | None = None
) -> str | None:
    """What a rule, a number, an input or a line of a bill is; None where nothing has the name.

    Args:
        name: id of a rule, an assumption, an input, or a line.
        knowledge: what content brings.
        today: the day whose numbers count.
        result: the answer whose bills the line is looked up in.
    """
    if name in knowledge.rules:
        return _rule(name, knowledge)
    if name in knowledge.assumptions:
        assumption = knowledge.assumptions[name]
        entry = assumption.at(today)
        return f"{assumption.label}: {_dated(entry, assumption.unit)}\n{_basis(entry, knowledge)}"
    if name in knowledge.inputs:
        return "\n".join(
            [*_input_lines(knowledge.inputs[name]), *_wrapped(knowledge.inputs[name].help)]
        )
    return "\n".join(_line(name, result, knowledge)) or None if result else None


def _in_order(knowledge: Knowledge) -> list[Input]:
    return sorted(knowledge.inputs.values(), key=lambda each: each.order)


def _fits(search: str, *texts: str) -> bool:
    return all(word in " ".join(texts).lower() for word in search.lower().split())


def _input_lines(definition: Input) -> Iterator[str]:
    yield f"{definition.id}: {_accepts(definition)}"
    yield from _wrapped(definition.question)


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


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="    ")


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


def _dated(entry: DatedEstimate, unit: str) -> str:
    estimate = entry.estimate
    points = f"{estimate.value:g} {unit} ({estimate.low:g} to {estimate.high:g})"
    return f"{points}, {entry.as_of.isoformat()}"


def _basis(entry: DatedEstimate, knowledge: Knowledge) -> str:
    return "\n".join([*_wrapped(entry.basis), *_sources(entry.sources, knowledge)])


def _sources(sources: tuple[str, ...], knowledge: Knowledge) -> Iterator[str]:
    for source in sources:
        yield from _wrapped(f"Source: {knowledge.source_titles.get(source, source)} ({source})")


def _rule(name: str, knowledge: Knowledge) -> str:
    rule = knowledge.rules[name]
    conditions = ", ".join(dict.fromkeys(each.input for each in rule.when))
    lines = [*textwrap.wrap(rule.reason, _WIDTH), *_wrapped(f"Looks at: {conditions}")]
    lines += _wrapped(rule.note) if rule.note else []
    return "\n".join([*lines, *_sources(rule.sources, knowledge)])


def _line(name: str, result: Result, knowledge: Knowledge) -> Iterator[str]:
    for approach, cost in result.priced.approaches.items():
        for line in cost.lines:
            if line.id == name:
                yield f"{knowledge.approaches[approach].name}: {line.label}, USD {line.total:,.0f}"
                yield from _wrapped(line.formula)
                yield from _wrapped(line.note) if line.note else ()


def compared(one: tuple[str, Result], other: tuple[str, Result], knowledge: Knowledge) -> str:
    """Two answers side by side: recommendation, cost, time, and the answers that differ."""
    pairs = [one, other]
    table: list[Mapping[str, str]] = [_facts(result, knowledge) for _, result in pairs]
    rows = [("", *(name for name, _ in pairs))]
    rows += [(key, *(facts[key] for facts in table)) for key in table[0]]
    for key in knowledge.inputs:
        values = [json.dumps(result.inputs[key]) for _, result in pairs]
        rows += [(key, *values)] if values[0] != values[1] else []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _facts(result: Result, knowledge: Knowledge) -> dict[str, str]:
    cost = result.priced.approaches[result.recommended]
    weeks = cost.time_to_ship.weeks
    return {
        "recommended": knowledge.approaches[result.recommended].name,
        "USD, about": f"{cost.total.value:,.0f}",
        "USD, 8 in 10 cases": f"{cost.total.low:,.0f} to {cost.total.high:,.0f}",
        "weeks": f"{weeks.low:.1f} to {weeks.high:.1f}",
    }
