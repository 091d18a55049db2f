"""The picture of who imports whom, written into docs/architecture.md from the imports themselves.

usage: python tools/draw_architecture.py [--check]
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
ROOMS = ("calculator", "view", "assistant", "builder")
BEGIN, END = "<!-- drawn from the imports -->\n", "<!-- end -->\n"


def main() -> int:
    """Write the picture; with --check say whether it stands there and no arrow leads back."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    drawn = f"{before}{BEGIN}{picture()}{END}{after}"
    if "--check" in sys.argv:
        return 0 if drawn == text and not circles() else 1
    PAGE.write_text(drawn, encoding="utf-8", newline="\n")
    return 0


def picture() -> str:
    """A Mermaid chart: a box a package, an arrow for each that imports another."""
    found = edges()
    boxes = sorted({name for edge in found for name in edge})
    lines = ["```mermaid", "flowchart TD"]
    lines += [f'  {_key(name)}["{name}"]' for name in boxes]
    lines += [f"  {_key(one)} --> {_key(other)}" for one, other in sorted(found)]
    return "\n".join([*lines, "```", ""])


def edges() -> Counter[tuple[str, str]]:
    """How many imports lead from one box to another."""
    graph = _imports()
    boxes = {module: _box(module, graph) for module in graph}
    pairs = ((boxes[one], boxes[other]) for one, others in graph.items() for other in others)
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def circles() -> list[str]:
    """Boxes that an arrow leads back to, directly or by way of others."""
    graph: dict[str, set[str]] = {}
    for one, other in edges():
        graph.setdefault(one, set()).add(other)
    return [box for box in sorted(graph) if box in reached(box, graph)]


def _box(module: str, graph: Mapping[str, set[str]]) -> str:
    """The package that a module is in.

    Of the modules beside the packages of a room, those that no package needs are its top, those
    that need no package its ground; the few between stand for themselves, as the program does,
    which prints what `view` draws.
    """
    room, _, rest = module.partition(".")
    if rest == "__main__":
        return module
    if _is_inside(module):
        return f"{room}.{rest.partition('.')[0]}"
    below = any(_is_inside(each) and _room(each) == room for each in reached(module, graph))
    if not below:
        return f"{room} (ground)"
    above = (each for each in graph if _is_inside(each) and _room(each) == room)
    return module if any(module in reached(each, graph) for each in above) else f"{room} (top)"


def _is_inside(module: str) -> bool:
    """Whether a module is one of a package within a room."""
    return (ROOT.joinpath(*module.split(".")[:2])).is_dir() and "." in module


def _room(module: str) -> str:
    return module.partition(".")[0]


def reached(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    """Everything that is imported from a module or package, directly or by way of others."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in graph.get(waiting.pop(), set()) - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def _imports() -> dict[str, set[str]]:
    """The modules of ours that each module imports when it runs."""
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    names = {_name(file): file for file in files}
    return {
        name: {found for each in _imported(file) if (found := _known(each, names))} - {name}
        for name, file in names.items()
    }


def _name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _known(name: str, names: Mapping[str, Path]) -> str:
    """`builder.checks.rules.check_rules` → builder.checks.rules; "" for what is not ours."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name


def _imported(file: Path) -> Iterator[str]:
    """What a file imports at its top; what only types need stands under an `if`."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _key(name: str) -> str:
    return name.translate(str.maketrans(". ", "__", "()"))


if __name__ == "__main__":
    sys.exit(main())
