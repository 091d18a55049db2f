"""What speaks against a recommendation stands beside what speaks for it."""

from selectolax.lexbor import LexborHTMLParser

from calculator.api import evaluate
from calculator.packed import load_knowledge
from calculator.scenario import UNKNOWN
from view.card import card
from view.entries import Entries
from view.exports.record import decision_record
from view.render import result_html

KNOWLEDGE = load_knowledge()
INSIDE = {  # contracts that may not leave, and no GPU to tune on
    "modality": "text", "output_kind": "fields", "task_novelty": "close", "labelled_examples": 600,
    "label_kind": "expert", "data_may_leave_org": False, "compute": "none",
    "team_ml_expertise": "some", "quality_target": "high", "domain_specialisation": "specialised",
}  # fmt: skip
UNANSWERED = Entries(dict.fromkeys(KNOWLEDGE.inputs, UNKNOWN))
DOUBT = "Without a GPU of your own and without leave to send data out"


RESULT = evaluate({"inputs": INSIDE}, KNOWLEDGE)


def test_a_recommendation_comes_with_its_doubts_after_its_reasons():
    effects = [each.effect for each in RESULT.ranking[0].reasons]

    assert RESULT.ranking[0].approach == RESULT.recommended == "fine_tune"
    assert effects == sorted(effects, key=("proves", "supports", "doubts").index)
    assert effects[0] != "doubts"
    assert RESULT.ranking[0].reasons[-1].text.startswith(DOUBT)


def test_page_and_command_line_tell_them_apart():
    page = LexborHTMLParser(result_html(RESULT, KNOWLEDGE))
    title = next(n for n in page.css(".btt-inside__title") if "against" in n.text())
    lists = page.css(".btt-answer > .btt-reasons")

    assert title.next.next is not None
    assert DOUBT not in lists[0].text()
    assert DOUBT in lists[1].text()
    why, _, against = card(RESULT, KNOWLEDGE).partition("What speaks against it")
    assert "Without a GPU" not in why
    assert "Without a GPU" in against


def test_the_record_gives_them_as_what_speaks_against_and_not_as_a_driver():
    record = decision_record(RESULT, UNANSWERED, KNOWLEDGE, "")

    assert record.count(f"Against it: {DOUBT}") >= 1
    assert f"- {DOUBT}" not in record
