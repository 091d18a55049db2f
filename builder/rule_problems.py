"""What is wrong with the rules as a whole, at the place of the rule."""

from collections.abc import Iterator

from builder.knowledge import knowledge_of
from builder.load import Content
from builder.problems import Problem
from builder.rule_checks import check_rules
from view.links import REMARK_RULES


def rule_problems(content: Content) -> Iterator[Problem]:
    """Every finding of the rule checks; one that is no single rule's stands at the folder."""
    yield from check_names(content)
    rules = content.kinds["rule"]
    for rule_id, message in check_rules(knowledge_of(content)):
        if rule_id in rules:
            yield rules[rule_id].problem(("id",), message)
        else:
            yield Problem(f"{content.root.name}/rules", 1, 1, message)


def check_names(content: Content) -> Iterator[Problem]:
    """The id of a rule that only advises says so: it decides on which page the rule stands."""
    for loaded in content.kinds["rule"].values():
        rule = loaded.record
        decides = rule.rules_out or rule.insufficient or rule.supports or rule.defers
        if bool(decides) == rule.id.startswith(REMARK_RULES):
            must = "must not" if decides else "must"
            prefixes = ", ".join(REMARK_RULES)
            yield loaded.problem(("id",), f"id {must} begin with {prefixes}, got '{rule.id}'")
