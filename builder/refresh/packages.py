"""The newest packages of prices and of electricity, fetched beside those of the build."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.problems import StepError

_NAMES = ("genai-prices", "codecarbon")
_MIX = Path("codecarbon", "data", "private_infra", "global_energy_mix.json")
_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_SECONDS = 300
_ELSEWHERE = f"pip install --no-deps --target FOLDER {' '.join(_NAMES)}"


@dataclass(frozen=True, slots=True)
class Packages:
    """What the packages say today."""

    prices: dict[str, Any]  # version, checked, and models by `provider/model`
    mix: dict[str, dict[str, Any]]  # yearly electricity of each country, by its code
    mix_version: str


@contextmanager
def fetched(folder: Path | None) -> Iterator[Path]:
    """A folder with the packages: the one that is given, or a new one for a while.

    Raises:
        StepError: the packages cannot be fetched.
    """
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps",
                   "--disable-pip-version-check", "--only-binary", ":all:",
                   "--target", made, *_NAMES]  # fmt: skip
        why = _output(command, "fetching the newest packages")
        if isinstance(why, StepError):
            hint = f"without a network: {_ELSEWHERE} elsewhere, then --packages FOLDER"
            raise StepError(f"{why}; nothing was written ({hint})")
        yield Path(made)


def read_packages(folder: Path) -> Packages:
    """What the packages in a folder say.

    Raises:
        StepError: one of them is missing, or has another shape than this code knows.
    """
    if not (folder / "genai_prices").is_dir() or not (folder / _MIX).is_file():
        raise StepError(f"{folder} must hold both packages: {_ELSEWHERE}; nothing was written")
    command = [sys.executable, "-m", "builder.refresh.genai_prices"]
    found = _output(command, "reading genai-prices", folder)
    try:
        if isinstance(found, StepError):
            raise found
        mix = json.loads((folder / _MIX).read_text(encoding="utf-8"))
        return Packages(json.loads(found), mix, _version(folder, "codecarbon"))
    except (ValueError, StepError) as error:
        raise StepError(f"{error}; nothing was written") from None


def _output(command: list[str], doing: str, first: Path | None = None) -> str | StepError:
    """What a command prints, with the packages of a folder before all others."""
    paths = [str(first), str(_ROOT)] if first else []
    environment = {**os.environ, **({"PYTHONPATH": os.pathsep.join(paths)} if first else {})}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_LONGEST_SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return StepError(f"{doing} took more than {_LONGEST_SECONDS} seconds")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return StepError(f"{doing} failed: {last}")
    return done.stdout


def _version(folder: Path, name: str) -> str:
    """A package's version by the name of its metadata folder; "" where it has none."""
    found = next(folder.glob(f"{name.replace('-', '_')}-*.dist-info"), None)
    return found.name.removesuffix(".dist-info").partition("-")[2] if found else ""
