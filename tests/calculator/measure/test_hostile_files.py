"""No file brings the reader of files down: it is read, or refused in one sentence."""

import json
import random
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculator.__main__ import main
from calculator.measure.columns import checked, describe, suggest
from calculator.measure.personal import personal_data
from calculator.measure.reading import read_file
from calculator.measure.table import FileError
from tests.measure_page import Asked

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
        (b"a,b\n1,\x00", "Line 2, column 3: There is a NUL character"),
        (b"PK\x03\x04\x00\x00", "This is an Excel or ZIP file; save the sheet as CSV."),
    ],
)
def test_what_is_wrong_has_its_place(data: bytes, message: str) -> None:
    assert refusal(data).startswith(message)


TEXTS = "".join(f"{'red' if n % 2 else 'blue'} thing of {n},{'up' if n % 2 else 'down'}\n"
                for n in range(60))  # fmt: skip
FILE = "text,label\n" + TEXTS
LONG = FILE.replace("of 40,down", f"of 40 {'x' * 100_000},down")


def nine_thousandth(line: str) -> bytes:
    """A file of 9,500 rows, with one odd line in the nine-thousandth place."""
    lines = ["text,label", *(f"thing of {n},{n % 3}" for n in range(9_500))]
    lines[8_999] = line
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "There is nothing in the file."),
        (b" \n\n ", "There is nothing in the file."),
        (b"\xef\xbb\xbf", "There is nothing in the file."),
        (b",,,\n,,,\n", "There is nothing in the file but delimiters."),
        (b"text,label", "There is not more than one row of data."),
        (b"text,label\nhello there,up\n", "There is not more than one row of data."),
        (b'{"text": ["a", "b"], "label": ["x"]}', "There is not more than one row of data; each"),
        (nine_thousandth('"thing of,1'), "Line 9,000: A quotation mark is opened here"),
        (nine_thousandth('"thing" of,1'), "Line 9,000: A quotation mark stands where none may"),
        (nine_thousandth("thing of,1,2"), "Line 9,000, column 3: 3 cells where the first line"),
        (nine_thousandth("thing of"), "Line 9,000, column 2: 1 cell where the first line has 2"),
        (nine_thousandth("thing\0of,1"), "Line 9,000, column 6: There is a NUL character"),
        (b"a,b,label\n1,5,2,5,x\n3,5,4,5,y\n", "Line 2, column 4: 5 cells where the first line"),
        (",".join(map(str, range(201))).encode(), "Line 1: 201 columns; 200 at most."),
        (LONG.encode(), "Line 42: A cell has more than 100,000 characters"),
        (FILE.encode("utf-16") + b"x", "Line 62, column 2: This is not utf-16"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "This is an old Excel file; save the sheet as CSV."),
        (b"%PDF-1.7\n", "This is a PDF;"),
        (b"<!doctype html><table>", "This is a web page;"),
        (b"\x1f\x8b\x08\x00", "This is a compressed file;"),
        (b'{"a": 1, "label": 2}\n' * 9 + b'{"a": NaN, "label": }', "Line 10, column 21: This is"),
        (b'{"a": 1, "label": 2}\n[1, 2]', "Line 2: Each line must be an object"),
        (b'{\n "data": []\n}', "Line 1: The object does not end in its line"),
        (b'{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", "Line 1: This is not JSON that can be"),
        (b'{"a": ' + b"9" * 6_000 + b"}", "Line 1: This is not JSON that can be read."),
        (b'{"a": "x\\u0000y", "label": 1}\n' * 30, "Line 1: There is a NUL character in a text."),
        (b"name,label\n" + b"".join(b"%d,u%d\n" % (n, n) for n in range(60)), "Almost every label"),
        (FILE.replace(",up", ",down").encode(), "The column 'label' holds one value only"),
        (FILE.replace(",up", ",").replace(",down", ",").encode(), "The column 'label' holds one"),
        (b"code,label\n" + b"".join(b"k-%d,%d\n" % (n, n % 2) for n in range(60)),
         "Choose at least one column as input; 'code' holds another value in almost every row."),
        (b"code,label\n" + b"".join(b"same,%d\n" % (n % 2) for n in range(60)),
         "Choose at least one column as input; 'code' holds one value only."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_measured_gets_its_own_sentence(data: bytes, message: str) -> None:
    assert refusal(data).startswith(message)


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode("utf-16-le"), FILE.encode("utf-16-be"), FILE.encode("utf-32"),
        FILE.encode("utf-8-sig"), FILE.replace("\n", "\r").encode(),
        FILE.replace("\n", "\r\n", 30).encode(), ("sep=;\n" + FILE.replace(",", ";")).encode(),
        FILE.replace(",", "\t").encode(), FILE.replace("\n", ",\n").encode(),
        FILE.replace(" ", "\u2028").encode(), ("\n\n" + FILE).encode(),
    ],
)  # fmt: skip
def test_the_same_rows_are_read_however_they_are_written(data: bytes) -> None:
    table = read_file(data)

    assert (table.rows, table.names[:2]) == (60, ("text", "label"))
    assert table.column("label") == ["down", "up"] * 30
    assert suggest(table, describe(table)).task == "text"


@pytest.mark.parametrize("head", ["[text](javascript:alert(1))", "{{7*7}}", "{% raw %}", "[a]"])
def test_brackets_of_another_language_are_a_name_and_no_json(head: str) -> None:
    assert read_file(FILE.replace("text,", f"{head},", 1).encode()).names == (head, "label")


def test_a_column_without_a_name_or_with_that_of_another_leaves_the_names_names() -> None:
    rows = "".join(f"{n},{n % 3},{'xy'[n % 2]}\n" for n in range(60))

    assert read_file(f",size,label\n{rows}".encode()).names == ("column 1", "size", "label")
    assert read_file(f"a,a,label\n{rows}".encode()).names == ("a", "a (2)", "label")
    assert read_file(b"2026-01-01,x\n2026-01-02,y\n").names == ("column 1", "column 2")


class Running(HTMLParser):
    """Collects what in a page could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        texts = [f"{key}={value}" for key, value in attrs]
        if tag in ("script", "iframe", "object") or any(
            text.startswith("on") or "javascript:" in text for text in texts
        ):
            self.found.append(f"{tag} {texts}")


EVIL = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[x](javascript:alert(1))",
        "=HYPERLINK(0)", "\x1b[2J", "\u202e", "\U0001f600")  # fmt: skip


def test_what_could_run_neither_runs_on_the_page_nor_in_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (f"{EVIL[n % 7]} word{n % 5} {'up' if n % 2 else 'down'} {n}" for n in range(63))
    rows = [{EVIL[0]: text, EVIL[1]: EVIL[n % 3]} for n, text in enumerate(texts)]
    data = "\n".join(map(json.dumps, rows)).encode()
    path = tmp_path / "evil.jsonl"
    path.write_bytes(data)

    assert main(["measure", str(path), "--label", EVIL[1]]) == 0
    assert main(["measure", str(path), "--label", EVIL[4]]) == 2
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
    assert not any(each in said.out for each in EVIL)
    asked, parser = Asked(), Running()
    answer = asked.measured(data.decode(), label=EVIL[1])
    for part in (*answer["parts"].values(), asked.ask("plan", values={})["parts"]["form"]):
        parser.feed(part)
    assert asked.file("markdown")
    assert parser.found == []


def rows_of(cell: Callable[[int], str], count: int = 60) -> str:
    return "".join(f"{cell(n)},{'ab'[n % 2]}\n" for n in range(count))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("My export,,\ntext,label,size\n" + "good thing,a,1\nbad thing,b,2\n" * 20,
         "Line 1: 1 of 3 columns has a name here; delete what stands above the names."),
        ("<html><body>text,label\n" + rows_of(str), "This is a web page;"),
        ("<?xml version='1.0'?>\n<rows/>", "This is an XML file;"),
        ("day,value\n" + "".join(f"2026-01-{n + 1:02},5\n" for n in range(28)),
         "Choose the column that holds the label or the number to predict; 'value' holds"),
    ],
)  # fmt: skip
def test_what_people_take_for_a_table_is_named(data: str, message: str) -> None:
    assert refusal(data.encode()).startswith(message)


def test_empty_columns_behind_the_last_need_no_name() -> None:
    rows = "".join(f"good thing {n},{'ab'[n % 2]},,,,\n" for n in range(60))

    assert read_file(f"text,label,,,,\n{rows}".encode()).names[:2] == ("text", "label")


def test_a_number_with_many_digits_is_no_card_and_a_card_among_words_is_one() -> None:
    rng = random.Random(3)
    fractions = rows_of(lambda _: repr(rng.random()))
    # One in ten passes the check of a card's last digit; orders of a shop, all of sixteen digits.
    orders = rows_of(lambda _: str(rng.randrange(4 * 10**15, 5 * 10**15)))
    milliseconds = rows_of(lambda _: str(1_790_000_000_000 + rng.randrange(10**9)))
    for rows in (fractions, orders, milliseconds):
        assert personal_data(read_file(f"size,label\n{rows}".encode())) == []
    paid = rows_of(lambda n: "paid with 4111 1111 1111 1111" if n == 7 else f"order of {n}")
    (found,) = personal_data(read_file(f"text,label\n{paid}".encode()))
    assert (found["kind"], found["rows"], found["lines"]) == ("card", 1, [9])


def test_the_column_called_target_is_the_label_rather_than_the_one_called_y() -> None:
    rng = random.Random(3)
    rows = "".join(f"{rng.random():.3f},{rng.random():.3f},{rng.random():.3f}\n" for _ in range(60))
    table = read_file(f"x,y,target\n{rows}".encode())

    assert suggest(table, describe(table)).label == "target"
