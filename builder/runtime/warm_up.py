"""Runs inside Pyodide before the snapshot is taken: import all, answer once, drop what is stale."""

import dataclasses
import functools
import gc
import html
import importlib
import linecache
import marshal
import random
import sys
import zipimport
from dataclasses import is_dataclass
from importlib.machinery import ModuleSpec
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR
from types import FunctionType, ModuleType, SimpleNamespace
from typing import NoReturn

from pyodide.ffi import JsProxy  # type: ignore[import-not-found]

PACKAGES = "/packages.zip"
OWN = ("calculator/", "view/")
HEADER = 16  # bytes of a file of bytecode, before the code
# What was imported for a start, for loops of events, for records and templates while they were
# defined: no answer asks for it.
NO_LONGER_ASKED = {
    "_asyncio", "_compat_pickle", "_socket", "asyncio", "concurrent", "dis", "hashlib",
    "html.entities", "inspect", "ipaddress", "jinja2.compiler", "jinja2.ext", "jinja2.idtracking",
    "jinja2.optimizer", "jinja2.parser", "jinja2.visitor", "logging", "opcode",
    "pickle", "pyodide.webloop", "selectors", "shutil", "socket", "ssl", "subprocess", "tempfile",
}  # fmt: skip
# Of each record: nobody prints one, and that none is changed is for tests to find.
NO_LONGER_CALLED = ("__repr__", "__setattr__", "__delattr__")
# After so many the collector looks for rings. Answers make few: to look after 2,000, as is usual,
# took a seventh of their time, and what lies about until then is a few megabytes.
NEW_OBJECTS = 50_000
OTHER_KIND = CO_ASYNC_GENERATOR | CO_COROUTINE | CO_GENERATOR


def left_out(*_: object, **__: object) -> NoReturn:
    """Stands for what was dropped: whoever asks for it starts Python the ordinary way."""
    raise ImportError("left out of the snapshot")


class AtRest:
    """Brings modules that no first answer imports: bytecode packs twice as well as they do."""

    def __init__(self) -> None:
        """Take what of our packages is not imported by now."""
        packed = zipimport.zipimporter(PACKAGES)
        self.codes: dict[str, bytes] = {}
        self.packages: set[str] = set()
        for path in zipimport._zip_directory_cache[PACKAGES]:  # type: ignore[attr-defined]
            name = path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
            if path.endswith(".pyc") and path.startswith(OWN) and name not in sys.modules:
                self.codes[name] = packed.get_data(f"{PACKAGES}/{path}")[HEADER:]
                if path.endswith("/__init__.pyc"):
                    self.packages.add(name)

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """A step of an import: how this module would come."""
        if name not in self.codes:
            return None
        return ModuleSpec(name, self, is_package=name in self.packages)  # type: ignore[arg-type]

    def create_module(self, _: ModuleSpec) -> None:
        """A step of an import: an ordinary module will do."""

    def exec_module(self, module: ModuleType) -> None:
        """A step of an import: fill the module."""
        exec(marshal.loads(self.codes[module.__name__]), vars(module))


def signature(_: type) -> NoReturn:
    """Of a record, for its description: nobody reads one."""
    raise TypeError


def drop_modules() -> list[object]:
    """Empty modules that no answer asks for; what others still hold of them says so.

    Returns:
        The objects of JavaScript in them, which a snapshot counts.
    """
    asked = NO_LONGER_ASKED
    names = [each for each in sys.modules if each in asked or each.partition(".")[0] in asked]
    emptied = {id(each): each for each in (vars(sys.modules.pop(name)) for name in names)}
    foreign = [v for each in emptied.values() for v in each.values() if isinstance(v, JsProxy)]
    sys.unraisablehook = lambda _: None  # logging complains that its handlers go
    for each in emptied.values():
        each.clear()
        each["__getattr__"] = left_out
    gc.collect()
    sys.unraisablehook = sys.__unraisablehook__
    for function in gc.get_objects():
        held = isinstance(function, FunctionType) and id(function.__globals__) in emptied
        if held and not function.__closure__ and not function.__code__.co_flags & OTHER_KIND:
            function.__code__ = left_out.__code__
    return foreign


def slim_records() -> None:
    """Take from each record the methods that were written for it and that no answer calls."""
    for record in gc.get_objects():
        if not (isinstance(record, type) and is_dataclass(record)):
            continue
        record.__doc__ = None
        for name in NO_LONGER_CALLED:
            method = vars(record).get(name)
            code = getattr(getattr(method, "__wrapped__", method), "__code__", None)
            if code and code.co_filename == "<string>":
                delattr(record, name)


def forget(*kept: object) -> None:
    """Empty all that the calculator remembers, but for this."""
    for remembered in gc.get_objects():
        cache = isinstance(remembered, functools._lru_cache_wrapper) and remembered not in kept
        if cache and remembered.__module__.startswith("calculator."):
            remembered.cache_clear()
    importlib.import_module("calculator.costs.kept_physics").forget()
    importlib.import_module("calculator.costs.kept_work").forget()
    importlib.import_module("calculator.decision.priced").forget()
    importlib.import_module("calculator.decision.rulebook").forget()


sys.path.insert(0, PACKAGES)
warming = importlib.import_module("view.warming")
warming.answer_all()
vars(html)["_html5"] = {}  # two thousand names, for one function that nobody calls
html.unescape.__code__ = left_out.__code__
still_held = drop_modules()
slim_records()
warming.answer_all()  # stops the build where an answer misses what was dropped

# What the calculator remembers of a scenario is quicker worked out again than fetched, but for the
# orders that the first answer draws in: a few kB, and a third of its time. Of the knowledge what
# that answer does not read is text again.
forget()
warming.read_again()
warming.answer_first()
forget(importlib.import_module("calculator.costs.uncertainty").order)

sys.meta_path.append(AtRest())
# Records that are imported later ask this much of a module that was dropped.
dataclasses.inspect = SimpleNamespace(  # type: ignore[attr-defined]
    get_annotations=lambda record: vars(record).get("__annotations__", {}), signature=signature
)

random.seed(0)  # nothing may use it, but its state is in the snapshot
# The page has neither of the two zip files; what is not imported by now must fail at once.
sys.path.remove(PACKAGES)
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
linecache.clearcache()
sys._clear_internal_caches()
gc.collect()
gc.freeze()  # what is there now stays for good: no answer has to wait for it to be looked through
gc.set_threshold(NEW_OBJECTS)
