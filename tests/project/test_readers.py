"""Two hundred readers at once: nginx, set up as in our example, serves them all for a minute."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.test_hosting import PORTS, ROOT, SITE, nginx_command, running

READERS = 200
SECONDS = 60
LEAST_REQUESTS = 50 * READERS  # far below what a laptop does; catches a server that stands still


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[str]:
    """The address of nginx with the built site."""
    for program in ("nginx", "wrk"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed; tools/find_readers.sh installs it on Debian")
    address = f"http://127.0.0.1:{PORTS['nginx']}/"
    with running(nginx_command(tmp_path), address, tmp_path / "log"):
        yield address


@pytest.mark.slow
@pytest.mark.timed
def test_two_hundred_readers_are_served_for_a_minute_without_an_error(nginx: str, tmp_path: Path):
    pages = tmp_path / "pages"
    names = sorted(f"/{page.relative_to(SITE).as_posix()}" for page in SITE.rglob("*.html"))
    pages.write_text("\n".join(names) + "\n", encoding="ascii")
    command = ["wrk", "--threads", "2", "--connections", str(READERS)]
    command += ["--duration", f"{SECONDS}s", "--script", str(ROOT / "tests/readers.lua"), nginx]

    done = subprocess.run(
        command, env={**os.environ, "PAGES": str(pages)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip

    found = json.loads(done.stdout.splitlines()[-1])
    print(found)
    assert found.pop("requests") > LEAST_REQUESTS
    assert found.pop("p99_ms") > 0
    assert set(found.values()) == {0}, found
