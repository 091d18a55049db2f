"""What is wrong with the rules as a whole, at the place of the rule."""

from collections.abc import Iterator

from builder.knowledge import knowledge_of
from builder.load import Content
from builder.problems import Problem
from builder.rule_checks import check_rules


def rule_problems(content: Content) -> Iterator[Problem]:
    """Every finding of the rule checks; one that is no single rule's stands at the folder."""
    rules = content.kinds["rule"]
    for rule_id, message in check_rules(knowledge_of(content)):
        if rule_id in rules:
            yield rules[rule_id].problem(("id",), message)
        else:
            yield Problem(f"{content.root.name}/rules", 1, 1, message)
