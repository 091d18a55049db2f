"""Reads a workbook of ours and works its formulas out, as a spreadsheet would."""

import io
import math
import re
import zipfile
from xml.etree import ElementTree as ET

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\b(?:(?P<sheet>[A-Z][a-z]+)!)?\$?(?P<column>[A-Z]+)\$?(?P<row>\d+)\b")
_SUM = re.compile(r"SUMIF\((\w+)!\$A\$(\d+):\$A\$(\d+),A(\d+),\w+!\$([A-Z])\$.*\)")


class Workbook:
    """Cells by sheet and place; `value` works out what a cell shows now."""

    def __init__(self, packed: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(packed))
        book = ET.fromstring(archive.read("xl/workbook.xml"))
        self.cells: dict[tuple[str, str], str | float] = {}  # a formula begins with "="
        self.kept: dict[tuple[str, str], float] = {}  # the values that formulas were saved with
        self.names = [each.get("name", "") for each in book.iter(f"{SPACE}sheet")]
        for i, name in enumerate(self.names, start=1):
            sheet = ET.fromstring(archive.read(f"xl/worksheets/sheet{i}.xml"))
            for cell in sheet.iter(f"{SPACE}c"):
                self._read(name, cell)
        self._worked_out: dict[tuple[str, str], str | float] = {}

    def _read(self, sheet: str, cell: ET.Element) -> None:
        place = sheet, cell.get("r", "")
        formula, value = cell.findtext(f"{SPACE}f"), cell.findtext(f"{SPACE}v")
        if formula is not None:
            self.cells[place] = f"={formula}"
            self.kept[place] = float(value or 0)
        elif value is not None:
            self.cells[place] = float(value)
        else:
            self.cells[place] = cell.findtext(f".//{SPACE}t") or ""

    def rows(self, sheet: str) -> int:
        """The number of the last row."""
        return max(int(place.strip("ABCDEFGHIJK")) for name, place in self.cells if name == sheet)

    def change(self, sheet: str, place: str, value: float) -> None:
        """Type a number into a cell."""
        self.cells[sheet, place] = value
        self._worked_out.clear()

    def row_of(self, sheet: str, column: str, text: str) -> int:
        """The row that holds a text in a column."""
        return next(
            row
            for row in range(1, self.rows(sheet) + 1)
            if self.cells.get((sheet, f"{column}{row}")) == text
        )

    def value(self, sheet: str, place: str) -> str | float:
        """What a cell shows."""
        key = sheet, place
        if key not in self._worked_out:
            found = self.cells.get(key, 0.0)
            formula = isinstance(found, str) and found.startswith("=")
            self._worked_out[key] = self._work_out(sheet, found[1:]) if formula else found
        return self._worked_out[key]

    def _work_out(self, sheet: str, formula: str) -> float:
        if whole := _SUM.fullmatch(formula):
            where, first, last, wanted, column = whole.groups()
            name = self.value(sheet, f"A{wanted}")
            rows = range(int(first), int(last) + 1)
            return sum(
                float(self.value(where, f"{column}{row}"))
                for row in rows
                if self.value(where, f"A{row}") == name
            )
        python = _REFERENCE.sub(
            lambda found: f"cell('{found['sheet'] or sheet}', '{found['column']}{found['row']}')",
            formula,
        ).replace("^", "**")
        known = {
            "cell": lambda where, place: float(self.value(where, place)),
            "MAX": max,
            "MIN": min,
            "ABS": abs,
            "ROUNDUP": lambda number, _digits: math.ceil(number),
        }
        return float(eval(_chosen(python), {"__builtins__": {}}, known))  # noqa: S307  our own formulas


def _chosen(python: str) -> str:
    """Every IF as one of Python, which works out the chosen part alone, as spreadsheets do."""
    start = python.find("IF(")
    if start < 0:
        return python
    depth, parts = 1, [""]
    for end in range(start + 3, len(python)):
        letter = python[end]
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            break
        if letter == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += letter
    test, one, other = map(_chosen, parts)
    return f"{python[:start]}(({one}) if ({test}) else ({other})){_chosen(python[end + 1 :])}"
