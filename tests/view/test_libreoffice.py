"""LibreOffice opens what readers take away: every line of every workbook, whatever its label."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from calculator.api import evaluate
from calculator.request_parts import MOST_OWN_LINES
from tests.hostile.corpus import MARKUP, OBJECTS, TEMPLATES, UNICODE
from view.entries import Entries
from view.exports.spreadsheet import bill_workbook
from view.page import packed_page

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
LABELS, ASKED = 200, 300  # labels with control characters are refused, and are in no file
HOSTILE = (*MARKUP, *TEMPLATES, *UNICODE, *OBJECTS)
BEFORE = ("", "x;", "＝", "+", "@", ";=")  # what else a spreadsheet could take for a formula
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def labels() -> list[str]:
    found = [f"{before}{label}" for before in BEFORE for label in HOSTILE]
    return list(dict.fromkeys(found))[:ASKED]


def test_libreoffice_opens_every_workbook_of_two_hundred_hostile_labels(tmp_path: Path) -> None:
    knowledge, told, files = packed_page().knowledge, labels(), []
    made: list[float] = []
    for start in range(0, ASKED, MOST_OWN_LINES):
        own = {
            f"o.{n}.{key}": value
            for n, label in enumerate(told[start : start + MOST_OWN_LINES], start=1)
            for key, value in (
                ("usd", str(1000 + start + n)), ("paid", "once"), ("approach", "api"),
                ("label", label),
            )
        }  # fmt: skip
        request = Entries.of_form(own).request()
        result = evaluate(request, knowledge, text=True)
        lines = result.priced.approaches["api"].lines
        made += [line.once for line in lines if line.id.startswith("own")]
        files.append(tmp_path / f"book{start}.xlsx")
        files[-1].write_bytes(bill_workbook(result, request, knowledge, "https://example.org/"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", "--convert-to", EVERY_SHEET, "--outdir", tmp_path]
    subprocess.run([*command, *files, profile], check=True, capture_output=True, timeout=600)

    shown = [
        float(row[5].replace(",", "").replace("$", ""))
        for file in files
        for row in csv.reader(io.StringIO((tmp_path / f"{file.stem}-Bill.csv").read_text("utf-8")))
        if len(row) > 5 and row[0] == "Hosted model (API)" and row[2] == "Your own lines"
    ]

    assert len(made) >= LABELS
    assert shown == pytest.approx(made)
