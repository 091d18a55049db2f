"""Drafts of the site, each made by a process of its own that has loaded what it can."""

import contextlib
import gc
import io
import multiprocessing
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TextIO

from builder import generator

# Loaded once for all drafts; our own code may change between two of them.
LIBRARIES = ["genai_prices", "jinja2", "pydantic", "vl_convert", "yaml", *generator.LIBRARIES]
_UNLOADABLE = "The code of the build can't be loaded; the terminal says why."
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
        self.fault = ""  # what was said where the last draft could not be made

    def make(self, *, code_changed: bool = False) -> bool:
        """Make one; whether all went well."""
        if code_changed:
            self.close()
        good, said = (self._next or _Process(self._build)).finish()
        self.fault = "" if good else said or _UNLOADABLE
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
        self._said, saying = _PROCESSES.Pipe(duplex=False)
        self._process = _PROCESSES.Process(target=_wait, args=(theirs, saying, build))
        self._process.start()
        theirs.close()
        saying.close()

    def finish(self) -> tuple[bool, str]:
        """Whether all went well, and what was said."""
        said = ""
        with contextlib.suppress(BrokenPipeError, EOFError):  # our code could not be loaded
            self._told.send(True)
            said = self._said.recv()
        self._process.join()
        if self._process.exitcode:
            print("the last good site stands", flush=True)
        return self._process.exitcode == 0, said

    def drop(self) -> None:
        self._told.close()
        self._said.close()
        self._process.join()


class _Heard(io.TextIOWrapper):
    """A stream whose words are kept as well."""

    def __init__(self, stream: TextIO, kept: list[str]) -> None:
        super().__init__(stream.buffer, stream.encoding, stream.errors, write_through=True)
        self._kept = kept

    def write(self, words: str) -> int:
        self._kept.append(words)
        return super().write(words)


def _wait(told: Connection, saying: Connection, build: Build) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then lets us go
    try:
        told.recv()
    except EOFError:
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.disable()  # a build is over before collecting pays
    said: list[str] = []
    sys.stdout, sys.stderr = _Heard(sys.stdout, said), _Heard(sys.stderr, said)
    code = 1
    try:
        code = build()
    except Exception:  # the code's own fault; its author reads the whole of it
        traceback.print_exc()
    saying.send("".join(said).strip())
    sys.exit(code)
