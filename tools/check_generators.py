"""Build the same folder of Markdown with other generators, and compare what readers get.

ProperDocs and Zensical make pages of `build/docs`. Each must have the words of the page in `site/`.
Zensical's go through our own last steps as well; then the calculator must go live in a browser, and
the search must find something. Run after `make build`.
"""

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

from builder.built_pages import BuiltPage, read_pages
from builder.finish.finish import finish
from builder.finish.theme_faults import mend
from builder.pages.moved import MARK

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LIVE = '[data-btt-calculator][data-live="yes"]'
FOUND = "[data-btt-search] .btt-found"
SECONDS = 120  # a bound against hanging, not a measure


def main() -> int:
    """0 when all pages have the same words and the calculator and the search work; else 1."""
    built = read_pages(ROOT / "site")
    ours = {page.path: page for page in built if page.tree.css_first(MARK) is None}
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for generate in (with_properdocs, with_zensical):
            other = Path(folder) / generate.__name__
            generate(other)
            found = {page.path: page for page in read_pages(other)}
            name = generate.__name__.removeprefix("with_")
            different = list(differences(ours, found))
            faults += [f"{name}: {each}" for each in different]
            print(f"{name}: {len(found)} pages, {len(different)} differ", flush=True)
        faults += tried_in_a_browser(Path(folder) / with_zensical.__name__)
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return 1 if faults or not ours else 0


def with_properdocs(target: Path) -> None:
    """Make the pages with ProperDocs, a fork of MkDocs."""
    command = ["-m", "properdocs", "build", "--strict", "--quiet", "--config-file", "mkdocs.yml"]
    _run([sys.executable, *command, "--site-dir", str(target)])


def with_zensical(target: Path) -> None:
    """Make the pages with Zensical, the successor of the theme, which knows no `--site-dir`."""
    configuration = BUILD / "zensical.yml"
    told = yaml.safe_load((BUILD / "mkdocs.yml").read_text(encoding="utf-8"))
    told["site_dir"] = "zensical"
    told["theme"]["variant"] = "classic"  # the look of the theme that we use
    configuration.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    _run([str(Path(sys.executable).with_name("zensical")), "build", "-c", "-f", configuration.name])
    shutil.move(BUILD / "zensical", target)


def _run(command: list[str]) -> None:
    environment = {**os.environ, "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        command, cwd=BUILD, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stderr + done.stdout).strip()}")


def differences(ours: dict[str, BuiltPage], theirs: dict[str, BuiltPage]) -> Iterator[str]:
    """Pages that only one of the two has, and the first words that differ in the others."""
    yield from (f"{path}: only one of the two has it" for path in sorted(ours.keys() ^ theirs))
    for path in sorted(ours.keys() & theirs.keys()):
        one, other = words(ours[path]), words(theirs[path])
        if not one or one != other:
            pairs = enumerate(zip(one, other, strict=False))
            at = next((i for i, (mine, its) in pairs if mine != its), 0)
            yield f"{path}: '{' '.join(one[at : at + 6])}' and '{' '.join(other[at : at + 6])}'"


def words(page: BuiltPage) -> list[str]:
    """The words of a page's content."""
    content = page.words()
    return content.text(separator=" ").split() if content else []


def tried_in_a_browser(site: Path) -> list[str]:
    """What does not work of a generator's pages after our own last steps."""
    for folder in (BUILD / "bundled", BUILD / "beside"):
        shutil.copytree(folder, site, dirs_exist_ok=True)
    (index,) = (ROOT / "site" / "assets").glob("search_index.*.js")
    shutil.copyfile(index, site / "assets" / "search_index.js")
    pages = read_pages(site)
    mend(site, pages)
    finish(ROOT, site, pages, (BUILD / "runtime/pyodide", BUILD / "runtime/runtime"), draft=True)
    with _served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(f"zensical: {error}"))
        page.goto(f"{address}calculator/index.html")
        page.wait_for_selector(LIVE, timeout=SECONDS * 1000)
        page.goto(f"{address}index.html")
        page.keyboard.press("/")
        page.keyboard.type("lora")
        page.wait_for_selector(FOUND, timeout=SECONDS * 1000)
        browser.close()
    print("zensical: the calculator is live, the search finds")
    return faults


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is inherited
        pass


if __name__ == "__main__":
    sys.exit(main())
