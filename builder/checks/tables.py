"""The tables that physics reads: sizes of models, image networks, words for one thing.

What contradicts itself there would be taken in silence, and another model or engine predicted.
"""

from collections.abc import Iterator

from builder.checks.beside import called, check_once
from builder.content.load import Content, Loaded
from builder.content.records.facts import Shape
from builder.problems import Problem

# What may not be more than something else of the same model.
_WITHIN = (
    ("kv_heads", "heads"), ("active_params", "params"), ("tower_params", "params"),
    ("experts_used", "experts"), ("window_layers", "layers"), ("stateless_layers", "layers"),
    ("writing_layers", "layers"),
)  # fmt: skip
# GFLOPs of a forward pass for each million parameters: 0.02 to 11 in November 2026.
LEAST_ARITHMETIC, MOST_ARITHMETIC = 0.002, 110.0


def check_tables(content: Content) -> Iterator[Problem]:
    """Every contradiction within a table, and every name that stands for two things."""
    for loaded in content.kinds["architecture"].values():
        for i, shape in enumerate(loaded.record.shapes):
            yield from _check_shape(loaded, i, shape)
    yield from check_once(
        called(loaded, ("shapes", i), ("names", j), name)
        for loaded in content.kinds["architecture"].values()
        for i, shape in enumerate(loaded.record.shapes)
        for j, name in enumerate(shape.names)
    )
    for loaded in content.kinds["network"].values():
        yield from _check_network(loaded)
    for loaded in content.kinds["vocabulary"].values():
        yield from _check_words(loaded)


def _check_shape(loaded: Loaded, index: int, shape: Shape) -> Iterator[Problem]:
    """A part is not more than the whole, and no word has two vectors."""
    for name, whole in _WITHIN:
        part, most = getattr(shape, name) or 0, getattr(shape, whole) or 0
        if part > most:
            message = f"{name} must be at most {whole} ({most:,.10g}), got {part:,.10g}"
            yield loaded.problem(("shapes", index, name), message)
    if shape.heads % shape.kv_heads and shape.kv_heads <= shape.heads:
        message = f"heads must be a multiple of kv_heads ({shape.kv_heads}), got {shape.heads}"
        yield loaded.problem(("shapes", index, "heads"), message)
    if shape.vocab * shape.d_model > shape.params:
        vectors = f"vectors of {shape.vocab:,} words with {shape.d_model:,} numbers"
        message = f"{vectors} must be within params ({shape.params:,.10g})"
        yield loaded.problem(("shapes", index, "vocab"), message)


def _check_network(loaded: Loaded) -> Iterator[Problem]:
    """Arithmetic and parameters fit each other as in any network that is known."""
    per_million = loaded.record.gflops / (loaded.record.params / 1e6)
    if not LEAST_ARITHMETIC <= per_million <= MOST_ARITHMETIC:
        bounds = f"from {LEAST_ARITHMETIC:g} to {MOST_ARITHMETIC:g} for each million parameters"
        message = f"gflops must be {bounds}, got {per_million:.3g}; is the unit another?"
        yield loaded.problem(("gflops",), message)


def _check_words(loaded: Loaded) -> Iterator[Problem]:
    """A text leads to one word, and a word counts as one of its own list."""
    words = loaded.record.words
    known = {word.id for word in words}
    yield from check_once(
        called(loaded, ("words", i), ("id",), word.id) for i, word in enumerate(words)
    )
    yield from check_once(
        called(loaded, ("words", i), ("names", j), name)
        for i, word in enumerate(words)
        for j, name in enumerate(word.names)
    )
    for i, word in enumerate(words):
        if word.counts_as is not None and word.counts_as not in known:
            message = f"counts_as must be the id of a word of '{loaded.record.id}'"
            yield loaded.problem(("words", i, "counts_as"), f"{message}, got '{word.counts_as}'")
