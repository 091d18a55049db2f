"""What a reader takes away: files that open elsewhere and say the same as the page."""

import csv
import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from calculator.address import from_address
from calculator.api import evaluate
from calculator.knowledge import Knowledge
from calculator.scenario import read_scenario
from view.compare import compare_html
from view.entries import Entries, entries_of_file
from view.exports.bill_csv import bill_csv
from view.exports.record import decision_record
from view.exports.scenario_file import request_json
from view.exports.spreadsheet import bill_workbook
from view.exports.workbook import Formula, workbook
from view.page import packed_page
from view.takeaway import export

DAY = date(2026, 11, 21)
STATE = (
    "labelled_examples=500&data_may_leave_org=false&a.too-dear-margin=1~2~3&o.1=900~once~api~Audit"
)
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return packed_page().knowledge


@pytest.fixture(scope="module")
def entries(knowledge: Knowledge) -> Entries:
    return Entries.of_address(from_address(STATE), knowledge)


@pytest.fixture(scope="module")
def result(knowledge: Knowledge, entries: Entries):
    return evaluate(entries.request(), knowledge, DAY, text=True)


def test_a_saved_scenario_comes_back_with_everything(knowledge, entries, result):
    text = request_json(result, entries.request())
    found, problems = entries_of_file(text, knowledge)
    again = evaluate(found.request(), knowledge, DAY, text=True)

    assert problems == []
    assert again == result


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "must be JSON"), ("[]", 'must hold {"inputs": {…}}'), ("[" * 10**5, "must be JSON")],
)
def test_a_file_that_is_no_scenario_is_refused_in_one_sentence(knowledge, text, message):
    found, problems = entries_of_file(text, knowledge)

    assert [each.message for each in problems] == [message]
    assert set(found.inputs.values()) == {"unknown"}


def test_the_form_and_the_address_hold_the_same_entries(knowledge, entries):
    fields = {
        **entries.inputs,
        **{
            f"a.too-dear-margin.{end}": n
            for end, n in (("low", "1"), ("likely", "2"), ("high", "3"))
        },
        "o.1.usd": "900",
        "o.1.paid": "once",
        "o.1.approach": "api",
        "o.1.label": "Audit",
    }
    scenario, _ = read_scenario(entries.inputs, knowledge, text=True)

    assert Entries.of_form(fields) == entries
    written = entries.address(scenario, knowledge)
    assert Entries.of_address(from_address(written), knowledge) == entries


def test_the_lines_of_the_csv_add_up_to_its_totals(knowledge, result):
    rows = list(csv.DictReader(io.StringIO(bill_csv(result, knowledge).split("\n", 1)[1])))
    for name in {row["approach"] for row in rows}:
        own = [row for row in rows if row["approach"] == name]
        lines = sum(float(row["usd_total"]) for row in own if row["line"] != "Total")
        total = next(float(row["usd_total"]) for row in own if row["line"] == "Total")
        assert lines == pytest.approx(total, rel=1e-6)
    assert any(row["line"] == "Audit" for row in rows)


def test_no_cell_of_the_csv_is_a_formula(knowledge):
    state = "o.1=5~once~~%3DHYPERLINK(%22x%22)"
    asked = Entries.of_address(from_address(state), knowledge).request()
    text = bill_csv(evaluate(asked, knowledge, DAY, text=True), knowledge)

    assert "'=HYPERLINK" in text
    assert not any(
        cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(text)) for cell in row
    )


def sheets(packed: bytes) -> dict[str, list[ET.Element]]:
    archive = zipfile.ZipFile(io.BytesIO(packed))
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    names = [each.get("name", "") for each in book.iter(f"{SPACE}sheet")]
    return {
        name: list(ET.fromstring(archive.read(f"xl/worksheets/sheet{i}.xml")).iter(f"{SPACE}row"))
        for i, name in enumerate(names, start=1)
    }


def test_the_spreadsheet_works_out_every_total_and_agrees_with_the_page(knowledge, result):
    found = sheets(bill_workbook(result, knowledge, "https://example.org/#x"))
    months = result["costs"]["horizon_months"]
    assert list(found) == ["Summary", "Bill", "Answers", "Numbers"]
    for row in found["Bill"][1:]:
        cells = {c.get("r", "")[0]: c for c in row}
        once, first, factor = (float(cells[k].findtext(f"{SPACE}v") or 0) for k in "DEF")
        assert cells["G"].findtext(f"{SPACE}f") == "D{0}+E{0}*F{0}*Summary!$B$4".format(
            row.get("r")
        )
        total = float(cells["G"].findtext(f"{SPACE}v") or 0)
        assert once + first * factor * months == pytest.approx(total, rel=1e-6, abs=1e-6)


def test_a_workbook_holds_any_text_and_the_same_bytes_twice():
    rows = {"One": [["<&\x00\"'", 1.5, Formula("A1&B1", 2.0), None]]}
    packed = workbook(rows)

    assert packed == workbook(rows)
    (row,) = sheets(packed)["One"]
    assert next(c.findtext(f".//{SPACE}t") for c in row) == "<&\"'"


def test_the_decision_record_names_answer_options_and_data_version(knowledge, result):
    text = decision_record(result, knowledge, "https://example.org/#x")

    assert text.startswith(
        f"# Where our model comes from: {knowledge.approaches[result['recommended']].name}"
    )
    for approach in knowledge.approaches.values():
        assert f"### {approach.name}\n" in text
    assert result["data_version"] in text
    assert "https://example.org/#x" in text


def test_the_lines_of_python_give_the_same_answer(knowledge, entries, result, capsys):
    values = {**entries.inputs, "o.1.usd": "1", "o.1.paid": "once", "o.1.label": 'say """ it'}
    request = {"values": values, "today": "2026-11-21", "link": "", "format": "python"}
    text = export(request, knowledge)["text"]
    code = text.split("# In Python", 1)[1].split("\n", 1)[1]
    exec(compile(code, "reproduce", "exec"), {})

    assert capsys.readouterr().out.startswith(result["recommended"])


def test_scenarios_side_by_side_mark_what_differs_and_walk_from_one_to_the_other(knowledge):
    scenarios = [
        {"name": "now", "address": ""},
        {"name": "inside", "address": "data_may_leave_org=false&labelled_examples=100"},
    ]
    html = compare_html(scenarios, knowledge, DAY)

    assert html.count("btt-compare__other") == 2
    assert "Data may leave the organisation" in html
    assert html.count('<tr><th scope="row">Labelled examples</th>') == 2  # row and step


def test_equal_scenarios_differ_in_nothing(knowledge):
    html = compare_html([{"name": n, "address": ""} for n in "ab"], knowledge, DAY)

    assert "All answers are the same" in html
    assert "one answer at a time" not in html
