"""What readers carry away: the zip opens from a folder and says the same; the wheel works alone."""

import hashlib
import json
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from builder.atomic import only_build
from builder.finish.package import package
from calculator.packed import load_knowledge
from tests.built import packages

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def made() -> tuple[Path, Path]:
    """The zip and the wheel of the built site."""
    return packages()


@pytest.mark.slow
def test_two_packages_of_one_site_have_the_same_bytes(made):
    beside = [each for each in made[0].parent.iterdir() if each.is_file()]
    before = {each.name: each.read_bytes() for each in beside}
    with only_build(ROOT / "build"):
        again = {each.name: each.read_bytes() for each in package(ROOT)}

    assert len(again) == 4
    assert [name for name, content in again.items() if content != before[name]] == []


def test_the_zip_holds_no_copies_for_servers_and_one_folder_at_its_root(made):
    with zipfile.ZipFile(made[0]) as archive:
        names = archive.namelist()

    assert {name.partition("/")[0] for name in names} == {"borrow-tune-or-train-0.1.0"}
    assert not [name for name in names if name.endswith((".gz", ".br", "_headers"))]


def test_the_checksums_are_those_of_what_lies_beside_them(made):
    lines = (made[0].parent / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}

    assert {made[0].name, made[1].name} < set(told)
    for name, digest in told.items():
        assert hashlib.sha256((made[0].parent / name).read_bytes()).hexdigest() == digest


@pytest.fixture(scope="module")
def installed(made, tmp_path_factory) -> Path:
    """A fresh environment with the wheel and nothing else; gives its folder of programs."""
    target = tmp_path_factory.mktemp("environment")
    venv.create(target, with_pip=True)
    command = [target / "bin" / "pip", "install", "--quiet", "--no-index", made[1]]
    subprocess.run(command, check=True, capture_output=True)
    return target / "bin"


def run(program: Path, *arguments: str, folder: Path) -> str:
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_needs_no_other_package(made):
    with zipfile.ZipFile(made[1]) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        needed = re.findall(r"^Requires-Dist: (.*)$", archive.read(metadata).decode(), re.MULTILINE)
    assert [each for each in needed if "extra ==" not in each] == []


def test_the_examples_of_the_site_run_with_the_wheel_alone(installed, tmp_path):
    text = (ROOT / "site_src" / "templates" / "python.md.j2").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    # What is put in from `site_src/examples` has tests of its own, with the libraries it names.
    examples = [each for each in blocks if not each[1].startswith("{{")]
    printed = []
    for kind, example in examples:
        program = ["bash", "-e", "-c"] if kind == "sh" else [str(installed / "python"), "-c"]
        environment = {"PATH": f"{installed}:/usr/bin:/bin"}
        done = subprocess.run(
            [*program, example], cwd=tmp_path, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout)

    assert [kind for kind, _ in examples] == ["sh", "sh", "sh", "python"]
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert printed[0].startswith(load_knowledge().approaches[result["recommended"]].name)
    assert len(printed[2].splitlines()) == 2
    assert printed[3].strip() == result["recommended"]


def test_the_wheel_gives_the_answer_of_the_checkout(installed, tmp_path):
    program = "from {} import load_knowledge as k; print(k().data_version)"
    here = subprocess.run(
        [sys.executable, "-c", program.format("calculator")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    there = program.format("borrow_tune_or_train")
    assert run(installed / "python", "-c", there, folder=tmp_path) == here.stdout
