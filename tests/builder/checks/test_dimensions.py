"""Cost lines on dimensions: units multiply, and what is added must be of one kind."""

import dataclasses

import pytest

from builder.checks.dimensions import check_dimensions, dimension_of
from calculator import units
from calculator.costs.bills import Bill, Costs
from calculator.costs.case import Case
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import Amount
from calculator.needs.need import Assumed
from calculator.units import (
    HOURS_PER_MONTH,
    MONTHS_PER_YEAR,
    TOKENS_PER_MTOK,
    Conversion,
)
from tests.priced import priced

WAGE = Assumed("software-engineer-day", "USD per day")
DAYS = Assumed("run-days-api", "days per month")
EVALUATION = Assumed("evaluation-days", "days")
ENDPOINT = Assumed("hosted-tuned-endpoint", "USD per hour")
PRICE = Assumed("embedding-price", "USD per million tokens")
PASSAGE = Assumed("chunk-tokens", "tokens")
FORGOTTEN = "'First month' must be in USD per month, got USD per hour"
CASES = [
    {"modality": "text"},
    {"modality": "image", "images_per_request": 2.0, "team_ml_expertise": "none"},
    {"modality": "multimodal", "data_may_leave_org": False},
    {"modality": "audio", "minimum_replicas": 0},
    {"modality": "tabular", "data_quality": "poor"},
    {"modality": "scientific", "requests_per_month": 10_000},
    {"modality": "time_series", "paying": "owned"},
    {"modality": "text", "tuning_place": "hosted", "reasoning_effort": "low"},
    {"modality": "text", "output_kind": "text", "answers_from_documents": True, "corpus_mtok": 0.1},
    {"modality": "text", "tuning_place": "own", "adapters_on_base": 4, "cache_write_share": 0.1},
]


def found_in(case: Case, **line: Amount | Stream) -> list[str]:
    """What is said of one line of a bill."""
    bill = Bill("api", (Line(id="made-up", group="people", label="", **line),), 0.0)
    sound = dataclasses.replace(priced({}), case=case)
    told = check_dimensions(Costs(sound.question, case, {"api": bill}))
    return [each.removeprefix("api, made-up: ") for each in told]


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("USD per GB and month", {"GB": -1, "USD": 1, "month": -1}),
        ("share per year", {}),
        ("times per year", {"year": -1}),
        ("USD per kWh", {"USD": 1, "hour": -1, "kW": -1}),
        ("FLOP/s", {"FLOP": 1, "second": -1}),
        ("examples", {"label": 1}),
    ],
)
def test_a_unit_is_measures_and_their_powers(unit, dimension):
    assert dimension_of(unit) == dimension


@pytest.mark.parametrize("answers", CASES)
def test_every_line_of_every_bill_fits_together(answers):
    assert list(check_dimensions(priced({}, **answers))) == []


def test_every_conversion_has_a_unit_that_can_be_read():
    conversions = [value for value in vars(units).values() if isinstance(value, Conversion)]

    assert len(conversions) > 10
    assert all(isinstance(dimension_of(each.unit), dict) for each in conversions)


def test_a_sum_paid_once_must_be_in_usd():
    case = priced({}).case

    assert found_in(case, once=case.assumed(EVALUATION) * case.assumed(WAGE)) == []
    assert found_in(case, once=case.assumed(DAYS) * case.assumed(WAGE)) == [
        "must be in USD, got USD per month"
    ]


def test_a_forgotten_conversion_is_found():
    case = priced({"hosted-tuned-endpoint": 2}).case
    hourly = case.assumed(ENDPOINT)

    assert found_in(case, monthly=Stream(hourly * HOURS_PER_MONTH)) == []
    assert found_in(case, monthly=Stream(hourly)) == [FORGOTTEN]
    assert found_in(case, monthly=Stream(hourly * HOURS_PER_MONTH / MONTHS_PER_YEAR)) == [
        "'First month' must be in USD per month, got USD year per month and month"
    ]


def test_what_is_of_two_kinds_cannot_be_added():
    case = priced({"hosted-tuned-endpoint": 2}).case
    days, hourly = case.assumed(DAYS) * case.assumed(WAGE), case.assumed(ENDPOINT)

    assert found_in(case, monthly=Stream(days + hourly)) == [
        "USD per month and USD per hour cannot be added or compared"
    ]


def test_an_amount_on_the_way_is_in_the_unit_of_its_name():
    case = priced({}).case
    usd = case.assumed(PASSAGE) * case.assumed(PRICE)
    whole = case.called("Reading a passage", "USD", usd / TOKENS_PER_MTOK)
    wrong = case.called("Reading a passage", "USD", usd)

    assert found_in(case, once=whole) == []
    assert found_in(case, once=wrong) == [
        "'Reading a passage' must be in USD, got USD token per million token"
    ]
