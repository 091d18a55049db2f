"""What each line of a bill costs, worked by hand, and the laws that all bills obey."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.costs.analysis import analyse
from calculator.costs.approaches import APPROACHES
from calculator.costs.bills import costs
from calculator.costs.case import OwnLine
from calculator.costs.line import GROUPS, Stairs, Stream, geometric_sum, monthly_ratio
from calculator.costs.listed_prices import at_length, prices_on
from calculator.costs.plain import cost_report
from calculator.costs.quantity import likely
from calculator.encode import encode
from tests.priced import KNOWLEDGE, TODAY, line, priced, scenario, total, usd, with_hosted_model

MODALITIES = [choice.value for choice in KNOWLEDGE.inputs["modality"].choices]
SMALL_MODEL = {"hosted_model": "openai/gpt-6-luna", "modality": "text"}
TOKENS = {"input_tokens_per_request": 1000, "output_tokens_per_request": 100}
PRICES = {
    "hosted:input_usd_per_mtok": 1.0,
    "hosted:cached_input_usd_per_mtok": 0.1,
    "hosted:output_usd_per_mtok": 4.0,
}
ONE_DOLLAR = {
    f"accelerator:{choice.value}": 1.0 for choice in KNOWLEDGE.inputs["accelerator"].choices
}


def test_a_hosted_bill_is_tokens_times_prices_times_requests():
    found = priced(PRICES, requests_per_month=100_000, **SMALL_MODEL, **TOKENS)

    # (1000 × 1 + 100 × 4) / 10⁶ = 0.0014 USD a request, × 100,000 × 12
    assert usd(found, "api", "hosted-model") == pytest.approx(1680)


def test_cached_input_is_billed_at_its_own_rate():
    found = priced(
        PRICES, requests_per_month=100_000, cached_input_share=0.5, **SMALL_MODEL, **TOKENS
    )

    # (500 × 1 + 500 × 0.1 + 100 × 4) / 10⁶ = 0.00095 USD
    assert usd(found, "api", "hosted-model") == pytest.approx(1140)


def test_the_share_that_can_wait_is_billed_at_batch_prices():
    model = with_hosted_model(
        input_usd_per_mtok=1.0,
        output_usd_per_mtok=4.0,
        batch={"input_usd_per_mtok": 0.5, "output_usd_per_mtok": 2.0},
    )
    found = priced(
        {}, knowledge=model, requests_per_month=100_000, batch_share=0.5, **SMALL_MODEL, **TOKENS
    )

    # half at 0.0014, half at (1000 × 0.5 + 100 × 2) / 10⁶ = 0.0007 USD: 0.00105 on average
    assert usd(found, "api", "hosted-model") == pytest.approx(1260)


def test_a_prompt_beyond_a_tier_pays_the_tiers_price_for_all_its_tokens():
    prices = {
        "input_usd_per_mtok": 1.0,
        "tiers": [{"above_tokens": 200_000, "input_usd_per_mtok": 2.0}],
    }

    assert at_length(prices, 200_000)["input_usd_per_mtok"] == 1.0
    assert at_length(prices, 200_001)["input_usd_per_mtok"] == 2.0


def test_a_price_with_a_start_date_counts_from_that_day():
    model = {
        "input_usd_per_mtok": 1.0,
        "dated": [
            {"from": None, "input_usd_per_mtok": 1.0},
            {"from": "2027-01-01", "input_usd_per_mtok": 2.0},
        ],
    }

    assert prices_on(model, date(2026, 12, 31))["input_usd_per_mtok"] == 1.0
    assert prices_on(model, date(2027, 1, 1))["input_usd_per_mtok"] == 2.0


def test_sound_is_billed_by_the_hour_where_the_model_is_sold_so():
    found = priced(
        {"hosted:audio_usd_per_hour": 0.36},
        modality="audio",
        hosted_model="openai/gpt-transcribe",
        audio_minutes_per_request=5,
        requests_per_month=1000,
    )

    # 5 / 60 × 0.36 = 0.03 USD a request, × 1,000 × 12
    assert usd(found, "api", "hosted-model") == pytest.approx(360)


def test_a_speech_model_is_not_priced_for_text():
    found = priced({}, modality="text", hosted_model="openai/gpt-transcribe")

    assert line(found, "api", "hosted-model").note == "GPT-6 Luna"
    assert usd(found, "api", "hosted-model") > 0


def test_retrieval_adds_its_passages_to_every_prompt():
    found = priced(
        {**PRICES, "rag-context-tokens": 3000},
        requests_per_month=100_000,
        **SMALL_MODEL,
        **TOKENS,
    )

    # (4000 × 1 + 100 × 4) / 10⁶ = 0.0044 USD
    assert usd(found, "api_rag", "hosted-model") == pytest.approx(5280)


INDEX = {
    "embedding-price": 0.02, "chunk-tokens": 250, "embedding-dimensions": 1000,
    "index-storage": 0.5, "corpus-refresh": 6, "index-read-price": 16, "index-read-units": 1,
    "index-least-read-units": 0.25,
}  # fmt: skip


def test_an_index_costs_its_gigabytes_its_questions_and_every_refresh():
    asked = {"corpus_mtok": 100, "requests_per_month": 1_000_000}
    found = priced({**INDEX, "index-minimum": 10}, **asked, **SMALL_MODEL)

    # 400,000 vectors of 4,000 bytes are 1.6 GB: 0.80 a month, and 1.6 units a question, a million
    # of which are 25.60; 2 USD at once, 12 in a year for the embedding
    assert usd(found, "api_rag", "search-index") == pytest.approx(2 + 12 * 26.4 + 12)


def test_what_an_index_is_used_for_counts_against_its_least_fee():
    asked = {"corpus_mtok": 100, "requests_per_month": 10_000}
    found = priced({**INDEX, "index-minimum": 10}, **asked, **SMALL_MODEL)

    # 0.80 + 0.256 a month are less than 10
    assert usd(found, "api_rag", "search-index") == pytest.approx(2 + 12 * 10 + 12)


@pytest.mark.parametrize("approach", ["feature_extraction", "fine_tune", "hybrid"])
def test_what_ranks_by_vectors_keeps_those_of_its_collection(approach):
    asked = {"corpus_mtok": 100, "requests_per_month": 10_000, "output_kind": "ranking"}
    found = priced({**INDEX, "index-minimum": 10}, **{**SMALL_MODEL, **asked})
    supposed = priced(
        {**INDEX, "index-minimum": 0}, **{**SMALL_MODEL, **asked, "corpus_mtok": None}
    )
    none = priced(INDEX, **{**SMALL_MODEL, **asked, "corpus_mtok": 0})

    assert usd(found, approach, "search-index") == pytest.approx(2 + 12 * 10 + 12)
    assert usd(supposed, approach, "search-index") > 0
    assert "search-index" not in [each.id for each in none.bills[approach].lines]
    for other in ("baseline", "api"):  # words need no vectors, and prompts hold the candidates
        assert "search-index" not in [each.id for each in found.bills[other].lines]


def test_a_re_ranker_is_paid_by_the_search():
    asked = {"requests_per_month": 50_000, "search_is_reranked": True}
    found = priced({"rerank-price": 0.002}, **asked, **SMALL_MODEL)

    # 50,000 × 0.002 = 100 USD a month
    assert usd(found, "api_rag", "re-ranking") == pytest.approx(1200)


def test_images_and_sound_are_paid_when_they_leave_the_cloud():
    numbers = {"image-megabytes": 0.5, "sound-megabytes": 1, "egress-price": 0.09}
    asked = {"modality": "image", "images_per_request": 2, "audio_minutes_per_request": 3,
             "requests_per_month": 1_000_000, "data_may_leave_org": True}  # fmt: skip
    found = priced(numbers, **asked)

    # (2 × 0.5 + 3 × 1) MB a million times are 4,000 GB at 0.09: 360 USD a month
    assert usd(found, "api", "egress") == pytest.approx(12 * 360)
    assert all(line.id != "egress" for line in found.bills["open_as_is"].lines)


def test_a_made_image_keeps_an_accelerator_busy_for_all_of_its_passes():
    numbers = {"item-efficiency": 0.5, "matmul-share-hopper": 0.8, "item-launch-seconds": 0.01,
               "tokens-per-generated-image": 4096, "denoising-passes": 28, "spread-items": 1,
               "peak-factor": 1, "serving-load": 1}  # fmt: skip
    found = priced(
        {**ONE_DOLLAR, **numbers, "accelerator:h100-sxm-80gb": 1},
        modality="text", output_kind="media", generated_images_per_request=1,
        input_tokens_per_request=0, model_size_b=12, accelerator="h100-sxm-80gb",
        requests_per_month=1_000_000,
    )  # fmt: skip

    # 12 × 10⁹ × 4,096 × 28 × 2 operations at 0.4 of 989 × 10¹² a second are 6.96 s, and 28 starts
    # 0.28 s; at 0.38 requests a second that is 2.8 copies, so three
    assert usd(found, "open_as_is", "hosting") == pytest.approx(3 * 8766)


def test_one_accelerator_at_one_dollar_costs_the_hours_of_its_months():
    found = priced(ONE_DOLLAR, requests_per_month=1000, model_size_b=8, **SMALL_MODEL, **TOKENS)

    # 730.5 hours a month, twelve months
    assert usd(found, "open_as_is", "hosting") == pytest.approx(8766)


def test_rents_fall_every_quarter_by_their_share_of_the_year():
    falling = {**ONE_DOLLAR, "accelerator-price-decline": 0.3439}  # 0.9⁴ is left after a year
    found = priced(falling, requests_per_month=1000, model_size_b=8, **SMALL_MODEL, **TOKENS)

    # 730.5 hours a month, three months each at 1, 0.9, 0.81 and 0.729 dollars
    assert usd(found, "open_as_is", "hosting") == pytest.approx(730.5 * 3 * 3.439)


def test_the_least_number_of_copies_is_paid_for_even_when_idle():
    found = priced(
        ONE_DOLLAR,
        requests_per_month=1000,
        model_size_b=8,
        minimum_replicas=3,
        **SMALL_MODEL,
        **TOKENS,
    )

    assert usd(found, "open_as_is", "hosting") == pytest.approx(3 * 8766)


def test_a_baseline_rents_as_many_processors_as_its_busiest_hour_needs():
    numbers = {"vcpu-hour": 0.1, "cpu-requests-per-second": 1.0, "serving-load": 0.5}
    found = priced(numbers, requests_per_month=2_629_800, peak_factor=2, **SMALL_MODEL)

    # 2,629,800 a month is one a second; × 2 at the peak / (1 × 0.5) = 4 processors
    assert usd(found, "baseline", "hosting") == pytest.approx(4 * 0.1 * 8766)


def test_a_model_that_fits_on_no_single_accelerator_spans_a_power_of_two():
    found = priced(
        {"accelerator:l40s-48gb": 1.0},
        accelerator="l40s-48gb",
        model_size_b=70,
        weight_bits="16",
        requests_per_month=10,
        **SMALL_MODEL,
        **TOKENS,
    )

    # 140 GB of weights need four cards of 48 GB
    assert usd(found, "open_as_is", "hosting") == pytest.approx(4 * 8766)


def test_missing_labels_are_bought_at_their_price_for_every_labeller():
    numbers = {"labels-needed-fine-tune": 2000, "label-price-class": 0.1, "label-reviews": 2}
    found = priced(numbers, labelled_examples=500, label_kind="class", retrainings_per_year=0)

    # 1,500 missing × 0.10 × 2
    assert usd(found, "fine_tune", "labels") == pytest.approx(300)


def test_labels_that_are_there_already_are_not_bought_again():
    numbers = {"labels-needed-fine-tune": 2000, "label-price-class": 0.1, "label-reviews": 2}
    found = priced(numbers, labelled_examples=5000, label_kind="class", retrainings_per_year=0)

    assert usd(found, "fine_tune", "labels") == 0


def test_each_retraining_needs_some_new_labels():
    numbers = {
        "labels-needed-fine-tune": 2000,
        "fresh-label-share": 0.1,
        "label-price-class": 0.5,
        "label-reviews": 1,
    }
    found = priced(
        numbers, labelled_examples=10**8, label_kind="class", data_quality="ok",
        retrainings_per_year=3,
    )  # fmt: skip

    # 2,000 × 0.1 × 0.50 × 3, however many labels there are
    assert usd(found, "fine_tune", "labels") == pytest.approx(300)


def test_outcomes_that_are_recorded_anyway_cost_nothing():
    found = priced({}, modality="tabular", label_kind="recorded", labelled_examples=0)

    assert usd(found, "from_scratch", "labels") == 0


@pytest.mark.parametrize(("labels", "dollars"), [(20_000, 400), (50_000, 600)])
def test_poor_labels_that_training_reads_are_partly_made_again(labels: int, dollars: float):
    numbers = {
        "relabel-share": 0.2, "label-price-class": 0.1, "label-reviews": 1,
        "labels-needed-fine-tune": 300, "most-useful-labels": 100,
    }  # fmt: skip
    found = priced(
        numbers, labelled_examples=labels, data_quality="poor", label_kind="class",
        labels_to_buy=0, retrainings_per_year=0,
    )  # fmt: skip

    # a fifth of 20,000, or of the 300 × 100 that training reads at most, × 0.10
    assert usd(found, "fine_tune", "labels") == pytest.approx(dollars)


def test_building_costs_the_days_of_each_trade_times_its_wage():
    numbers = {
        "build-software-days-api": 10,
        "build-ml-days-api": 4,
        "software-engineer-day": 700,
        "ml-engineer-day": 600,
        "first-time-factor": 2,
    }

    used = priced(numbers, team_ml_expertise="some")
    new = priced(numbers, team_ml_expertise="none")

    assert usd(used, "api", "build") == pytest.approx(10 * 700 + 4 * 600)
    assert usd(new, "api", "build") == pytest.approx(10 * 700 + 2 * 4 * 600)


def test_every_retraining_takes_its_days():
    numbers = {"retraining-days": 3, "ml-engineer-day": 600}
    found = priced(numbers, retrainings_per_year=4)

    assert usd(found, "fine_tune", "retrain") == pytest.approx(4 * 3 * 600)


def test_hosted_tuning_is_billed_by_the_training_token_of_every_run():
    numbers = {
        "labels-needed-fine-tune": 1000,
        "epochs": 3,
        "hosted-tuning-price": 5,
        "runs-fine-tune": 4,
    }
    found = priced(
        numbers, labelled_examples=0, tuning_place="hosted", retrainings_per_year=0,
        data_may_leave_org=True, **SMALL_MODEL, **TOKENS,
    )  # fmt: skip

    # 1,000 examples × 1,100 tokens × 3 = 3.3 million tokens; × 5 USD × 4 runs
    assert usd(found, "fine_tune", "training") == pytest.approx(66)


def test_data_that_may_not_leave_is_never_tuned_by_a_host():
    found = priced({}, tuning_place="hosted", data_may_leave_org=False, modality="text")

    assert line(found, "fine_tune", "hosting").note
    assert not [each for each in found.bills["hybrid"].lines if each.id == "hosted-model"]


def test_own_lines_count_once_monthly_or_by_the_thousand():
    own = (
        OwnLine(label="Audit", usd=5000, paid="once"),
        OwnLine(label="Licence", usd=100, paid="per_month"),
        OwnLine(label="Review", usd=2, paid="per_1000_requests", approaches=("api",)),
    )
    found = priced({}, own, requests_per_month=50_000)

    assert usd(found, "api", "own-1") == 5000
    assert usd(found, "api", "own-2") == pytest.approx(1200)
    assert usd(found, "api", "own-3") == pytest.approx(1200)  # 50 thousands × 2 × 12
    assert "own-3" not in [each.id for each in found.bills["baseline"].lines]


def test_the_volume_is_reached_a_year_after_launch():
    found = priced(PRICES, requests_per_month=120_000, volume_growth_per_year=0.2, **SMALL_MODEL)

    assert likely(found.case.first_requests) == pytest.approx(100_000)


def test_an_answer_is_not_worth_a_machine_that_is_too_slow_for_it():
    answers = {"modality": "image", "model_size_b": 0.9, "requests_per_month": 10}

    patient = priced({}, **answers)
    hasty = priced({}, latency_ms=50, **answers)

    assert line(patient, "open_as_is", "hosting").note == "Virtual processors"
    assert line(hasty, "open_as_is", "hosting").note.startswith("NVIDIA")


def test_a_payment_that_grows_by_a_tenth_a_month_sums_as_a_series():
    assert Stream(100.0, 1.1).total(3) == pytest.approx(100 + 110 + 121)
    assert Stream(100.0, 1.1).in_month(2) == pytest.approx(121)


def test_doubling_in_a_year_while_prices_halve_is_no_change():
    assert monthly_ratio(1.0, 0.5) == pytest.approx(1)
    assert geometric_sum(monthly_ratio(1.0, 0.5), 24) == pytest.approx(24)


def test_stairs_count_three_months_a_quarter_and_cut_the_last():
    stairs = Stairs([1.0, 2.0], usd_per_unit=10.0)

    assert stairs.total(6) == pytest.approx(90)
    assert stairs.total(4) == pytest.approx(50)
    assert stairs.in_month(3) == pytest.approx(20)


@pytest.mark.parametrize("modality", MODALITIES)
def test_every_approach_has_a_bill_for_every_kind_of_data(modality):
    found = priced({}, modality=modality)

    for approach in APPROACHES:
        bill = found.bills[approach]
        assert {each.group for each in bill.lines} <= set(GROUPS)
        assert total(bill) == pytest.approx(
            sum(usd(found, approach, each.id) for each in bill.lines)
        )
        assert {"people", "inference", "evaluation"} <= {each.group for each in bill.lines}


def test_each_line_of_a_bill_has_an_id_of_its_own():
    found = priced({}, modality="text")

    for bill in found.bills.values():
        ids = [each.id for each in bill.lines]
        assert len(ids) == len(set(ids))


def test_every_number_of_a_bill_says_where_it_comes_from():
    found = costs(scenario(), KNOWLEDGE, TODAY)
    shown = cost_report(found, analyse(found, APPROACHES, points=16))

    for name, number in shown.numbers.items():
        assert number.label, name
        assert number.kind == "input" or (number.sources and number.as_of), name


def test_the_same_question_gives_the_same_bytes():
    def text() -> str:
        found = costs(scenario(), KNOWLEDGE, TODAY)
        return json.dumps(encode(cost_report(found, analyse(found, APPROACHES, points=64))))

    assert text() == text()


volumes = st.integers(0, 10**9)
sizes = st.floats(0.01, 400)
lengths = st.floats(0, 100_000)


@settings(max_examples=40)
@given(
    modality=st.sampled_from(MODALITIES),
    requests=volumes,
    size=sizes,
    read=lengths,
    written=lengths,
    months=st.integers(1, 120),
    growth=st.floats(-0.9, 5),
)
def test_no_bill_is_negative_infinite_or_no_number(
    modality, requests, size, read, written, months, growth
):
    found = priced(
        {}, modality=modality, requests_per_month=requests, model_size_b=size,
        input_tokens_per_request=read, output_tokens_per_request=written,
        horizon_months=months, volume_growth_per_year=growth,
    )  # fmt: skip

    for bill in found.bills.values():
        assert 0 <= total(bill) < 1e30


@settings(max_examples=30)
@given(requests=volumes, more=volumes, modality=st.sampled_from(MODALITIES))
def test_more_requests_never_cost_less(requests, more, modality):
    few = priced({}, requests_per_month=requests, modality=modality)
    many = priced({}, requests_per_month=min(requests + more, 10**12), modality=modality)

    for approach in APPROACHES:
        assert total(few.bills[approach]) <= total(many.bills[approach]) * (1 + 1e-9)


@settings(max_examples=20)
@given(wage=st.floats(100, 2000), raise_by=st.floats(0, 2000))
def test_a_higher_wage_never_costs_less(wage, raise_by):
    low = priced({"software-engineer-day": wage})
    high = priced({"software-engineer-day": wage + raise_by})

    for approach in APPROACHES:
        assert total(low.bills[approach]) <= total(high.bills[approach])


@settings(max_examples=20)
@given(months=st.integers(1, 119))
def test_a_longer_horizon_never_costs_less(months):
    short, long = priced({}, horizon_months=months), priced({}, horizon_months=months + 1)

    for approach in APPROACHES:
        assert total(short.bills[approach]) <= total(long.bills[approach])


def test_a_language_model_of_your_own_reads_twenty_tokens_for_each_parameter():
    numbers = {"tokens-per-parameter": 20, "pretraining-mtok": 1, "labels-needed-from-scratch": 1}
    one = priced(numbers, modality="text", own_model_size_b=1, retrainings_per_year=0)
    two = priced(numbers, modality="text", own_model_size_b=2, retrainings_per_year=0)

    # twice the parameters read twice the text: about four times the work
    ratio = usd(two, "from_scratch", "training") / usd(one, "from_scratch", "training")
    assert ratio == pytest.approx(4, rel=0.3)


def test_a_retraining_may_be_shorter_than_a_whole_run():
    whole = priced({"retraining-run-share": 1.0, "runs-heavy-fine-tune": 2}, retrainings_per_year=2)
    half = priced({"retraining-run-share": 0.5, "runs-heavy-fine-tune": 2}, retrainings_per_year=2)

    # two runs, and two or one more in the year
    ratio = usd(half, "heavy_fine_tune", "training") / usd(whole, "heavy_fine_tune", "training")
    assert ratio == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("answers", "usd_each"),
    [
        ({"output_kind": "text"}, 0.9),
        ({"output_kind": "class"}, 0.09),
        ({"output_kind": "text", "regulated_or_sensitive": True}, 0.9),
        (
            {"output_kind": "text", "regulated_or_sensitive": True,
             "domain_specialisation": "specialised"},
            8,
        ),
    ],
)  # fmt: skip
def test_a_check_costs_what_it_takes_to_judge_what_is_checked(answers, usd_each):
    # 200 answers a month: in words 0.90 each, a class 0.09, by a specialist of the field 8
    prices = {"label-price-written": 0.9, "label-price-class": 0.09, "label-price-expert": 8}
    found = priced({"monitoring-labels": 200, **prices}, **answers)
    line = next(each for each in found.bills["api"].lines if each.id == "evaluation")

    assert float(line.monthly.in_month(0)) == pytest.approx(200 * usd_each)


def test_a_model_of_images_passes_over_them_tens_of_times():
    # 3,000 images of 200 patches, 30 passes: 18 million tokens through 0.3 thousand million
    # parameters, three passes' worth of arithmetic for a step forwards and back
    few, many = (
        priced({"vision-epochs": passes, "labels-needed-fine-tune": 3000},
               modality="image", output_kind="class", labelled_examples=3000)
        for passes in (3, 30)
    )  # fmt: skip

    assert usd(many, "fine_tune", "training") == pytest.approx(
        10 * usd(few, "fine_tune", "training")
    )
