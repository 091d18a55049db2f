"""The story of one name: a rule, another reason, a number, an input, or a line of the bill."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date

from calculator.costs.records import LineCost
from calculator.facts import DatedEstimate
from calculator.knowledge import Knowledge
from calculator.names import did_you_mean
from calculator.request_text import InputError
from calculator.result import Result
from calculator.tools.listings import WIDTH, dated, input_lines, wrapped

_FILLED_IN = re.compile(r"\{\w+\}")  # by the calculator, for one scenario


def explanation(name: str, knowledge: Knowledge, today: date, result: Result | None = None) -> str:
    """What something that an answer names is.

    Args:
        name: id of a rule or another reason, of an assumption or an input; id or label of a line.
        knowledge: what content brings.
        today: the day whose numbers count.
        result: the answer whose reasons and bills are looked up.

    Raises:
        InputError: nothing has the name.
    """
    if name in knowledge.rules:
        return _rule(name, knowledge)
    if name in knowledge.assumptions:
        assumption = knowledge.assumptions[name]
        entry = assumption.at(today)
        return f"{assumption.label}: {dated(entry, assumption.unit)}\n{_basis(entry, knowledge)}"
    if name in knowledge.inputs:
        return "\n".join(
            [*input_lines(knowledge.inputs[name]), *wrapped(knowledge.inputs[name].help)]
        )
    lines = list(_line(name, result, knowledge)) if result else []
    lines = lines or list(_reason(name, result, knowledge))
    if not lines:
        known = [*knowledge.rules, *knowledge.assumptions, *knowledge.inputs, *knowledge.notices]
        known += [word for _, each in _lines(result) for word in (each.id, each.label)]
        hint = did_you_mean(name, known)
        raise InputError(f"{name!r} is no rule, number, input or line of this bill{hint}")
    return "\n".join(lines)


def _reason(name: str, result: Result | None, knowledge: Knowledge) -> Iterator[str]:
    """A reason that no rule gives: what the calculator worked out, else what it says in general."""
    said = [
        (each.text, each.sources)
        for ranked in (result.ranking if result else ())
        for each in ranked.reasons
        if each.rule == name
    ]
    if not said and name in knowledge.notices:
        notice = knowledge.notices[name]
        said = [(_FILLED_IN.sub("…", notice.says), notice.sources)]
    for text, sources in dict.fromkeys(said):
        yield from textwrap.wrap(text, WIDTH)
        yield from _sources(sources, knowledge)


def _lines(result: Result | None) -> Iterator[tuple[str, LineCost]]:
    for approach, cost in result.priced.approaches.items() if result else ():
        for line in cost.lines:
            yield approach, line


def _line(name: str, result: Result, knowledge: Knowledge) -> Iterator[str]:
    for approach, line in _lines(result):
        if name == line.id or name.lower() == line.label.lower():
            yield f"{knowledge.approaches[approach].name}: {line.label}, USD {line.total:,.0f}"
            yield from wrapped(line.formula)
            yield from wrapped(line.note) if line.note else ()


def _rule(name: str, knowledge: Knowledge) -> str:
    rule = knowledge.rules[name]
    conditions = ", ".join(dict.fromkeys(each.input for each in rule.when))
    lines = [*textwrap.wrap(rule.reason, WIDTH), *wrapped(f"Looks at: {conditions}")]
    lines += wrapped(rule.note) if rule.note else []
    return "\n".join([*lines, *_sources(rule.sources, knowledge)])


def _basis(entry: DatedEstimate, knowledge: Knowledge) -> str:
    return "\n".join([*wrapped(entry.basis), *_sources(entry.sources, knowledge)])


def _sources(sources: tuple[str, ...], knowledge: Knowledge) -> Iterator[str]:
    for source in sources:
        yield from wrapped(f"Source: {knowledge.source_titles.get(source, source)} ({source})")
