"""MkDocs as a command that is started early, so that it has loaded when the pages are there."""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from builder.atomic import disk_fault_in
from builder.problems import StepError
from builder.remembered import digest_of

_ABOUT_DRAFTS = "A 'dirty' build is being performed"  # a warning that MkDocs always gives
# Loads what takes long, then waits for what `python -m mkdocs` would be told; nothing: it ends.
_WAITING = """
import json, os, sys
import mkdocs.__main__, mkdocs.commands.build, pymdownx.details, pymdownx.superfences
told = sys.stdin.readline()
if told:
    told = json.loads(told)
    os.environ.update(told["environment"])
    sys.argv[1:] = told["arguments"]
    mkdocs.__main__.cli()
"""


class MkDocs:
    """One run of MkDocs; `build` may be called once."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def build(self, configuration: Path, target: Path, epoch: int) -> None:
        """Make all pages; a warning is an error."""
        self._build(configuration, target, epoch, "--strict", "--clean")

    def build_again(self, configuration: Path, target: Path, epoch: int) -> None:
        """The same for a draft: only pages whose Markdown changed, while the theme is the same.

        What MkDocs made is kept beside `target`, as `draft`. After a fault it is dropped, so that a
        page with a warning is not taken for a good one by the next build.
        """
        kept = target.with_name("draft")
        theme = [configuration.read_bytes(), *_theme_files(configuration)]
        stamp, digest = kept.with_suffix(".sha256"), digest_of(theme)
        again = kept.exists() and stamp.exists() and stamp.read_text() == digest
        stamp.unlink(missing_ok=True)
        options = ["--dirty"] if again else ["--strict", "--clean"]
        self._build(configuration, kept, epoch, *options)
        stamp.write_text(digest, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(kept, target)

    def _build(self, configuration: Path, target: Path, epoch: int, *options: str) -> None:
        """A warning is a fault, but for the one that drafts begin with, which `--strict` counts."""
        places = ["--config-file", str(configuration), "--site-dir", str(target)]
        told = {
            "arguments": ["build", *options, *places],
            "environment": {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"},
        }
        output, _ = self._process.communicate(json.dumps(told) + "\n")
        if self._process.returncode:
            fault = disk_fault_in(output)
            raise StepError(f"mkdocs failed: {fault}" if fault else f"mkdocs failed:\n{output}")
        warnings = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR"))]
        if faults := [line for line in warnings if _ABOUT_DRAFTS not in line]:
            raise StepError("\n".join(["mkdocs failed:", *faults]))
        # The theme's scripts are not used: see docs/decisions/044-our-own-frame.md.
        shutil.rmtree(target / "assets" / "javascripts", ignore_errors=True)


@contextlib.contextmanager
def waiting_mkdocs(folder: Path) -> Iterator[MkDocs]:
    """Start MkDocs in a folder; where nothing is asked of it in the end, it goes again."""
    process = subprocess.Popen(
        [sys.executable, "-c", _WAITING],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield MkDocs(process)
    finally:
        if process.poll() is None:
            process.communicate()


def _theme_files(configuration: Path) -> list[bytes]:
    root = configuration.parent.parent
    overrides = sorted(each for each in (root / "site_src/overrides").rglob("*") if each.is_file())
    return [(root / "mkdocs.yml").read_bytes(), *(each.read_bytes() for each in overrides)]
