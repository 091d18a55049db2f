"""The form, made from the definitions of the inputs; the same at build time and in the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from calculator.address import EXAMPLE, default_texts
from calculator.api import evaluate_quickly
from calculator.choosing import further_choices, label_of
from calculator.knowledge import Input, Knowledge
from calculator.scenario import UNKNOWN
from view.answers import bounds_words
from view.entries import Entries
from view.environment import render
from view.formats import CURRENCY_SIGNS
from view.own_numbers import own_numbers_html
from view.weights import weights_html

GROUP_TITLES = {
    "first": "First",
    "problem": "The problem",
    "data": "Your data",
    "quality": "Quality",
    "constraints": "What binds you",
    "team": "Your team",
    "workload": "Use",
    "cost": "What it costs",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice; `unknown` is one of them."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One input with what has been typed into it."""

    definition: Input
    value: str  # as the form writes it
    error: str
    options: tuple[Option, ...]
    bounds: str
    sign: str
    more: int = 0  # further values that can be found by typing


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading."""

    id: str
    title: str
    fields: tuple[Field, ...]


def form_html(
    knowledge: Knowledge,
    values: Mapping[str, str | None],
    errors: Mapping[str, str] | None = None,
    root: str = "",
    idle: Collection[str] = (),
    *,
    lean: bool = False,
) -> str:
    """Every question, grouped, with the given answers in it.

    Args:
        knowledge: brings the definitions.
        values: what was typed, by input id; absent or None is unknown.
        errors: what is wrong, by input id.
        root: leads from the page to the site's root, such as `../`.
        idle: inputs whose answer can no longer change what is recommended.
        lean: the first group alone; of the others what they hold, until `later_groups` are there.
    """
    groups = _groups(knowledge, values, errors or {})
    return render("form.html.j2", root, groups=groups, idle=idle, lean=lean)


def later_groups(knowledge: Knowledge, values: Mapping[str, str], root: str) -> dict[str, str]:
    """The groups that a lean form leaves out, by id."""
    _, *later = _groups(knowledge, values, {})
    return {
        group.id: render("form_group.html.j2", root, group=group, idle=(), idle_note="")
        for group in later
    }


def opening_form_html(knowledge: Knowledge, root: str = "") -> str:
    """The form as the page is built with it: the default answers and nothing set by hand."""
    entries = Entries(default_texts(knowledge))
    idle = evaluate_quickly(entries.request(), knowledge, text=True).settled
    own = own_numbers_html(entries, {}, knowledge, knowledge.as_of, root)
    weights = weights_html(entries.weights, {}, root)
    return form_html(knowledge, entries.inputs, root=root, idle=idle, lean=True) + weights + own


def presets_html(knowledge: Knowledge) -> str:
    """The list of worked examples to start from, by the approach that is their answer."""
    groups = [
        {
            "approach": approach,
            "examples": [
                {"title": each.title, "address": f"{EXAMPLE}={each.id}"}
                for each in knowledge.examples.values()
                if each.answer == approach.id
            ],
        }
        for approach in sorted(knowledge.approaches.values(), key=lambda a: a.order)
    ]
    return render("presets.html.j2", groups=[group for group in groups if group["examples"]])


def _groups(
    knowledge: Knowledge, values: Mapping[str, str | None], errors: Mapping[str, str]
) -> list[Group]:
    found: dict[str, list[Field]] = {}
    for definition in sorted(knowledge.inputs.values(), key=lambda each: each.order):
        error = errors.get(definition.id, "")
        field = _field(definition, values.get(definition.id), error, knowledge)
        found.setdefault(definition.group, []).append(field)
    return [
        Group(key, GROUP_TITLES.get(key, key.replace("_", " ").capitalize()), tuple(fields))
        for key, fields in found.items()
    ]


def _field(definition: Input, value: str | None, error: str, knowledge: Knowledge) -> Field:
    further = sum(1 for _ in further_choices(definition, knowledge))
    return Field(
        definition=definition,
        value=value or UNKNOWN,
        error=error,
        options=_options(definition, value or UNKNOWN, knowledge),
        more=further and further + len(definition.choices),
        bounds=bounds_words(definition),
        sign=CURRENCY_SIGNS.get(definition.unit, ""),
    )


def choices_html(definition: Input, value: str, knowledge: Knowledge) -> str:
    """Every option of a choice with a long list: the short one first, then all by group."""
    groups: dict[str, list[Option]] = {}
    for group, choice in further_choices(definition, knowledge):
        groups.setdefault(group, []).append(Option(str(choice.value), choice.label))
    for options in groups.values():
        options.sort(key=lambda option: option.label.casefold())
    short = _options(definition, UNKNOWN, knowledge)
    return render("choices.html.j2", "", short=short, groups=sorted(groups.items()), value=value)


def _options(definition: Input, value: str, knowledge: Knowledge) -> tuple[Option, ...]:
    unknown = Option(UNKNOWN, "Not known")
    if definition.kind == "boolean":
        return (Option("true", "Yes"), Option("false", "No"), unknown)
    if definition.kind == "choice":
        known = (Option(str(c.value), c.label, c.help) for c in definition.choices)
        options = (*known, unknown)
        if value in (option.value for option in options):
            return options
        return (Option(value, label_of(definition, value, knowledge)), *options)
    return ()
