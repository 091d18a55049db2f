"""What is kept for the next question is what would be made anew."""

import random

import pytest

from calculator.costs import bills as module
from calculator.costs import kept_work
from calculator.costs.after_others import case_after_others
from calculator.costs.bills import APPROACHES, bills, people_lines
from calculator.costs.case import OwnLine, case_of, question_of
from calculator.costs.quantity import Quantity, plain
from calculator.costs.uncertainty import NAMED, Chosen, Points
from calculator.costs.what_if import VOLUME
from calculator.estimate import Estimate
from calculator.needs.traced import key_of
from calculator.packed import load_knowledge
from calculator.scenario import Scenario
from tests.random_scenarios import random_inputs

KNOWLEDGE = load_knowledge()
SAMPLES = (Points(12), Points(12, ("peak-factor", "ml-engineer-day")), NAMED)
OWN = (OwnLine(label="Audit", usd=400.0, paid="per_1000_requests"),)


def question(answers, overrides=None, own_lines=OWN):
    unknown = dict.fromkeys(KNOWLEDGE.inputs)
    scenario = Scenario(unknown | answers)
    return question_of(scenario, KNOWLEDGE, KNOWLEDGE.as_of, overrides or {}, own_lines)


def written(case):
    """Every amount of the bills, how it was made, and the numbers that were drawn for it."""
    found = [
        (name, line.label, line.note, line.kwh, *map(amount, (line.once, line.total(case.months))))
        for name, bill in bills(case).items()
        for line in bill.lines
    ]
    totals = [amount(bill.total) for bill in bills(case).values()]
    return found, totals, list(case.draws.estimates.items())


def amount(usd):
    return usd.points if isinstance(usd, Quantity) else (float(usd), key_of(plain(usd)))


@pytest.mark.parametrize("seed", range(6))
def test_a_case_after_others_is_the_case_alone(seed):
    rng = random.Random(seed)
    answers, others = random_inputs(KNOWLEDGE, rng), random_inputs(KNOWLEDGE, rng)
    for name in rng.sample(sorted(KNOWLEDGE.inputs), 12):
        answers[name] = others[name]
        asked = question(answers)
        for sample in SAMPLES:
            assert written(case_after_others(asked, sample)) == written(case_of(asked, sample)), (
                name, sample,
            )  # fmt: skip


def test_an_answer_and_the_same_number_supposed_are_not_taken_for_each_other():
    """Eight billion parameters that nobody named have a range, those that were named have none."""
    supposed = case_of(question({}), NAMED).workload.model_size_b
    for answers in ({}, {"model_size_b": float(supposed)}, {}):
        for sample in SAMPLES:
            found = written(case_after_others(question(answers), sample))
            assert found == written(case_of(question(answers), sample))


def test_a_number_that_a_reader_sets_and_a_line_of_their_own_count_at_once():
    wage = {"ml-engineer-day": Estimate(1, 2, 3)}
    for overrides, lines in (({}, OWN), (wage, OWN), (wage, ()), ({}, OWN)):
        asked = question({VOLUME: 5000}, overrides, lines)
        for sample in SAMPLES:
            assert written(case_after_others(asked, sample)) == written(case_of(asked, sample))


def test_points_of_other_volumes_are_not_taken_for_each_other():
    sample = Chosen(4, (0, 0, 3, 3))
    for volumes in ([100.0, 9e6], [100.0, 5e4], [100.0, 9e6]):
        varied = {VOLUME: Quantity(volumes * 2)}
        after = case_after_others(question({}), sample, varied)
        assert written(after) == written(case_of(question({}), sample, varied))


def people_priced(monkeypatch):
    """The approaches whose people are priced from now on, as they come; nothing is kept."""
    kept_work.forget()
    made = []
    monkeypatch.setattr(
        module, "people_lines", lambda case, name: made.append(name) or people_lines(case, name)
    )
    return made


def test_people_are_not_priced_again_where_the_volume_alone_has_changed(monkeypatch):
    made = people_priced(monkeypatch)
    for volume in (5_000, 6_000, 7_000):
        bills(case_after_others(question({VOLUME: volume}), Points(12)))
    assert made == list(APPROACHES)

    bills(case_after_others(question({VOLUME: 7_000, "team_ml_expertise": "none"}), Points(12)))
    assert made == list(APPROACHES) * 2


def test_a_price_set_by_hand_has_those_lines_made_anew_that_ask_for_it(monkeypatch):
    made = people_priced(monkeypatch)
    for usd in (0.1, 0.2, 0.3):
        processors = {"vcpu-hour": Estimate(usd, usd, usd)}
        bills(case_after_others(question({VOLUME: 5_000}, processors), Points(12)))
    assert made == list(APPROACHES)

    wage = {"ml-engineer-day": Estimate(1, 2, 3)}
    bills(case_after_others(question({VOLUME: 5_000}, wage), Points(12)))
    assert made == list(APPROACHES) * 2


@pytest.mark.parametrize("seed", range(4))
def test_numbers_set_one_after_the_other_are_those_of_a_case_alone(seed):
    rng = random.Random(seed)
    answers, own = random_inputs(KNOWLEDGE, rng), {}
    names = list(case_of(question(answers), NAMED).draws.estimates)
    for name in rng.sample(names, min(8, len(names))):
        own = {**own, name: Estimate(1, 2, 3)} if rng.random() < 0.7 else {name: Estimate(2, 2, 2)}
        for asked in (question(answers, own), question(answers)):
            for sample in SAMPLES:
                assert written(case_after_others(asked, sample)) == written(case_of(asked, sample))
