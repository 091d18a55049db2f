"""Change the calculator in small ways, one at a time; the share that some test notices.

    make mutants                     # MUTANTS=200 for more of them, SEED=7 to try the same again
    make mutants ROOM=physics        # of one room, with its own tests alone: at least so many

Each mutant is one operator, comparison, number or truth value of `calculator/` turned into another
one. They are drawn by a seed that is printed. A mutant whose tests take far longer than the tests
of the sound code did in the same run is undecided: it may never end, or the machine was busy. Such
are counted apart, neither noticed nor not. The last line is JSON.

With ROOM only the tests of that room run, which takes minutes instead of hours. What they notice
all tests would notice, so the share is a lower bound.
"""

import ast
import copy
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tools.copies import copy_project

ROOT = Path(__file__).resolve().parent.parent
# Not build/: a mutant must never come to stand in the runtime of the site.
LINKED = (".venv", "node_modules", "site")
ROOM = os.environ.get("ROOM", "")  # costs, physics ...; "" is the whole calculator
TIMES_USUAL = 5  # what the tests of the sound code took, before a mutant counts as undecided
LONGEST_SOUND = 3600  # seconds for the tests of the sound code
NOTICED, MISSED, UNDECIDED = "noticed", "not noticed", "undecided"
# The quickest tests first; all others of the calculator follow.
FIRST = (
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
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(10**6))
    print(f"seed {seed}", flush=True)
    files = sorted((ROOT / "calculator" / ROOM).rglob("*.py"))
    every = [(file, i) for file in files for i in range(_count(file))]
    chosen = random.Random(seed).sample(every, min(wanted, len(every)))
    with tempfile.TemporaryDirectory() as temporary:
        copies = [
            _copy(Path(temporary) / str(i))
            for i in range(int(os.environ.get("COPIES") or os.cpu_count() or 1))
        ]
        limit = TIMES_USUAL * _usual_seconds(copies[0])
        found = _tried(copies, chosen, limit)
    decided = len(chosen) - found.count(UNDECIDED)
    score = found.count(NOTICED) / decided if decided else 0.0
    print(f"{len(chosen)} of {len(every)} mutants tried, {score:.0%} of {decided} decided noticed")
    counts = {"tried": len(chosen), "possible": len(every), "undecided": len(chosen) - decided}
    print(json.dumps({"seed": seed, **counts, "score": round(score, 3)}))


def _usual_seconds(folder: Path) -> float:
    """How long the tests of the sound code take here and now."""
    started = time.monotonic()
    sound = _passes(folder, LONGEST_SOUND)
    if sound is None:
        sys.exit(f"the machine is too busy: the tests took over {LONGEST_SOUND} s without a mutant")
    if not sound:
        sys.exit("the tests fail without any mutant")
    return time.monotonic() - started


def _tried(copies: list[Path], chosen: list[Mutant], limit: float) -> list[str]:
    """What became of each, every copy of the project trying one at a time."""
    free: SimpleQueue[Path] = SimpleQueue()
    for folder in copies:
        free.put(folder)

    def fate(mutant: Mutant) -> str:
        folder = free.get()
        try:
            return _fate(folder, *mutant, limit)
        finally:
            free.put(folder)

    with ThreadPoolExecutor(len(copies)) as threads:
        return list(threads.map(fate, chosen))


def _fate(folder: Path, file: Path, number: int, limit: float) -> str:
    target = folder / file.relative_to(ROOT)
    good = target.read_text(encoding="utf-8")
    text, place = _mutant(good, number)
    target.write_text(text, encoding="utf-8")
    passed = _passes(folder, limit)
    target.write_text(good, encoding="utf-8")
    fate = {True: MISSED, False: NOTICED, None: UNDECIDED}[passed]
    if fate != NOTICED:
        print(f"{fate}: {file.relative_to(ROOT)}:{place}", flush=True)
    return fate


def _passes(folder: Path, limit: float) -> bool | None:
    """Whether all tests pass; None: they had not ended within the limit, in seconds."""
    command = [
        sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider",
        "-m", "not slow and not browser and not timed", "-k", "not pyodide",
        *_tests(folder / "tests"),
    ]  # fmt: skip
    environment = {**os.environ, "CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=limit,
            capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return done.returncode == 0


def _tests(folder: Path) -> list[Path]:
    """The files of tests, the quickest first."""
    rooms = [folder / "calculator" / ROOM]
    rooms += [] if ROOM else [folder / "view", folder / "builder"]
    first = [file for name in FIRST for room in rooms for file in room.rglob(f"test_{name}.py")]
    return list(dict.fromkeys([*first, *sorted(rooms[0].rglob("test_*.py"))]))


def _copy(folder: Path) -> Path:
    copy_project(folder, LINKED)
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
