"""Whatever bytes a file of content holds, it is read or its faults are told with their place."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.content.yaml_source import read_yaml

ROOT = Path(__file__).resolve().parents[3]
SOUND = [
    next((ROOT / "content" / folder).glob("*.yaml")).read_bytes()
    for folder in ("terms", "rules", "scenarios", "accelerators")
]
PIECES = [
    *(b"[", b"{", b"]", b"}", b": ", b"- ", b"? ", b"\n", b"\t", b"'", b'"', b"&a ", b"*a", b"  "),
    *(b"|", b">", b"#", b"%YAML 9.9\n", b"---\n", b"...\n", b"!!python/object:x ", b"<<: *a\n"),
    *(b"\x00", b"\xff\xfe", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xf0\x9f\x98\x80"),
    *(b"1__0_", b".nan", b"0x1f", b"1e999", b"2026-13-45", b"~"),
]
SPOILT = st.builds(
    lambda sound, start, length, inside: sound[:start] + inside + sound[start + length :],
    st.sampled_from(SOUND),
    st.integers(0, 2_000),
    st.integers(0, 40),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=12).map(b"".join),
)
NESTED = st.builds(
    lambda piece, times, end: piece * times + end,
    st.sampled_from([b"[", b"{a: ", b"- ", b"? ", b"[{", b"a:\n ", b"!!map {"]),
    st.integers(1, 30_000),
    st.binary(max_size=3),
)


def read(written: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "some.yaml"
        file.write_bytes(written)
        document, problems = read_yaml(file, "content/terms/some.yaml")

    assert document is not None or problems
    lines = written.count(b"\n") + written.count(b"\r") + written.count(b"\xe2\x80\xa8") + 2
    for problem in problems:
        where, line, column, what = str(problem).split(":", 3)
        assert where == "content/terms/some.yaml"
        assert 1 <= int(line) <= lines + written.count(b"\xc2\x85") + written.count(b"\xe2\x80\xa9")
        assert int(column) >= 1
        assert what.strip()
        assert "Traceback" not in what


@settings(max_examples=250)
@given(SPOILT | st.binary(max_size=200) | NESTED)
def test_any_bytes_are_read_or_told(written):
    read(written)


@pytest.mark.slow
@settings(max_examples=5_000)
@given(SPOILT | st.binary(max_size=200) | NESTED)
def test_any_of_five_thousand_are_read_or_told(written):
    read(written)
