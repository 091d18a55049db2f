"""Python sources → zip files of bytecode, the same bytes on every machine.

Runs as a program of its own, and without `site`: what a process has imported before shows in the
bytecode it writes, what .pth files of the environment load, as to measure coverage, included.
usage: python -I -S bytecode.py SOURCE_ZIP TARGET_ZIP keep|strip
"""

import ast
import sys
import zipfile
from importlib import _bootstrap_external
from pathlib import Path
from types import CodeType

EARLIEST = (1980, 1, 1, 0, 0, 0)
NO_CHECK = False  # the source is not there to be compared with


def compile_zip(source: Path, target: Path, *, strip: bool) -> None:
    """Compile every module of a zip file; other members are taken over.

    With `strip` docstrings, assertions and line numbers are left out: for a snapshot, where each
    byte is fetched by every reader.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        # Stored where the snapshot is made: nothing of the zip itself is kept there.
        method = zipfile.ZIP_STORED if strip else zipfile.ZIP_DEFLATED
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name.endswith(".py"):
                name, content = f"{name}c", _bytecode(content, name, strip=strip)
            if not name.endswith("/"):
                new.writestr(zipfile.ZipInfo(name, EARLIEST), content, method)


def _bytecode(source: bytes, name: str, *, strip: bool) -> bytes:
    if strip:
        tree = _WithoutAnnotations().visit(ast.parse(source))
        code = _without_lines(compile(tree, name, "exec", dont_inherit=True, optimize=2))
    else:
        code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    packed = _bootstrap_external._code_to_hash_pyc  # type: ignore[attr-defined]
    return bytes(packed(code, bytes(8), NO_CHECK))


class _WithoutAnnotations(ast.NodeTransformer):
    """Drops what functions say about types.

    Classes keep it, since records are made of it; so do decorated functions, of which some are
    chosen by it.
    """

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        if node.decorator_list:
            return node
        node.returns = None
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for argument in (*every, node.args.vararg, node.args.kwarg):
            if argument:
                argument.annotation = None
        return node


def _without_lines(code: CodeType) -> CodeType:
    constants = (_without_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_linetable=_nowhere(len(code.co_code) // 2), co_consts=tuple(constants))


def _nowhere(units: int) -> bytes:
    """A table that gives no line to any instruction: a byte for each eight code units."""
    eights, rest = divmod(units, 8)
    return b"\xff" * eights + (bytes([0xF8 | rest - 1]) if rest else b"")


if __name__ == "__main__":
    compile_zip(Path(sys.argv[1]), Path(sys.argv[2]), strip=sys.argv[3] == "strip")
