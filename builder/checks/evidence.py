"""Evidence: every claim reaches a reader with a verdict, and every figure has evidence."""

import re
from collections.abc import Iterator

from builder.content.inline import Assumed, Citation, marks
from builder.content.load import Content, Loaded
from builder.content.yaml_source import Steps
from builder.problems import Problem

PAGE_KINDS = (
    "approach",
    "term",
    "mistake",
    "model",
    "problem",
    "comparison",
    "guide",
    "recipe",
    "aspect",
)
_UNITS = (
    "percent|per cent|times|fold|million|billion|trillion|thousand|USD|dollars?|cents?|tokens?|"
    "examples?|labels?|labelled|images?|rows?|samples?|documents?|languages?|parameters?|layers?|"
    "GPUs?|TPUs?|chips?|GB|GiB|MB|TB|bits?|bytes?|ms|milliseconds?|seconds?|minutes?|hours?|"
    "GPU-hours?|days?|weeks?|months?|years?|points?"
)
_FIGURE = re.compile(
    rf"[$€£]\s?\d|\d\s?%|\b\d[\d,.]*(?:[–-]\d[\d,.]*)?\s?(?:[kKMBT]\b|×|(?:{_UNITS})\b)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?;:\]])\s+(?=[A-Z\[*`])|\n\s*(?:[-*|]|\d+\.)|\n\n")


def check_evidence(content: Content) -> Iterator[Problem]:
    """All that is wrong between claims and the pages that use them."""
    yield from check_claims_have_a_verdict(content)
    yield from check_support_is_outside(content)
    for kind in PAGE_KINDS:
        for loaded in content.kinds[kind].values():
            yield from check_figures(loaded)


def check_claims_have_a_verdict(content: Content) -> Iterator[Problem]:
    """A claim that no page cites stands on Evidence alone, so its note says there what holds."""
    used = {
        record_id
        for kind, loaded in content.everything()
        if kind != "claim"
        for _, ref_kind, record_id in loaded.named
        if ref_kind == "claim"
    }
    for claim_id, loaded in content.kinds["claim"].items():
        if claim_id not in used and not loaded.record.note:
            message = f"claim '{claim_id}' is used on no page and has no note of what holds"
            yield loaded.problem(("id",), message)


def check_support_is_outside(content: Content) -> Iterator[Problem]:
    """Our own reasoning supports nothing: such a claim is our judgement."""
    own = {key for key, each in content.kinds["source"].items() if each.record.kind == "own"}
    for claim_id, loaded in content.kinds["claim"].items():
        if loaded.record.status == "supported" and set(loaded.record.evidence) <= own:
            message = f"claim '{claim_id}' is supported by nobody else; its status is judgement"
            yield loaded.problem(("status",), message)


def check_figures(loaded: Loaded) -> Iterator[Problem]:
    """A sentence that states a figure cites a claim, a source or an assumption."""
    for steps, text in loaded.texts:
        for sentence in figures_without_evidence(text, _cites_below(loaded, steps)):
            shown = sentence if len(sentence) <= 80 else sentence[:77] + "..."
            yield loaded.problem(steps, f"a figure needs a claim or an assumption, got '{shown}'")


def figures_without_evidence(text: str, cites_below: bool = False) -> Iterator[str]:
    """The sentences of a text that state a figure and cite nothing."""
    for sentence in _SENTENCE_END.split(text):
        cited = any(isinstance(mark, Citation | Assumed) for mark in marks(sentence))
        if _FIGURE.search(sentence) and not cited and not cites_below:
            yield " ".join(sentence.split())


def _cites_below(loaded: Loaded, steps: Steps) -> bool:
    """Whether the record lists the evidence of all its text at its foot."""
    sources = getattr(loaded.record, "sources", []) or getattr(loaded.record, "claims", [])
    return bool(sources) and len(steps) == 1
