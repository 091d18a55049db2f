"""The nine approaches by id, the simplest first, and those among them that train a model."""

APPROACHES = (
    "baseline", "api", "api_rag", "open_as_is", "feature_extraction",
    "fine_tune", "heavy_fine_tune", "from_scratch", "hybrid",
)  # fmt: skip
TRAINED = (
    "baseline", "feature_extraction", "fine_tune", "heavy_fine_tune", "from_scratch", "hybrid",
)  # fmt: skip
