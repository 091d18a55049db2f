"""The set-up itself: lock files, interpreter, make targets, wheel."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ".".join(map(str, sys.version_info[:2]))


def run(*command: str | Path, path: str | None = None) -> subprocess.CompletedProcess[str]:
    # make hands its own variables down; a nested make must not take them.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    if path is not None:
        environment |= {"PATH": path, "PYENV_ROOT": "/nowhere"}
    return subprocess.run(
        list(map(str, command)),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def put_script(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)


def copy_finder(clone: Path) -> Path:
    """The finder in an empty clone, so that nothing downloaded before is found."""
    (clone / "tools").mkdir(parents=True)
    for name in (".python-version", "tools/find_python.sh"):
        shutil.copy(ROOT / name, clone / name)
    return clone / "tools" / "find_python.sh"


def shell_only(folder: Path) -> str:
    """A PATH on which the finder's own commands are, and no Python."""
    put_script(folder, "cat", 'exec /bin/cat "$@"')
    put_script(folder, "dirname", 'exec /usr/bin/dirname "$@"')
    return str(folder)


def test_the_tests_run_on_the_python_of_the_project():
    assert (ROOT / ".python-version").read_text(encoding="utf-8").strip() == PYTHON


def test_every_locked_python_package_has_hashes():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]

    assert packages
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", ["requirements.txt", "tools/requirements.txt"])
def test_a_python_lock_file_names_no_place_to_download_from(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert re.findall(r"https?://|index-url|find-links", text) == []


def test_the_javascript_lock_file_names_no_place_to_download_from():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert [path for path, package in packages.items() if "resolved" in package] == []
    assert [path for path, package in packages.items() if path and "integrity" not in package] == []


def test_javascript_packages_are_asked_for_by_exact_version():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = package["dependencies"] | package["devDependencies"]

    assert [name for name, version in versions.items() if not version[0].isdigit()] == []


def test_node_is_the_one_of_the_environment():
    found = run("make", "--silent", "--eval", "which: ; @command -v node", "which")

    assert found.stdout.strip() == str(ROOT / ".venv/bin/node")


def test_a_python_on_the_path_that_does_not_run_is_passed_over(tmp_path):
    finder = copy_finder(tmp_path / "clone")
    path = shell_only(tmp_path / "bin")
    put_script(tmp_path / "bin", f"python{PYTHON}", "exit 127")
    put_script(tmp_path / "bin", "python3", f'exec {sys.executable} "$@"')

    found = run(finder, path=path)

    assert (found.stdout.strip(), found.stderr) == (sys.executable, "")


def test_a_machine_without_python_gets_one_line(tmp_path):
    finder = copy_finder(tmp_path / "clone")

    found = run(finder, path=shell_only(tmp_path / "bin"))

    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == (
        f"make setup: needs Python {PYTHON}, or a python3 with venv to fetch it "
        "('apt-get install python3-venv' on Debian)\n"
    )


def test_a_second_make_sets_nothing_up_again():
    again = run("make", "--dry-run", ".venv/.ready", "node_modules/.ready")

    assert "pip install" not in again.stdout
    assert "npm ci" not in again.stdout


@pytest.mark.parametrize(
    ("changed", "step"), [("requirements.txt", "pip install"), ("package-lock.json", "npm ci")]
)
def test_a_changed_lock_file_sets_up_again(changed, step):
    again = run("make", "--dry-run", f"--what-if={changed}", ".venv/.ready", "node_modules/.ready")

    assert step in again.stdout


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("requirements.txt", r"step 1 of 2, installing Python packages into \.venv \(1\.\d GB\)"),
        ("package-lock.json", r"step 2 of 2, installing JavaScript packages .* \(0\.\d GB\)"),
    ],
)
def test_the_first_set_up_says_its_steps_and_how_large_they_are(changed, words):
    shown = run("make", "--dry-run", f"--what-if={changed}", ".venv/.ready", "node_modules/.ready")

    assert re.search(words, shown.stdout)


def test_make_alone_lists_the_targets():
    listed = {line.split()[0] for line in run("make").stdout.splitlines()}

    assert {"setup", "build", "serve", "test", "bench-%", "screenshots", "clean"} <= listed


def test_a_misspelt_benchmark_is_named():
    found = run("make", "bench-nothing")

    assert found.returncode == 2
    assert "make bench-nothing: there is no such benchmark; there are:" in found.stderr


def test_a_taken_port_is_named_with_a_way_to_choose_another():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = run(sys.executable, "build.py", "serve", "--port", str(port))

    assert found.returncode == 1
    assert found.stderr == f"port {port} is taken; choose another: make serve PORT={port + 1}\n"


def test_the_wheel_carries_the_knowledge_and_needs_no_other_package(tmp_path):
    # By its script: `-m build` would find the project's own build.py.
    built = run(".venv/bin/pyproject-build", "--wheel", "--no-isolation", "--outdir", tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = next(name for name in names if name.endswith("/METADATA"))
        scripts = next(name for name in names if name.endswith("/entry_points.txt"))
        needed = re.findall(r"^Requires-Dist: (.*)$", archive.read(metadata).decode(), re.MULTILINE)
        assert [each for each in needed if "extra ==" not in each] == []
        command = "borrow-tune-or-train = borrow_tune_or_train.__main__:main"
        assert command in archive.read(scripts).decode()
    assert {"borrow_tune_or_train/knowledge.json", "borrow_tune_or_train/py.typed"} <= set(names)
    assert {name.split("/")[0] for name in names} == {
        "borrow_tune_or_train", metadata.split("/")[0],
    }  # fmt: skip
