"""The picture of who imports whom, written into docs/architecture.md from the imports themselves.

usage: python tools/draw_architecture.py [--check]
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = ("calculator", "view", "builder")
BEGIN, END = "<!-- drawn from the imports -->\n", "<!-- end -->\n"


def main() -> int:
    """Write the picture; with --check say whether it is the one that stands there."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    drawn = f"{before}{BEGIN}{picture()}{END}{after}"
    if "--check" in sys.argv:
        return 0 if drawn == text else 1
    PAGE.write_text(drawn, encoding="utf-8", newline="\n")
    return 0


def picture() -> str:
    """A Mermaid chart: a box a package, an arrow for each that imports another."""
    found = edges()
    packages = sorted({name for edge in found for name in edge})
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'  {_key(name)}["{name}"]' for name in packages]
    lines += [f"  {_key(one)} --> {_key(other)}" for one, other in sorted(found)]
    return "\n".join([*lines, "```", ""])


def edges() -> Counter[tuple[str, str]]:
    """How many imports lead from one package to another."""
    found: Counter[tuple[str, str]] = Counter()
    for file in (f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py"))):
        here = _package(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for name in _imported(file):
            if name.partition(".")[0] in ROOMS and _package(name) != here:
                found[here, _package(name)] += 1
    return found


def _package(module: str) -> str:
    """The package that a module is in: `builder.checks.rules` and a name in it → builder.checks."""
    parts = module.split(".")
    inside = len(parts) > 1 and (ROOT / parts[0] / parts[1]).is_dir()
    return ".".join(parts[:2]) if inside else parts[0]


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _key(name: str) -> str:
    return name.replace(".", "_")


if __name__ == "__main__":
    sys.exit(main())
