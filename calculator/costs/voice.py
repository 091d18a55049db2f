"""A request that is heard and thought about, and may be spoken to: more than one model has part.

The recogniser and the voice stand beside the language model, whose bill is that of text. A hosted
model that hears or speaks by itself is paid by its own list instead.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, cast

from calculator.costs.case import Case
from calculator.costs.hard_share import is_hosted
from calculator.costs.hosted import DECLINE, hosted_model
from calculator.costs.hosting import hosting_line
from calculator.costs.line import Line
from calculator.costs.listed_prices import HEARS_FIELD, prices_on
from calculator.costs.model_work import ServedModel
from calculator.costs.passing import characters_spoken, is_spoken
from calculator.costs.pieces import speaks_itself, speech_service_usd
from calculator.costs.quantity import Amount
from calculator.costs.workload import Workload
from calculator.estimate import exactly
from calculator.needs.need import Assumed
from calculator.units import MINUTES_PER_HOUR

HEARD = "heard"  # the kind of name of the price of the chosen model that only hears
HOUR_FIELD = "audio_usd_per_hour"
_HEARING_PRICE = Assumed("transcription-price", "USD per hour")
_RECOGNISER = Assumed("recogniser-params-b", "billion parameters")
_VOICE = Assumed("voice-params-b", "billion parameters")
_HOSTED = ("api", "api_rag", "hybrid")


def voice_lines(case: Case, approach: str) -> tuple[Line, ...]:
    """Hearing and speaking beside the language model; none where one model does the whole."""
    if not case.workload.heard_first:
        return ()
    hosted = is_hosted(case) if approach == "hybrid" else case.workload.data_may_leave
    if approach in _HOSTED and hosted:
        return _hosted_lines(case)
    return _own_lines(case)


def _hosted_lines(case: Case) -> tuple[Line, ...]:
    """Services that are paid by use, where the language model does not do it itself."""
    prices, lines = prices_on(hosted_model(case), case.today), []
    if HEARS_FIELD not in prices:
        usd = case.workload.audio_minutes * _hour_usd(case) / MINUTES_PER_HOUR
        lines.append(_service(case, "hosted-hearing", "Speech written down, by use", usd))
    if is_spoken(case) and not speaks_itself(prices):
        usd = characters_spoken(case) * speech_service_usd(case)
        lines.append(_service(case, "hosted-voice", "Answers read out, by use", usd))
    return tuple(lines)


def _hour_usd(case: Case) -> Amount:
    """An hour of sound: by the list of the chosen model where it hears, else of a usual service."""
    chosen = prices_on(chosen_model(case), case.today)
    if HOUR_FIELD not in chosen:
        return case.assumed(_HEARING_PRICE)
    return case.draws.drawn(f"{HEARD}:{HOUR_FIELD}", exactly(chosen[HOUR_FIELD]))


def chosen_model(case: Case) -> Mapping[str, Any]:
    """The model that was chosen, even where it takes a language model beside it."""
    return case.knowledge.hosted_models[case.workload.hosted_model]


def _service(case: Case, line_id: str, label: str, usd: Amount) -> Line:
    monthly = case.per_request(usd, DECLINE)
    return Line(id=line_id, group="inference", label=label, monthly=monthly)


def _own_lines(case: Case) -> tuple[Line, ...]:
    """Copies of a recogniser, and of a model that speaks, beside those of the language model."""
    lines = [_own(case, "hosting-hearing", "Speech recogniser", _RECOGNISER, speaks=False)]
    if is_spoken(case):
        lines.append(_own(case, "hosting-voice", "Model that speaks", _VOICE, speaks=True))
    return tuple(lines)


def _own(case: Case, line_id: str, label: str, size: Assumed, *, speaks: bool) -> Line:
    def line() -> Line:
        model = ServedModel(line_id, label, case.assumed(size), writes=True)
        return dataclasses.replace(hosting_line(_with_part(case, speaks=speaks), model), id=line_id)

    return case.kept(f"voice {line_id}", line)


def _with_part(case: Case, *, speaks: bool) -> Case:
    """The case of a model that only hears or only speaks, piece by piece as the talk goes on."""
    work, said = case.workload, characters_spoken(case)
    part = _Changed(
        work,
        medium="audio",
        heard_first=False,
        answer_is_spoken=False,
        audio_minutes=0.0 if speaks else work.audio_minutes,
        characters_spoken=said if speaks else 0.0,
        output_tokens=0.0,
        cached_share=0.0,
        open_model=None,
        active_size_b=0.0,
        looks_up=False,
        latency_ms=None,
    )
    return dataclasses.replace(case, workload=cast(Workload, part), memo={}, keeper=None)


class _Changed:
    """A workload with some fields of its own; what is read of the others is read of it."""

    def __init__(self, workload: Workload, **fields: Any) -> None:
        self._workload = workload
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._workload, name)
