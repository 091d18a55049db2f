"""What a reader may choose of how a file is read and measured."""

TASKS = {
    "text": "A class, from text",
    "table": "A class, from a table",
    "number": "A number, from a table",
    "series": "The next values of a series",
}
ENCODINGS = (  # that a reader may choose
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "cp1252",
    "latin-1",
    "iso8859-15",
    "shift_jis",
    "gb18030",
)
DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "bar": "|"}
