"""A result as a few lines of plain text, for the command line."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculator.knowledge import Knowledge


def summary(result: Mapping[str, Any], knowledge: Knowledge) -> str:
    """The verdict, how every approach stands, and what to ask next."""
    return "\n".join(_lines(result, knowledge))


def _lines(result: Mapping[str, Any], knowledge: Knowledge) -> Iterator[str]:
    names = {key: approach.name for key, approach in knowledge.approaches.items()}
    prefix = f"{result['id']}: " if "id" in result else ""
    yield f"{prefix}{names[result['recommended']]}"
    if result["start_with"] != result["recommended"]:
        yield f"  start with: {names[result['start_with']]}"
    if result["cheaper"]:
        passed = result["cheaper"]
        yield (
            f"  cheaper than {names[passed['approach']]}: ${passed['alternative_usd']:,.0f} "
            f"against ${passed['usd']:,.0f}"
        )
    for ranked in result["ranking"]:
        reason = f" ({ranked['reasons'][0]['text']})" if ranked["reasons"] else ""
        yield f"  {ranked['verdict'].replace('_', ' ')}: {names[ranked['approach']]}{reason}"
    if result.get("weighing"):
        yield f"  first by the weights given: {names[result['weighing']['winner']]}"
    for warning in result["warnings"]:
        yield f"  mind: {warning['text']}"
    if result["ask_next"]:
        yield f"  worth answering next: {result['ask_next']['question']}"
