"""The runtime as the build makes it: the same bytes again, and a snapshot that says what it is."""

import gzip
import shutil
import struct
from pathlib import Path

import brotli
import pytest

from builder.built_pages import read_pages
from builder.finish.hashing import name_by_content
from builder.problems import StepError
from builder.processes import run
from builder.runtime import folders as runtime
from builder.runtime.snapshot import write_bytecode, write_snapshot
from tests.built import runtime as built_runtime

ROOT = Path(__file__).resolve().parents[3]
PYODIDE = ROOT / "node_modules" / "pyodide"
BUILT = ROOT / "build" / "runtime"
MAGIC = b"BTT1"


@pytest.fixture(scope="module", autouse=True)
def built():
    built_runtime()


def snapshot_again(folder: Path) -> bytes:
    """The snapshot from the same sources, made in another folder."""
    packages = folder / "packages.zip"
    write_bytecode(BUILT / "work" / "sources.zip", packages, strip=True)
    write_snapshot(ROOT, BUILT / "pyodide", BUILT / "work" / runtime.LIBRARY, packages, folder)
    return (folder / "snapshot.bin").read_bytes()


@pytest.mark.slow
def test_two_snapshots_of_the_same_sources_have_the_same_bytes(tmp_path):
    assert snapshot_again(tmp_path) == (BUILT / "runtime" / "snapshot.bin").read_bytes()


@pytest.mark.parametrize("measured", [False, True])
def test_two_libraries_of_the_same_sources_have_the_same_bytes(tmp_path, monkeypatch, measured):
    source = PYODIDE / runtime.LIBRARY
    if measured:  # the environment then loads more into every process
        monkeypatch.setenv("COVERAGE_PROCESS_START", str(ROOT / "pyproject.toml"))
    write_bytecode(source, tmp_path / "library.zip", strip=False)

    again = (tmp_path / "library.zip").read_bytes()
    assert again == (BUILT / "pyodide" / runtime.LIBRARY).read_bytes()


def test_two_sets_of_wheels_of_the_same_sources_have_the_same_bytes(tmp_path):
    runtime.write_wheels(ROOT, tmp_path)

    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert len(made) == 3
    assert made == {f.name: f.read_bytes() for f in (BUILT / "runtime").glob("*.whl")}


def test_the_copy_for_brotli_holds_what_the_snapshot_has_packed():
    packed = BUILT / "runtime" / "snapshot.bin"
    copy = packed.with_name("snapshot.bin.br")

    assert brotli.decompress(copy.read_bytes()) == gzip.decompress(packed.read_bytes())
    assert copy.stat().st_size < 0.85 * packed.stat().st_size


def test_the_snapshot_says_what_it_is():
    plain = gzip.decompress((BUILT / "runtime" / "snapshot.bin").read_bytes())
    magic, trusted, _, memory, header, runs, _ = struct.unpack("<4s6I", plain[:28])

    assert magic == MAGIC
    assert memory % 65_536 == 0  # whole pages of WebAssembly
    assert 0 < 4 * trusted < memory
    assert len(plain) > 28 + 4 * header + 8 * runs


def test_a_second_build_makes_nothing_again():
    before = (BUILT / "runtime" / "snapshot.bin").stat().st_mtime_ns
    runtime.build_runtime(ROOT, BUILT)

    assert (BUILT / "runtime" / "snapshot.bin").stat().st_mtime_ns == before


def test_sources_that_do_not_start_stop_the_build_with_their_error(tmp_path):
    broken = tmp_path / "broken.zip"
    runtime.write_zip(
        broken, {"view/__init__.py": b"", "view/warming.py": b"import no_such_module"}
    )
    packages = tmp_path / "packages.zip"
    write_bytecode(broken, packages, strip=True)

    with pytest.raises(StepError, match="no_such_module"):
        write_snapshot(
            ROOT, BUILT / "pyodide", BUILT / "work" / runtime.LIBRARY, packages, tmp_path
        )


def test_a_script_is_named_after_the_scripts_that_it_names(tmp_path):
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "page.js").write_text("new Worker('../assets/worker.js')")
    (assets / "worker.js").write_text("importScripts('../assets/pyodide/a.js')")
    (tmp_path / "index.html").write_text('<script src="assets/page.js"></script>')
    pages = read_pages(tmp_path)
    first = name_by_content(tmp_path, {"assets/pyodide/": "assets/pyodide-1/"}, pages)

    worker = tmp_path / first["assets/worker.js"]
    assert worker.read_text() == "importScripts('../assets/pyodide-1/a.js')"
    assert worker.name in (tmp_path / first["assets/page.js"]).read_text()
    assert first["assets/page.js"] in str(pages[0].tree.html)

    shutil.rmtree(assets)
    assets.mkdir()
    (assets / "page.js").write_text("new Worker('../assets/worker.js')")
    (assets / "worker.js").write_text("importScripts('../assets/pyodide/a.js')")
    second = name_by_content(tmp_path, {"assets/pyodide/": "assets/pyodide-2/"}, [])

    assert second["assets/page.js"] != first["assets/page.js"]


def test_the_page_gets_pyodides_script_without_what_compiled_extensions_need():
    script = (BUILT / "pyodide" / runtime.SCRIPT).read_text(encoding="utf-8")
    whole = (PYODIDE / runtime.SCRIPT).read_text(encoding="utf-8")

    assert len(script) < len(whole) / 3
    assert "PyComplex_FromDoubles" in whole
    assert "PyComplex_FromDoubles" not in script  # which only they would call
    assert "eval(" not in script


@pytest.mark.parametrize("version", ["314.0.7", "0.30.0", "0.290.1"])
def test_a_pyodide_of_another_line_is_refused_in_one_sentence(version):
    with pytest.raises(StepError) as told:
        runtime.check_line(version)

    assert str(told.value).startswith(f"pyodide {version} does not fit, 0.29 is wanted; ")
    assert "\n" not in str(told.value)
    runtime.check_line("0.29.9")


def test_another_pyodide_stops_the_build_until_somebody_has_looked(tmp_path):
    for name in ("pyodide.js", "pyodide.mjs", "pyodide.asm.wasm"):
        (tmp_path / name).symlink_to(PYODIDE / name)
    script = (PYODIDE / runtime.SCRIPT).read_text(encoding="utf-8")
    other = script.replace("wasmExports=instance.exports;", "wasmExports = instance.exports;")
    (tmp_path / runtime.SCRIPT).write_text(other, encoding="utf-8")
    trim = ROOT / "builder" / "runtime" / "trim_pyodide.mjs"

    with pytest.raises(StepError, match=r"one 'wasmExports=instance\.exports;' expected"):
        run([ROOT / ".venv/bin/node", trim, tmp_path, tmp_path / "made.js"], ROOT, "trim")

    assert not (tmp_path / "made.js").exists()
