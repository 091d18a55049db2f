"""The part of the form for numbers set by hand and further lines of the bill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calculator.costs.asked import INPUT, RANGED
from calculator.costs.bills import costs
from calculator.costs.numbers import described
from calculator.costs.records import KnownNumber
from calculator.estimate import Estimate, exactly
from calculator.knowledge import Approach, Knowledge
from calculator.number_text import plain, read_number
from calculator.request_parts import PAID
from calculator.scenario import read_scenario
from view import formats
from view.entries import ENDS, Entries, Texts, answered
from view.environment import render

PAID_WORDS = {
    "once": "once, before launch",
    "per_month": "each month",
    "per_1000_requests": "for each 1,000 requests",
}
_PHYSICS = "physics"
GROUP_TITLES = {
    "price": "Prices",
    "wage": "Wages",
    "effort": "Days of work",
    "label": "Labels",
    "operations": "Operation",
    "finance": "Growth and rates",
    "energy": "Energy",
    "learning": "Learning",
    "decision": "Decision",
    "physics": "Training and serving",
}


@dataclass(frozen=True, slots=True)
class Override:
    """One number that the reader has set, beside what is published."""

    name: str
    label: str
    unit: str
    published: str
    texts: Texts
    error: str
    answered: bool  # the range of an answer, which is its likely number


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One line that the reader has added."""

    number: str
    texts: Texts
    error: str


def own_numbers_html(
    entries: Entries, errors: Mapping[str, str], knowledge: Knowledge, today: date, root: str = ""
) -> str:
    """Fields for every number set and every line added.

    Args:
        entries: what stands in the form.
        errors: messages by the field that the request names, such as `assumptions.<name>`.
        knowledge: brings assumptions and accelerators.
        today: the day whose published values are shown.
        root: leads from the page to the site's root.
    """
    approaches: list[Approach] = sorted(knowledge.approaches.values(), key=lambda a: a.order)
    return render(
        "own_numbers.html.j2",
        root,
        overrides=_overrides(entries, errors, knowledge, today),
        own_lines=[
            OwnLine(number, texts, errors.get(f"own_lines.{place}", ""))
            for place, (number, texts) in enumerate(entries.own_lines.items(), start=1)
        ],
        ends=ENDS,
        day=entries.day,
        day_error=errors.get("as_of", ""),
        paid=[(key, PAID_WORDS[key]) for key in PAID],
        approaches=approaches,
    )


def numbers_html(knowledge: Knowledge) -> str:
    """The list of every number that can be set: long, so the page gets it after its answer."""
    plain_ones = [group for group in _choices(knowledge) if group[0] != GROUP_TITLES[_PHYSICS]]
    return render("numbers.html.j2", choices=plain_ones)


def physics_html(knowledge: Knowledge) -> str:
    """The constants of the predictions, which few change: a list of their own."""
    found = [group for group in _choices(knowledge) if group[0] == GROUP_TITLES[_PHYSICS]]
    return render("numbers.html.j2", choices=found)


def published_texts(name: str, entries: Entries, knowledge: Knowledge, today: date) -> Texts:
    """Low, likely and high of a number as published, to start from.

    Raises:
        KeyError: there is no number of that name.
    """
    found = _published_range(_described([name], entries, knowledge, today)[name], entries, name)
    points = (found.low, found.value, found.high)
    return {end: plain(float(f"{point:.6g}")) for end, point in zip(ENDS, points, strict=True)}


def _overrides(
    entries: Entries, errors: Mapping[str, str], knowledge: Knowledge, today: date
) -> list[Override]:
    found = _described(list(entries.overrides), entries, knowledge, today)
    return [
        Override(
            name=name,
            label=found[name].label if name in found else name,
            unit=found[name].unit if name in found else "",
            published=_published(found[name]) if name in found and found[name].as_of else "",
            texts=texts,
            error=errors.get(f"assumptions.{name}", ""),
            answered=bool(answered(name, entries.inputs)),
        )
        for name, texts in entries.overrides.items()
    ]


def _described(
    names: list[str], entries: Entries, knowledge: Knowledge, today: date
) -> dict[str, KnownNumber]:
    """What is published about numbers; names that nobody knows are left out."""
    if not names:
        return {}
    scenario, _ = read_scenario(entries.inputs, knowledge, text=True)
    priced = costs(scenario, knowledge, today)
    found: dict[str, KnownNumber] = {}
    for name in names:
        try:
            found[name] = described(name, priced)
        except KeyError:
            continue
    return found


def _published(number: KnownNumber) -> str:
    """`$730 per day (440 to 1,200), 12 September 2025`."""
    unit, found = number.unit, number.estimate
    assert found is not None  # what has a date has a range
    low, high = found.low, found.high
    spread = f" ({formats.quantity_range(low, high, unit)})" if low != high else ""
    return f"{formats.quantity(found.value, unit)}{spread}, {formats.iso_date(number.as_of or '')}"


def _published_range(number: KnownNumber, entries: Entries, name: str) -> Estimate:
    """The range of a number that is published; that of an answer is the answer alone."""
    if number.estimate is not None:
        return number.estimate
    answer = read_number(answered(name, entries.inputs), entries.decimal or None)
    return exactly(0.0 if isinstance(answer, str) else answer)


def _choices(knowledge: Knowledge) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every number that can be set, by group: (title, [(name, label)])."""
    groups: dict[str, list[tuple[str, str]]] = {key: [] for key in GROUP_TITLES}
    for assumption in knowledge.assumptions.values():
        groups.setdefault(assumption.group, []).append((assumption.id, assumption.label))
    rents = [
        (f"accelerator:{each.id}", each.name)
        for each in knowledge.accelerators.values()
        if each.rents
    ]
    answers = [(f"{INPUT}{key}", knowledge.inputs[key].label) for key in RANGED]
    return [
        ("Range of an answer", sorted(answers, key=lambda pair: pair[1])),
        ("Rent of accelerators", sorted(rents, key=lambda pair: pair[1])),
        *(
            (GROUP_TITLES.get(key, key), sorted(members, key=lambda pair: pair[1]))
            for key, members in groups.items()
            if members
        ),
    ]
