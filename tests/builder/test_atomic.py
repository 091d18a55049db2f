"""A build stopped at any moment leaves a whole site; two builds, a full disk, a locked folder."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import atomic
from builder.atomic import disk_faults, only_build, replace_folder, restore_folder
from builder.content.knowledge import write_knowledge
from builder.problems import StepError

ROOT = Path(__file__).resolve().parents[2]
FILES = 40
REPLACING = """
import sys
from pathlib import Path
from builder import atomic
if sys.argv[2] == "two-steps":
    atomic._exchange = lambda one, other: False
folder = Path(sys.argv[1])
for version in range(10_000):
    new = folder / "build" / "site"
    new.mkdir(parents=True, exist_ok=True)
    for i in range({files}):
        (new / f"{{i}}.html").write_text(str(version))
    atomic.replace_folder(new, folder / "site")
    print(version, flush=True)
"""


def filled(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    for i in range(FILES):
        (folder / f"{i}.html").write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in folder.iterdir()]


@pytest.mark.parametrize("exchanged", [True, False])
def test_the_new_folder_takes_the_place_of_the_old_one(tmp_path, monkeypatch, exchanged):
    if not exchanged:
        monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    new, old = filled(tmp_path / "build/site", "new"), filled(tmp_path / "site", "old")

    replace_folder(new, old)

    assert texts(old) == ["new"] * FILES
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take two steps")
def test_a_reader_never_finds_the_folder_missing(tmp_path):
    site = filled(tmp_path / "site", "0")
    missing, done = [], threading.Event()

    def read() -> None:
        while not done.is_set():
            if not (site / "0.html").exists():
                missing.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for version in range(100):
        replace_folder(filled(tmp_path / "build/site", str(version)), site)
        (tmp_path / "build").rmdir()
    done.set()
    reader.join()

    assert missing == []


@pytest.mark.parametrize("way", ["exchange", "two-steps"])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path, way):
    moments = random.Random(8)
    site = filled(tmp_path / "site", "first")
    seen = set()
    for _ in range(15):
        script = REPLACING.format(files=FILES)
        process = subprocess.Popen(
            [sys.executable, "-c", script, tmp_path, way], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        for _ in range(moments.randint(1, 9)):
            process.stdout.readline()  # it is at work
        time.sleep(moments.random() * 0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        restore_folder(tmp_path / "build/site", site)

        found = set(texts(site))
        assert len(found) == 1
        assert len(list(site.iterdir())) == FILES
        seen |= found

    assert len(seen) > 3  # it was killed at different moments


def test_a_folder_taken_away_by_a_killed_build_comes_back(tmp_path):
    filled(tmp_path / "build/site.retired", "good")

    restore_folder(tmp_path / "build/site", tmp_path / "site")

    assert texts(tmp_path / "site") == ["good"] * FILES


def test_a_second_build_waits_and_names_the_first(tmp_path):
    script = (
        "from pathlib import Path; from builder.atomic import only_build\n"
        f"with only_build(Path({str(tmp_path)!r})): print('second')"
    )
    with only_build(tmp_path):
        second = subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert second.stdout is not None
        waiting = second.stdout.readline()
        assert second.poll() is None

    assert waiting == f"another build is at work (process {os.getpid()}); waiting for it\n"
    assert second.communicate(timeout=20)[0] == "second\n"


def test_a_killed_build_does_not_lock_out_the_next_though_a_copy_of_it_lives_on(tmp_path):
    script = (
        "import os, signal, sys, time; from pathlib import Path\n"
        "from builder.atomic import only_build\n"
        f"with only_build(Path({str(tmp_path)!r})):\n"
        "    if not (copy := os.fork()): os.close(1); time.sleep(60)\n"
        "    print(copy, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, check=False
    )

    with only_build(tmp_path):
        assert (tmp_path / ".lock").read_text(encoding="utf-8").strip() == str(os.getpid())
    os.kill(int(done.stdout), signal.SIGKILL)  # which fails where it no longer lives


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no file that is always full")
def test_a_full_disk_is_named_and_the_last_knowledge_stays(tmp_path):
    target = tmp_path / "knowledge.json"
    target.write_text("good", encoding="utf-8")
    (tmp_path / "knowledge.json.new").symlink_to("/dev/full")

    with (
        pytest.raises(StepError, match=r"no space is left on the disk; the last good site stands"),
        disk_faults(),
    ):
        write_knowledge({"a": 1}, target)

    assert target.read_text(encoding="utf-8") == "good"


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Give up for a while the right of the superuser to write everywhere."""
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(65534)
    try:
        yield
    finally:
        if mighty:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)

    with pytest.raises(StepError) as raised, as_nobody(), disk_faults(), only_build(locked / "b"):
        pass

    reason = "writing there is not allowed; the last good site stands"
    assert str(raised.value) == f"{locked / 'b'}: {reason}"


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("OSError: [Errno 28] No space left on device: 'a'", "no space is left on the disk"),
        ("ENOSPC: no space left", "no space is left on the disk"),
        ("[Errno 30] Read-only file system: 'a'", "the disk is read-only"),
        ("Error: no such page", None),
    ],
)
def test_what_a_command_says_of_the_disk_is_understood(output, reason):
    assert atomic.disk_fault_in(output) == reason
