"""The list of the sentences that the code says by id, against the code itself."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from calculator.needs.told import TOLD

ROOT = Path(__file__).resolve().parents[3]


def asked(node: ast.AST) -> ast.expr | None:
    """What stands for the id in `….notices[id]` and in `_said(knowledge, id, names)`."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
        return node.slice if node.value.attr == "notices" else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_said":
        return node.args[1] if len(node.args) > 2 else None
    return None


def patterns(file: Path) -> set[str]:
    """Regular expressions of the ids that a module asks for."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    given: dict[str, list[ast.expr]] = defaultdict(list)  # whatever a name is ever given
    for each in ast.walk(tree):
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            given[each.targets[0].id].append(each.value)
    wanted = filter(None, map(asked, ast.walk(tree)))
    return {found for expression in wanted for found in texts(expression, given)}


def texts(expression: ast.expr, given: dict[str, list[ast.expr]]) -> set[str]:
    """Every text that an expression may be; what a format string fills in may be anything."""
    if isinstance(expression, ast.IfExp):
        return texts(expression.body, given) | texts(expression.orelse, given)
    if isinstance(expression, ast.Name):  # none for an argument: its callers are looked at
        return {found for each in given[expression.id] for found in texts(each, given)}
    if isinstance(expression, ast.JoinedStr):
        parts = [
            each.value if isinstance(each, ast.Constant) else None for each in expression.values
        ]
        return {"".join(".+" if part is None else re.escape(part) for part in parts)}
    assert isinstance(expression, ast.Constant), ast.dump(expression)
    return {re.escape(expression.value)}


def test_every_sentence_that_is_said_by_id_is_listed_and_every_listed_one_is_said():
    said = set().union(*map(patterns, sorted((ROOT / "calculator").rglob("*.py"))))
    matched = {each: {key for key in TOLD if re.fullmatch(each, key)} for each in said}

    assert len(said) > 8
    assert [each for each, keys in matched.items() if not keys] == []
    assert set(TOLD) - set().union(*matched.values()) == set()
