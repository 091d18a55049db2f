"""`build.py serve` in a copy of the project: it rebuilds, reloads, and keeps the last good site."""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from tests.built import free_port, runtime, standing
from tools.copies import copy_project

ROOT = Path(__file__).resolve().parents[2]
PORT = free_port()
SOON = 600  # seconds; a bound against hanging, not a measure


def _as_in_the_background() -> None:
    """A shell starts what ends in `&` with the interrupt key ignored."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Server:
    """The running command, its address and what it prints."""

    def __init__(self, root: Path) -> None:
        self.root = root
        command = [sys.executable, "build.py", "serve", "--port", str(PORT)]
        self.process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,  # so that Ctrl-C can be tried
            preexec_fn=_as_in_the_background,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        self._mended: dict[Path, str] = {}
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def edit(self, name: str, old: str, new: str, *, once: bool = False) -> None:
        """Change a file, and with it what was left to mend: both are one build.

        Args:
            name: its path in the project.
            old: text in it, or "" for its end.
            new: what stands there then.
            once: whether the next edit takes the change back.
        """
        file = self.root / name
        for path, text in self._mended.items():
            path.write_text(text, "utf-8")
        self._mended = {}
        good = file.read_text("utf-8")
        assert old in good
        file.write_text(good.replace(old, new) if old else good + new, "utf-8")
        if once:
            self._mended = {file: good}

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for(self, words: str) -> list[str]:
        """The lines up to the one that holds the words."""
        seen: list[str] = []
        end = time.monotonic() + SOON
        while time.monotonic() < end:
            try:
                seen.append(self._lines.get(timeout=1))
            except queue.Empty:
                continue
            if words in seen[-1]:
                return seen
        raise AssertionError(f"{words!r} was not printed, only {seen}")

    def rest(self) -> list[str]:
        """The lines that are left when it has ended."""
        self._reading.join(SOON)
        return [self._lines.get() for _ in range(self._lines.qsize())]

    def get(self, path: str) -> str:
        """The text at a path."""
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=SOON) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    copy_project(root)
    # Starting Python to take its snapshot is tried elsewhere, and so is a build without memory.
    shutil.copytree(runtime(), root / "build" / "runtime")
    for name in ("results", "rule_checks", "asked", "stories", "charts", "maps"):
        if (ROOT / "build" / name).is_dir():
            shutil.copytree(ROOT / "build" / name, root / "build" / name)
    running = Server(root)
    running.wait_for("Serving on")
    yield running
    running.process.terminate()
    running.process.wait(10)


def test_pages_are_served_with_a_script_that_reloads_them(server):
    assert "/__reload.js" in server.get("/index.html")


def test_a_changed_fact_is_rebuilt_and_the_page_told(server):
    before = server.get("/__version?seen=none")
    server.edit("content/terms/token.yaml", "term: Token", "term: Tokenish")

    server.wait_for("built site/")

    assert "Tokenish" in server.get("/glossary/index.html")
    assert server.get(f"/__version?seen={before}") != before  # waits for the next version


def test_a_broken_file_is_named_and_the_last_good_site_stands(server):
    server.edit("content/terms/token.yaml", "definition:", "defnition:", once=True)

    lines = server.wait_for("the last good site stands")

    assert any("content/terms/token.yaml:" in line and "did you mean" in line for line in lines)
    assert "Tokenish" in server.get("/glossary/index.html")


def test_a_changed_style_reaches_the_served_page(server):
    server.edit("site_src/assets/css/site.css", "", ".just-added { color: red }\n")

    server.wait_for("built site/")

    name = re.search(r"assets/site\.\w+\.css", server.get("/index.html"))[0]
    assert ".just-added{color:red}" in server.get(f"/{name}")


def test_a_changed_frame_of_the_theme_reaches_pages_whose_text_is_the_same(server):
    block = "{% block content %}"
    server.edit("site_src/overrides/main.html", block, f"{block}<i>new</i>", once=True)

    server.wait_for("built site/")

    of_their_own = {server.root / "site" / name for name in ("404.html", "embed/index.html")}
    pages = set(standing(server.root / "site")) - of_their_own
    assert len(pages) > 100
    assert all("<i>new</i>" in page.read_text("utf-8") for page in pages)


def test_a_page_that_mkdocs_refuses_is_refused_until_it_is_mended(server):
    template = "site_src/templates/glossary.md.j2"
    server.edit(template, "", "\n[nowhere](nowhere.md)\n")
    assert any("nowhere.md" in line for line in server.wait_for("the last good site stands"))
    server.edit("content/terms/token.yaml", "", "# the broken page itself is as it was\n")
    assert any("nowhere.md" in line for line in server.wait_for("the last good site stands"))

    server.edit(template, "\n[nowhere](nowhere.md)\n", "")

    server.wait_for("built site/")


def test_a_taken_port_is_named_with_the_way_to_choose_another(server):
    command = [sys.executable, "build.py", "serve", "--port", str(PORT)]
    done = subprocess.run(
        command, cwd=server.root, capture_output=True, text=True, check=False, timeout=SOON
    )

    assert done.returncode == 1
    assert done.stderr == f"port {PORT} is taken; choose another: make serve PORT={PORT + 1}\n"


def test_code_that_cannot_be_loaded_is_told_once_and_the_mended_code_changes_the_numbers(server):
    server.edit("view/formats.py", "", "\ndef broken(\n", once=True)
    lines = server.wait_for("the last good site stands")
    assert sum("SyntaxError" in line for line in lines) == 1

    before = server.get("/__version?seen=none")
    server.edit("view/formats.py", '"USD": "$"', '"USD": "Taler "')

    server.wait_for("built site/")
    assert server.get(f"/__version?seen={before}") != before  # waits for the next version
    assert "Taler " in server.get("/calculator/index.html")


def test_the_interrupt_key_ends_it_without_a_word(server):
    os.killpg(server.process.pid, signal.SIGINT)

    assert server.process.wait(SOON) == 0
    assert server.rest() == []
