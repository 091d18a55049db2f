"""Small things that templates say: dated values, conditions, bounds, sources, plain text."""

import functools
import re
from datetime import date
from typing import Any

from markdown_it import MarkdownIt

from builder.content.inline import Assumed, Citation, Link, Mark, replace_marks
from view.formats import RANGE, list_price, long_date, quantity, quantity_range

TIERS = {
    "specialist": "on demand at specialists",
    "large_cloud": "on demand at large clouds",
    "marketplace": "on marketplaces of single hosts",
    "reserved": "reserved for a year",
    "spot": "spot, can be withdrawn",
    "per_second": "paid by the second, rests between requests",
    "list": "list prices until 2025",
}

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_WITHIN_WORDS = {f"{name}_{end}" for name in ("link", "em", "strong") for end in ("open", "close")}


def dated(entry: Any, unit: str, limit_days: int = 0) -> str:
    """A dated value as people say it: `$2.40/GPU-hour (1.90 to 4.10, 1 October 2026)`.

    With a limit the date is an element that the page can mark when it has grown old.
    """
    ends = quantity_range(entry.low, entry.high, unit)
    spread = f"{ends}, " if entry.low != entry.high else ""
    day = time_of(entry.as_of, limit_days) if limit_days else long_date(entry.as_of)
    return f"{quantity(entry.value, unit)} ({spread}{day})"


def time_of(day: date, limit_days: int) -> str:
    """A date as HTML that says for how many days it counts as fresh."""
    return f'<time datetime="{day}" data-limit="{limit_days}">{long_date(day)}</time>'


def plain(text: str) -> str:
    """Prose without marks and Markdown, on one line: for descriptions and headings."""
    closed_up = re.sub(r"\s+(?=\[@)", "", text)  # no blank is left where a citation stood
    return " ".join(_text(replace_marks(closed_up, _plain_mark)).split())


@functools.cache
def _text(markdown: str) -> str:
    """The words of Markdown, a blank where a block or a line ends."""
    inside = (t for block in _MARKDOWN.parse(markdown) for t in (*(block.children or ()), block))
    return "".join(
        token.content if token.type in ("text", "code_inline", "fence", "code_block") else " "
        for token in inside
        if token.type not in _WITHIN_WORDS
    )


def _plain_mark(mark: Mark) -> str:
    if isinstance(mark, Link):
        return mark.text or mark.id.replace("-", " ").replace("_", " ")
    assert isinstance(mark, Citation | Assumed)
    return "" if isinstance(mark, Citation) else mark.id.replace("-", " ")


def first_sentence(text: str) -> str:
    """The first sentence of prose, its marks kept."""
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0]


def first_words(text: str, most: int = 70) -> str:
    """The beginning of prose, without marks, as a heading."""
    kept = ""
    for word in plain(text).split():
        if len(kept) + len(word) > most:
            return f"{kept.rstrip(',;:')} …"
        kept = f"{kept} {word}".strip()
    return kept.rstrip(".")


def claim_title(claim: Any) -> str:
    """The heading of a claim: its title, or all that it says where that is short."""
    return claim.title or first_words(claim.says)


def source_line(source: Any) -> str:
    """Author, year and address of a source, as far as they are known."""
    parts = [source.author, str(source.published) if source.published else None]
    line = ", ".join(part for part in parts if part)
    if source.url:
        seen = f", seen {long_date(source.accessed)}" if source.accessed else ""
        line += f"{', ' if line else ''}<{source.url}>{seen}"
    return f"{line}." if line else ""


class InputWords:
    """Says values, bounds and conditions of inputs with their labels."""

    def __init__(self, inputs: dict[str, Any], assumptions: dict[str, Any]) -> None:
        self._inputs, self._assumptions = inputs, assumptions

    def value(self, definition: Any, value: Any) -> str:
        """A value of an input in words."""
        if value is None:
            return "unknown"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            labels = {choice.value: choice.label for choice in definition.choices}
            return str(labels.get(value, value))
        return quantity(value, definition.unit)

    def bounds(self, definition: Any) -> str:
        """The bounds of a numeric input."""
        low, high = definition.minimum, definition.maximum
        if low is None or high is None:
            return f"at least {low:,.12g}" if high is None else f"at most {high:,.12g}"
        return f"{low:,.12g} to {high:,.12g}"

    def conditions(self, conditions: list[Any]) -> str:
        """Conditions as one phrase."""
        return " and ".join(self._condition(condition) for condition in conditions)

    def _condition(self, c: Any) -> str:
        definition = self._inputs[c.input]
        label = f"*{definition.label}*"
        tests = []
        if c.equals is not None:
            tests.append(f"is {self.value(definition, c.equals)}")
        if c.any_of:
            tests.append(f"is {self._either(definition, c.any_of)}")
        if c.none_of:
            tests.append(f"is not {self._either(definition, c.none_of)}")
        if c.at_least is not None:
            tests.append(f"is at least {self._bound(c.at_least):,.12g}")
        if c.below is not None:
            tests.append(f"is below {self._bound(c.below):,.12g}")
        if c.unknown is not None:
            tests.append("is unknown" if c.unknown else "is known")
        return f"{label} {' and '.join(tests)}"

    def _bound(self, bound: float | str) -> float:
        """A bound, or the value of the assumption that holds it."""
        if isinstance(bound, str):
            return float(self._assumptions[bound].values[0].value)
        return bound

    def _either(self, definition: Any, values: list[Any]) -> str:
        return " or ".join(self.value(definition, value) for value in values)


def rent_words(entry: Any) -> str:
    """A rent with its range: `$3.85 (2.96 to 6.16)`."""
    if entry is None:
        return "–"
    ends = [list_price(end).lstrip("$") for end in (entry.low, entry.high)]
    spread = f" ({RANGE.join(ends)})" if entry.low < entry.high else ""
    return list_price(entry.value) + spread
