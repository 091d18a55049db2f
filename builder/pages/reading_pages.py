"""What the pages for finding one's way are given: facets from data, and the age of every fact."""

from datetime import date
from itertools import groupby
from typing import Any

from builder.content.load import Content
from builder.pages.facets import by_label_size, by_privacy
from builder.pages.facts import Fact, current_facts
from calculator.age import LIMIT_DAYS

CLASSES = {  # of facts with a value, as headings
    "price": "Prices", "chip price": "Prices of chips", "wage": "Wages", "label": "Labelling",
    "effort": "Effort", "operations": "Operation", "energy": "Energy", "finance": "Finance",
    "decision": "Thresholds and chances of the decision", "learning": "Learning curves",
    "physics": "Physical constants",
}  # fmt: skip


def browse_values(content: Content) -> dict[str, Any]:
    """Records by approach, data, labels, privacy and task; ids only, the template makes links."""
    approaches = sorted(content.records("approach").values(), key=lambda record: record.order)
    return {
        "by_approach": [(record, _of_approach(content, record.id)) for record in approaches],
        "by_modality": [
            (choice.label, members)
            for choice in content.records("input")["modality"].choices
            if (members := _of_modality(content, str(choice.value)))
        ],
        "by_size": _with_problems(content, by_label_size(content.records("scenario").values())),
        "by_privacy": _with_problems(content, by_privacy(content.records("scenario").values())),
        "by_task": sorted(content.records("problem").values(), key=lambda record: record.title),
    }


def _with_problems(
    content: Content, groups: list[tuple[str, list[Any]]]
) -> list[tuple[str, dict[str, list[str]]]]:
    """Examples under headings, each group after the problems that are worked with one of them."""
    problems = content.records("problem").values()
    found = []
    for heading, examples in groups:
        ids = [each.id for each in examples]
        worked = [each.id for each in problems if each.scenario in ids]
        members = {"problem": worked, "scenario": ids}
        found.append((heading, {kind: keys for kind, keys in members.items() if keys}))
    return [(heading, members) for heading, members in found if members]


def _of_approach(content: Content, approach: str) -> dict[str, list[str]]:
    found = {
        "problem": [
            record.id
            for record in content.records("problem").values()
            if any(rung.approach == approach for rung in record.ladder)
        ],
        "comparison": [
            record.id
            for record in content.records("comparison").values()
            if approach in (record.a.approach, record.b.approach)
        ],
        "scenario": [
            record.id
            for record in content.records("scenario").values()
            if record.answer == approach
        ],
    }
    for kind in ("mistake", "model"):
        found[kind] = [
            record.id for record in content.records(kind).values() if approach in record.approaches
        ]
    return {kind: ids for kind, ids in found.items() if ids}


def _of_modality(content: Content, modality: str) -> dict[str, list[str]]:
    found = {
        "problem": [
            record.id
            for record in content.records("problem").values()
            if record.modality == modality
        ],
        "scenario": [
            record.id
            for record in content.records("scenario").values()
            if record.inputs.get("modality") == modality
        ],
        "model": [
            record.id
            for record in content.records("model").values()
            if modality in record.modalities
        ],
    }
    return {kind: ids for kind, ids in found.items() if ids}


def freshness_values(content: Content) -> dict[str, Any]:
    """Facts with a value, by class, oldest first."""
    facts = [fact for fact in current_facts(content) if fact.value is not None]
    return {
        "classes": [
            (label, LIMIT_DAYS[group], _oldest_first(facts, group))
            for group, label in CLASSES.items()
        ]
    }


def checked_values(content: Content) -> dict[str, Any]:
    """Claims and models by the day on which they were last checked, oldest first."""
    facts = [fact for fact in current_facts(content) if fact.value is None]
    return {
        "kinds": [
            (label, LIMIT_DAYS[group], _by_day(_oldest_first(facts, group)))
            for group, label in (("model", "Models, tools and data"), ("claim", "Claims"))
        ]
    }


def _oldest_first(facts: list[Fact], group: str) -> list[Fact]:
    wanted = [fact for fact in facts if fact.group == group]
    return sorted(wanted, key=lambda fact: (fact.as_of, fact.label.lower()))


def _by_day(facts: list[Fact]) -> list[tuple[date, list[Fact]]]:
    return [(day, list(members)) for day, members in groupby(facts, key=lambda fact: fact.as_of)]
