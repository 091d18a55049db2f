"""The smallest .xlsx file that spreadsheets open: text, numbers and formulas, nothing else.

Written by hand because the page ships no spreadsheet library; ECMA-376 names every part used.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same content
_FORBIDDEN = dict.fromkeys(  # by XML 1.0
    [*(c for c in range(32) if chr(c) not in "\t\n\r"), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
)
# Not xml.sax.saxutils: it brings urllib, http and email into what every page fetches.
_AS_XML = _FORBIDDEN | str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the value that it has now."""

    text: str
    value: float


type Plain = str | float | int | Formula | None
type Cell = Plain | Styled


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell that looks like something: one of HEAD, MONEY and INPUT."""

    cell: Plain
    look: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows, the first of which stays in view, and the widths of the columns in characters."""

    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()


HEAD, MONEY, INPUT = 1, 2, 3  # positions in _STYLES
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EEEE"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFBF2DC"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/>'
    '<xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf fillId="3" applyFill="1"/></cellXfs></styleSheet>'
)


def headings(*words: str) -> list[Cell]:
    """A row of headings."""
    return [Styled(each, HEAD) for each in words]


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """A workbook with these sheets, in order; names of at most 31 plain characters."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    for i, sheet in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{i}.xml"] = _sheet(sheet)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), _HEAD + text)
    return target.getvalue()


def _sheet(sheet: Sheet) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(_cells(row, number))}</row>'
        for number, row in enumerate(sheet.rows, start=1)
    )
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(sheet.widths, start=1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}"
        f"<sheetData>{lines}</sheetData></worksheet>"
    )


def _cells(row: Sequence[Cell], number: int) -> Iterator[str]:
    for column, cell in enumerate(row):
        plain, look = (cell.cell, cell.look) if isinstance(cell, Styled) else (cell, 0)
        yield _cell(f'r="{_letters(column)}{number}" s="{look}"', plain)


def _cell(attributes: str, cell: Plain) -> str:
    if isinstance(cell, Formula):
        return f"<c {attributes}><f>{cell.text.translate(_AS_XML)}</f><v>{cell.value!r}</v></c>"
    if isinstance(cell, str):
        text = cell.translate(_AS_XML)
        inline = f'<is><t xml:space="preserve">{text}</t></is>'
        return f'<c {attributes} t="inlineStr">{inline}</c>'
    return "" if cell is None else f"<c {attributes}><v>{cell!r}</v></c>"


def _letters(column: int) -> str:
    """0 as A, 26 as AA."""
    above, here = divmod(column, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + here)


def _book(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{name.translate(_AS_XML)}" sheetId="{i}" r:id="r{i}"/>'
        for i, name in enumerate(names, start=1)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _content_types(sheets: int) -> str:
    found = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for i in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f"{found}</Types>"
    )
