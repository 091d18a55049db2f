"""Everything of others that readers get is named with its licence; what has none is refused."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builder.licences.bill_of_materials import write_bill
from builder.licences.notices import NOTICES, OWN_LICENCE, write_notices
from builder.licences.shipped import BUNDLES, Shipped, data_of_others, shipped
from builder.problems import StepError
from tests.built import packages

ROOT = Path(__file__).resolve().parents[3]
BUNDLED = ROOT / "build" / "bundled" / BUNDLES
DAY = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture
def project(tmp_path) -> Path:
    """A project whose bundles hold one file of a package; its bill is the packages' own."""
    package = tmp_path / "node_modules" / "@scope" / "left"
    package.mkdir(parents=True)
    told = {"name": "@scope/left", "version": "1.2.3", "license": "ISC"}
    (package / "package.json").write_text(json.dumps(told))
    (package / "LICENSE.md").write_text("Copyright A. Person\n")
    (tmp_path / "node_modules" / "pyodide").symlink_to(ROOT / "node_modules" / "pyodide")
    taken = ["site_src/a.mjs", "node_modules/@scope/left/src/index.js"]
    (tmp_path / BUNDLES).write_text(json.dumps(taken))
    return tmp_path


def by_name(project: Path) -> dict[str, Shipped]:
    return {each.name: each for each in shipped(project, project / BUNDLES)}


def test_a_package_of_which_a_bundle_holds_a_file_is_named_with_its_own_text(project):
    found = by_name(project)["@scope/left"]

    assert (found.version, found.licence) == ("1.2.3", "ISC")
    assert found.texts == ("Copyright A. Person",)
    assert found.package == "pkg:npm/%40scope/left@1.2.3"


def test_a_package_within_a_package_is_its_own(project):
    inner = project / "node_modules" / "@scope" / "left" / "node_modules" / "inner"
    inner.mkdir(parents=True)
    (inner / "package.json").write_text('{"name": "inner", "version": "2.0.0", "license": "MIT"}')
    taken = ["node_modules/@scope/left/node_modules/inner/index.js"]
    (project / BUNDLES).write_text(json.dumps(taken))

    found = by_name(project)
    assert "@scope/left" not in found
    assert found["inner"].version == "2.0.0"


def test_a_package_that_does_not_say_its_licence_is_refused_by_name(project):
    file = project / "node_modules" / "@scope" / "left" / "package.json"
    file.write_text('{"name": "@scope/left", "version": "1.2.3"}')

    with pytest.raises(StepError, match=r"@scope/left 1\.2\.3 does not say its licence"):
        shipped(project, project / BUNDLES)


def test_a_package_without_the_text_of_its_licence_is_refused_by_name(project):
    (project / "node_modules" / "@scope" / "left" / "LICENSE.md").unlink()

    with pytest.raises(StepError, match=r"@scope/left 1\.2\.3 has no text of ISC; add .*ISC\.txt"):
        shipped(project, project / BUNDLES)


def test_the_site_names_every_wheel_every_bundled_package_and_the_runtime():
    notices = (ROOT / "site" / NOTICES).read_text(encoding="utf-8")
    lock = json.loads(next(ROOT.glob("site/assets/runtime-*/pyodide-lock.json")).read_text())
    others = set(lock["packages"]) - {"borrow-tune-or-train"}
    files = json.loads(BUNDLED.read_text(encoding="utf-8"))
    inside = [file.rpartition("node_modules/")[2] for file in files if "node_modules/" in file]
    packages = {file.split("/")[0] for file in inside}

    missing = [each for each in {*others, *packages, "pyodide"} if f"- {each} " not in notices]
    assert len(packages) > 20
    assert {"jinja2", "markupsafe"} <= others
    assert missing == []


def test_each_work_stands_above_its_text_in_full():
    works = shipped(ROOT, BUNDLED)
    notices = (ROOT / "site" / NOTICES).read_text(encoding="utf-8")

    assert [work.name for work in works if any(text not in notices for text in work.texts)] == []
    assert "Mozilla Public License Version 2.0" in notices  # pyodide comes without it
    assert "Copyright (C) 1995-2024 Jean-loup Gailly and Mark Adler" in notices


def test_a_text_that_works_share_is_printed_once_with_all_their_names(tmp_path):
    works = [Shipped(name, "1", "MIT", "", ("the same terms",)) for name in ("one", "two")]
    write_notices(tmp_path / NOTICES, "a test", works)

    text = (tmp_path / NOTICES).read_text()
    assert text.count("the same terms") == 1
    assert "one 1, two 1" in text


def test_the_wheel_says_whose_prices_it_holds():
    text = (ROOT / "calculator" / NOTICES).read_text(encoding="utf-8")

    assert "genai-prices" in text
    assert all(body in text for work in data_of_others() for body in work.texts)


def test_the_bill_holds_every_work_and_says_what_contains_what(tmp_path):
    works = shipped(ROOT, BUNDLED)
    target = tmp_path / "bill.spdx.json"
    write_bill(target, "ours", "1.0", DAY, works)

    bill = json.loads(target.read_text())
    assert bill["spdxVersion"] == "SPDX-2.3"
    assert bill["creationInfo"]["created"] == "2026-11-28T00:00:00Z"
    assert len(bill["packages"]) == len(works) + 1
    contained = [each for each in bill["relationships"] if each["relationshipType"] == "CONTAINS"]
    assert len(contained) == len(works)
    vega = next(each for each in bill["packages"] if each["name"] == "vega-scale")
    assert vega["licenseDeclared"] == "BSD-3-Clause"
    assert vega["externalRefs"][0]["referenceLocator"].startswith("pkg:npm/vega-scale@")


def test_a_licence_that_the_standard_does_not_know_is_refused(tmp_path):
    odd = Shipped("odd", "1", "My own terms!", "", ("x",))

    with pytest.raises(StepError, match="odd"):
        write_bill(tmp_path / "bill.spdx.json", "ours", "1.0", DAY, [odd])


def test_the_zip_carries_the_notices_and_our_own_licence():
    with zipfile.ZipFile(packages()[0]) as archive:
        (top,) = {name.partition("/")[0] for name in archive.namelist()}
        assert f"{top}/{NOTICES}" in archive.namelist()
        assert archive.read(f"{top}/{OWN_LICENCE}") == (ROOT / "LICENSE").read_bytes()
