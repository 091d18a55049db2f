"""What physics and decision read: their look-ups name the constants, and are read from the code.

`book.number("works-from-chance")` says that this threshold must be there, and
`likely(constants, f"matmul-share-{family}", "matmul-share-generic")` says that the general case
must be there, and that special ones may be, in the same unit.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import calculator

_CODE = Path(calculator.__path__[0])
_PACKAGES = ("physics", "decision")
_LOOK_UPS = ("likely", "engine_constant", "number")


@dataclass(frozen=True, slots=True)
class Read:
    """One look-up: the constant that must be there, and how special cases of it begin."""

    needed: str
    special: tuple[str, ...] = ()

    def covers(self, assumption_id: str) -> bool:
        """Whether a record is this constant or a special case of it."""
        return assumption_id == self.needed or any(map(assumption_id.startswith, self.special))


@cache
def reads() -> tuple[Read, ...]:
    """Every look-up."""
    found: dict[Read, None] = {}
    for file in (file for package in _PACKAGES for file in sorted((_CODE / package).glob("*.py"))):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                found |= dict.fromkeys(_read_in(function))
    return tuple(found)


def _read_in(function: ast.FunctionDef) -> Iterator[Read]:
    chosen = {  # `kind = "a" if … else "b"`, looked up below
        _name(node.targets[0]): [_id(part) for part in ast.walk(node.value)]
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _name(node.func) in _LOOK_UPS:
            ids = [_id(each) for each in node.args]
            yield from _looked_up(_name(node.func), [each for each in ids if "-" in each])
            for argument in node.args[1:]:
                yield from (Read(each) for each in chosen.get(_name(argument), ()) if "-" in each)
        elif isinstance(node, ast.Subscript) and _name(node.value) == "constants":
            constant = _id(node.slice)
            if constant and not constant.endswith("*"):
                yield Read(constant)


def _looked_up(function: str, ids: list[str]) -> Iterator[Read]:
    """The last id is the general case, which must be there."""
    if ids and not ids[-1].endswith("*"):
        special = [each.removesuffix("*") for each in ids[:-1] if each.endswith("*")]
        if function == "engine_constant":
            special.append(f"{ids[-1]}-")
        yield Read(ids[-1], tuple(special))


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _id(node: ast.AST) -> str:
    """The id that an expression writes; `*` stands for what is filled in, "" for no id at all."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
        return f"{first.value!s}*" if isinstance(first, ast.Constant) else ""
    return ""
