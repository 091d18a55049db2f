"""Files as people have them: what is recognised, and what is said of a file that can't be read."""

import codecs

import pytest

from calculator.measure.columns import Plan, checked, corrected, describe, suggest
from calculator.measure.reading import read_file, read_text
from calculator.measure.sampling import MOST_TEXT_ROWS
from calculator.measure.table import FileError, Layout

ROWS = "text;label\nein Übel;böse\nein Glück;gut\nnoch ein Glück;gut\n"


def test_semicolons_and_names_are_recognised() -> None:
    table = read_file(ROWS.encode())

    assert table.names == ("text", "label")
    assert table.column("label") == ["böse", "gut", "gut"]
    assert (table.layout.delimiter, table.layout.encoding) == (";", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_mark_at_the_beginning_names_the_encoding(encoding: str) -> None:
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    table = read_file(marks.get(encoding, b"") + ROWS.encode(encoding))

    assert table.column("label")[0] == "böse"


def test_what_is_not_utf_8_is_read_as_windows_1252_and_said_with_its_place() -> None:
    table = read_file(ROWS.encode("cp1252"))

    assert table.column("text")[0] == "ein Übel"
    assert "Line 2, column 5 is not UTF-8" in table.notes[0]


def test_a_layout_set_by_hand_counts() -> None:
    table = read_file(b"1,2\n3,4\n5,6\n", Layout(header=True))

    assert table.names == ("1", "2")
    assert table.rows == 2


def test_a_file_of_numbers_alone_has_no_header() -> None:
    assert read_file(b"1,2\n3,4\n5,6\n").names == ("column 1", "column 2")


def test_json_lines_with_missing_keys_become_a_table() -> None:
    table = read_text('{"text": "a", "n": 1}\n{"text": "b", "label": true}\n')

    assert table.names == ("text", "n", "label")
    assert table.column("n") == ["1", ""]
    assert table.column("label") == ["", "true"]


def test_quoted_cells_may_hold_line_breaks_and_rows_keep_their_lines() -> None:
    table = read_text('text,label\n"one\ntwo",x\nthree,y\n')

    assert table.column("text") == ["one\ntwo", "three"]
    assert list(table.lines) == [2, 4]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "There is nothing in the file."),
        (b"text,label\na,b\n", "There is not more than one row of data."),
        (b"a,b\n1,2\n3\n", "Line 3, column 2: 1 cell where the first line has 2"),
        (b"a,b\n1,2\n3,4,5\n", "Line 3, column 3: 3 cells where the first line has 2"),
        (b'a,b\n1,"2\n3,4\n', "Line 2: A quotation mark is opened here and never closed."),
        (b'a,b\n1,"2"x\n3,4\n', "Line 2: A quotation mark stands where none may"),
        (b"a,b\n1,\x00\n3,4\n", "Line 2, column 3: There is a NUL character"),
        (b'{"a": 1}\n{"a": \n', "Line 2, column 7: This is not JSON"),
        (b'{"a": 1}\n[2]\n', "Line 2: Each line must be an object"),
        (b",".join([b"1"] * 201) + b"\n" + b",".join([b"2"] * 201), "Line 1: 201 columns; 200"),
        (b"a,b\n" + b"x" * 100_001 + b",1\n2,3\n", "Line 2: A cell has more than 100,000"),
    ],
)
def test_a_bad_file_gets_a_sentence_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(FileError) as raised:
        read_file(data)

    assert str(raised.value).startswith(message)


def test_a_hundred_thousand_nested_brackets_are_a_sentence_too() -> None:
    with pytest.raises(FileError):
        read_text("[" * 100_000)


def test_more_texts_than_can_be_measured_are_sampled_and_said() -> None:
    lines = [f"a text of some words number {n},{n % 3}" for n in range(MOST_TEXT_ROWS + 5)]
    table = read_text("text,label\n" + "\n".join(lines))

    assert table.rows == MOST_TEXT_ROWS
    assert table.rows_in_file == MOST_TEXT_ROWS + 5
    assert "10,005 rows; 10,000 of them" in table.notes[-1]


def test_decimal_commas_and_thousands_are_numbers() -> None:
    table = read_text("a;b;label\n1,5;1.234,5;x\n2,25;2.000,1;y\n")
    columns = describe(table)

    assert [(c.kind, c.decimal_comma) for c in columns[:2]] == [("number", True)] * 2


def test_decimal_commas_are_no_delimiters_however_many_there_are() -> None:
    rows = "".join(f"{n},5;{n * 7 % 13},25;{n * 2},25\n" for n in range(60))
    table = read_text("a;b;target\n" + rows)

    assert (table.layout.delimiter, table.names) == (";", ("a", "b", "target"))


@pytest.mark.parametrize(("name", "task"), [("label", "table"), ("category", "series")])
def test_a_date_a_number_and_a_category_are_a_series_unless_it_is_the_answer(
    name: str, task: str
) -> None:
    days = "".join(
        f"2026-{1 + n // 28:02d}-{n % 28 + 1:02d},{n},{'ab'[n % 2]}\n" for n in range(60)
    )
    table = read_text(f"date,size,{name}\n{days}")

    assert suggest(table, describe(table)).task == task


def test_columns_of_the_same_name_stay_apart() -> None:
    table = read_text("a,a,a (3),a\n1,2,3,4\n5,6,7,8\n", Layout(header=True))

    assert len(set(table.names)) == 4
    assert [cells[0] for cells in table.columns] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("text", [
    '{"a\\ud800": "x\\udfff", "label": 1}\n' * 2, "a\ud800,label\nx\udfff,1\ny,2\n",
])  # fmt: skip
def test_half_a_character_is_read_as_a_mark(text: str) -> None:
    table = read_text(text)

    assert (table.names[0], table.column("a\ufffd")[0]) == ("a\ufffd", "x\ufffd")


def test_a_json_list_is_read_with_the_lines_of_its_objects() -> None:
    rows = ['{"text": "one\\ntwo",\n "label": "a"}', '{"text": "b, ]", "label": "b"}']
    table = read_text("[\n" + ",\n\n".join(rows) + "]")

    assert list(table.lines) == [2, 5]
    assert table.column("text") == ["one\ntwo", "b, ]"]
    with pytest.raises(FileError, match="Line 3: Each line must be an object"):
        read_text('[\n{"a": 1},\n7]')


def test_a_kind_set_by_hand_counts_except_where_there_is_nothing_to_learn() -> None:
    table = read_text("code,same,label\n" + "\n".join(f"{n % 5},1,{n % 2}" for n in range(40)))
    columns = corrected(describe(table), [("code", "category"), ("same", "number"), ("label", "?")])

    assert [each.kind for each in columns] == ["category", "constant", "number"]


def test_a_time_without_dates_is_refused() -> None:
    table = read_text("day,label\n" + "\n".join(f"d{n},{n % 2}" for n in range(40)))
    plan = Plan("table", "label", (), time="day", kinds=(("day", "date"),))
    with pytest.raises(FileError, match="'day' holds no dates"):
        checked(plan, table, corrected(describe(table), plan.kinds))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,label\n1,x\n2,x\n", "The column 'label' holds one value only"),
        ("a,label\n" + "x,1\n" * 40, "The column 'label' holds one value only"),
        ("name,label\n" + "\n".join(f"{n},{n}x" for n in range(90)), "Almost every label is"),
        ("name,label\n" + "\n".join(f"{n},{n}x" for n in range(40)), "Almost every label is"),
    ],
)
def test_a_label_that_teaches_nothing_is_refused(text: str, message: str) -> None:
    table = read_text(text)
    columns = describe(table)
    plan = suggest(table, columns)
    with pytest.raises(FileError) as raised:
        checked(plan.__class__("table", "label", (table.names[0],)), table, columns)

    assert str(raised.value).startswith(message)
