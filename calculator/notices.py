"""What the market says about an answer: models that end, prompts that do not fit, no tuning."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from calculator.costs.bills import Costs
from calculator.costs.documents import documents_in_prompt
from calculator.costs.hosted import hosted_model
from calculator.costs.listed_prices import IMAGE_TOKENS, image_rule
from calculator.costs.numbers import past_limit, unknown_yet
from calculator.costs.passing import transcript_tokens
from calculator.costs.quantity import likely
from calculator.costs.tokens_billed import SOUND_TOKENS, reads_a_transcript
from calculator.costs.tuned import ENDPOINT, may_be_hosted, tuned_model
from calculator.dates import long_date
from calculator.decision.plan import Remark
from calculator.knowledge import Knowledge
from calculator.life import Life, in_force
from calculator.units import DAYS_PER_MONTH

PAST_LIMIT = "past-the-limit"
_MOST_NAMED = 4


def market_notices(found: Costs, recommended: str) -> tuple[Remark, ...]:
    """Remarks on the hosted model that the bills rest on, in the words of the content."""
    return tuple(_notices(found, recommended))


def _notices(found: Costs, recommended: str) -> Iterator[Remark]:
    knowledge = found.question.knowledge
    chosen = found.case.workload.hosted_model
    life = knowledge.lives.get(chosen)
    if life is not None:
        yield from _end(found, life)
    yield from _length(found)
    if recommended == "fine_tune":
        yield from _tuning(found)
    yield from _age(found)
    yield from _history(found)


def _history(found: Costs) -> Iterator[Remark]:
    """What is priced as of a day for which there is no value yet."""
    later = [each.label for each in unknown_yet(found)]
    if later:
        more = f" and {len(later) - _MOST_NAMED} more" if len(later) > _MOST_NAMED else ""
        names = {"date": long_date(found.question.today), "count": len(later)}
        names["names"] = ", ".join(later[:_MOST_NAMED]) + more
        yield _said(found.question.knowledge, "older-than-the-history", names)


def _age(found: Costs) -> Iterator[Remark]:
    """Numbers in the bills that should be looked up again, the oldest first."""
    old = past_limit(found)
    if old:
        said = [f"{each.label} ({long_date(date.fromisoformat(each.as_of or ''))})" for each in old]
        more = f" and {len(old) - _MOST_NAMED} more" if len(old) > _MOST_NAMED else ""
        names = {"count": len(old), "names": ", ".join(said[:_MOST_NAMED]) + more}
        yield _said(found.question.knowledge, PAST_LIMIT, names)


def _end(found: Costs, life: Life) -> Iterator[Remark]:
    """The model has ended, ends within the horizon, or nobody knows."""
    knowledge, today, months = found.question.knowledge, found.question.today, found.case.months
    names = {"model": _name(knowledge, life.id), "months": months}
    if life.shutdown and (life.ended(today) or life.ends_within(today, months)):
        kind = "hosted-model-ended" if life.ended(today) else "hosted-model-ends"
        names |= {"date": long_date(life.shutdown), "replacement": _next(found, life)}
        yield _said(knowledge, kind if names["replacement"] else f"{kind}-alone", names, life)
    elif life.not_before and (life.not_before - today).days < months * DAYS_PER_MONTH:
        names["date"] = long_date(life.not_before)
        yield _said(knowledge, "hosted-model-may-end", names, life)
    elif life.status(today) == "untraced":
        names["provider"] = str(knowledge.hosted_models[life.id]["provider"])
        yield _said(knowledge, "hosted-model-untraced", names, life)


def _next(found: Costs, life: Life) -> str:
    """The name of what takes a model's place, as the provider says; empty where it says nothing."""
    knowledge = found.question.knowledge
    if life.replacement is None:
        return life.replacement_name or ""
    return _name(knowledge, in_force(knowledge.lives, life.replacement, found.question.today))


def _length(found: Costs) -> Iterator[Remark]:
    """A request that is longer than the model's context would be refused."""
    model, work = hosted_model(found.case), found.case.workload
    context = model.get("context_tokens")
    tokens = likely(work.input_tokens) + likely(work.output_tokens) + _media_tokens(found)
    tokens += likely(documents_in_prompt(found.case).tokens)
    if context and tokens > context:
        names = {"model": model["name"], "tokens": _count(tokens), "context": _count(context)}
        yield _said(found.question.knowledge, "longer-than-the-context", names)


def _tuning(found: Costs) -> Iterator[Remark]:
    """The hosted model that the reader chose can't be tuned, so that another place is priced."""
    knowledge, chosen = found.question.knowledge, found.question.scenario["hosted_model"]
    own = knowledge.lives.get(str(chosen))
    able = own is not None and own.tunable(found.question.today)
    if chosen is None or able or not may_be_hosted(found.case):
        return
    names, tuned = {"model": _name(knowledge, str(chosen))}, tuned_model(found.case)
    if tuned is None:
        yield _said(knowledge, "hosted-tuning-nowhere", names)
    elif any(line.id == ENDPOINT for line in found.bills["fine_tune"].lines):
        life = knowledge.lives[tuned]
        whom = life.tuning.for_whom if life.tuning else ""
        names |= {"tuned": _name(knowledge, tuned), "whom": whom}
        yield _said(knowledge, "hosted-tuning-elsewhere", names, life)


def _media_tokens(found: Costs) -> float:
    """Likely tokens of images and sound; nothing is drawn, so that ranges stay as they are."""
    work, draws = found.case.workload, found.case.draws
    rule = image_rule(found.question.knowledge, work.hosted_model)
    images = draws.assumed_estimate(IMAGE_TOKENS, rule).value * likely(work.images)
    if reads_a_transcript(found.case, work.hosted_model):
        return images + likely(transcript_tokens(found.case))
    return images + draws.assumed_estimate(SOUND_TOKENS).value * likely(work.audio_minutes)


def _said(
    knowledge: Knowledge, notice: str, names: Mapping[str, Any], life: Life | None = None
) -> Remark:
    words = knowledge.notices[notice]
    sources = (*words.sources, *(life.sources if life else ()))
    return Remark(f"notice-{notice}", words.says.format(**names), sources)


def _name(knowledge: Knowledge, model: str) -> str:
    return str(knowledge.hosted_models.get(model, {}).get("name", model))


def _count(number: float) -> str:
    return f"{number:,.0f}"
