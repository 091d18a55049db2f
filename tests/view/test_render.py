"""The answer as HTML: everything said once, escaped, with a word beside every colour."""

import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from calculator.address import default_texts
from calculator.api import evaluate
from calculator.costs.crossing import Crossing
from calculator.costs.outlay import PAID_OUTSIDE
from calculator.costs.records import Currency
from calculator.decision.money import Cheaper
from calculator.decision.rules import OPEN
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge
from view.answer_card import answer_card
from view.costs import CostView
from view.crossings import turn_words
from view.form import form_html, presets_html
from view.links import link
from view.money import Money
from view.money_words import why_cheaper, why_over_budget, within_budget
from view.page import Page
from view.render import bar_html, errors_html, ladder_html, result_html
from view.sentences import start, sureness, verdict_of

FILE = Path(__file__).resolve().parents[2] / "calculator" / "knowledge.json"
VOID = {"input", "br", "path", "rect", "line", "circle", "option"}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return knowledge_from_json(json.loads(FILE.read_text(encoding="utf-8")))


def result_for(knowledge: Knowledge, **answers: str) -> dict[str, object]:
    inputs = {**default_texts(knowledge), **answers}
    return evaluate({"inputs": inputs}, knowledge, knowledge.as_of, text=True)


class Strict(HTMLParser):
    """Fails where an element is not closed in order; gathers ids and style attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def parsed(html: str) -> Strict:
    parser = Strict()
    parser.feed(html)
    assert parser.open == []
    return parser


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"data_may_leave_org": "false"},
        {"labelled_examples": "<script>alert(1)</script>"},
        dict.fromkeys(("modality", "labelled_examples", "compute"), "unknown"),
        {"task_novelty": "unique", "modality": "image", "quality_target": "best_possible"},
    ],
)
def test_every_answer_is_well_formed_html_without_inline_style_or_script(knowledge, answers):
    result = result_for(knowledge, **answers)
    page = parsed(result_html(result, knowledge, "../"))

    assert len(page.ids) == len(set(page.ids))
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}


def test_the_form_asks_every_question_once_and_each_may_be_unknown(knowledge):
    html = form_html(knowledge, {})
    page = parsed(html)

    assert len(page.ids) == len(set(page.ids))
    for definition in knowledge.inputs.values():
        assert html.count(f'id="field-{definition.id}"') == 1
        assert re.search(
            rf'name="{definition.id}" value="unknown"|data-clear="{definition.id}"', html
        ) or (definition.kind == "choice" and '<option value="unknown" selected>' in html)


def test_what_somebody_typed_is_escaped_everywhere(knowledge):
    hostile = '"><img src=x onerror=alert(1)>'
    result = result_for(knowledge, labelled_examples=hostile)
    problems = {each.field: each.message for each in result.problems}
    form = form_html(knowledge, {"labelled_examples": hostile}, problems)

    assert "<img" not in form + result_html(result, knowledge) + errors_html(result, knowledge)
    assert "&lt;img" in form


def test_all_nine_rungs_stand_in_order_with_a_word_each(knowledge):
    html = result_html(result_for(knowledge), knowledge).split('class="btt-section btt-ladder"')[1]
    html = html.split("</section>")[0]
    names = re.findall(r'btt-rung__name"[^>]*>([^<]+)<', html)
    words = re.findall(r"</svg> (recommended|would work|test first|falls short|ruled out)<", html)

    in_order = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    assert names == [each.name for each in in_order]
    assert len(words) == 9
    assert words.count("recommended") == 1


def test_the_bar_and_the_answer_name_the_same_approach(knowledge):
    result = result_for(knowledge, data_may_leave_org="false")
    name = knowledge.approaches[result.recommended].name

    assert name in bar_html(result, knowledge)
    assert name in result_html(result, knowledge)


def test_every_example_can_be_chosen(knowledge):
    html = presets_html(knowledge)

    assert html.count("<option") == len(knowledge.examples) + 1


def test_the_plain_ladder_links_every_approach(knowledge):
    html = ladder_html(knowledge)

    for approach in knowledge.approaches.values():
        assert f'href="{link("approach", approach.id)}"' in html


def test_the_page_gives_the_same_bytes_twice(knowledge):
    page = Page(knowledge)
    request = json.dumps(
        {
            "do": "open",
            "address": "modality=image",
            "today": "2026-11-21",
            "root": "../",
            "passed": [],
            "step": None,
            "detail": "full",
            "billed": None,
        }
    )

    assert page.answer(request) == page.answer(request)


def test_an_opened_address_comes_back_in_its_canonical_form(knowledge):
    page = Page(knowledge)
    request = {
        "do": "open",
        "address": "#modality=image&task_novelty=close&v=2026-11-28",
        "root": "",
        "passed": [],
        "step": None,
        "detail": "full",
        "billed": None,
    }
    answer = json.loads(page.answer(json.dumps({**request, "today": "2026-11-21"})))

    assert answer["address"] == f"modality=image&v={knowledge.data_version}"
    assert 'value="image" selected' in answer["form"]


def test_a_rule_opens_to_the_answer_and_the_threshold_with_its_date(knowledge: Knowledge) -> None:
    html = result_html(result_for(knowledge, modality="text", latency_ms="120"), knowledge)
    why = html.partition('id="why-api-insufficient-no-time-for-a-network-call"')[2]
    said = why.partition("</details>")[0]
    limit = knowledge.assumptions["latency-of-a-hosted-call"].at(knowledge.as_of)

    assert "<b>120 ms</b>" in said
    assert f"below {limit.value:.0f} ms" in said
    assert 'data-field-link="latency_ms"' in said
    assert f"{limit.as_of:%B %Y}" in said


def test_the_table_of_costs_begins_with_the_cheapest_that_can_do_it(knowledge: Knowledge) -> None:
    result = result_for(knowledge)
    rows = list(CostView(result, knowledge).rows())
    able = [row.approach.id for row in rows if row.verdict in OPEN]
    unable = [row.approach.id for row in rows if row.verdict not in OPEN]

    assert [row.approach.id for row in rows] == able + unable
    assert able
    assert unable
    for part in (able, unable):
        assert part == sorted(part, key=lambda key: result.costs.approaches[key].total.value)


def test_a_budget_that_is_too_small_is_said_with_what_must_be_paid(knowledge: Knowledge) -> None:
    result = result_for(knowledge, budget_usd="50", team_ml_expertise="strong")
    over = [each for each in result.ranking if each.over_budget]

    assert over
    for each in over:
        assert each.outlay_usd > 50
        assert "the budget is $50." in why_over_budget(each, result, knowledge)


def test_money_that_decides_says_both_bills_and_where_they_cross(knowledge: Knowledge) -> None:
    crossing = Crossing("baseline", "api", 40_000, 30_000, 60_000, 1.0)
    found = Cheaper("baseline", "api", 9_000, 2_000, 0.9, 1.5)
    result = replace(result_for(knowledge), cheaper=found, break_even=(crossing,))
    money = Money(Currency("usd", 1.0, None))
    about = {key: money.about(cost.total) for key, cost in result.priced.approaches.items()}
    said = why_cheaper(result, knowledge)
    first, second = (knowledge.approaches[key].name for key in ("api", "baseline"))

    assert f"{first} about {about['api']}, {second} about {about['baseline']}" in said
    assert "at least 1.5 times as much in about 9 in 10 draws" in said
    assert f"cross at about 40,000 requests a month: {second} is cheaper below" in said


def test_questions_that_can_no_longer_matter_are_marked(knowledge: Knowledge) -> None:
    form = LexborHTMLParser(form_html(knowledge, {}, idle=("runs_on",)))
    marked = [each for each in form.css("[data-field]") if each.css_first(".btt-field__idle")]

    assert [each.attributes["data-field"] for each in marked] == ["runs_on"]
    assert form.css_first('template[data-part="idle-note"]') is not None


@pytest.mark.parametrize(
    ("crossing", "words"),
    [
        (Crossing("api", "open_as_is", 40_000, 30_000, 60_000, 1.0),
         "Here the bills cross at about 40,000 requests a month (30,000 to 60,000)."),
        (Crossing("api", "open_as_is", None, None, None, 0.0), "More requests alone do not"),
        (Crossing("open_as_is", "api", None, None, None, 0.0), "already cost less"),
    ],
)  # fmt: skip
def test_a_step_to_own_machines_names_the_volume_or_says_that_there_is_none(
    knowledge: Knowledge, crossing: Crossing, words: str
) -> None:
    result = replace(result_for(knowledge), recommended="api", break_even=(crossing,))

    assert words in turn_words(result, "open_as_is")
    assert turn_words(result, "hybrid") == ""


def test_a_budget_is_answered_with_what_is_paid_to_others_and_what_comes_on_top(
    knowledge: Knowledge,
) -> None:
    result = result_for(knowledge, budget_usd="1000000")
    lines = result.priced.approaches[result.recommended].lines
    paid = sum(line.once for line in lines if line.group in PAID_OUTSIDE)
    people = sum(line.once for line in lines if line.group not in PAID_OUTSIDE)

    said = within_budget(result, knowledge)

    assert said.startswith("Within your budget of $1 million: bills before launch come to about ")
    money = Money(result.priced.currency)
    assert f"about {money.of(paid)}." in said
    assert f"before launch, {money.of(people)}," in said
    assert paid + people == pytest.approx(result.headline(result.recommended).once)
    assert within_budget(result_for(knowledge, budget_usd=""), knowledge) == ""


def taken(result):
    return next(each for each in result.ranking if each.approach == result.recommended)


def test_at_the_limit_the_page_says_of_a_budget_what_the_decision_does(knowledge: Knowledge):
    """The middle bill lies above the likely one; a budget between the two is kept by both."""
    asked = {
        "modality": "text", "labelled_examples": "2000", "labels_to_buy": "3000",
        "label_kind": "written", "api_meets_accuracy": "false", "data_may_leave_org": "false",
        "team_ml_expertise": "strong",
    }  # fmt: skip
    rich = result_for(knowledge, **asked, budget_usd="1000000")
    lines = rich.priced.approaches[rich.recommended].lines
    middle = sum(line.once for line in lines if line.group in PAID_OUTSIDE)
    budget = math.ceil(taken(rich).outlay_usd)
    assert budget < middle

    enough = result_for(knowledge, **asked, budget_usd=str(budget))
    assert enough.recommended == rich.recommended
    assert not taken(enough).over_budget
    assert within_budget(enough, knowledge).startswith("Within ")
    more = Money(enough.priced.currency).of(middle)
    assert f"they are {more}, beyond the budget." in within_budget(enough, knowledge)
    assert "the middle bill" not in within_budget(rich, knowledge)

    less = result_for(knowledge, **asked, budget_usd=str(budget - 1))
    over = {each.approach: each.over_budget for each in less.ranking}
    assert over[rich.recommended]
    assert within_budget(less, knowledge).startswith("Beyond ") == over[less.recommended]


def test_a_middle_way_is_called_one_instead_of_holding_in_none_of_the_ways(knowledge: Knowledge):
    found = result_for(knowledge, modality="text")
    middle = replace(found, certainty=replace(found.certainty, share=0.0, level="open"))
    lead, rest = sureness(middle, knowledge)

    assert lead == "Not sure yet."
    assert rest.startswith("It lies between what the ways to answer the ")


def test_what_is_left_at_a_chance_of_nearly_nothing_is_not_said_to_be_enough(knowledge: Knowledge):
    brand_pictures = {
        "modality": "image", "output_kind": "media", "task_novelty": "close", "budget_usd": 0,
        "requests_per_month": 20_000, "generated_images_per_request": 4,
        "labelled_examples": 60, "output_style_or_format_gap": True,
    }  # fmt: skip
    found = evaluate({"inputs": brand_pictures}, knowledge, knowledge.as_of)
    lead, rest = start(found, knowledge)

    assert found.ranking[0].chance < 0.05
    assert lead == "Start with a test of it."
    assert rest.startswith("Nothing meets every condition; ")
    _, open_still = start(replace(found, qualifies=True), knowledge)
    assert open_still.endswith("has the least against it here, and is still unlikely to be enough.")


def test_what_runs_today_is_stayed_with_and_not_begun(knowledge: Knowledge):
    known = {"modality": "text", "output_kind": "text", "requests_per_month": 10_000}
    enough = {**known, "api_meets_accuracy": True, "runs_today": "api"}
    found = evaluate({"inputs": enough}, knowledge, knowledge.as_of)
    card = answer_card(found, knowledge)

    assert found.recommended == "api"
    assert start(found, knowledge)[0] == "Stay with it."
    assert card is not None
    assert dict(card.pairs())["Start"].startswith("Stay with it. ")
    assert "First test" in dict(card.pairs())


def test_what_runs_today_stays_until_its_test_says_otherwise(knowledge: Knowledge):
    asked = {"modality": "text", "output_kind": "class", "runs_today": "api"}
    found = replace(
        evaluate({"inputs": asked}, knowledge, knowledge.as_of),
        start_with="api", recommended="fine_tune", cheaper=None, qualifies=True,
    )  # fmt: skip

    assert start(found, knowledge)[0] == "Stay with hosted model (API) for now."


def test_where_nothing_will_do_no_form_of_an_answer_calls_it_recommended(knowledge: Knowledge):
    known = {"modality": "text", "output_kind": "text", "requests_per_month": 10_000}
    found = evaluate({"inputs": known}, knowledge, knowledge.as_of)
    lost = replace(found, qualifies=False)

    assert verdict_of(found, found.recommended) == "recommended"
    assert verdict_of(lost, found.recommended) == "least against it"
