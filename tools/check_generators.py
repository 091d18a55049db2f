"""Build the same folder of Markdown with ProperDocs and compare what readers read.

The pages of `site/` must have the same main content, as text, when the other generator makes them
from `build/docs`. Run after `make build`.
"""

import html.parser
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAIN = "article"  # the element that holds the content of a page
HIDDEN = {"script", "style", "template"}


class MainText(html.parser.HTMLParser):
    """The words of a page's main element."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == MAIN or tag in HIDDEN:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in HIDDEN:
            self.words += data.split()


def main() -> int:
    """0 when every page has the same words; else 1, and where the first difference is."""
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "site"
        _build(other)
        pages = {each.relative_to(ROOT / "site") for each in (ROOT / "site").rglob("*.html")}
        others = {each.relative_to(other) for each in other.rglob("*.html")}
        faults = [f"{page}: only one of the two has it" for page in sorted(pages ^ others)]
        for page in sorted(pages & others):
            faults += _difference(page, other)
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    print(f"{len(pages)} pages made by two generators, {len(faults)} differ")
    return 1 if faults or not pages else 0


def _build(target: Path) -> None:
    command = [
        sys.executable, "-m", "properdocs", "build", "--strict", "--quiet",
        "--config-file", "mkdocs.yml", "--site-dir", str(target),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        cwd=ROOT / "build",
        env={**os.environ, "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"properdocs failed:\n{(done.stderr + done.stdout).strip()}")


def _difference(page: Path, other: Path) -> list[str]:
    """The first words that differ, if any do."""
    ours, theirs = MainText(ROOT / "site" / page).words, MainText(other / page).words
    if ours and ours == theirs:
        return []
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    return [f"{page}: '{' '.join(ours[at : at + 6])}' and '{' '.join(theirs[at : at + 6])}'"]


if __name__ == "__main__":
    sys.exit(main())
