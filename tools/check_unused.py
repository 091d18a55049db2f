"""Code that nothing but its own tests uses, and JavaScript packages that nothing asks for.

usage: python tools/check_unused.py
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parent.parent
CODE = ("calculator", "view", "assistant", "builder", "build.py", "tools", "benchmarks")
KINDS = {"function", "method", "class", "property", "import", "unreachable_code"}
# Names that others call: Python, its base classes, parsers, pydantic, pytest, the wheel's tool.
HOOKS = re.compile(
    r"do_GET|end_headers|log_message|handle_\w+|get_\w+_hook|test_\w+|_repr_\w+_|visit_\w+"
    r"|__getattr__|create_module|exec_module"
    r"|_doubt_is_explained|_long_claims_have_titles|_rows_fill_inputs|_choice_has_an_input"
    r"|_something_is_claimed|_asks_something|_answers_are_possible|validateLink|normalizeLink"
)
# Part of what the calculator offers to other programs, and so without a caller of our own.
OFFERED = {"to_json"}
# Where names of Python are used in other languages.
OTHERS = ("site_src/**/*.j2", "view/**/*.j2", "site_src/**/*js", "builder/**/*.mjs")
PARTS = {"vega": "vega-view"}  # a package that brings others, of which this is one
ASKS = ("site_src/**/*js", "builder/**/*.mjs", "builder/**/*.py", "tests/**/*.mjs", "tests/**/*.py",
        "benchmarks/*.py", "benchmarks/*js", "tools/*")  # fmt: skip


def main() -> int:
    """0 when all is used; else 1, and what is not."""
    faults = [*unused_code(), *unused_packages()]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


def unused_code() -> Iterator[str]:
    """Functions, classes and imports that no code of the project names."""
    found = Vulture()
    found.scavenge([str(ROOT / each) for each in CODE])
    elsewhere = set(re.findall(r"\w+", _text(OTHERS))) | OFFERED
    for item in found.get_unused_code():
        if item.typ in KINDS and item.name not in elsewhere and not HOOKS.fullmatch(item.name):
            place = f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno}"
            yield f"{place}: unused {item.typ} '{item.name}'"


def unused_packages() -> Iterator[str]:
    """Packages of package.json that no script imports and no program reads."""
    listed = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    text = _text(ASKS)
    for name in listed["dependencies"] | listed["devDependencies"]:
        asked = PARTS.get(name, name)
        if not re.search(rf"""['"/]{re.escape(asked)}['"/]""", text):
            yield f"package.json: '{name}' is used nowhere"


def _text(patterns: tuple[str, ...]) -> str:
    files = (file for each in patterns for file in sorted(ROOT.glob(each)) if file.is_file())
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


if __name__ == "__main__":
    sys.exit(main())
