"""Ways to spoil a content file of which its own record may show nothing; see `tests/mutations.py`.

Each returns the spoilt bytes, or None where it has no hold. A file may be sound afterwards: whether
the check is silent and the calculator stumbles is for the test to say.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from builder.content.records.base import Ref, marked
from tests.mutations import File

type Spoiling = Callable[[File, random.Random], bytes | None]
type Place = tuple[Any, str | int]  # a mapping or list, and the key or index in it

SCALES = (0, -1, 1e-3, 1e3, 1e9)


def key_removed(file: File, rng: random.Random) -> bytes | None:
    """A key is gone, at any depth, required or not."""
    return _at_a_place(file, rng, _is_key, lambda _: None)


def item_removed(file: File, rng: random.Random) -> bytes | None:
    """An entry of a list is gone."""
    return _at_a_place(file, rng, lambda key, _: isinstance(key, int), lambda _: None)


def unit_misspelt(file: File, rng: random.Random) -> bytes | None:
    """Two letters of a unit have changed places, or another unit stands there."""
    other = rng.choice(["USD per month", "tokens", "share", "seconds", "kB per request"])
    return _at_a_place(
        file, rng, lambda key, value: key == "unit" and len(value) > 1,
        lambda unit: rng.choice([unit[:-2] + unit[-1] + unit[-2], other]),
    )  # fmt: skip


def wrong_type(file: File, rng: random.Random) -> bytes | None:
    """A list, text, truth or nothing in the place of something else."""
    bad = rng.choice([[], "text", True, None, 7, {"a": 1}, ""])
    return _at_a_place(file, rng, _is_key, lambda _: bad, keep_none=True)


def number_scaled(file: File, rng: random.Random) -> bytes | None:
    """A number is 0, negative, or off by a factor that no typing error explains away."""
    scale = rng.choice(SCALES)
    return _at_a_place(file, rng, _is_number, lambda number: type(number)(number * scale))


def range_scaled(file: File, rng: random.Random) -> bytes | None:
    """A number and its range are off by the same factor, so that they fit each other."""
    value, scale = file.copy(), rng.choice(SCALES)
    ranges = [m for m in mappings(value) if {"low", "value", "high"} <= m.keys()]
    if not ranges:
        return None
    place = rng.choice(ranges)
    for name, new in zip(
        ("low", "value", "high"),
        sorted(place[name] * scale for name in ("low", "value", "high")),
        strict=True,
    ):
        place[name] = new
    return file.dumped(value)


def word_swapped(file: File, rng: random.Random) -> bytes | None:
    """A short text, as an enumeration, a family or an id has it, is that of another record."""
    word = rng.choice(["gpu", "nowhere", "text", "int8", "generic", "transformer"])
    return _at_a_place(file, rng, _is_word, lambda _: word)


def choice_without_record(file: File, rng: random.Random) -> bytes | None:
    """A choice that nothing else in the content, the prices or the code knows."""
    value = file.copy()
    if file.kind.name != "input" or not value.get("choices"):
        return None
    value["choices"].append({"value": f"stranger_{rng.randrange(10**6)}", "label": "A stranger"})
    return file.dumped(value)


def reference_misspelt(file: File, rng: random.Random) -> bytes | None:
    """A reference without its last letter."""
    value = file.copy()
    places = [
        (steps, named, record)
        for record in file.records(value)
        for steps, _, named in marked(file.kind.model.model_validate(record), Ref)
    ]
    if not places:
        return None
    steps, named, holder = rng.choice(places)
    for step in steps[:-1]:
        holder = holder[step]
    if named == steps[-1]:  # the key of a mapping is the reference
        holder[named[:-1]] = holder.pop(named)
    else:
        holder[steps[-1]] = named[:-1]
    return file.dumped(value)


def truncated(file: File, rng: random.Random) -> bytes | None:
    """The file ends anywhere."""
    return file.text.encode()[: rng.randrange(1, len(file.text.encode()))]


SPOILINGS: tuple[Spoiling, ...] = (
    key_removed, item_removed, unit_misspelt, wrong_type, number_scaled, range_scaled, word_swapped,
    choice_without_record, reference_misspelt, truncated,
)  # fmt: skip


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a value, itself included."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from mappings(item)


def _at_a_place(
    file: File,
    rng: random.Random,
    fits: Callable[[str | int, Any], bool],
    change: Callable[[Any], Any],
    *,
    keep_none: bool = False,
) -> bytes | None:
    """The file with one value changed, or gone where it changes to None."""
    value = file.copy()
    places = [(holder, key) for holder, key in _places(value) if fits(key, holder[key])]
    if not places:
        return None
    holder, key = rng.choice(places)
    new = change(holder[key])
    if new is None and not keep_none:
        del holder[key]
    else:
        holder[key] = new
    return file.dumped(value)


def _places(value: Any) -> Iterator[Place]:
    for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


def _is_key(key: str | int, _: Any) -> bool:
    return isinstance(key, str)


def _is_number(_: str | int, value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_word(_: str | int, value: Any) -> bool:
    return isinstance(value, str) and len(value) < 30 and " " not in value
