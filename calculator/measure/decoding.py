"""Bytes of a file → its text: encodings are recognised, what is no text is named."""

import codecs

from calculator.measure.table import FileError

ENCODINGS = (  # that a reader may choose
    "utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "latin-1", "iso8859-15",
    "shift_jis", "euc_kr", "big5", "gb18030",
)  # fmt: skip
for _name in (*ENCODINGS, "utf-16-le", "utf-16-be", "utf-32"):
    codecs.lookup(_name)  # now, for the memory snapshot of a page: it can load nothing later

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
# How files begin that people take for tables, and what helps.
_NO_TEXT = (
    (b"PK\x03\x04", "an Excel or ZIP file; save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file; save the sheet as CSV"),
    (b"PAR1", "a Parquet file; save it as CSV"),
    (b"SQLite format 3", "a database; save the table as CSV"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"%PDF", "a PDF; take the table from where it was made"),
    (b"<!DOCTYPE HTML", "a web page; copy the table out of it"),
    (b"<HTML", "a web page; copy the table out of it"), (b"<?XML", "an XML file; save it as CSV"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
)  # fmt: skip
_BEGINNING = 400  # bytes that tell an encoding without a mark


def decoded(data: bytes, asked: str) -> tuple[str, str, tuple[str, ...]]:
    """The text, its encoding, and what is to be said of it.

    Args:
        data: the bytes.
        asked: an encoding that was set by hand, or none.

    Raises:
        FileError: it is no text, or not in that encoding.
    """
    if asked:
        return _decode_as(data, asked), asked, ()
    for beginning, what in _NO_TEXT:
        if data[: len(beginning)].upper() == beginning.upper():
            raise FileError(f"This is {what}.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding), encoding, ()
    if wide := _without_mark(data[:_BEGINNING]):
        return _decode_as(data, wide), wide, ()
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _as_windows(data, error.start)


def _without_mark(start: bytes) -> str:
    """UTF-16 whose mark is missing: most signs of a table are plain, so every other byte is 0."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) > 0 or max(even, odd) < len(start) / 4 or len(start) % 2:
        return ""
    return "utf-16-be" if even else "utf-16-le"


def _as_windows(data: bytes, wrong: int) -> tuple[str, str, tuple[str, ...]]:
    line, column = _place(data, wrong)
    note = (
        f"Line {line:,}, column {column:,} is not UTF-8, so the file was read as Windows-1252. "
        "If accented letters look wrong, choose another encoding."
    )
    refuse_nul(data.decode("latin-1"))
    return data.decode("cp1252", errors="replace"), "cp1252", (note,)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        raise FileError(f"This is not {encoding}; choose another encoding.", line, column) from None
    except LookupError:
        raise FileError(f"{encoding[:40]!r} is not an encoding.") from None


def _place(data: bytes, at: int) -> tuple[int, int]:
    return data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)


def refuse_nul(text: str) -> None:
    """No cell holds a NUL.

    Raises:
        FileError: one does, and where.
    """
    at = text.find("\0")
    if at >= 0:
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        message = "There is a NUL character; this is a binary file, or text that was cut off."
        raise FileError(message, line, column)
