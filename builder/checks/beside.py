"""Records of one kind beside each other: none names itself, and no two have one name or place."""

import re
from collections.abc import Hashable, Iterable, Iterator

from builder.content.findings import shown
from builder.content.load import Content, Loaded
from builder.content.yaml_source import Steps
from builder.problems import Problem

# A record, the part of it that is called so (`()` for the whole), the place of the name within the
# part, what tells it from others, and the name in words.
type Named = tuple[Loaded, Steps, Steps, Hashable, str]

_WORD = re.compile(r"\w+")
# By what else a record goes; nobody could tell which of two is meant.
_CALLED = {
    "accelerator": ("id", "name", "aliases"), "network": ("names",),
    "term": ("term", "abbreviation", "aliases"),
}  # fmt: skip
# Kinds of which two may be called the same, for other people named them.
_NAMED_BY_OTHERS = {"source", "price", "predictor-field", "moved"}


def check_beside(content: Content) -> Iterator[Problem]:
    """All that is wrong between records of one kind."""
    for kind, records in content.kinds.items():
        own = {"term", "mistake"} & {kind}  # of other kinds it refers to such a record
        names = set() if kind in _NAMED_BY_OTHERS else {"title", "name", "label", *own}
        for name in ("order", *sorted(names)):
            yield from check_once(_in_field(name, records.values()))
        for loaded in records.values():
            yield from check_self(kind, loaded)
            yield from check_repeated(loaded)
        yield from check_once(_called(_CALLED.get(kind, ()), records.values()))
    yield from check_once(documents(content.kinds["source"].values()))
    yield from check_opening(content)
    yield from check_approaches(content)


def check_once(named: Iterable[Named]) -> Iterator[Problem]:
    """No two records, or parts of records, have one name, place or document."""
    taken: dict[Hashable, tuple[Loaded, Steps]] = {}
    for loaded, part, steps, value, words in named:
        first, there = taken.setdefault(value, (loaded, part))
        if first is not loaded or there != part:
            where = f"{first.document.path} ('{first.record.id}')"
            yield loaded.problem((*part, *steps), f"{words} is taken by {where}")


def _in_field(name: str, records: Iterable[Loaded]) -> Iterator[Named]:
    for loaded in records:
        value = getattr(loaded.record, name, None)
        if value is not None:
            yield loaded, (), (name,), value, f"{name} {shown(value)}"


def called(loaded: Loaded, part: Steps, steps: Steps, name: str) -> Named:
    """A name of a record, or of a part of it; capitals do not tell names apart."""
    return loaded, part, steps, name.casefold(), f"'{name}'"


def _called(fields: Iterable[str], records: Iterable[Loaded]) -> Iterator[Named]:
    for loaded in records:
        for field in fields:
            value = getattr(loaded.record, field)
            if isinstance(value, str):
                yield called(loaded, (), (field,), value)
            for i, name in enumerate(value if isinstance(value, list) else ()):
                yield called(loaded, (), (field, i), name)


def documents(sources: Iterable[Loaded]) -> Iterator[Named]:
    """Each source by what makes it one document: its address and the words of its title."""
    for loaded in sources:
        if loaded.record.url:
            words = tuple(_WORD.findall(loaded.record.title.casefold()))
            key = (loaded.record.url.rstrip("/"), words)
            yield loaded, (), ("url",), key, "the same document"


def check_self(kind: str, loaded: Loaded) -> Iterator[Problem]:
    """A record that names others of its kind does not name itself."""
    for steps, named, record_id in loaded.named:
        if (named, record_id) == (kind, loaded.record.id):
            yield loaded.problem(steps, f"{kind} '{record_id}' must not name itself")


def check_repeated(loaded: Loaded) -> Iterator[Problem]:
    """A list of names has each of them once."""
    known = set()
    for steps, ref, record_id in loaded.references:
        here = (steps[:-1], ref.kind, record_id)
        if isinstance(steps[-1], int) and here in known:
            yield loaded.problem(steps, f"{ref.kind} '{record_id}' stands twice in this list")
        known.add(here)


def check_opening(content: Content) -> Iterator[Problem]:
    """The calculator opens with one worked example."""
    known = content.kinds["scenario"]
    opening = [each for each in known.values() if each.record.default]
    for loaded in opening[1:]:
        message = f"default is true in {opening[0].document.path} already"
        yield loaded.problem(("default",), message)
    if known and not opening and content.named["scenario"] <= set(known):
        first = next(iter(known.values()))
        yield first.problem(("id",), "default must be true in one scenario, and is in none")


def check_approaches(content: Content) -> Iterator[Problem]:
    """A row of the great table has every approach, and a comparison two of them."""
    for loaded in content.kinds["aspect"].values():
        for approach in content.kinds["approach"].keys() - loaded.record.cells.keys():
            yield loaded.problem(("cells",), f"cell '{approach}' is required")
    for loaded in content.kinds["comparison"].values():
        if loaded.record.a.approach == loaded.record.b.approach:
            message = f"must not be the approach of a, got '{loaded.record.b.approach}'"
            yield loaded.problem(("b", "approach"), message)
