"""Which of our modules the page can come to import, at once or later."""

import ast
from collections.abc import Iterator, Mapping


def reached(first: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without the modules that nothing imports, from one module on.

    Args:
        first: the module that begins, such as `view.page`.
        files: content by path; what is no module stays.
    """
    modules = {_name(path): path for path in files if path.endswith(".py")}
    found: set[str] = set()
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name in modules and name not in found:
            found.add(name)
            waiting += [name.rpartition(".")[0], *_imported(files[modules[name]])]
    dropped = {path for name, path in modules.items() if name not in found}
    return {path: content for path, content in files.items() if path not in dropped}


def _name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(source: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
