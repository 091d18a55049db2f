"""Drafts of the site, each made by a process of its own that has loaded what it can."""

import contextlib
import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from builder import generator

# Loaded once for all drafts; our own code may change between two of them.
LIBRARIES = ["genai_prices", "jinja2", "pydantic", "vl_convert", "yaml", *generator.LIBRARIES]
type Build = Callable[[], int]

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(LIBRARIES)


class Drafts:
    """Makes drafts, each in a process of its own, so that changed code counts as well.

    The process for the next one loads our code while nobody waits for it.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._next: _Process | None = None

    def make(self, *, code_changed: bool = False) -> bool:
        """Make one; whether all went well."""
        if code_changed:
            self.close()
        good = (self._next or _Process(self._build)).finish()
        # After a fault, which may be one of the code, loading it again would only repeat that.
        self._next = _Process(self._build) if good else None
        return good

    def close(self) -> None:
        """Let the process that waits go."""
        if self._next:
            self._next.drop()
        self._next = None


class _Process:
    """One that loads our code, then waits to be told that a draft is wanted."""

    def __init__(self, build: Build) -> None:
        theirs, self._told = _PROCESSES.Pipe(duplex=False)
        self._process = _PROCESSES.Process(target=_wait, args=(theirs, build))
        self._process.start()
        theirs.close()

    def finish(self) -> bool:
        with contextlib.suppress(BrokenPipeError):  # our code could not be loaded
            self._told.send(True)
        self._process.join()
        if self._process.exitcode:
            print("the last good site stands", flush=True)
        return self._process.exitcode == 0

    def drop(self) -> None:
        self._told.close()
        self._process.join()


def _wait(told: Connection, build: Build) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then lets us go
    try:
        told.recv()
    except EOFError:
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.disable()  # a build is over before collecting pays
    sys.exit(build())
