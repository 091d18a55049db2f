"""A record to start from: every key of its kind, the required ones open, the others as comments."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAliasType, get_args, get_origin

from pydantic import BaseModel

from builder.content.records import KINDS, Kind
from builder.content.records.base import Ref
from builder.problems import StepError

_LITERAL: Any = Literal
_LONGEST_ID = 100
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_WORDS = {"str": "text", "float": "a number", "int": "a whole number", "bool": "true or false",
          "date": "a date such as 2026-11-27", "Decimal": "a number"}  # fmt: skip


def new_record(root: Path, kind_name: str, record_id: str) -> Path:
    """Write `content/<folder>/<id>.yaml`.

    Raises:
        StepError: no such kind, one whose records stand in lists, a bad id, or a taken one.
    """
    kind = _kind(kind_name)
    if not _ID.fullmatch(record_id) or len(record_id) > _LONGEST_ID:
        rule = f"lower-case words joined by -, _ or ., at most {_LONGEST_ID} letters"
        raise StepError(f"an id is {rule}, got '{record_id[: _LONGEST_ID + 1]}'")
    if kind.list_key:
        where = f"the list '{kind.list_key}' in a file of {_folder(kind)}"
        raise StepError(f"an entry of {where} begins so; add it there:\n\n{entry(kind, record_id)}")
    target = root / _folder(kind) / f"{record_id}.yaml"
    if target.exists():
        raise StepError(f"{target.relative_to(root)} stands already")
    target.write_text(template(kind, record_id), encoding="utf-8", newline="\n")
    return target


def _kind(name: str) -> Kind:
    known = {kind.name: kind for kind in KINDS}
    if name not in known:
        raise StepError(f"no kind '{name}'; there are: {', '.join(sorted(known))}")
    return known[name]


def _folder(kind: Kind) -> str:
    return f"content/{kind.folder}"


def template(kind: Kind, record_id: str) -> str:
    """The text of a record that has nothing but an id."""
    lines = [f"# yaml-language-server: $schema=../schemas/{kind.name}.json"]
    lines += ["# Fill in what is open, take out what you do not need, then: python build.py check"]
    lines += [f"id: {record_id}"]
    lines += [line for line in _lines(kind.model, "") if not line.lstrip().startswith("id:")]
    return "\n".join([*lines, ""])


def entry(kind: Kind, record_id: str) -> str:
    """The same for a record that stands in a list."""
    lines = [line for line in _lines(kind.model, "    ") if not line.lstrip().startswith("id:")]
    return "\n".join([f"  - id: {record_id}", *lines])


def _lines(model: type[BaseModel], indent: str) -> Iterator[str]:
    for name, info in model.model_fields.items():
        hint = (info.annotation, *info.metadata)
        mark = "" if info.is_required() else "# "
        yield f"{indent}{mark}{name}:  # {_words(hint)}{'' if info.is_required() else '; optional'}"
        if info.is_required():
            yield from (f"{indent}  {line}" for line in _inside(info.annotation))


def _inside(hint: Any) -> Iterator[str]:
    """What a required field holds, where that is a record or holds some."""
    inside, hint = _model_in(hint), _bare(hint)
    if inside is None:
        return
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        names = get_args(_bare(key))
        yield f"{names[0] if names else 'a-key'}:"
        yield from (f"  {line}" for line in _inside(value))
        return
    depth = 0
    while _is_list(hint):
        depth, hint = depth + 1, _bare(get_args(hint)[0])
    first, rest = "- " * depth, "  " * depth
    for i, line in enumerate(_lines(inside, "")):
        yield f"{first if i == 0 else rest}{line}"


def _words(hint: Any) -> str:
    """What a field holds, in words."""
    parts = hint if isinstance(hint, tuple) else (hint,)
    for part in parts:
        marks = getattr(part, "__metadata__", ())
        for mark in (part, *marks):
            if isinstance(mark, Ref):
                article = "an" if mark.kind[0] in "aeiou" else "a"
                return f"the id of {article} {mark.kind}"
    found = _bare(parts[0])
    if get_origin(found) == _LITERAL:
        return "one of " + ", ".join(str(each) for each in get_args(found) if each)
    if _is_list(found):
        return f"a list, each {_words(get_args(found)[0])}"
    if get_origin(found) is dict:
        key, value = get_args(found)
        return f"a mapping from {_words(key)} to {_words(value)}"
    if isinstance(found, type) and issubclass(found, BaseModel):
        return "a mapping"
    if isinstance(found, type):
        return _WORDS.get(found.__name__, "a value")
    inner = [each for each in get_args(found) if each is not type(None)]
    return " or ".join(dict.fromkeys(map(_words, inner))) or "a value"


def _bare(hint: Any) -> Any:
    """A hint without the names and marks around it."""
    while isinstance(hint, TypeAliasType) or hasattr(hint, "__metadata__"):
        hint = hint.__value__ if isinstance(hint, TypeAliasType) else hint.__origin__
    return hint


def _is_list(hint: Any) -> bool:
    return get_origin(_bare(hint)) is list


def _model_in(hint: Any) -> type[BaseModel] | None:
    hint = _bare(hint)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next((m for each in get_args(hint) if (m := _model_in(each)) is not None), None)
