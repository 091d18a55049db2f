"""What a hundred, a thousand and three thousand more terms cost: build, memory, index, search.

    make bench-scale                 # SCALE="100 1000" for some sizes only

Each size is built in a copy of the project. Targets at 1,000: 200 MB, the first search within
1.2 s and the next within 50 ms. The last line is JSON.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks._host import Link, host
from benchmarks.start import ARGUMENTS

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1000, 3000)
COPIED = ("builder", "calculator", "view", "site_src", "content", "build.py", "mkdocs.yml")
LINKED = (".venv", "node_modules")
TERM = """# yaml-language-server: $schema=../schemas/term.json
id: {id}
term: "{name}"
definition: >-
  An invented thing called {name}, which stands here so that the site grows.
"""
FIRST = ("ba", "co", "di", "fu", "ge", "ha", "jo", "ku", "le", "mi", "no", "pa", "ru", "so", "te")
SEARCH = """async word => {
  const field = document.querySelector('[data-md-component="search-query"]')
  const start = performance.now()
  field.focus()
  field.value = word
  for (const kind of ['input', 'keyup']) field.dispatchEvent(new Event(kind, { bubbles: true }))
  const shown = () => document.querySelector('.md-search-result__link')?.textContent.toLowerCase()
  while (!shown()?.includes(word)) {
    await new Promise(done => setTimeout(done, 2))
    if (performance.now() - start > 60_000) throw new Error('nothing found for ' + word)
  }
  return performance.now() - start
}"""


def main() -> None:
    """Print a line for each size."""
    sizes = [int(each) for each in os.environ.get("SCALE", "").split()] or SIZES
    print("terms    pages   build s  ms/page  memory MB  index kB  first search ms  next ms")
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found.append(_measured(Path(folder), size))
        print("{terms:5} {pages:8} {seconds:9.1f} {ms_per_page:8.1f} {memory_mb:10.0f} "
              "{index_kb:9.0f} {first_ms:16.0f} {next_ms:8.0f}".format_map(found[-1]))  # fmt: skip
    print(json.dumps(found))


def _measured(folder: Path, size: int) -> dict[str, float]:
    names = _grow(folder, size)
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "build.py", "build"], cwd=folder, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"the build with {size} more terms failed")
    pages = len(list((folder / "site").rglob("*.html")))
    (index,) = (folder / "site" / "assets").glob("search_index*.js")
    first, following = _searched(folder / "site", names)
    return {
        "terms": size,
        "pages": pages,
        "seconds": seconds,
        "ms_per_page": 1000 * seconds / pages,
        # The largest child so far: sizes grow, so it is the one that was just built.
        "memory_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "index_kb": index.stat().st_size / 1000,
        "first_ms": first,
        "next_ms": following,
    }


def _grow(folder: Path, size: int) -> list[str]:
    """Copy the project and add terms; their names."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    names = []
    for i in range(size):
        syllables = [FIRST[i // 15**power % 15] for power in range(3)]
        names.append("".join(syllables).capitalize() + "zo")
        text = TERM.format(id=names[-1].lower(), name=names[-1])
        (folder / "content/terms" / f"{names[-1].lower()}.yaml").write_text(text, encoding="utf-8")
    return names


def _searched(site: Path, names: list[str]) -> tuple[float, float]:
    """Milliseconds of the first search in a fresh page and of the slowest of the next ten."""
    with host(site, Link()) as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}index.html")
        first = page.evaluate(SEARCH, names[0].lower())
        following = [
            page.evaluate(SEARCH, name.lower()) for name in names[1 :: len(names) // 10][:10]
        ]
        browser.close()
    return first, max(following)


if __name__ == "__main__":
    main()
