"""Imports go one way: tests → build.py → builder → view → calculator → standard library."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.draw_architecture import reached

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("calculator", "view", "assistant", "builder")
MAY_IMPORT = {
    "calculator": {"calculator"},
    "view": {"calculator", "view", "jinja2", "markupsafe"},
    "assistant": {"calculator", "view", "assistant", "mcp"},
    "builder": {"calculator", "view", "builder", "jinja2", "yaml", "pydantic", "pydantic_core",
                "markdown_it", "html_to_markdown", "selectolax", "genai_prices",
                "vl_convert", "brotli", "spdx_tools", "license_expression",
                "pyodide"},  # there in what runs inside it alone
}  # fmt: skip
PROGRAM = ROOT / "calculator" / "__main__.py"  # stands above `view`, whose cards it prints
IMPURE = {"os", "pathlib", "time", "random", "secrets", "socket", "subprocess", "urllib.request"}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it_and_its_own_libraries(room):
    allowed = MAY_IMPORT[room] | set(sys.stdlib_module_names)
    wrong = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules(room)
        if file != PROGRAM
        for name in imported(file)
        if name.partition(".")[0] not in allowed
    ]

    assert wrong == []


def test_the_calculator_has_no_file_clock_network_or_random_access():
    wrong = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in modules("calculator")
        if file.name not in ("__main__.py", "reading.py")  # the command line reads files
        for name in imported(file)
        if name in IMPURE or name.partition(".")[0] in IMPURE
    ]

    assert wrong == []


def package_of(name: str) -> str:
    """`calculator.costs` of `calculator.costs.case`; the name itself of a module at the top."""
    parts = name.split(".")
    return ".".join(parts[:2])


@pytest.mark.parametrize("room", ROOMS)
def test_no_package_imports_itself_by_way_of_another(room):
    graph: dict[str, set[str]] = {}
    for file in modules(room):
        parts = file.relative_to(ROOT).with_suffix("").parts
        own = package_of(".".join(part for part in parts if part != "__init__"))
        others = {package_of(name) for name in imported(file) if name.startswith(f"{room}.")}
        graph.setdefault(own, set()).update(others - {own})

    assert [name for name in sorted(graph) if name in reached(name, graph)] == []


def test_nobody_imports_mkdocs():
    everywhere = [ROOT / "build.py", *(f for room in ROOMS for f in modules(room))]

    assert [f.name for f in everywhere if any("mkdocs" in name for name in imported(f))] == []
