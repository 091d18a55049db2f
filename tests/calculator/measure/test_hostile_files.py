"""No file brings the reader of files down: it is read, or refused in one sentence."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.measure.columns import checked, describe, suggest
from calculator.measure.personal import personal_data
from calculator.measure.reading import read_file
from calculator.measure.table import FileError

CELLS = st.sampled_from([
    "", " ", "a", "1", "-1,5", "1.234,5", "1e308", "-1e999", "NaN", "inf", "1_000", "\u0663",
    "=1+1", "<script>alert(1)</script>", '"', '""', '"x', "x\ty", ";", "|", "2026-11-27",
    "27.11.2026", "11/27/2026", "0000-00-00", "2026-11-27T25:61", "\ufeff", "\u2028", "\x1c",
    "\x85", "null", "{", "[1]", "\ud7ff", "9" * 400, "straße 0" * 3,
])  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def refusal(data: bytes) -> str:
    """What all that is done before a measurement says against a file; empty if nothing."""
    try:
        table = read_file(data)
        columns = describe(table)
        personal_data(table)
        checked(suggest(table, columns), table, columns)
    except FileError as error:
        return str(error)
    return ""


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Rows of odd cells, ragged or not, in one of four encodings."""
    width = draw(st.integers(1, 4))
    ragged = draw(st.booleans())
    rows = draw(st.lists(st.lists(CELLS, min_size=1 if ragged else width, max_size=width),
                         max_size=30))  # fmt: skip
    delimiter = draw(st.sampled_from([",", ";", "\t", "|"]))
    text = "".join(delimiter.join(row) + draw(ENDS) for row in rows)
    return text.encode(draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-16-le"])))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(tables() | st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\xef\xbb\xbf")
@example(b"a,a,a\r1,2,3\r\n4,5,6\n")
@example(b"label\nx\ny\n")
def test_any_file_is_read_or_refused_in_a_sentence(data: bytes) -> None:
    said = refusal(data)

    assert not said or said.endswith((".", "?"))
    assert "\n" not in said


@given(st.lists(JSON, max_size=6))
def test_any_json_is_read_or_refused_in_a_sentence(values: list[object]) -> None:
    for text in (json.dumps(values), "\n".join(map(json.dumps, values))):
        said = refusal(text.encode())

        assert not said or said.endswith((".", "?"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,label\n", "There is not more than one row of data."),
        (b'{"a": 1, "label": "x"}\n{"a": }\n', "Line 2, column 7: This is not JSON"),
        (b"[1, 2", "Line 1, column 6: This is not JSON"),
        (b"PK\x03\x04\x00\x00", "Line 1, column 5: There is a NUL character"),
    ],
)
def test_what_is_wrong_has_its_place(data: bytes, message: str) -> None:
    assert refusal(data).startswith(message)
