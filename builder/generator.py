"""MkDocs in a process that is started early, so that it has loaded when the pages are there."""

import contextlib
import importlib
import io
import os
import shutil
import traceback
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from builder.atomic import disk_fault_in
from builder.problems import StepError
from builder.processes import FORKED, end_with_parent
from builder.remembered import digest_of

# What MkDocs would load late: with these it starts at once when it is told what to build.
LIBRARIES = [
    "mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.localization",
    "material", "markdown.extensions.abbr", "markdown.extensions.admonition", "babel.support",
    "markdown.extensions.def_list", "markdown.extensions.md_in_html", "pygments.formatters.html",
    "markdown.extensions.tables", "pymdownx.details", "pymdownx.highlight", "pymdownx.superfences",
]  # fmt: skip
type Run = tuple[Path, Path, tuple[str, ...]]  # configuration, target, options
_ABOUT_DRAFTS = "A 'dirty' build is being performed"  # a warning that MkDocs always gives


class MkDocs:
    """Runs of MkDocs that wait for their work; `build` may be called once."""

    def __init__(self, waiting: Sequence[Connection]) -> None:
        self._waiting = waiting

    def build(self, configuration: Path, target: Path, epoch: int) -> None:
        """Make all pages; a warning is an error."""
        self._run(epoch, [(configuration, target, ("--strict", "--clean"))])

    def build_again(self, configuration: Path, target: Path, epoch: int) -> None:
        """The same for a draft: only pages whose Markdown changed, while the theme is the same.

        Two runs share the pages: MkDocs leaves a page alone that is newer than its Markdown, so
        each finds those of the other one made. The pages are kept beside `target`, as `draft`.
        After a fault they count for nothing, so that a page with a warning is not taken for a good
        one by the next build.
        """
        kept, more = target.with_name("draft"), target.with_name("draft-more")
        theme = [configuration.read_bytes(), *_theme_files(configuration)]
        stamp, digest = kept.with_suffix(".sha256"), digest_of(theme)
        if not (stamp.exists() and stamp.read_text(encoding="utf-8") == digest):
            shutil.rmtree(kept, ignore_errors=True)
        stamp.unlink(missing_ok=True)
        shutil.rmtree(more, ignore_errors=True)
        pages = _pages(configuration.with_name("docs"))
        old = [page for page, source in pages.items() if _is_older(kept / page, source)]
        other = set(old[1::2])
        runs = [(configuration, kept, ("--dirty",))]
        if other:
            _touch(kept / page for page in other)
            _touch(more / page for page in pages if page not in other)
            runs.append((configuration, more, ("--dirty",)))
        self._run(epoch, runs)
        for page in other:
            shutil.copyfile(more / page, kept / page)
        stamp.write_text(digest, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(kept, target)

    def _run(self, epoch: int, runs: Sequence[Run]) -> None:
        """A warning is a fault, but for the one that drafts begin with, which `--strict` counts."""
        environment = {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1"}
        working = list(zip(self._waiting, runs, strict=False))
        for waiting, (configuration, target, options) in working:
            places = ["--config-file", str(configuration), "--site-dir", str(target)]
            waiting.send((["build", *options, *places], environment))
        answers = [_answer(waiting) for waiting, _ in working]
        lines = [line for _, output in answers for line in output.splitlines()]
        if any(code for code, _ in answers):
            output = "\n".join(dict.fromkeys(lines))
            fault = disk_fault_in(output)
            raise StepError(f"mkdocs failed: {fault}" if fault else f"mkdocs failed:\n{output}")
        warnings = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
        if faults := [line for line in warnings if _ABOUT_DRAFTS not in line]:
            raise StepError("\n".join(["mkdocs failed:", *dict.fromkeys(faults)]))
        # The theme's scripts are not used: see docs/decisions/044-our-own-frame.md.
        for _, target, _ in runs:
            shutil.rmtree(target / "assets" / "javascripts", ignore_errors=True)


def _answer(waiting: Connection) -> tuple[int, str]:
    try:
        code, output = waiting.recv()
    except EOFError:
        raise StepError("mkdocs failed: its process was ended from outside") from None
    return code, output


def _pages(docs: Path) -> dict[str, Path]:
    """The Markdown of each page by the address of the page, the longest texts first."""
    sources = sorted(docs.rglob("*.md"), key=lambda source: (-source.stat().st_size, source))
    return {source.relative_to(docs).with_suffix(".html").as_posix(): source for source in sources}


def _is_older(page: Path, source: Path) -> bool:
    return not page.exists() or page.stat().st_mtime_ns < source.stat().st_mtime_ns


def _touch(files: Iterable[Path]) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


@contextlib.contextmanager
def waiting_mkdocs(folder: Path, count: int) -> Iterator[MkDocs]:
    """Start MkDocs in a folder; where nothing is asked of it in the end, it goes again."""
    with contextlib.ExitStack() as stack:
        yield MkDocs([stack.enter_context(_waiting(folder)) for _ in range(count)])


@contextlib.contextmanager
def _waiting(folder: Path) -> Iterator[Connection]:
    ours, theirs = FORKED.Pipe()
    process = FORKED.Process(target=_wait, args=(theirs, folder))
    process.start()
    theirs.close()  # so that the end of the process is noticed
    try:
        yield ours
    finally:
        with contextlib.suppress(BrokenPipeError):
            ours.send(None)
        process.join()


def _wait(told: Connection, folder: Path) -> None:
    """Load what takes long, then do what `python -m mkdocs` would: the exit code and the output."""
    end_with_parent()
    for name in LIBRARIES:
        importlib.import_module(name)
    if asked := told.recv():
        arguments, environment = asked
        os.environ.update(environment)
        os.chdir(folder)
        told.send(_run(arguments))
        told.recv()


def _run(arguments: list[str]) -> tuple[int, str]:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            importlib.import_module(LIBRARIES[0]).cli(arguments)
        except SystemExit as end:
            return (end.code if isinstance(end.code, int) else 1), output.getvalue()
        except Exception:
            traceback.print_exc()
    return 1, output.getvalue()


def _theme_files(configuration: Path) -> list[bytes]:
    root = configuration.parent.parent
    overrides = sorted(each for each in (root / "site_src/overrides").rglob("*") if each.is_file())
    return [(root / "mkdocs.yml").read_bytes(), *(each.read_bytes() for each in overrides)]
