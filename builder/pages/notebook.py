"""A notebook as text, with cells that begin with `# %%` → Markdown with what each cell shows.

Jupyter (by Jupytext), VS Code, PyCharm and Spyder open such a file as a notebook.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

import calculator
from builder.remembered import Remembered, code_in

_CELL, _WORDS = "# %%", "# %% [markdown]"
_INSTALLED = "borrow_tune_or_train"  # the name of the calculator outside of this project


def notebook(root: Path, name: str, data_version: str) -> str:
    """The Markdown of a notebook; run once for one state of notebook, code and data.

    Args:
        root: the project.
        name: of a file in `site_src/examples`, without its ending.
        data_version: of what the calculator knows.
    """
    source = (root / "site_src" / "examples" / f"{name}.py").read_text(encoding="utf-8")
    code = code_in(root / "calculator", root / "builder" / "pages")
    remembered = Remembered(root / "build" / "notebooks", [*code, data_version.encode()])
    found: str | None = remembered.get(source)
    if found is None:
        found = "\n\n".join(_shown(source))
        remembered.keep(source, found)
    return found


def _shown(source: str) -> Iterator[str]:
    sys.modules.setdefault(_INSTALLED, calculator)
    names: dict[str, Any] = {}
    for head, body in _cells(source):
        if head == _WORDS:
            yield "\n".join(line.removeprefix("#").strip() for line in body.splitlines())
        else:
            yield f"```python\n{body}\n```"
            value = _run(body, names)
            if value is not None:
                yield _output(value)


def _cells(source: str) -> Iterator[tuple[str, str]]:
    """The head and the body of each cell."""
    head, body = "", list[str]()
    for line in [*source.splitlines(), _CELL]:
        if line.startswith(_CELL):
            if head:
                yield head, "\n".join(body).strip()
            head, body = line.strip(), []
        else:
            body.append(line)


def _run(body: str, names: dict[str, Any]) -> Any:
    """The value of the last line, where it is an expression; None else."""
    tree = ast.parse(body)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        tree.body.pop()
    exec(compile(tree, "notebook", "exec"), names)  # our own file, like any module of the build
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "notebook", "eval"), names)  # noqa: S307


def _output(value: Any) -> str:
    """What a notebook shows of a value: its table without styles of its own, or its text."""
    if not hasattr(value, "_repr_html_"):
        return f"```\n{value!r}\n```"
    shown = LexborHTMLParser(value._repr_html_())
    for node in shown.css("style"):
        node.decompose()
    for name in ("border", "class", "style"):
        for node in shown.css(f"[{name}]"):
            del node.attrs[name]
    body = str(shown.body.inner_html) if shown.body else ""
    body = " ".join(body.split()).replace("<th></th>", "<td></td>")  # heads that say nothing
    return f'<div class="btt-scroll">{body}</div>'
