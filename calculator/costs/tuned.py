"""Tuning on a hosted service: which model can be tuned at all, and what it costs when tuned."""

from calculator.costs.case import Case
from calculator.costs.hosted import by_use_line, request_tokens, request_usd
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import Amount, likely, occurs
from calculator.costs.training import hosted_tuning_line
from calculator.needs.need import Assumed
from calculator.units import HOURS_PER_MONTH

_MARKUP = Assumed("hosted-tuned-markup", "ratio")
_ENDPOINT = Assumed("hosted-tuned-endpoint", "USD per hour")
_METHODS = {"program": "reinforcement"}  # by what tells right from wrong; else `supervised`
ENDPOINT = "tuned-endpoint"  # the line that a bill has where the tuned model is hosted


def may_be_hosted(case: Case) -> bool:
    """Whether a tuned model may be hosted: text that may leave, on no machine that was named."""
    work = case.workload
    more = occurs(work.images_made) or occurs(work.characters_spoken) or work.heard_first
    text = work.medium == "text" and not more
    return text and work.data_may_leave and work.tuning_place != "own"


def tuned_model(case: Case) -> str | None:
    """The hosted model that is tuned: the chosen one, else one that a newcomer can tune.

    Price stands for what a model can do: where only the best will do it is the dearest of them,
    where quality matters one in the middle, else the cheapest, as of models that are not tuned.
    None where nobody new can tune any in this way that lives through the horizon.
    """
    chosen, lives = case.workload.hosted_model, case.knowledge.lives
    method = _METHODS.get(case.workload.training_signal, "supervised")
    able = [
        key
        for key, life in lives.items()
        if key in case.knowledge.hosted_models
        and life.tunable(case.today)
        and life.tuning
        and method in life.tuning.methods
        and not life.ends_within(case.today, case.months)
    ]
    if chosen in able:
        return chosen
    able.sort(key=lambda key: _likely_usd(case, key))
    place = {"best_possible": -1, "high": len(able) // 2}.get(case.workload.quality_target, 0)
    return able[place] if able else None


def tuned_lines(case: Case, labels: Amount) -> list[Line] | None:
    """Tuning by the token, then calls at the price of the tuned model, with what its place asks."""
    tuned = tuned_model(case)
    if tuned is None:
        return None
    usd = case.once(f"tuned {tuned}", lambda: request_usd(case, tuned=tuned))
    name = f"{case.knowledge.hosted_models[tuned]['name']}, tuned"
    kept = case.assumed(_ENDPOINT) * HOURS_PER_MONTH
    return [
        hosted_tuning_line(case, labels),
        by_use_line(case, usd * case.assumed(_MARKUP), name, request_tokens(case)),
        Line(
            id=ENDPOINT,
            group="inference",
            label="Keeping the tuned model ready",
            monthly=Stream(kept),
        ),
    ]


def _likely_usd(case: Case, model: str) -> float:
    """Price of the words of one request, to compare models by; nothing is drawn."""
    prices, work = case.knowledge.hosted_models[model], case.workload
    read = likely(work.input_tokens) * float(prices.get("input_usd_per_mtok", 0.0))
    return read + likely(work.output_tokens) * float(prices.get("output_usd_per_mtok", 0.0))
