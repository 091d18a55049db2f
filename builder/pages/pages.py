"""Which pages the site has, in the order of the navigation; one template per kind of page.

The four tabs are the calculator, the choice by problem, what there is to learn, and the data.
"""

from collections.abc import Iterator
from typing import Any

from builder.content.load import Content
from builder.pages.data_pages import data_pages
from builder.pages.learning_pages import learning_pages
from builder.pages.page import Page, in_order, record_page, sorted_by_name
from builder.pages.reading_pages import browse_values
from view.links import REMARK_RULES

_CALCULATOR = ("Calculator",)
_PROBLEMS = ("Choose by problem",)
_EXAMPLES = (*_PROBLEMS, "Worked examples")


def all_pages(content: Content) -> Iterator[Page]:
    """The pages in the order of the navigation."""
    yield Page("index.md", "Home", (), "home.md.j2", {})
    yield from _calculator_pages(content)
    yield from _problem_pages(content)
    yield from learning_pages(content)
    yield from data_pages(content)


# Shown in a frame of other sites, and so in no navigation.
FRAMES = (Page("embed/index.md", "Calculator", (), "embed_frame.md.j2", {}),)


def _calculator_pages(content: Content) -> Iterator[Page]:
    yield Page("calculator/index.md", "Calculator", _CALCULATOR, "calculator.md.j2", {})
    for tool in in_order(content, "tool"):
        yield record_page("tool", tool, _CALCULATOR, "tool.md.j2", {"t": tool})
    path = "calculator/measure.md"
    yield Page(path, "Measure your own data", _CALCULATOR, "measure.md.j2", {})
    rules = list(content.records("rule").values())
    remarks = [rule for rule in rules if rule.id.startswith(REMARK_RULES)]
    deciding = {"deciding": [rule for rule in rules if rule not in remarks]}
    path = "calculator/how-it-decides.md"
    yield Page(path, "How the calculator decides", _CALCULATOR, "decides.md.j2", deciding)
    yield Page("calculator/rules.md", "The rules", _CALCULATOR, "rules.md.j2", deciding)
    path, values = "calculator/plan-and-warnings.md", {"remarks": remarks}
    yield Page(path, "Plan and warnings", _CALCULATOR, "remarks.md.j2", values)
    yield Page("calculator/inputs.md", "What the calculator asks", _CALCULATOR, "inputs.md.j2", {})
    yield Page("calculator/python.md", "In Python", _CALCULATOR, "python.md.j2", {})
    yield _predictor_page(content)
    yield Page("calculator/embedding.md", "On your page", _CALCULATOR, "embedding.md.j2", {})
    yield Page("offline.md", "Offline", _CALCULATOR, "offline.md.j2", {})


def _predictor_page(content: Content) -> Page:
    """Every field that the predictors read, and every word that they know."""
    fields = list(content.records("predictor-field").values())
    shapes = [s for a in content.records("architecture").values() for s in a.shapes if s.names]
    values = {
        "read": [each for each in fields if each.commands],
        "checked": [each for each in fields if each.role == "result"],
        "vocabularies": list(content.records("vocabulary").values()),
        "shapes": shapes,
        "networks": list(content.records("network").values()),
    }
    path = "calculator/predictors.md"
    return Page(path, "Fields of the predictors", _CALCULATOR, "predictors.md.j2", values)


def _problem_pages(content: Content) -> Iterator[Page]:
    """Problems by name, then what they are worked for, then everything by facet."""
    yield Page("problems/index.md", "Choose by problem", _PROBLEMS, "problems.md.j2", {})
    for p in sorted_by_name(content, "problem"):
        values = {"p": p, "scenario": content.records("scenario").get(p.scenario)}
        yield record_page("problem", p, _PROBLEMS, "problem.md.j2", values)
    groups = _example_groups(content)
    yield Page("examples.md", "Worked examples", _EXAMPLES, "examples.md.j2", {"groups": groups})
    for group in groups:
        for scenario in group["scenarios"]:
            yield record_page("scenario", scenario, _EXAMPLES, "example.md.j2", {"s": scenario})
    yield Page("browse.md", "Browse", _PROBLEMS, "browse.md.j2", browse_values(content))


def _example_groups(content: Content) -> list[dict[str, Any]]:
    scenarios = content.records("scenario").values()
    groups = [
        {"approach": approach, "scenarios": [s for s in scenarios if s.answer == approach.id]}
        for approach in in_order(content, "approach")
    ]
    return [group for group in groups if group["scenarios"]]
