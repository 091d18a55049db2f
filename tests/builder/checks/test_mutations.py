"""Every content file is spoilt in turn, in many ways: each fault is told with its place."""

import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder.checks.across_records import check_content
from builder.content.load import load_content
from builder.problems import ContentError, Problem
from builder.steps import build_day, checked_content
from tests.built import parse
from tests.mutations import MUTATIONS, File, spoilt

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content"
ROUNDS = 2
LEAST_MUTATIONS = 2000
LATER = {"bad_date", "dangling_id", "low_above_high", "unit_wrong"}  # told by checks of the whole
LINE = re.compile(r"^(content/[^:]+):(\d+):(\d+): \S")


@pytest.fixture(scope="module")
def files() -> list[File]:
    """All good files."""
    assert load_content(CONTENT, parse()).problems == []
    return [File(path) for path in sorted(CONTENT.rglob("*.yaml"))]


def spoil_all(files: list[File], target: Path, seed: int) -> dict[str, str]:
    """Write every file with one fault; the name of the fault by the path."""
    faults = {}
    for file in files:
        name = f"content/{file.path.relative_to(CONTENT).as_posix()}"
        rng = random.Random(f"{seed} {name}")  # the same faults in every run
        faults[name], raw = spoilt(file, rng)
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw)
    return faults


def paths(problems: Iterable[Problem]) -> set[str]:
    """The files of which something is said, each with its place."""
    problems = list(problems)
    assert all(LINE.match(str(problem)) for problem in problems)
    return {problem.path for problem in problems}


def test_two_thousand_faults_in_all_files_are_told_with_their_place(files, tmp_path):
    faults: Counter[str] = Counter()
    untold = []
    for seed in range(max(ROUNDS, -(-LEAST_MUTATIONS // len(files)))):
        spoilt_files = spoil_all(files, tmp_path / str(seed), seed)
        faults.update(spoilt_files.values())
        content = load_content(tmp_path / str(seed) / "content")
        at_once = paths(content.problems)
        # One spoilt file must not be told of only because another one is gone.
        found = at_once | paths(check_content(content, build_day()))
        for path, fault in spoilt_files.items():
            if path not in (found if fault in LATER else at_once):
                untold.append(f"{path}: {fault}")

    assert untold == []
    assert faults.total() >= LEAST_MUTATIONS
    assert set(faults) == {mutation.__name__ for mutation in MUTATIONS}


@pytest.mark.parametrize("fault", sorted(LATER))
def test_a_fault_that_only_a_check_of_the_whole_sees_is_told(files, tmp_path, fault):
    shutil.copytree(CONTENT, tmp_path / "content")
    mutation = next(each for each in MUTATIONS if each.__name__ == fault)
    spoilt_files = set()
    for file in files:
        name = f"content/{file.path.relative_to(CONTENT).as_posix()}"
        raw = mutation(file, random.Random(f"later {name}"))
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
            spoilt_files.add(name)
    content = load_content(tmp_path / "content", parse())
    found = paths([*content.problems, *check_content(content, build_day())])

    assert spoilt_files
    assert spoilt_files - found == set()


def project(folder: Path) -> Path:
    """A project with its own content and a last good site, and the code of this one."""
    shutil.copy(ROOT / "build.py", folder / "build.py")
    for name in ("builder", "calculator", "view", "site_src", "mkdocs.yml", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("good", encoding="utf-8")
    return folder


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a project, links not followed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.name != ".lock"
    }


def test_a_build_of_spoilt_content_ends_with_1_and_changes_nothing(files, tmp_path):
    faults = spoil_all(files, project(tmp_path), seed=99)
    before = written(tmp_path)

    done = subprocess.run(
        [sys.executable, "build.py", "build"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert {match[1] for line in lines if (match := LINE.match(line))} == set(faults)
    assert lines[-1].endswith("problems in content; nothing was written")
    assert written(tmp_path) == before


def one_fault_each(files: list[File], count: int) -> Iterator[tuple[str, str, bytes]]:
    """Some files with one fault each, those kinds first that only later checks see."""
    rng = random.Random(8)
    for file in rng.sample(files, count):
        fault, raw = spoilt(file, rng)
        yield fault, f"content/{file.path.relative_to(CONTENT).as_posix()}", raw


@pytest.mark.slow
def test_one_spoilt_file_among_good_ones_is_told(files, tmp_path):
    shutil.copytree(CONTENT, tmp_path / "content")
    for fault, name, raw in one_fault_each(files, 60):
        good = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(ContentError) as raised:
            checked_content(tmp_path)
        assert name in {problem.path for problem in raised.value.problems}, fault
        (tmp_path / name).write_bytes(good)
