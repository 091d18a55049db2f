"""One build at a time; the site changes as a whole or not at all; a disk that fails is named."""

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from builder.problems import StepError

_AT_FDCWD = -100  # Linux: a path counts from the working folder
_RENAME_EXCHANGE = 2
_DISK_FAULTS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "writing there is not allowed",
    errno.EPERM: "writing there is not allowed",
}


@contextlib.contextmanager
def only_build(folder: Path) -> Iterator[None]:
    """Let one build at a time write; a second one waits until the first has ended.

    The lock belongs to the process alone, not to copies of it, so that the system frees it when a
    build is killed.
    """
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("a+", encoding="utf-8") as lock:
        _wait_for(lock)
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _wait_for(lock: IO[str]) -> None:
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "?"
        print(f"another build is at work (process {holder}); waiting for it", flush=True)
        fcntl.lockf(lock, fcntl.LOCK_EX)


@contextlib.contextmanager
def disk_faults() -> Iterator[None]:
    """Turn what the disk refuses into one clear line."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_FAULTS:
            raise
        place = f"{error.filename}: " if error.filename else ""
        reason = _DISK_FAULTS[error.errno]
        raise StepError(f"{place}{reason}; the last good site stands") from None


def disk_fault_in(output: str) -> str | None:
    """Why a command failed, if its output blames the disk."""
    for number, reason in _DISK_FAULTS.items():
        if os.strerror(number) in output or f"{errno.errorcode[number]}:" in output:
            return reason
    return None


def replace_folder(new: Path, old: Path) -> None:
    """Put a finished folder in the place of the old one, in one step where the system has one."""
    if not old.exists():
        new.rename(old)
    elif _exchange(new, old):
        shutil.rmtree(new, ignore_errors=True)
    else:
        retired = _retired(new)
        shutil.rmtree(retired, ignore_errors=True)
        old.rename(retired)
        new.rename(old)  # a build killed before this line: see restore_folder
        shutil.rmtree(retired, ignore_errors=True)


def restore_folder(new: Path, old: Path) -> None:
    """Bring back the last good folder if a build was killed while it was replaced."""
    if not old.exists() and _retired(new).exists():
        _retired(new).rename(old)


def _retired(new: Path) -> Path:
    return new.with_name(f"{new.name}.retired")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk can't."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)
