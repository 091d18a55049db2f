"""Modules and functions stay small enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("calculator", "view", "assistant", "builder")
LINES_OF_A_MODULE = 230  # meant to be about 200
LINES_OF_A_FUNCTION = 40


def modules() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [ROOT / "build.py", *sorted(found)]


def lines_of(function: ast.FunctionDef) -> int:
    """Lines from `def` to the end, the docstring left out."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and lines_of(node) > LINES_OF_A_FUNCTION:
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield f"{place}: {node.name} has {lines_of(node)} lines"


def test_no_module_is_too_long_to_have_one_purpose():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert [f"{path}: {n}" for path, n in lengths.items() if n > LINES_OF_A_MODULE] == []


def test_no_function_is_longer_than_forty_lines():
    assert [line for path in modules() for line in long_functions(path)] == []


def test_a_docstring_does_not_count_as_lines_of_its_function():
    (function,) = ast.parse('def one():\n    """Two\n    lines."""\n    return 1\n').body

    assert isinstance(function, ast.FunctionDef)
    assert lines_of(function) == 2
