"""Change the calculator in small ways, one at a time; the share that some test notices.

    make mutants                     # MUTANTS=200 for more of them

Each mutant is one operator, comparison, number or truth value of `calculator/` turned into another
one. They are chosen by a fixed seed, so that a later run tries the same. The last line is JSON.
"""

import ast
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("calculator", "view", "builder", "tests", "content", "docs", "pyproject.toml", "build.py")
# Not build/: a mutant must never come to stand in the runtime of the site.
LINKED = (".venv", "node_modules", "site", "benchmarks", "README.md", "site_src")
SLOWER_THAN_USUAL = 900  # seconds: a mutant that never ends is noticed as well
# Tests of the calculator itself, the quickest first.
TESTS = (
    "rules", "learning_curve", "sample_size", "memory", "training", "serving", "uncertainty",
    "traced", "records", "formats", "delivery", "weighing", "cost", "decision",
    "sensitivity", "address", "moves", "compare", "predict", "exports", "api", "extremes",
    "validation", "numbers", "tools", "render", "hostile", "command_line",
)  # fmt: skip
SWAPS: dict[type[Any], type[Any]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Lt: ast.LtE,
    ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or,
    ast.Or: ast.And,
}  # fmt: skip

type Mutant = tuple[Path, int]  # the file, and which of the places in it that can be changed


def main() -> None:
    """Print a line for each mutant that nothing noticed, then the score."""
    wanted = int(os.environ.get("MUTANTS", "40"))
    files = sorted((ROOT / "calculator").rglob("*.py"))
    every = [(file, i) for file in files for i in range(_count(file))]
    chosen = random.Random(8).sample(every, min(wanted, len(every)))
    with tempfile.TemporaryDirectory() as temporary:
        copies = [_copy(Path(temporary) / str(i)) for i in range(os.cpu_count() or 1)]
        if not _passes(copies[0]):
            sys.exit("the tests fail without any mutant")
        survivors = _surviving(copies, chosen)
    score = 1 - len(survivors) / len(chosen)
    print(f"{len(chosen)} of {len(every)} mutants tried, {score:.0%} noticed")
    print(json.dumps({"tried": len(chosen), "possible": len(every), "score": round(score, 3)}))


def _surviving(copies: list[Path], chosen: list[Mutant]) -> list[Mutant]:
    """Those that pass the tests, each copy of the project trying one at a time."""
    free: SimpleQueue[Path] = SimpleQueue()
    for folder in copies:
        free.put(folder)

    def survives(mutant: Mutant) -> bool:
        folder = free.get()
        try:
            return _survives(folder, *mutant)
        finally:
            free.put(folder)

    with ThreadPoolExecutor(len(copies)) as threads:
        return [m for m, alive in zip(chosen, threads.map(survives, chosen), strict=True) if alive]


def _survives(folder: Path, file: Path, number: int) -> bool:
    target = folder / file.relative_to(ROOT)
    good = target.read_text(encoding="utf-8")
    text, place = _mutant(good, number)
    target.write_text(text, encoding="utf-8")
    survives = _passes(folder)
    target.write_text(good, encoding="utf-8")
    if survives:
        print(f"not noticed: {file.relative_to(ROOT)}:{place}", flush=True)
    return survives


def _passes(folder: Path) -> bool:
    rooms = [folder / "tests" / room for room in ("calculator", "view", "builder")]
    files = [f for name in TESTS for room in rooms for f in room.rglob(f"test_{name}.py")]
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider",
        "-m", "not slow and not browser and not timed", "-k", "not pyodide",
        *files,
    ]  # fmt: skip
    environment = {**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=SLOWER_THAN_USUAL,
            capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _copy(folder: Path) -> Path:
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / name)
    for name in LINKED:
        if (ROOT / name).exists():
            (folder / name).symlink_to(ROOT / name)
    return folder


def _count(file: Path) -> int:
    return sum(1 for _ in _places(ast.parse(file.read_text(encoding="utf-8"))))


def _mutant(text: str, number: int) -> tuple[str, int]:
    """The text with one change, and the line of it."""
    tree = copy.deepcopy(ast.parse(text))
    node, field = list(_places(tree))[number]
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.Constant):
        value: Any = node.value
        node.value = not value if isinstance(value, bool) else value + 1
    elif isinstance(node, ast.Compare):
        node.ops[0] = SWAPS[type(node.ops[0])]()
    else:
        setattr(node, field, SWAPS[type(getattr(node, field))]())
    return ast.unparse(ast.fix_missing_locations(tree)), line


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that can be changed, and the name of what changes in it.

    Decorators are left alone: they say how a class is stored, not what it computes.
    """
    for node in _walk(tree):
        if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS:
            yield node, "op"
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "ops"
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            yield node, "value"


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    decorators = getattr(node, "decorator_list", [])
    for child in ast.iter_child_nodes(node):
        if child not in decorators:
            yield from _walk(child)


if __name__ == "__main__":
    main()
