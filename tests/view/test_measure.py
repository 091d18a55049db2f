"""The page on the reader's own data, asked as its script asks it: form, answer, report."""

import csv
import io
import json
import random
import re
from html import unescape

import pytest

from tests.measure_page import KNOWLEDGE, TODAY, Asked, chosen, filling
from view.page import Page

EVIL = '<img src=x onerror="boom()">'


def written(rows: list[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()


def secrets(task: str) -> tuple[str, set[str]]:
    """A file in which every cell is a word that stands nowhere else, and all of these words."""
    rng, words = random.Random(task), []

    def word(prefix: str) -> str:
        words.append(f"{prefix}q{rng.randrange(10**8, 10**9)}z")
        return words[-1]

    names = [word("col") for _ in range(4)]
    classes, shops = [word("class") for _ in range(3)], [word("shop") for _ in range(8)]
    rows = [[*names[:3], "target"]]
    for n in range(90):
        label = classes[n % 3]
        text = f"{label[5:9]} {word('text')} {word('text')} at {word('mail')}@example.org"
        if task != "text":
            text = label
        answer = label if task != "number" else f"{1000 + n * 7 + rng.randrange(5)}.25"
        rows.append([text, shops[n % 8], f"{n * 3 + rng.randrange(3)}", answer])
    return written(rows), {*words, *classes, *shops}


@pytest.mark.parametrize("task", ["text", "table", "number"])
@pytest.mark.parametrize("kind", ["markdown", "json", "sheet"])
def test_no_cell_and_no_name_of_the_file_is_in_a_report(task, kind):
    data, words = secrets(task)
    asked = Asked()
    asked.measured(data, task=task)
    report = asked.file(kind)

    assert len(report) > 500
    assert [word for word in words if word in report] == []
    assert "example.org" not in report


def test_nothing_of_the_file_goes_into_the_address_of_the_calculator():
    data, words = secrets("text")
    address = filling(Asked().measured(data))

    assert "labelled_examples=90" in address
    assert "data_may_leave_org=unknown" in address  # what the file did not say stays open
    assert [word for word in words if word in address] == []


def test_the_filled_calculator_cites_the_measurement_in_every_file():
    data, _ = secrets("text")
    address = filling(Asked().measured(data, target="95"))
    page = Page(KNOWLEDGE)
    opened = json.loads(
        page.answer(json.dumps({"do": "open", "detail": "full", "built": False, "passed": [],
                                "step": None, "billed": None, **TODAY, "address": address}))
    )  # fmt: skip
    values = _fields(opened["form"])
    asked = {"do": "export", "values": values, "link": "here", **TODAY}
    said = "Measured on 27 November 2026 on 90 rows of your own data"
    files = {
        kind: json.loads(page.answer(json.dumps({**asked, "format": kind})))["text"]
        for kind in ("markdown", "csv", "json", "draws")
    }
    sheet = json.loads(page.answer(json.dumps({**asked, "do": "sheet"})))["html"]

    assert opened["problems"] == {}
    assert opened["address"] == address
    assert said in opened["parts"]["headline"]
    assert said in opened["form"]
    assert said in files["markdown"]
    assert "text; naive_bayes; accuracy; " in files["csv"]
    assert "rows; 90; on; 2026-11-27" in files["draws"]
    assert said in sheet
    assert json.loads(files["json"])["measured"]["rows"] == 90


def test_taking_the_measurement_back_leaves_the_scenario_as_it_was():
    data, _ = secrets("text")
    before = "data_may_leave_org=false&labelled_examples=7"
    address = filling(Asked().measured(data, address=f"#{before}&v=2026-11-28"))
    assert "data_may_leave_org=false" in address
    page, common = (
        Page(KNOWLEDGE),
        {"detail": "quick", "passed": [], "step": None, "billed": None, **TODAY},
    )
    opened = json.loads(
        page.answer(json.dumps({"do": "open", "built": False, **common, "address": address}))
    )
    fields = _fields(opened["form"])
    taken = json.loads(
        page.answer(json.dumps({"do": "edit", "drop": "measured", "values": fields, **common}))
    )

    assert re.sub(r"&v=.*", "", taken["address"]) == before
    assert 'name="measured"' not in taken["form"]


def _fields(form: str) -> dict[str, str]:
    """What a browser would read from the calculator's form."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        known = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if known.get("type") in ("radio", "checkbox") and "checked" not in tag:
            continue
        if "name" in known:
            found[known["name"]] = unescape(known.get("value", ""))
    return found | chosen(form)


def test_markup_formulas_and_marks_of_direction_stay_text():
    tricks = [EVIL, '=HYPERLINK("http://x")', "\u202eevil", "</textarea><script>boom()</script>"]
    rows = [[EVIL, tricks[3]]]
    rows += [[f"{tricks[n % 4]} word{n % 7} {'up' if n % 2 else 'down'} {n}", tricks[n % 2]]
             for n in range(80)]  # fmt: skip
    asked = Asked()
    form = asked.ask("read", text=written(rows), name=EVIL)["parts"]["form"]
    answer = asked.measured(written(rows))
    shown = form + answer["parts"]["answer"] + answer["parts"]["sheet"]

    assert "<img" not in shown
    assert "<script" not in shown
    assert "</textarea><" not in shown


@pytest.mark.parametrize("target", ["abc", "0.9", "150", "100", "-5"])
def test_a_target_that_is_no_percentage_is_said(target):
    data, _ = secrets("text")

    assert "between 1 and 100" in Asked().measured(data, target=target)["parts"]["errors"]


def test_a_file_beyond_the_limit_is_refused_with_both_sizes():
    answer = Asked().ask("read", name="big.csv", size=812_000_000)

    assert "812 MB; 60 MB at most" in answer["parts"]["errors"]


def test_a_file_that_does_not_come_whole_is_said():
    asked = {"measure": "read", "name": "mine.csv", "size": 9, "today": "2026-11-27", "root": "../"}
    answer = json.loads(Asked().page.answer(json.dumps(asked), b"a,b"))

    assert "did not hand the file over whole" in answer["parts"]["errors"]


def test_bytes_of_a_file_are_read_as_its_text_is():
    data, _ = secrets("table")
    asked, raw = Asked(), data.encode()
    request = {"measure": "read", "name": "mine.csv", "size": len(raw), **TODAY}
    answer = json.loads(asked.page.answer(json.dumps(request), memoryview(raw)))

    assert answer["announce"] == asked.ask("read", text=data, name="mine.csv")["announce"]


@pytest.mark.parametrize(
    ("target", "quality"),
    [("60", "good_enough"), ("75", "good_enough"), ("80", "high"), ("95", "high"),
     ("96", "best_possible")],
)  # fmt: skip
def test_a_target_says_how_good_it_has_to_be(target, quality):
    # Two classes of the same size: the trivial answer is wrong on half of the rows.
    rows = [["text", "label"]]
    rows += [[f"{'good' if n % 2 else 'bad'} thing {n}", "up" if n % 2 else "down"]
             for n in range(60)]  # fmt: skip
    answer = Asked().measured(written(rows), target=target)

    assert f"quality_target:{quality}:" in filling(answer)


def test_a_file_that_is_sampled_says_so_on_page_sheet_and_in_the_report():
    rows = [["text", "label"]]
    rows += [[f"{'good fine' if n % 2 else 'bad poor'} thing of {n}", "ab"[n % 2]]
             for n in range(1_205)]  # fmt: skip
    rows = [[f"{row[0]} {'.' * 9_000}", row[1]] for row in rows]
    rows[0] = ["text", "label"]
    asked = Asked()
    form = asked.ask("read", text=written(rows), name="mine.csv")["parts"]["form"]
    answer = asked.measured(written(rows))
    # 10,000 rows of 1,000 characters; the first 200 rows have 8.5 + 10 + 2.45 + 9,002 on average.
    told = "1,205 rows; 1,108 of them, drawn evenly, are measured"

    for words in (form, answer["parts"]["answer"], answer["parts"]["sheet"], asked.file("markdown"),
                  asked.file("json")):  # fmt: skip
        assert told in words


@pytest.mark.parametrize("said", ["right", "wrong"])
def test_a_hosted_model_is_compared_with_both_intervals_and_the_report_says_so(said):
    rows = [["text", "label"]]
    rows += [[f"{'good' if n % 2 else 'bad'} thing {n}", "up" if n % 2 else "down"]
             for n in range(60)]  # fmt: skip
    other = {"up": "down", "down": "up"}
    answers = [row[1] if said == "right" else other[row[1]] for row in rows[1:]]
    asked = Asked()
    asked.measured(written(rows))
    answer = asked.ask("hosted", answers="\n".join(answers))

    assert ("can't tell" if said == "right" else "baseline is better") in answer["announce"]
    assert answer["parts"]["hosted"].count(" to ") >= 2
    assert "hosted model" in asked.file("markdown")
    assert json.loads(asked.file("json"))["compared"]["rows"] == 60


def test_the_report_tells_every_fault_that_the_page_tells():
    rows = [["day", "text", "label", "label_2"]]
    for n in range(240):
        label = "late" if n % (4 if n < 120 else 8) == 0 else "fine"
        words = f"this parcel is {'late' if label == 'late' else 'here'} number {n % 50} {n}"
        second = "" if n % 2 else ("late" if n % 24 == 0 else "fine")
        rows.append([f"2026-{1 + n // 28:02}-{1 + n % 28:02}", words, label, second])
    rows.append(["2026-10-01", "no label here at all", "", ""])
    asked = Asked()
    answer = asked.measured(written(rows))
    page, report = answer["parts"]["answer"], asked.file("markdown")

    for shown, told in (
        ("Two people disagree", "Two people disagree on"), ("Drift.", "- Drift: class"),
        ("The text names its class.", "- The name of class"), ("No label", "- No label in 1 row;"),
    ):  # fmt: skip
        assert shown in page
        assert told in report


def test_answers_that_do_not_fit_are_told_beside_their_field():
    rows = [["text", "label"], *([f"word{n} and more", "ab"[n % 2]] for n in range(60))]
    asked = Asked()
    asked.measured(written(rows))

    answer = asked.ask("hosted", answers="a\nb")

    assert "2 answers for 60 rows" in answer["parts"]["hosted"]


def test_whoever_asks_for_nothing_that_was_read_is_told_in_a_sentence():
    for action, more in (
        ("step", {}), ("plan", {"values": {}}), ("run", {"values": {}}),
        ("save", {"format": "json"}), ("hosted", {"answers": ""}),
    ):  # fmt: skip
        parts = Asked().ask(action, **more)["parts"]
        assert "This can't be measured yet" in (parts.get("errors") or parts["hosted"])


def test_forgetting_leaves_nothing_to_save():
    data, words = secrets("text")
    asked = Asked()
    asked.measured(data)
    asked.ask("forget")

    assert "Measure the baseline first" in asked.ask("save", format="json")["parts"]["errors"]
    assert [word for word in words if word in repr(vars(asked.page))] == []
