"""Answers → what the cost formulas need, typed, with the unit in the name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from calculator.costs.answers import Answers, sorts, way_of_paying
from calculator.costs.asked import MEDIUM
from calculator.costs.draws import Draws
from calculator.costs.quantity import Amount, Quantity, occurs
from calculator.costs.said import CHARACTERS, MINUTES, heard_first, is_spoken, tokens_said
from calculator.knowledge import Knowledge
from calculator.needs.need import Assumed
from calculator.scenario import Scenario
from calculator.suppositions import suppose

_CANDIDATES = Assumed("ranked-candidates", "candidates")
_CANDIDATE_TOKENS = Assumed("candidate-tokens", "tokens per request")
_AS_SAID = ("quality_target", "training_signal", "runs_today")
READ, SIZE, TUNED_SIZE = "input_tokens_per_request", "model_size_b", "tuned_model_size_b"


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
    candidates: Amount | None = None  # of a ranking, each read with the query; ≥ 1
    pages: Amount = 0.0  # of documents that one request has turned into text; ≥ 0
    images_made: Amount = 0.0  # for one request; ≥ 0
    characters_spoken: Amount = 0.0  # of text that one request has read out; ≥ 0
    reranked: bool = False  # what the search finds, before it is answered from
    on_device: bool = False  # it runs on the devices of its users, and nothing is rented for it
    kept_by_owner: bool = False  # it runs on machines of one's own, or the weights must be held
    heard_first: bool = False  # its sound is written down for a language model, which answers
    answer_is_spoken: bool = False  # what it answers is read out, all of it
    open_model: str | None = None  # a model of the table of shapes; None: any of its size
    active_size_b: float = 0.0  # of the open model, where it has no name; 0: all of it, dense
    active_is_supposed: bool = False
    tuned_model_size_b: Amount = 0.0  # model that is fine-tuned, billion parameters; > 0
    sorts: bool = False  # gives a class, number, ranking or regions, which take no writing
    looks_up: bool = False  # answers in words that must rest on documents
    ranks_collection: bool = False  # of texts, by vectors of them
    is_video: bool = False  # its images are frames
    quality_target: str = ""
    training_signal: str = ""
    runs_today: str = ""  # the approach that does the work already


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
    found = _with_voice(_with_pieces(_workload(answers), answers), answers)
    found = _with_reader(_with_candidates(_with_transcript(found, answers), answers), answers)
    found = replace(_with_open_model(found, answers), looks_up=_looks_up(found, answers))
    found = _with_tuned_model(found, answers)
    found = replace(found, ranks_collection=_ranks_collection(found, answers))
    place, held = answers.choice("runs_on", "cloud"), answers.yes("needs_weights_control")
    quality, signal, today = (answers.choice(name, "") for name in _AS_SAID)
    owned, on_device = place != "cloud" or held, place in ("device", "microcontroller")
    found = replace(found, on_device=on_device, kept_by_owner=owned, runs_today=today)
    return replace(found, quality_target=quality, training_signal=signal)


def _workload(answers: Answers) -> Workload:
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
        audio_minutes=answers.number(MINUTES),
        cached_share=answers.number("cached_input_share"),
        written_share=answers.number("cache_write_share"),
        batch_share=answers.number("batch_share"),
        corpus_mtok=answers.number("corpus_mtok"),
        model_size_b=answers.number("model_size_b"),
        own_model_size_b=answers.number("own_model_size_b"),
        weight_bits=float(answers.choice("weight_bits", "16")),
        minimum_replicas=answers.plain("minimum_replicas"),
        paying=way_of_paying(answers),
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
        latency_ms=answers.plain("latency_ms") if answers.is_given("latency_ms") else None,
    )


def _with_pieces(work: Workload, answers: Answers) -> Workload:
    """The workload with what is sold by the piece."""
    return replace(
        work,
        is_video=work.modality == "video",  # as it was told; what is put into words is multimodal
        pages=answers.number("document_pages_per_request"),
        images_made=answers.number("generated_images_per_request"),
        characters_spoken=answers.number(CHARACTERS),
        reranked=answers.yes("search_is_reranked"),
    )


def _with_tuned_model(work: Workload, answers: Answers) -> Workload:
    """The workload with what is fine-tuned, which may be the open model itself."""
    same = answers.plain(TUNED_SIZE) == answers.plain(SIZE)
    own = work.model_size_b if same else answers.number(TUNED_SIZE)
    size = answers.number_or(TUNED_SIZE, lambda: own)
    return replace(work, tuned_model_size_b=size, sorts=sorts(answers))


def _looks_up(work: Workload, answers: Answers) -> bool:
    written = work.medium == "text" or work.modality == "multimodal"
    worded = answers.choice("output_kind", "text") not in ("class", "number", "ranking")
    return written and worded and answers.yes("answers_from_documents")


def _ranks_collection(work: Workload, answers: Answers) -> bool:
    ranks = answers.choice("output_kind", "text") == "ranking"
    return ranks and work.medium == "text" and occurs(work.corpus_mtok)


def _with_open_model(work: Workload, answers: Answers) -> Workload:
    """The workload with the model by its name, or with what of it works on each token."""
    named, active = answers.given_choice("open_model"), answers.plain("active_size_b")
    if named is not None or not active:
        return replace(work, open_model=named)
    supposed = not answers.is_given("active_size_b")
    return replace(work, active_size_b=active, active_is_supposed=supposed)


def _with_voice(work: Workload, answers: Answers) -> Workload:
    """The workload as text, where a language model answers what a recogniser wrote down."""
    if not heard_first(answers):
        return work
    return replace(work, medium="text", heard_first=True, answer_is_spoken=is_spoken(answers))


def _with_reader(work: Workload, answers: Answers) -> Workload:
    """Images that are put into words are a language model's work, and count as multimodal."""
    written = answers.choice("output_kind", "class") in ("text", "actions")
    return replace(work, modality="multimodal") if work.medium == "image" and written else work


def _with_transcript(work: Workload, answers: Answers) -> Workload:
    """The workload whose answer is what was said, as long as that is unless it was said."""
    written_down = work.medium == "audio" and answers.choice("output_kind", "text") == "text"
    if not written_down or not occurs(work.audio_minutes):
        return work
    said = answers.number_or(
        "output_tokens_per_request", lambda: tokens_said(work.audio_minutes, answers.assumed)
    )
    return replace(work, output_tokens=said)


def _with_candidates(work: Workload, answers: Answers) -> Workload:
    """The workload with all candidates of a ranking, unless its whole length was said.

    A row written out is about as long as a passage.
    """
    if answers.choice("output_kind", "text") != "ranking" or work.medium not in ("text", "tabular"):
        return work
    if answers.is_given(READ) and work.medium == "text":
        return work
    candidates = answers.assumed(_CANDIDATES)
    read = answers.number_or(READ, lambda: candidates * answers.assumed(_CANDIDATE_TOKENS))
    return replace(work, candidates=candidates, input_tokens=read)
