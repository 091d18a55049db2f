"""What a reader takes away: files that open elsewhere and say the same as the page."""

import csv
import io
import itertools
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from markupsafe import escape

from calculator.__main__ import main
from calculator.address import from_address
from calculator.api import evaluate
from calculator.costs.uncertainty import percentile
from calculator.knowledge import Knowledge
from calculator.result import Result
from calculator.scenario import UNKNOWN, read_scenario
from tests.spreadsheets import Workbook
from view.entries import Entries
from view.exports.bill_csv import bill_csv
from view.exports.draws_csv import draws_csv
from view.exports.print_sheet import sheet_html
from view.exports.record import decision_record
from view.exports.scenario_file import request_json
from view.exports.spreadsheet import bill_workbook
from view.exports.workbook import Formula, Sheet, workbook
from view.open_answers import open_answers
from view.opening import open_address, open_file
from view.page import packed_page
from view.render import parts_html
from view.takeaway import export

DAY = date(2026, 11, 21)
STATE = (
    "labelled_examples=500&data_may_leave_org=false&a.too-dear-margin=1~2~3&o.1=900~once~api~Audit"
    "&v=2026-11-28"
)


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
    opened = open_file(text, knowledge)
    again = evaluate(opened.entries.request(), knowledge, DAY, text=True)

    assert (opened.problems, opened.moves) == ([], [])
    assert opened.version == knowledge.data_version
    assert again == result


def test_the_command_line_reads_a_saved_scenario(entries, result, tmp_path, capsys):
    file = tmp_path / "scenario.json"
    file.write_text(request_json(result, entries.request()), encoding="utf-8")
    status = main(["decide", str(file), "--json", "--today", DAY.isoformat()])
    printed = json.loads(capsys.readouterr().out)

    assert status == 0
    assert printed == result.to_dict()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "must be JSON: Expecting property name enclosed in double quotes"),
        ("[]", "must be an object, got a list"),
        ('{"name": "package"}', 'must hold {"inputs": {…}}'),
        ("[" * 10**5, "must be JSON: it is nested too deeply"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_in_one_sentence(knowledge, text, message):
    opened = open_file(text, knowledge)

    assert [each.message for each in opened.problems] == [message]
    assert set(opened.entries.inputs.values()) == {"unknown"}


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
    rows = list(csv.DictReader(io.StringIO(bill_csv(result, knowledge))))
    for name in {row["approach"] for row in rows}:
        own = [row for row in rows if row["approach"] == name]
        lines = sum(float(row["usd_total"]) for row in own if row["line"] != "Total")
        total = next(float(row["usd_total"]) for row in own if row["line"] == "Total")
        assert lines == pytest.approx(total, abs=0.01 * len(own))  # each to the cent
    assert any(row["line"] == "Audit" for row in rows)


def test_the_csv_is_one_table_under_one_row_of_names(knowledge, result):
    names, *rows = csv.reader(io.StringIO(bill_csv(result, knowledge)))
    amounts = [cell for row in rows for name, cell in zip(names, row, strict=True)
               if name.startswith("usd_") and name != "usd_per_unit"]  # fmt: skip

    assert names[0] == "approach"
    assert {row[names.index("data_version")] for row in rows} == {result.data_version}
    assert all(len(cell.partition(".")[2]) <= 2 for cell in amounts)


def test_no_cell_of_the_csv_is_a_formula(knowledge):
    state = "o.1=5~once~~%3DHYPERLINK(%22x%22)"
    asked = Entries.of_address(from_address(state), knowledge).request()
    text = bill_csv(evaluate(asked, knowledge, DAY, text=True), knowledge)

    assert "'=HYPERLINK" in text
    assert not any(
        cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(text)) for cell in row
    )


@pytest.fixture
def book(knowledge: Knowledge, entries: Entries, result) -> Workbook:
    return Workbook(bill_workbook(result, entries.request(), knowledge, "https://example.org/#x"))


def test_the_formulas_of_the_spreadsheet_give_the_totals_of_the_page(book, knowledge, result):
    assert book.names == ["Totals", "Bill", "Numbers", "Steps", "Answers"]
    for key, cost in result.costs.approaches.items():
        row = book.row_of("Totals", "A", knowledge.approaches[key].name)
        assert book.value("Totals", f"C{row}") == pytest.approx(cost.once.value, rel=1e-9)
        assert book.value("Totals", f"D{row}") == pytest.approx(cost.total.value, rel=1e-9)


def test_every_formula_gives_the_value_that_it_was_saved_with(knowledge):
    for example in knowledge.examples.values():
        asked = {"inputs": example.inputs}
        result = evaluate(asked, knowledge, DAY, points=8)
        book = Workbook(bill_workbook(result, asked, knowledge, ""))
        for (sheet, place), kept in book.kept.items():
            assert book.value(sheet, place) == pytest.approx(kept, rel=1e-9), (sheet, place)


@pytest.mark.parametrize(
    ("name", "value", "request_change", "approach"),
    [
        ("input:requests_per_month", 800_000.0, {"inputs": {"requests_per_month": 800_000}}, "api"),
        ("input:retrainings_per_year", 6.0, {"inputs": {"retrainings_per_year": 6}}, "baseline"),
        ("ml-engineer-day", 1000.0, {"assumptions": {"ml-engineer-day": 1000}}, "from_scratch"),
        ("vcpu-hour", 0.4, {"assumptions": {"vcpu-hour": 0.4}}, "baseline"),
        ("hosted-price-decline", 0.0, {"assumptions": {"hosted-price-decline": 0}}, "api_rag"),
    ],
)
def test_a_number_changed_in_the_spreadsheet_does_what_it_does_on_the_page(
    knowledge, name, value, request_change, approach
):
    inputs = {key: each.default for key, each in knowledge.inputs.items()}
    asked = {"inputs": inputs}
    book = Workbook(bill_workbook(evaluate(asked, knowledge, DAY, points=8), asked, knowledge, ""))
    row = book.row_of("Totals", "A", knowledge.approaches[approach].name)
    before, middle = (book.value("Totals", f"{column}{row}") for column in "GD")
    book.change("Numbers", f"B{book.row_of('Numbers', 'J', name)}", value)
    changed = {**asked, **request_change, "inputs": inputs | request_change.get("inputs", {})}
    there = evaluate(changed, knowledge, DAY, points=8).costs.approaches[approach]

    assert book.value("Totals", f"G{row}") == pytest.approx(there.likely, rel=1e-9)
    assert book.value("Totals", f"G{row}") != before
    assert book.value("Totals", f"D{row}") != middle


def test_a_line_of_ones_own_can_be_changed_too(book):
    row = book.row_of("Numbers", "J", "own:1")

    assert (book.value("Numbers", f"A{row}"), book.value("Numbers", f"B{row}")) == ("Audit", 900.0)


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_libreoffice_opens_the_spreadsheet_and_agrees(
    book, knowledge, entries, result, tmp_path: Path
):
    file = tmp_path / "bill.xlsx"
    file.write_bytes(bill_workbook(result, entries.request(), knowledge, "https://example.org/#x"))
    as_utf_8 = "csv:Text - txt - csv (StarCalc):44,34,76"  # else by the locale of the machine
    command = ["soffice", "--headless", "--convert-to", as_utf_8, "--outdir", tmp_path, file]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([*command, profile], check=True, capture_output=True, timeout=120)
    rows = list(csv.reader((tmp_path / "bill.csv").read_text(encoding="utf-8").splitlines()))
    shown = {row[0]: row[3] for row in rows if len(row) > 3}

    for key, cost in result.costs.approaches.items():
        words = shown[knowledge.approaches[key].name].replace(",", "")
        assert float(words) == pytest.approx(cost.total.value, abs=0.01)


def test_a_workbook_holds_any_text_and_the_same_bytes_twice():
    rows = {"One": Sheet([["<&\x00\"'", 1.5, Formula("A1&B1", 2.0), None]])}
    packed = workbook(rows)

    assert packed == workbook(rows)
    assert Workbook(packed).cells["One", "A1"] == "<&\"'"


def test_the_decision_record_names_answer_options_sources_and_data_version(
    knowledge, entries, result
):
    text = decision_record(result, entries, knowledge, "https://example.org/#x")
    parts = [line[3:] for line in text.splitlines() if line.startswith("## ")]

    name = knowledge.approaches[result.recommended].name
    assert f"\n# Where our model comes from: {name}\n" in text
    assert parts == [
        "Context and Problem Statement",
        "Decision Drivers",
        "Considered Options",
        "Decision Outcome",
        "Pros and Cons of the Options",
        "More Information",
    ]
    assert all(f"### {each.name}\n" in text for each in knowledge.approaches.values())
    assert f"data version {result.data_version}" in text
    assert "Link: <https://example.org/#x>" in text


def test_what_was_set_by_hand_is_marked_in_every_file(knowledge, entries):
    state = "a.software-engineer-day=500~600~700&o.1=900~once~~Audit"
    opened = open_address(state, knowledge).entries
    asked = opened.request()
    found = evaluate(asked, knowledge, DAY, text=True)
    record = decision_record(found, opened, knowledge, "")
    rows = list(csv.DictReader(io.StringIO(bill_csv(found, knowledge))))
    book = Workbook(bill_workbook(found, asked, knowledge, ""))
    marked = book.value("Numbers", f"G{book.row_of('Numbers', 'J', 'software-engineer-day')}")

    assert "600 (500 to 700)" in record
    assert "Audit: 900 USD once, before launch" in record
    assert {row["set_by_hand"] for row in rows if row["line"] == "People who run it"} == {
        "software-engineer-day"
    }
    assert marked == "yes"
    assert "600 (500 to 700)" in sheet_html(found, opened, knowledge, "")


def test_a_typed_label_has_no_meaning_in_the_record(knowledge):
    state = "o.1=1~once~~" + quote("<img src=x>\n# [a](b)")
    opened = open_address(state, knowledge).entries
    found = evaluate(opened.request(), knowledge, DAY, text=True)

    assert r"- \<img src\=x\> \# \[a\](b): 1 USD" in decision_record(found, opened, knowledge, "")


def test_the_sheet_to_print_has_inputs_result_sources_date_and_link(knowledge, entries, result):
    html = sheet_html(result, entries, knowledge, "https://example.org/#<x>")

    assert "21 November 2026" in html
    assert result.data_version in html
    assert "https://example.org/#&lt;x&gt;" in html
    assert "<dt>Labelled examples</dt><dd>500 examples</dd>" in html
    assert all(each.name in html for each in knowledge.approaches.values())
    reason = result.ranking[0].reasons[0].sources[0]
    assert str(escape(knowledge.source_titles[reason])) in html


def test_the_draws_as_a_file_have_the_percentiles_of_the_page(knowledge, entries, result):
    text = draws_csv(entries.request(), knowledge, DAY)
    rows = list(csv.DictReader(io.StringIO(text)))

    assert len(rows) == result.costs.points
    for key, cost in result.costs.approaches.items():
        drawn = sorted(float(row[f"total_usd:{key}"]) for row in rows)
        assert percentile(drawn, 0.1) == pytest.approx(cost.total.low, rel=1e-8)
        assert percentile(drawn, 0.5) == pytest.approx(cost.total.value, rel=1e-8)
        assert percentile(drawn, 0.9) == pytest.approx(cost.total.high, rel=1e-8)
    assert len({row["ml-engineer-day"] for row in rows}) > 400


def test_the_lines_of_python_give_the_same_answer(knowledge, entries, result, capsys):
    values = {**entries.inputs, "o.1.usd": "1", "o.1.paid": "once", "o.1.label": 'say """ it'}
    request = {"values": values, "today": "2026-11-21", "link": "", "format": "python"}
    text = export(request, knowledge)["text"]
    code = text.split("# In Python", 1)[1].split("\n", 1)[1]
    here = code.replace("from borrow_tune_or_train import", "from calculator import")
    exec(compile(here, "reproduce", "exec"), {})

    assert capsys.readouterr().out.startswith(result.recommended)


@pytest.fixture(scope="module")
def nothing_said(knowledge: Knowledge) -> tuple[Entries, Result]:
    entries = Entries(dict.fromkeys(knowledge.inputs, UNKNOWN))
    return entries, evaluate(entries.request(), knowledge, knowledge.as_of, text=True)


def test_with_nothing_answered_every_form_names_what_is_open(knowledge, nothing_said):
    entries, result = nothing_said
    link = "https://example.org/#x"
    pages = [
        decision_record(result, entries, knowledge, link),
        sheet_html(result, entries, knowledge, link),
        parts_html(result, knowledge, "")["more"],
    ]

    assert result.certainty.open
    for page in pages:
        assert "every answer that the advice rests on is yours" not in page
        assert page.count("most often") == len(result.certainty.open)
        assert all(knowledge.inputs[name].label in page for name in result.certainty.open)


def test_no_heading_of_the_record_stands_over_nothing(knowledge, nothing_said):
    record = decision_record(nothing_said[1], nothing_said[0], knowledge, "https://example.org/#x")
    lines = [line for line in record.splitlines() if line]
    depths = [len(line) - len(line.lstrip("#")) for line in lines]

    for (depth, below), heading in zip(itertools.pairwise(depths), lines, strict=False):
        assert not (depth and below and below <= depth), heading


def test_of_an_open_answer_the_commonest_meaning_and_its_share_are_said(knowledge, nothing_said):
    words = {each.input.id: each.words for each in open_answers(nothing_said[1], knowledge)}

    assert words["data_quality"] == "most often Usable (50%)"  # as content shares it out
