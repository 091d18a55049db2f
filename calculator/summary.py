"""A result as a few lines of plain text, for the command line."""

from collections.abc import Iterator

from calculator.knowledge import Knowledge
from calculator.result import Result


def summary(result: Result, knowledge: Knowledge) -> str:
    """The verdict, how every approach stands, and what to ask next."""
    return "\n".join(_lines(result, knowledge))


def _lines(result: Result, knowledge: Knowledge) -> Iterator[str]:
    names = {key: approach.name for key, approach in knowledge.approaches.items()}
    yield names[result.recommended]
    if result.start_with != result.recommended:
        yield f"  start with: {names[result.start_with]}"
    if result.cheaper:
        passed = result.cheaper
        yield (
            f"  cheaper than {names[passed.approach]}: ${passed.alternative_usd:,.0f} "
            f"against ${passed.usd:,.0f}"
        )
    for ranked in result.ranking:
        reason = f" ({ranked.reasons[0].text})" if ranked.reasons else ""
        yield f"  {ranked.verdict.replace('_', ' ')}: {names[ranked.approach]}{reason}"
    if result.weighing:
        yield f"  first by the weights given: {names[result.weighing.winner]}"
    for warning in result.warnings:
        yield f"  mind: {warning.text}"
    if result.ask_next:
        yield f"  worth answering next: {result.ask_next.question}"
