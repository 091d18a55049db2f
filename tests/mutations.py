"""Ways to spoil a content file. Each returns the spoilt bytes, or None where it has no hold."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from builder.content.records import KINDS, Kind
from builder.content.records.base import Ref, marked
from builder.content.yaml_source import parse_yaml

type Mutation = Callable[["File", random.Random], bytes | None]

DATES = {"as_of", "checked", "accessed"}
BAD_DATES = ("2026-13-45", "2026-02-30", "yesterday", "2026/10/01", "0000-00-00", "2999-01-01")
_KINDS = {kind.folder: kind for kind in KINDS}
_TOP_KEY = re.compile(r"^[a-z_]+:", re.MULTILINE)


class File:
    """A good file: its text, its value, and the records in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kind: Kind = _KINDS[path.parent.name]
        self.text = path.read_text(encoding="utf-8")
        document, problems = parse_yaml(self.text, path.name)
        assert document is not None
        assert problems == []
        self.value: Any = document.value

    def records(self, value: Any) -> list[dict[str, Any]]:
        """The records in a value of this file."""
        return value[self.kind.list_key] if self.kind.list_key else [value]

    def copy(self) -> Any:
        """The value, to be spoilt."""
        document, _ = parse_yaml(self.text, self.path.name)
        assert document is not None
        return document.value

    def dumped(self, value: Any) -> bytes:
        """A value as a file of its kind."""
        first = self.text.partition("\n")[0]
        return f"{first}\n{yaml.safe_dump(value, allow_unicode=True, sort_keys=False)}".encode()


def cut_short(file: File, rng: random.Random) -> bytes | None:
    """The file ends within a key."""
    keys = [match for match in _TOP_KEY.finditer(file.text) if len(match.group()) > 2]
    key = rng.choice(keys)
    return file.text[: rng.randint(key.start() + 1, key.end() - 1)].encode()


def emptied(file: File, rng: random.Random) -> bytes | None:
    """Nothing but the first line is left, or not even that."""
    return (file.text.partition("\n")[0] + "\n").encode() if rng.random() < 0.5 else b""


def not_utf8(file: File, rng: random.Random) -> bytes | None:
    """A byte, or half a character, that no UTF-8 text holds."""
    at = rng.randrange(len(file.text))
    bad = rng.choice([b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\x80"])
    return file.text[:at].encode() + bad + file.text[at:].encode()


def control_character(file: File, rng: random.Random) -> bytes | None:
    """A character that YAML forbids."""
    at = rng.randrange(len(file.text))
    return (file.text[:at] + rng.choice("\x00\x07\x1b\ufffe") + file.text[at:]).encode()


def tab(file: File, rng: random.Random) -> bytes | None:
    """A key indented with a tab."""
    at = rng.choice(list(_TOP_KEY.finditer(file.text))).start()
    return (file.text[:at] + "\t" + file.text[at:]).encode()


def billion_laughs(file: File, rng: random.Random) -> bytes | None:
    """Aliases that would unfold into more than memory holds."""
    lines = ["l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 12)]
    return (file.text.rstrip() + "\n" + "\n".join(lines) + "\n").encode()


def nested(file: File, rng: random.Random) -> bytes | None:
    """Brackets without an end."""
    return (file.text.rstrip() + "\nextra: " + rng.choice("[{") * 3000 + "\n").encode()


def tagged(file: File, rng: random.Random) -> bytes | None:
    """A tag that would make an object of Python."""
    tag = rng.choice(["!!python/object/apply:os.system", "!!binary", "!mine", "!!set"])
    return (file.text.rstrip() + f"\nextra: {tag} [x]\n").encode()


def key_twice(file: File, rng: random.Random) -> bytes | None:
    """A key that stands already in the file."""
    key = rng.choice(list(_TOP_KEY.finditer(file.text))).group()
    return (file.text.rstrip() + f"\n{key} again\n").encode()


def first_line_gone(file: File, rng: random.Random) -> bytes | None:
    """The line that names the schema."""
    return file.text.partition("\n")[2].encode()


def wrong_kind(file: File, rng: random.Random) -> bytes | None:
    """A value of a kind that its field does not take."""
    value = file.copy()
    record = rng.choice(file.records(value))
    name = rng.choice([key for key in record if not _takes_anything(file.kind, key)])
    record[name] = rng.choice([{"wrong": [1]}, [[["wrong"]]], -1.5e300, {"a": {"b": 2}}])
    return file.dumped(value) if _is_faulty(file.kind, record) else None


def key_missing(file: File, rng: random.Random) -> bytes | None:
    """A key that every record of its kind must have."""
    value = file.copy()
    record = rng.choice(file.records(value))
    fields = file.kind.model.model_fields
    required = [name for name in record if name in fields and fields[name].is_required()]
    del record[rng.choice(required)]
    return file.dumped(value)


def key_misspelt(file: File, rng: random.Random) -> bytes | None:
    """A key that is almost one."""
    value = file.copy()
    record = rng.choice(file.records(value))
    name = rng.choice(list(record))
    record[name + rng.choice("sx_")] = record.pop(name)
    return file.dumped(value)


def bad_date(file: File, rng: random.Random) -> bytes | None:
    """A day that no calendar has, or that has not come yet."""
    value = file.copy()
    places = [place for place in _mappings(value) if DATES & place.keys()]
    if not places:
        return None
    place = rng.choice(places)
    name = rng.choice(sorted(DATES & place.keys()))
    bad = rng.choice(BAD_DATES)
    if bad == "2999-01-01" and name != "as_of":
        bad = "2026-2-3"
    place[name] = bad
    return file.dumped(value)


def dangling_id(file: File, rng: random.Random) -> bytes | None:
    """A reference to a record that does not exist."""
    value = file.copy()
    places = [
        (_at(record, steps[:-1]), steps[-1], named)
        for record in file.records(value)
        for steps, _, named in marked(file.kind.model.model_validate(record), Ref)
    ]
    if not places:
        return None
    holder, step, named = rng.choice(places)
    bad = f"no-such-thing-{rng.randrange(10**9)}"
    if named == step:  # the key of a mapping is the reference
        holder[bad] = holder.pop(step)
    else:
        holder[step] = bad
    return file.dumped(value)


def duplicated_id(file: File, rng: random.Random) -> bytes | None:
    """An id that stands already in the file, or that is another file's."""
    value = file.copy()
    records = file.records(value)
    if file.kind.list_key:
        records.append(dict(rng.choice(records)))
    else:
        records[0]["id"] = rng.choice(["another", "a-second", f"{records[0]['id']}-2"])
    return file.dumped(value)


def low_above_high(file: File, rng: random.Random) -> bytes | None:
    """A range whose ends have changed places."""
    value = file.copy()
    ranges = [place for place in _mappings(value) if {"low", "high", "value"} <= place.keys()]
    ranges = [place for place in ranges if place["low"] < place["high"]]
    if not ranges:
        return None
    place = rng.choice(ranges)
    place["low"], place["high"] = place["high"], place["low"]
    return file.dumped(value)


def no_number(file: File, rng: random.Random) -> bytes | None:
    """Text, infinity or a number too large for one in the place of a number."""
    value = file.copy()
    places = [place for place in _mappings(value) if {"low", "high", "value"} <= place.keys()]
    if not places:
        return None
    name = rng.choice(["low", "value", "high"])
    rng.choice(places)[name] = rng.choice(["cheap", ".inf", ".nan", "1e999", None, True, "1,000"])
    return file.dumped(value)


def unit_wrong(file: File, rng: random.Random) -> bytes | None:
    """A unit that nobody knows, or one that the value can't have."""
    value = file.copy()
    if not isinstance(value, dict) or not value.get("unit"):
        return None
    value["unit"] = rng.choice(["parsecs", "Shares", "%", "usd", f"x{value['unit']}", 7])
    return file.dumped(value)


MUTATIONS: tuple[Mutation, ...] = (
    cut_short, emptied, not_utf8, control_character, tab, billion_laughs, nested, tagged, key_twice,
    first_line_gone, wrong_kind, key_missing, key_misspelt, bad_date, dangling_id, duplicated_id,
    low_above_high, no_number, unit_wrong,
)  # fmt: skip


def spoilt(file: File, rng: random.Random) -> tuple[str, bytes]:
    """The file with one fault in it, and the name of the fault."""
    while True:
        mutation = rng.choice(MUTATIONS)
        raw = mutation(file, rng)
        if raw is not None:
            return mutation.__name__, raw


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from _mappings(item)


def _at(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _takes_anything(kind: Kind, name: str) -> bool:
    return kind.model.model_fields[name].annotation is Any


def _is_faulty(kind: Kind, record: dict[str, Any]) -> bool:
    try:
        kind.model.model_validate(record)
    except ValidationError:
        return True
    return False
