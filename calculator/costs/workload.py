"""Answers → what the cost formulas need, typed, with the unit in the name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculator.costs.asked import DECLARED, INPUT, MEDIUM, SPREAD_OF_UNKNOWN, STAND_INS
from calculator.costs.draws import Draws
from calculator.costs.quantity import Amount, Quantity
from calculator.estimate import Estimate
from calculator.knowledge import Knowledge
from calculator.scenario import Scenario
from calculator.suppositions import Supposed, suppose


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What is asked of the model and what there is to start from."""

    modality: str
    medium: str  # text, image, audio, tabular or time_series: whose formulas apply
    requests_per_month: Amount  # a year after launch; ≥ 0
    growth_per_year: Amount  # share; above -1
    peak_factor: Amount  # busiest hour against the mean hour; ≥ 1
    input_tokens: Amount  # of one request, text only; ≥ 0
    output_tokens: Amount  # of one request; ≥ 0
    images: Amount  # in one request; ≥ 0
    audio_minutes: Amount  # in one request; ≥ 0
    cached_share: Amount  # of input tokens, read from the prompt cache; 0–1
    written_share: Amount  # of input tokens, written to the prompt cache; 0–1
    batch_share: Amount  # of requests that can wait for batch prices; 0–1
    corpus_mtok: Amount  # documents to search, million tokens; ≥ 0
    model_size_b: Amount  # open model, billion parameters; > 0
    own_model_size_b: Amount  # model trained from scratch, billion parameters; > 0
    weight_bits: float
    minimum_replicas: float  # 0: machines rest while nobody asks
    paying: str  # for machines: on_demand, another kind of rent, or owned
    variants: float  # tuned models that share one copy; ≥ 1
    labelled_examples: Amount  # already there; ≥ 0
    extra_labels: Amount | None  # to buy; None: what the approach needs and is missing
    label_kind: str
    test_examples: Amount  # to label for evaluation; ≥ 0
    retrainings_per_year: Amount  # ≥ 0
    horizon_months: int
    data_may_leave: bool
    expertise: str
    data_quality: str
    hosted_model: str
    service: str  # standard, flex or priority
    effort: str  # of reasoning: none, low, medium or high
    accelerator: str | None  # None: the cheapest that fits
    tuning_place: str  # hosted, own, or open: whichever is cheaper
    grid: str
    currency: str
    latency_ms: float | None  # longest wait that was named; None: none
    pages: Amount = 0.0  # of documents that one request has turned into text; ≥ 0
    images_made: Amount = 0.0  # for one request; ≥ 0
    characters_spoken: Amount = 0.0  # of text that one request has read out; ≥ 0
    reranked: bool = False  # what the search finds, before it is answered from
    open_model: str | None = None  # a model of the table of shapes; None: any of its size
    active_size_b: float = 0.0  # of the open model, where it has no name; 0: all of it, dense
    active_is_supposed: bool = False
    looks_up: bool = False  # answers in words that must rest on documents


def read_workload(
    scenario: Scenario,
    knowledge: Knowledge,
    draws: Draws,
    varied: Mapping[str, Quantity] | None = None,
) -> Workload:
    """The workload of a scenario.

    Args:
        scenario: the reader's answers; unknown ones are supposed, with a wide range.
        knowledge: inputs and assumptions.
        draws: where unknown numbers get their range from.
        varied: answers that take one value per point, for break-even and flip points.
    """
    answers = Answers(scenario, suppose(scenario, knowledge), draws, varied or {})
    patience = None if scenario["latency_ms"] is None else answers.plain("latency_ms")
    found = _with_pieces(_workload(answers, patience), answers)
    return replace(_with_open_model(found, answers), looks_up=_looks_up(found, answers))


def _workload(answers: "Answers", latency_ms: float | None) -> Workload:
    modality = answers.choice("modality", "text")
    return Workload(
        modality=modality,
        medium=MEDIUM[modality],
        requests_per_month=answers.number("requests_per_month"),
        growth_per_year=answers.number_or_assumed("volume_growth_per_year"),
        peak_factor=answers.number_or_assumed("peak_factor"),
        input_tokens=answers.number("input_tokens_per_request"),
        output_tokens=answers.number("output_tokens_per_request"),
        images=answers.number("images_per_request"),
        audio_minutes=answers.number("audio_minutes_per_request"),
        cached_share=answers.number("cached_input_share"),
        written_share=answers.number("cache_write_share"),
        batch_share=answers.number("batch_share"),
        corpus_mtok=answers.number("corpus_mtok"),
        model_size_b=answers.number("model_size_b"),
        own_model_size_b=answers.number("own_model_size_b"),
        weight_bits=float(answers.choice("weight_bits", "16")),
        minimum_replicas=answers.plain("minimum_replicas"),
        paying=_paying(answers),
        variants=answers.plain("adapters_on_base"),
        labelled_examples=answers.number("labelled_examples"),
        extra_labels=answers.number_or_none("labels_to_buy"),
        label_kind=answers.choice("label_kind", "class"),
        test_examples=answers.number_or_assumed("test_examples"),
        retrainings_per_year=answers.number("retrainings_per_year"),
        horizon_months=int(answers.plain("horizon_months")),
        data_may_leave=answers.yes("data_may_leave_org"),
        expertise=answers.choice("team_ml_expertise", "some"),
        data_quality=answers.choice("data_quality", "ok"),
        hosted_model=answers.choice("hosted_model", ""),
        service=answers.choice("service_tier", "standard"),
        effort=answers.choice("reasoning_effort", "none"),
        accelerator=answers.given_choice("accelerator"),
        tuning_place=answers.choice("tuning_place", "open"),
        grid=answers.choice("electricity_grid", "world"),
        currency=answers.choice("currency", "usd"),
        latency_ms=latency_ms,
    )


def _with_pieces(work: Workload, answers: "Answers") -> Workload:
    """The workload with what is sold by the piece."""
    return replace(
        work,
        pages=answers.number("document_pages_per_request"),
        images_made=answers.number("generated_images_per_request"),
        characters_spoken=answers.number("spoken_characters_per_request"),
        reranked=answers.yes("search_is_reranked"),
    )


def _looks_up(work: Workload, answers: "Answers") -> bool:
    written = work.medium == "text" or work.modality == "multimodal"
    worded = answers.choice("output_kind", "text") not in ("class", "number", "ranking")
    return written and worded and answers.yes("answers_from_documents")


def _with_open_model(work: Workload, answers: "Answers") -> Workload:
    """The workload with the model by its name, or with what of it works on each token."""
    named, active = answers.given_choice("open_model"), answers.plain("active_size_b")
    if named is not None or not active:
        return replace(work, open_model=named)
    return replace(
        work, active_size_b=active, active_is_supposed=not answers.is_given("active_size_b")
    )


def _paying(answers: "Answers") -> str:
    """The way of paying; machines that may rest are paid by the second unless another is named."""
    rests = answers.given_choice("paying") is None and answers.plain("minimum_replicas") == 0
    return "per_second" if rests else answers.choice("paying", "on_demand")


class Answers:
    """Answers by input id: what the reader gave, else what is supposed, else an assumption."""

    def __init__(
        self, scenario: Scenario, supposed: Supposed, draws: Draws, varied: Mapping[str, Quantity]
    ) -> None:
        self._given = {key: scenario.values[key] for key in DECLARED}
        self._values = {key: supposed.values[key] for key in DECLARED}
        self._draws, self._varied = draws, varied

    def number(self, input_id: str) -> Amount:
        """A numeric answer; a supposed one has the range of its kind of unknown."""
        if input_id in self._varied:
            return _filled(self._varied[input_id], self._own_number(input_id))
        return self._own_number(input_id)

    def _own_number(self, input_id: str) -> Amount:
        value, name = float(self._values[input_id] or 0), f"{INPUT}{input_id}"
        own = self._draws.overridden(name)
        if own is not None and own.value == value:  # else another answer is being tried
            return self._draws.drawn(name, own)
        spread = SPREAD_OF_UNKNOWN.get(input_id)
        if self._given[input_id] is not None or spread is None or value == 0:
            return value
        factor = self._draws.assumed_estimate(spread)
        return self._draws.drawn(
            name,
            Estimate(value * factor.low, value * factor.value, value * factor.high),
        )

    def number_or_assumed(self, input_id: str) -> Amount:
        """A numeric answer, or an assumption where there is none."""
        if self._given[input_id] is not None:
            return self.number(input_id)
        own = self._draws.assumed(STAND_INS[input_id])
        return _filled(self._varied[input_id], own) if input_id in self._varied else own

    def number_or_none(self, input_id: str) -> Amount | None:
        """A numeric answer, or None where there is none."""
        return None if self._given[input_id] is None else self.number(input_id)

    def plain(self, input_id: str) -> float:
        """A numeric answer that formulas branch on; it has no range."""
        return float(self._values[input_id] or 0)

    def is_given(self, input_id: str) -> bool:
        """Whether the reader answered."""
        return self._given[input_id] is not None

    def choice(self, input_id: str, otherwise: str) -> str:
        """A chosen value, supposed where unknown."""
        value = self._values[input_id]
        return otherwise if value is None else str(value)

    def given_choice(self, input_id: str) -> str | None:
        """A value that the reader chose, else None."""
        value = self._given[input_id]
        return None if value is None else str(value)

    def yes(self, input_id: str) -> bool:
        """Whether a question was answered, or is supposed to be answered, with yes."""
        return self._values[input_id] is True


def _filled(varied: Quantity, own: Amount) -> Quantity:
    """The varied values; where they are not numbers, the answer's own."""
    if isinstance(own, Quantity):
        return varied.beside(own, lambda given, mine: given if given == given else mine)
    return varied.with_values([given if given == given else own for given in varied.values])
