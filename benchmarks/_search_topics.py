"""Topics that queries ask for → the addresses on the site that answer them.

The mapping serves the benchmark alone: nothing of it reaches the index of the search.
"""

import re
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of

_THEMES = {  # guidance that is no approach: pages that answer it
    "decision_questions": ["guides/three-questions.html"],
    "spectrum": ["guides/three-questions.html", "approaches/index.html"],
    "comparison": ["compare/index.html"],
    "costs": ["guides/what-a-project-costs.html"],
    "data_needs": ["guides/how-many-labels.html"],
    "benefits": ["guides/three-questions.html"],
    "when_pretrained": ["guides/three-questions.html"],
    "when_custom": ["guides/three-questions.html"],
    "fine_tuning_cycle": ["guides/fine-tuning-cycle.html"],
    "disagreements": ["evidence/disagreements.html"],
    "caveats": ["evidence/corrections.html"],
    "time_series": ["problems/forecasting.html", "compare/pretrained-forecaster-or-own.html"],
    "graphs": ["problems/graphs.html"],
    "tabular": ["problems/tables-and-categories.html", "compare/trees-or-tabular-model.html"],
    "medical": ["problems/medical-imaging.html"],
    "privacy_control": ["guides/privacy-and-control.html"],
    "recommendation": ["problems/recommendation.html"],
    "fraud": ["problems/fraud.html"],
    "mistakes": ["mistakes/index.html"],
}
_CALCULATOR = {
    "recommend": ["calculator"],
    "cost": ["calculator-cost"],
    "inputs": ["inputs"],
    "breakeven": ["calculator-break-even"],
}
_MISTAKES = {  # names of the inventory: our records
    "training from scratch when a pre trained model exists": "train-from-scratch-needlessly",
    "using a pre trained model without evaluation": "ship-without-evaluation",
    "ignoring bias": "ignore-bias",
    "underestimating data quality": "underestimate-data-quality",
    "skipping the boring baseline": "skip-the-baseline",
    "picking the wrong source": "pick-the-wrong-source",
    "fine tuned llm for everything": "tuned-llm-for-everything",
    "reading task scores as agi": "read-scores-as-agi",
    "not testing in the real world": "no-real-world-test",
    "wrapper as moat": "wrapper-as-moat",
    "from scratch on small data": "scratch-on-small-data",
}
_SAME_SUBJECT = {  # guides that are about what the topic names
    ("mistake", "ignore-bias"): "guides/bias-audit.html",
    ("mistake", "ship-without-evaluation"): "guides/evaluate-before-shipping.html",
    ("mistake", "skip-the-baseline"): "guides/baseline-first.html",
    ("term", "bias"): "guides/bias-audit.html",
    ("approach", "baseline"): "guides/baseline-first.html",
}
_NAMED_OTHERWISE = {  # terms and models that the inventory calls by a name of its own
    ("term", "open weight model"): "open-weights",
    ("term", "embedding vector"): "embedding",
    ("model", "gsm grade school maths benchmark"): "gsm8k",
    ("model", "wav2vec"): "wav2vec",
}


def addresses(topic: dict[str, str], content: Content) -> set[str]:
    """The addresses that answer a topic.

    Args:
        topic: `type` (term, mistake, model, guidance or calculator; or any kind of record, or page)
            and `name` (for these an id, or an address).

    Raises:
        KeyError: nothing on the site stands for the topic.
    """
    kind, name = topic["type"], topic["name"]
    if kind == "page":
        return {name}
    if name in content.kinds.get(kind, {}):
        return _page_of(kind, content.records(kind)[name]) | _same_subject(kind, name)
    if kind == "calculator":
        found = {content.records("place")[key].address for key in _CALCULATOR[name]}
        inputs = [f"calculator/index.html#input={key}" for key in content.records("input")]
        return found | set(inputs if name == "inputs" else ())
    if kind == "guidance":
        return set(_THEMES[name]) if name in _THEMES else _of_approach(name, content)
    record = _record(kind, _folded(name), content)
    return _page_of(kind, record) | _same_subject(kind, record.id)


def _page_of(kind: str, record: Any) -> set[str]:
    page, separator, anchor = address_of(kind, record).partition("#")
    return {f"{page.removesuffix('.md')}.html{separator}{anchor}"}


def _same_subject(kind: str, record_id: str) -> set[str]:
    page = _SAME_SUBJECT.get((kind, record_id))
    return {page} if page else set()


def _of_approach(name: str, content: Content) -> set[str]:
    """An approach's own page, and those that set it beside another."""
    pages = {address_of("approach", content.records("approach")[name])}
    for comparison in content.records("comparison").values():
        if name in (comparison.a.approach, comparison.b.approach):
            pages.add(address_of("comparison", comparison))
    found = {f"{page.removesuffix('.md')}.html" for page in pages}
    return found | _same_subject("approach", name)


def _record(kind: str, name: str, content: Content) -> Any:
    records = content.records(kind)
    if kind == "mistake":
        return records[_MISTAKES.get(name, name.replace(" ", "-"))]
    if (kind, name) in _NAMED_OTHERWISE:
        return records[_NAMED_OTHERWISE[kind, name]]
    for names in (_own_names, _aliases):
        for record in records.values():
            if name in map(_folded, names(record)):
                return record
    raise KeyError(f"no {kind} is called {name!r}")


def _own_names(record: Any) -> list[str]:
    own = [getattr(record, "term", None), getattr(record, "name", None)]
    return [name for name in (*own, getattr(record, "abbreviation", None)) if name]


def _aliases(record: Any) -> list[str]:
    return list(getattr(record, "aliases", []))


def _folded(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))
