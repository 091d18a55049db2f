"""What the formulas need is there: each id, in the unit counted in, for each choice of an input.

The calculator declares its needs beside its formulas (`calculator.needs.need`). Here the content
is held against them, so that what code would ask for at run time cannot be missing.
"""

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache

import calculator
from builder.checks.told import check_told
from builder.checks.unit_words import Unit, read_unit
from builder.content.load import Content, Loaded
from builder.problems import Problem
from calculator.needs.need import Asked, Assumed, Chosen, Need
from view.form import GROUP_TITLES


@cache
def declared() -> tuple[Need, ...]:
    """Every need that stands at the top of a module of the calculator, each once."""
    found: dict[Need, None] = {}
    for module in pkgutil.walk_packages(calculator.__path__, "calculator."):
        if not module.name.endswith("__main__"):
            names = vars(importlib.import_module(module.name)).values()
            found |= dict.fromkeys(need for value in names for need in _needs_in(value))
    return tuple(found)


def _needs_in(value: object) -> Iterator[Need]:
    """Needs by themselves, in a tuple, or as keys or values of a table."""
    if isinstance(value, Assumed | Asked | Chosen):
        yield value
    elif isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, Assumed | Asked | Chosen))
    elif isinstance(value, dict):
        yield from _needs_in((*value.keys(), *value.values()))


def check_needs(content: Content) -> Iterator[Problem]:
    """Every need of the calculator that the content does not meet."""
    for need in declared():
        if isinstance(need, Assumed):
            yield from _check_assumed(content, need)
        elif isinstance(need, Asked):
            yield from _check_asked(content, need)
        else:
            yield from _check_chosen(content, need)
    yield from _check_thresholds(content)
    yield from _check_read(content)
    yield from _check_asked_for(content)
    yield from _check_groups(content)
    yield from check_told(content)


def _check_assumed(content: Content, need: Assumed) -> Iterator[Problem]:
    if need.otherwise:
        yield from _check_general(content, need)
        return
    over = need.over
    fixed = over.names if over else ("",)
    for name in fixed:
        yield from _check_one(content, need, need.of(name))
    for loaded, place, value in _choices(content, over.choices_of if over else ""):
        assert over
        if value in over.but:
            continue
        known = need.of(value)
        if content.may_exist("assumption", known):
            yield from _check_one(content, need, known)
        else:
            hint = closest(known, content.kinds["assumption"])
            message = f"choice '{value}' needs the assumption '{known}'{hint}"
            yield loaded.problem(("choices", place, "value"), message)


def _check_general(content: Content, need: Assumed) -> Iterator[Problem]:
    """The general case is there; a special one, where it is, is in the same unit."""
    yield from _check_one(content, need, need.otherwise)
    for known in dict.fromkeys(_ids(content, need)):
        if known in content.kinds["assumption"] and known != need.otherwise:
            yield from _check_unit(content.kinds["assumption"][known], need.unit)


def _check_one(content: Content, need: Assumed, assumption_id: str) -> Iterator[Problem]:
    if not content.may_exist("assumption", assumption_id):
        why = f"a formula needs it in {need.unit}"
        yield _missing(content, "assumptions", assumption_id, why)
    elif assumption_id in content.kinds["assumption"]:
        yield from _check_unit(content.kinds["assumption"][assumption_id], need.unit)


def _check_unit(loaded: Loaded, wanted: str) -> Iterator[Problem]:
    """A number is given in the unit in which its formula counts."""
    found, counted = read_unit(loaded.record.unit), read_unit(wanted)
    assert isinstance(counted, Unit), f"the calculator declares an unknown unit: {wanted}"
    if isinstance(found, Unit) and not found.same_as(counted):
        message = f"unit must be {wanted}, in which its formula counts, got {loaded.record.unit}"
        yield loaded.problem(("unit",), message)


def _check_asked(content: Content, need: Asked) -> Iterator[Problem]:
    loaded = content.kinds["input"].get(need.id)
    if loaded is None:
        if not content.may_exist("input", need.id):
            yield _missing(content, "inputs", need.id, "a formula asks for it")
    elif need.unit:
        yield from _check_unit(loaded, need.unit)


def _check_chosen(content: Content, need: Chosen) -> Iterator[Problem]:
    if not content.may_exist("input", need.id):
        yield _missing(content, "inputs", need.id, "a formula asks for it")
    for loaded, place, value in _choices(content, need.id):
        known = content.kinds.get(need.records, {}) if need.records else need.names
        gone = not need.records or not content.may_exist(need.records, value)
        if known and value not in known and gone:
            file = need.records and content.file_of(need.records, value)
            lack = f"needs {file}" if file else "is not known to the formulas"
            message = f"choice '{value}' {lack}{closest(value, known)}"
            yield loaded.problem(("choices", place, "value"), message)


def _check_thresholds(content: Content) -> Iterator[Problem]:
    """A rule holds an answer against a threshold in the unit of its question."""
    for loaded in content.kinds["rule"].values():
        for i, condition in enumerate(loaded.record.when):
            for name in ("below", "at_least"):
                threshold = content.kinds["assumption"].get(getattr(condition, name))
                asked = content.kinds["input"].get(condition.input)
                if threshold and asked and not _same(threshold, asked):
                    message = (
                        f"must be in {asked.record.unit or 'no unit'}, as '{condition.input}' is, "
                        f"got {threshold.record.unit}"
                    )
                    yield loaded.problem(("when", i, name), message)


def _same(one: Loaded, other: Loaded) -> bool:
    here, there = read_unit(one.record.unit), read_unit(other.record.unit)
    return isinstance(here, str) or isinstance(there, str) or here.same_as(there)


def _check_read(content: Content) -> Iterator[Problem]:
    """An assumption that no formula reads is a number without effect."""
    assumed = (need for need in declared() if isinstance(need, Assumed))
    read = {known for need in assumed for known in _ids(content, need)}
    for _, loaded in content.everything():
        read |= {ref_id for _, ref, ref_id in loaded.references if ref.kind == "assumption"}
    for key, loaded in content.kinds["assumption"].items():
        if key not in read and content.is_whole("rule"):
            message = f"no formula reads the assumption '{key}'{closest(key, read)}"
            yield loaded.problem(("id",), message)


def _check_asked_for(content: Content) -> Iterator[Problem]:
    """An input that neither a formula nor a rule reads is a question without effect."""
    read = {need.id for need in declared() if not isinstance(need, Assumed)}
    for loaded in content.kinds["rule"].values():
        read |= {condition.input for condition in loaded.record.when}
    for key, loaded in content.kinds["input"].items():
        if key not in read and content.is_whole("rule"):
            yield loaded.problem(("id",), f"no formula and no rule reads the input '{key}'")


def _ids(content: Content, need: Assumed) -> Iterator[str]:
    """Every assumption that a need may ask for."""
    if need.otherwise:
        yield need.otherwise
    if need.over is None:
        yield need.id
        return
    chosen = (value for _, _, value in _choices(content, need.over.choices_of))
    names = (*need.over.names, *chosen, *_traits(content, need.over.trait))
    yield from (need.of(name) for name in names)


def _traits(content: Content, trait: str) -> Iterator[str]:
    """What accelerators have as a trait: `ampere-graphics`, and the `ampere` that it is one of."""
    for loaded in content.kinds["accelerator"].values():
        value = str(loaded.record.traits.get(trait, "")) if trait else ""
        yield from dict.fromkeys((value, value.partition("-")[0]))


def _check_groups(content: Content) -> Iterator[Problem]:
    """An input stands under a heading of the form."""
    for loaded in content.kinds["input"].values():
        group = loaded.record.group
        if group not in GROUP_TITLES:
            message = f"unknown group '{group}'{closest(group, GROUP_TITLES)}"
            yield loaded.problem(("group",), message)


def _choices(content: Content, input_id: str) -> Iterator[tuple[Loaded, int, str]]:
    """The choices of an input, and where they stand."""
    loaded = content.kinds["input"].get(input_id)
    for place, choice in enumerate(loaded.record.choices if loaded else ()):
        assert loaded
        yield loaded, place, str(choice.value)


def _missing(content: Content, folder: str, record_id: str, why: str) -> Problem:
    """A file that is not there; its place is where it would stand."""
    path = f"{content.root.name}/{folder}/{record_id}.yaml"
    return Problem(path, 1, 1, f"must be there: {why}")


def closest(value: str, known: Iterable[str]) -> str:
    """What may have been meant, as the end of a message."""
    close = difflib.get_close_matches(value, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
