"""The calculator page in a real browser, on the built site."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from calculator.address import to_address
from calculator.scenario import read_scenario
from tests.browser.conftest import Shared, open_calculator
from view.page import packed_page

pytestmark = pytest.mark.browser
TITLE = "#answer-title"
SETTLED = '[data-btt-calculator][data-settled="true"]'


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f'[data-field="{field}"] input[value="{value}"]').check()


def values(page: Page) -> dict[str, str]:
    read = "form => Object.fromEntries(new FormData(form))"
    return page.locator('[data-part="form"]').evaluate(read)


def test_the_answer_is_there_without_scripts(browser: Browser, base_url: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}calculator/index.html")

    assert page.locator(TITLE).inner_text().strip()
    assert page.locator(".btt-ladder .btt-rung").count() == 9
    page.context.close()


def test_the_live_answer_to_the_default_scenario_is_the_one_that_was_built_in(
    page: Page, base_url: str
):
    page.goto(f"{base_url}calculator/index.html", wait_until="commit")
    page.wait_for_selector("#answer-title", state="attached")
    built = page.locator(".btt-answer").all_inner_texts()
    page.wait_for_selector(SETTLED, timeout=60_000)

    assert page.locator(".btt-answer").all_inner_texts() == built


def test_a_changed_answer_changes_the_result_and_the_address(page: Page, base_url: str):
    open_calculator(page, base_url)
    hosted = page.locator(".btt-rung", has_text="Hosted model (API)")
    expect(hosted).not_to_contain_text("ruled out")

    choose(page, "data_may_leave_org", "false")

    expect(hosted).to_contain_text("ruled out")
    expect(page).to_have_url(re.compile(r"#data_may_leave_org=false&v="))


def test_an_address_restores_form_and_answer(page: Page, base_url: str):
    state = "data_may_leave_org=false&labelled_examples=500&modality=image&v=old"
    open_calculator(page, base_url, state)
    found = values(page)

    assert found["modality"] == "image"
    assert found["labelled_examples"] == "500"
    assert found["data_may_leave_org"] == "false"
    assert found["task_novelty"] == "close"  # the default, which addresses leave out
    ruled_out = page.locator(".btt-rung--ruled-out .btt-rung__name").all_inner_texts()
    assert "Hosted model (API)" in ruled_out


def test_back_takes_back_one_answer_and_forward_gives_it_again(page: Page, base_url: str):
    open_calculator(page, base_url)
    choose(page, "task_novelty", "solved")
    expect(page).to_have_url(re.compile("task_novelty=solved"))
    page.locator('[name="labelled_examples"]').press("End")
    page.locator('[name="labelled_examples"]').press_sequentially("75")
    expect(page).to_have_url(re.compile("labelled_examples=200075"))

    page.go_back()
    expect(page.locator('[name="labelled_examples"]')).to_have_value("2000")
    assert values(page)["task_novelty"] == "solved"
    page.go_back()
    expect(page.locator('[data-field="task_novelty"] input[value="close"]')).to_be_checked()
    page.go_forward()
    expect(page.locator('[data-field="task_novelty"] input[value="solved"]')).to_be_checked()


def test_a_wrong_answer_is_said_at_the_field_and_above_and_blocks_nothing(
    page: Page, base_url: str
):
    open_calculator(page, base_url)
    page.locator('[name="labelled_examples"]').fill("many")

    error = page.locator('[data-error="labelled_examples"]')
    message = "must be a number such as 20000, 20k or 1.5 million, got 'many'"
    expect(error).to_have_text(message)
    expect(page.locator('[name="labelled_examples"]')).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".btt-errors")).to_contain_text("Labelled examples")
    page.locator('[name="modality"]').select_option("image")
    expect(page).to_have_url(re.compile("modality=image"))
    assert page.locator('[name="labelled_examples"]').input_value() == "many"

    page.locator('[name="labelled_examples"]').fill("300")
    expect(error).to_be_empty()
    expect(page.locator(".btt-errors")).to_have_count(0)


def test_caret_and_focus_stay_while_the_answer_follows(page: Page, base_url: str):
    open_calculator(page, base_url)
    field = page.locator('[name="labelled_examples"]')
    field.fill("12")
    field.press("ArrowLeft")
    field.press("5")
    expect(page).to_have_url(re.compile("labelled_examples=152"))

    assert field.evaluate("field => [document.activeElement === field, field.selectionStart]") == [
        True,
        2,
    ]


def test_any_field_can_be_made_unknown(page: Page, base_url: str):
    open_calculator(page, base_url)
    button = page.locator('[data-clear="labelled_examples"]')
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("labelled_examples=unknown"))
    choose(page, "task_novelty", "unknown")
    expect(page).to_have_url(re.compile("task_novelty=unknown"))


def test_an_example_fills_the_form(page: Page, base_url: str):
    open_calculator(page, base_url)
    options = page.locator("#preset option")
    chosen = options.nth(options.count() - 1)
    address = chosen.get_attribute("value")
    page.locator("#preset").select_option(address)

    knowledge = packed_page().knowledge
    example = knowledge.examples[address.removeprefix("example=")]
    scenario, _ = read_scenario(example.inputs, knowledge)
    expect(page).to_have_url(re.compile(re.escape(to_address(scenario, knowledge)) + "$"))


def test_a_field_named_in_the_answer_gets_the_focus(page: Page, base_url: str):
    open_calculator(page, base_url)
    link = page.locator(".btt-changes [data-field-link]").first
    field = link.get_attribute("data-field-link")
    link.click()

    expect(page.locator(f'[data-field="{field}"] :focus')).to_have_count(1)


def test_an_address_can_name_a_field_to_go_to(page: Page, base_url: str):
    open_calculator(page, base_url, "input=latency_ms")

    assert page.evaluate("document.activeElement.name") == "latency_ms"


def test_a_lost_worker_is_started_again(page: Page, base_url: str):
    page.add_init_script(
        "const Own = Worker; window.workers = []; window.Worker = class extends Own {"
        "constructor(...all) { super(...all); window.workers.push(this) } }"
    )
    open_calculator(page, base_url)
    # A form that is lost on its way says so on the console; that is not what is asked here.
    expect(page.locator("[data-later-group]")).to_have_count(0)
    page.evaluate("workers[0].dispatchEvent(new ErrorEvent('error', {message: 'crashed'}))")
    choose(page, "task_novelty", "solved")

    expect(page).to_have_url(re.compile("task_novelty=solved"), timeout=60_000)
    assert page.evaluate("workers.length") == 2


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 2560])
def test_nothing_is_wider_than_the_screen(shared: Shared, base_url: str, width: int):
    page = shared.page(width, 800)
    for path in ("index.html", "calculator/index.html"):
        page.goto(base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_guided_path_asks_one_question_after_the_other_over_the_same_answers(
    page: Page, base_url: str
):
    open_calculator(page, base_url)
    page.locator('[data-way="guided"]').click()
    asked = page.locator(".btt-field--asked")
    expect(asked).to_have_count(1)
    expect(page.locator("[data-field]:visible")).to_have_count(1)
    expect(page.locator(".btt-guide__count")).to_have_text("Question 1 of 7")
    first = asked.get_attribute("data-field")
    assert values(page)["task_novelty"] == "unknown"

    page.locator('[data-guide="skip"]').click()
    expect(page.locator(f'[data-field="{first}"]')).not_to_be_visible()
    second = asked.get_attribute("data-field")
    answer = asked.locator("input[type=radio], select, input").first
    if answer.get_attribute("type") == "radio":
        answer.check()
    page.locator('[data-guide="next"]').click()
    expect(page.locator(f'[data-field="{second}"]')).not_to_be_visible()

    page.locator('[data-guide="back"]').click()
    expect(page.locator(f'[data-field="{second}"]')).to_be_visible()
    page.locator('[data-guide="back"]').click()
    expect(page.locator(f'[data-field="{first}"]')).to_be_visible()
    page.locator('[data-way="full"]').click()
    expect(page.locator("[data-field]:visible")).not_to_have_count(1)


def test_the_guided_path_ends_when_no_question_changes_the_answer(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.locator('[data-way="guided"]').click()
    for _ in range(60):
        if page.locator('[data-guide="skip"]').is_disabled():
            break
        before = page.locator(".btt-field--asked").first.get_attribute("data-field")
        page.locator('[data-guide="skip"]').click()
        expect(page.locator(f'.btt-field--asked[data-field="{before}"]')).to_have_count(0)

    expect(page.locator('[data-part="guide-why"]')).to_contain_text("No open question")


def test_the_answer_counts_as_old_as_soon_as_anything_is_asked(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.wait_for_selector(SETTLED)

    at_once = """way => {
      document.querySelector(`[data-way="${way}"]`).click()
      return document.querySelector('[data-btt-calculator]').dataset.settled
    }"""
    assert page.evaluate(at_once, "guided") == "false"
    page.wait_for_selector(SETTLED)


def test_what_would_change_the_answer_is_hidden_until_it_is_of_this_answer(
    page: Page, base_url: str
):
    open_calculator(page, base_url)
    page.wait_for_selector(SETTLED)
    said = page.locator(".btt-changes table")
    expect(said).to_be_visible()

    seen = page.evaluate("""() => new Promise(resolve => {
      const shown = () => {
        const piece = document.querySelector('.btt-changes')
        const told = piece.querySelector('table')
        return { busy: piece.ariaBusy, visibility: getComputedStyle(told).visibility }
      }
      const calculator = document.querySelector('[data-btt-calculator]')
      calculator.addEventListener('btt:drawn', () => resolve(shown()), { once: true })
      const field = document.querySelector('[name="requests_per_month"]')
      field.value = '1234567'
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })""")

    assert seen == {"busy": "true", "visibility": "hidden"}
    page.wait_for_selector(SETTLED)
    expect(page.locator(".btt-changes")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".btt-changes h3 + *")).to_be_visible()


def test_a_price_can_be_replaced_and_taken_back(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.wait_for_selector(SETTLED)
    before = page.locator(".btt-card__figures").text_content()
    page.locator(".btt-line summary").first.click()
    page.locator(".btt-line[open] [data-set]").first.click()
    field = page.locator('[data-own] input[name$=".likely"]')
    expect(field).to_be_focused()
    field.fill("1000")
    expect(page).to_have_url(re.compile(r"#a\.[a-z-]+=[0-9.]+~1000~[0-9.]+&v="))
    page.locator('[data-own] input[name$=".high"]').fill("2000")

    expect(page).to_have_url(re.compile(r"#a\.[a-z-]+=[0-9.]+~1000~2000&v="))
    expect(page.locator(".btt-card__figures")).not_to_have_text(before)
    expect(page.locator(".btt-bill")).to_contain_text("set by you")

    field.fill("-5")
    expect(page.locator("[data-own] .btt-field__error")).to_contain_text("must be")
    page.locator("[data-drop]").click()
    expect(page.locator("[data-own]")).to_have_count(0)
    expect(page.locator(".btt-card__figures")).to_have_text(before)


def test_a_line_of_ones_own_joins_the_bill(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.locator("[data-add]").click()
    page.locator('[name="o.1.label"]').fill("Security review ~ twice")
    page.locator('[name="o.1.usd"]').fill("12,000")

    expect(page.locator(".btt-bill")).to_contain_text("Security review ~ twice")
    state = page.evaluate("location.hash")
    page.goto("about:blank")
    open_calculator(page, base_url, state[1:])
    expect(page.locator('[name="o.1.label"]')).to_have_value("Security review ~ twice")


def test_every_bill_can_be_opened(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.wait_for_selector(SETTLED)
    page.locator("#bill").select_option("api")

    expect(page.locator("#crossings-title")).to_have_text("When is hosted model (API) cheaper?")
    expect(page.locator("#bill")).to_have_value("api")


def test_weights_order_what_can_do_the_job_and_stand_in_the_address(page: Page, base_url: str):
    open_calculator(page, base_url, "quality_target=good_enough")
    page.wait_for_selector(SETTLED)
    before = page.locator("#answer-title").inner_text()
    page.locator('.btt-weighing [data-field-link="w.cost"]').click()
    expect(page.locator("#weight-cost")).to_be_focused()
    page.locator("#weight-cost").fill("3")
    page.locator("#weight-provider").fill("2.5")
    expect(page.locator(".btt-weighing tbody").first.locator("tr").first).to_contain_text("$")

    assert "w.cost=3" in page.url
    assert "w.provider=2.5" in page.url
    assert page.locator("#answer-title").inner_text() == before
    expect(page.locator(".btt-weighing")).to_contain_text("stays first while one weight")
    page.reload()
    expect(page.locator("#weight-provider")).to_have_value("2.5", timeout=60_000)


def test_a_wrong_weight_is_said_at_its_field(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.locator("#weight-time").fill("12")

    expect(page.locator("#error-w-time")).to_have_text("must be from 0 to 10")
    expect(page.locator("#weight-time")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".btt-errors")).to_contain_text("Your weight for time")


def test_the_time_to_a_first_version_opens_to_its_numbers(page: Page, base_url: str):
    open_calculator(page, base_url)
    page.wait_for_selector(SETTLED)
    expect(page.locator(".btt-delivery tbody").first.locator("tr")).to_have_count(9)
    stage = page.locator("#line-time-build")
    stage.locator(".btt-line__head").click()

    expect(stage).to_contain_text("/ People who build it")
    expect(stage.locator('[data-set="people-building"]')).to_be_visible()
