"""What is wrong with the rules as a whole, at the place of the rule."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.checks.rules import Finding, check_rules
from builder.content.knowledge import canonical_json
from builder.content.load import Content
from builder.problems import Problem
from builder.remembered import Remembered, code_in
from calculator.decision.rulebook import is_verdict
from calculator.decode import knowledge_from_json
from view.links import REMARK_RULES

# What the checks of rules look at; prices, for one, change more often. They never see these words,
# so that whoever mends a sentence need not wait for them.
_LOOKED_AT = ("inputs", "approaches", "rules", "examples", "assumptions")
_WORDS = frozenset({
    "answer", "basis", "help", "label", "note", "question", "reason", "short", "situation",
    "sources", "summary", "title", "why",
})  # fmt: skip


def rule_problems(
    content: Content, data: Mapping[str, Any], root: Path | None = None, *, keep: bool = True
) -> Iterator[Problem]:
    """Every finding of the rule checks, at the record that it is about.

    `data` is the content's knowledge. With `root` what was found for the same rules and code is
    taken from its `build/`, and with `keep` written there.
    """
    yield from check_names(content)
    for place, message in _findings(data, root, keep=keep):
        kind, _, record_id = place.rpartition(":")
        loaded = content.kinds[kind or "rule"][record_id]
        yield loaded.problem(("if_unknown",) if kind == "input" else ("id",), message)


def check_names(content: Content) -> Iterator[Problem]:
    """The id of a rule that only advises says so: it decides on which page the rule stands."""
    for loaded in content.kinds["rule"].values():
        rule = loaded.record
        decides = is_verdict(rule)
        if bool(decides) == rule.id.startswith(REMARK_RULES):
            must = "must not" if decides else "must"
            prefixes = ", ".join(REMARK_RULES)
            yield loaded.problem(("id",), f"id {must} begin with {prefixes}, got '{rule.id}'")


def _findings(data: Mapping[str, Any], root: Path | None, *, keep: bool) -> list[Finding]:
    if root is None:
        return list(check_rules(knowledge_from_json(data)))
    looked_at = {name: _without_words(data[name]) for name in _LOOKED_AT}
    code = code_in(root / "calculator" / "decision", root / "builder")
    told = canonical_json(looked_at).encode()
    remembered = Remembered(root / "build" / "rule_checks", [told, *code])
    found = remembered.get("findings")
    if found is None:
        found = list(check_rules(knowledge_from_json({**data, **looked_at})))
        if keep:
            remembered.keep("findings", found)
    return [(rule_id, message) for rule_id, message in found]


def _without_words(value: Any) -> Any:
    """The same, with nothing where words are that only readers look at."""
    if isinstance(value, list):
        return [_without_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: type(each)() if key in _WORDS and each is not None else _without_words(each)
        for key, each in value.items()
    }
