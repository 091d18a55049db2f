"""Firefox and WebKitGTK behind one small interface: open an address, run a script in the page."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from selenium import webdriver
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.webkitgtk.service import Service

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds; two engines share a busy machine
HINT = "make test-browsers installs it on Debian"


class Engine(Protocol):
    """A browser with one page."""

    def open(self, address: str) -> None:
        """Load a page."""

    def run(self, script: str) -> Any:
        """The value that a script returns; it may await."""


class Firefox:
    """Driven by puppeteer through a process of Node."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def open(self, address: str) -> None:
        self._ask("open", address)

    def run(self, script: str) -> Any:
        return self._ask("run", script)

    def _ask(self, command: str, argument: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command, "argument": argument}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]


class WebKit:
    """Driven by Selenium through WebKitWebDriver."""

    def __init__(self, driver: webdriver.Remote) -> None:
        self._driver = driver

    def open(self, address: str) -> None:
        self._driver.get(address)

    def run(self, script: str) -> Any:
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async () => {{ {script} }})().then(value => done([value ?? null]),"
            "error => done(String(error)))"
        )
        answer = self._driver.execute_async_script(wrapped)
        assert isinstance(answer, list), answer
        return answer[0]


@contextmanager
def firefox() -> Iterator[Engine]:
    """Firefox as it is installed."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        pytest.skip(f"Firefox is not installed; {HINT}")
    command = [ROOT / ".venv/bin/node", ROOT / "tests/other_browsers/firefox.mjs", path]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Firefox(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(PATIENCE)


@contextmanager
def webkit() -> Iterator[Engine]:
    """WebKitGTK's MiniBrowser on a screen that nobody sees."""
    driver = shutil.which("WebKitWebDriver")
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"), None)
    if driver is None or browser is None or shutil.which("Xvfb") is None:
        pytest.skip(f"WebKitGTK, its driver or Xvfb is not installed; {HINT}")
    options = ArgOptions()
    options.set_capability("browserName", "MiniBrowser")
    binary = {"binary": str(browser), "args": ["--automation"]}
    options.set_capability("webkitgtk:browserOptions", binary)
    with _screen() as screen, tempfile.TemporaryDirectory() as home:
        own = {
            **os.environ,
            "DISPLAY": screen,
            "HOME": home,
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        service = Service(executable_path=driver, env=own)
        service.start()
        opened = webdriver.Remote(command_executor=service.service_url, options=options)
        opened.set_script_timeout(PATIENCE)
        yield WebKit(opened)
        opened.quit()
        service.stop()


@contextmanager
def _screen() -> Iterator[str]:
    """A free display of Xvfb."""
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(write)
        yield ":" + os.read(read, 16).decode().strip()
        os.close(read)
        process.terminate()


ENGINES = {"firefox": firefox, "webkit": webkit}
# Before a script that waits: `await until(() => something)` gives it once it is there.
WAIT = f"""
  const until = async ready => {{
    const end = Date.now() + {PATIENCE * 800}
    for (;;) {{
      const found = ready()
      if (found) return found
      if (Date.now() > end) throw new Error('waited in vain for ' + ready)
      await new Promise(done => setTimeout(done, 50))
    }}
  }}
"""
