"""What the bills ask of the reader: numbers, choices, and what stands in for an answer."""

from calculator.needs.need import Asked, Assumed, Chosen

# Which medium's formulas serve a kind of data that has none of its own.
MEDIUM = {
    "text": "text", "code": "text", "scientific": "text", "multimodal": "image", "image": "image",
    "video": "image", "audio": "audio", "tabular": "tabular", "graph": "tabular",
    "time_series": "time_series",
}  # fmt: skip

# Numeric inputs that the bills read, and the field of the workload that holds each.
_NUMBERS = {
    Asked("requests_per_month", "requests per month"): "requests_per_month",
    Asked("input_tokens_per_request", "tokens per request"): "input_tokens",
    Asked("output_tokens_per_request", "tokens per request"): "output_tokens",
    Asked("images_per_request", "images per request"): "images",
    Asked("audio_minutes_per_request", "minutes per request"): "audio_minutes",
    Asked("document_pages_per_request", "pages per request"): "pages",
    Asked("generated_images_per_request", "images per request"): "images_made",
    Asked("spoken_characters_per_request", "characters per request"): "characters_spoken",
    Asked("cached_input_share", "share"): "cached_share",
    Asked("cache_write_share", "share"): "written_share",
    Asked("batch_share", "share"): "batch_share",
    Asked("corpus_mtok", "million tokens"): "corpus_mtok",
    Asked("volume_growth_per_year", "share per year"): "growth_per_year",
    Asked("peak_factor", "ratio"): "peak_factor",
    Asked("model_size_b", "billion parameters"): "model_size_b",
    Asked("tuned_model_size_b", "billion parameters"): "tuned_model_size_b",
    Asked("own_model_size_b", "billion parameters"): "own_model_size_b",
    Asked("labelled_examples", "examples"): "labelled_examples",
    Asked("labels_to_buy", "labels"): "extra_labels",
    Asked("test_examples", "examples"): "test_examples",
    Asked("retrainings_per_year", "times per year"): "retrainings_per_year",
    Asked("horizon_months", "months"): "horizon_months",
}
FIELDS = {need.id: field for need, field in _NUMBERS.items()}
# What a request has none of, or some for which another kind of model is needed.
PIECES = (
    "document_pages_per_request", "generated_images_per_request", "spoken_characters_per_request",
)  # fmt: skip
# Answers that may come with a low and a high; the horizon is how long to count, not a guess.
RANGED = FIELDS.keys() - {"horizon_months"}
INPUT = "input:"  # before the id of an answer, where numbers are named
ASKED = (
    *_NUMBERS,
    Asked("active_size_b", "billion parameters"),
    Asked("minimum_replicas", "copies"),
    Asked("adapters_on_base"),
    Asked("latency_ms", "ms"),
    Asked("data_may_leave_org"),
    Asked("needs_weights_control"),
    Asked("answers_from_documents"),
    Asked("search_is_reranked"),
)
CHOSEN = (
    Chosen("modality", names=tuple(MEDIUM)),
    Chosen("output_kind"),
    Chosen("runs_on"),
    Chosen("runs_today"),
    Chosen("weight_bits", names=("16", "8", "4")),
    Chosen("label_kind"),
    Chosen("team_ml_expertise"),
    Chosen("data_quality"),
    Chosen("quality_target"),
    Chosen("training_signal"),
    Chosen("tuning_place", names=("hosted", "own", "open")),
    Chosen("electricity_grid"),
    Chosen("currency"),
    Chosen("service_tier"),
    Chosen("reasoning_effort"),
    Chosen("paying"),
    Chosen("hosted_model"),  # a model of `Knowledge.hosted_models`, which is no content
    Chosen("accelerator", records="accelerator"),
    Chosen("open_model"),  # a model of the table of shapes
)
DECLARED = frozenset((*(each.id for each in ASKED), *(each.id for each in CHOSEN)))
# Inputs of which mostly nothing is supposed, and the assumption that stands in for an answer.
STAND_INS = {
    "volume_growth_per_year": Assumed("volume-growth", "share per year"),
    "peak_factor": Assumed("peak-factor", "ratio"),
    "test_examples": Assumed("test-set-size", "examples"),
}

# How far off a supposed number may be, where the reader did not give it.
_UNKNOWN_VOLUME = Assumed("unknown-volume", "ratio")
_UNKNOWN_LENGTH = Assumed("unknown-length", "ratio")
SPREAD_OF_UNKNOWN = {
    "requests_per_month": _UNKNOWN_VOLUME,
    "input_tokens_per_request": _UNKNOWN_LENGTH,
    "output_tokens_per_request": _UNKNOWN_LENGTH,
    "audio_minutes_per_request": _UNKNOWN_LENGTH,
    "images_per_request": _UNKNOWN_LENGTH,
    "document_pages_per_request": _UNKNOWN_LENGTH,
    "generated_images_per_request": _UNKNOWN_LENGTH,
    "spoken_characters_per_request": _UNKNOWN_LENGTH,
    "model_size_b": Assumed("unknown-model-size", "ratio"),
    "tuned_model_size_b": Assumed("unknown-model-size", "ratio"),
    "own_model_size_b": Assumed("unknown-own-model-size", "ratio"),
    "corpus_mtok": _UNKNOWN_VOLUME,
}
