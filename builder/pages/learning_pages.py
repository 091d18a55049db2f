"""What there is to learn: approaches, pairs, guides, mistakes, recipes and the glossary."""

import itertools
from collections.abc import Iterator

from builder.content.load import Content
from builder.pages.page import Page, in_order, record_page, sorted_by_name

_LEARN = ("Learn",)


def learning_pages(content: Content) -> Iterator[Page]:
    """Everything under the tab, its overview first."""
    letters = sorted({term.id[0].upper() for term in content.records("term").values()})
    yield Page("learn.md", "Learn", _LEARN, "learn.md.j2", {"letters": letters})
    yield from _approach_pages(content)
    yield from _comparison_pages(content)
    section = (*_LEARN, "Guides")
    yield Page("guides/index.md", "Guides", section, "guides.md.j2", {})
    for g in in_order(content, "guide"):
        yield record_page("guide", g, section, "guide.md.j2", {"g": g})
    section = (*_LEARN, "Mistakes")
    yield Page("mistakes/index.md", "Common mistakes", section, "mistakes.md.j2", {})
    for m in sorted_by_name(content, "mistake"):
        yield record_page("mistake", m, section, "mistake.md.j2", {"m": m})
    section = (*_LEARN, "Recipes")
    yield Page("recipes/index.md", "Recipes", section, "recipes.md.j2", {})
    for recipe in in_order(content, "recipe"):
        yield record_page("recipe", recipe, section, "recipe.md.j2", {"r": recipe})
    yield _glossary_page(content)


def _approach_pages(content: Content) -> Iterator[Page]:
    section = (*_LEARN, "Approaches")
    yield Page("approaches/index.md", "The nine approaches", section, "approaches.md.j2", {})
    for record in in_order(content, "approach"):
        scenarios = [content.records("scenario")[key] for key in record.scenarios]
        values = {"a": record, "scenarios": scenarios}
        yield record_page("approach", record, section, "approach.md.j2", values)


def _comparison_pages(content: Content) -> Iterator[Page]:
    section = (*_LEARN, "Compare")
    yield Page("compare/index.md", "All nine side by side", section, "comparisons.md.j2", {})
    for c in sorted_by_name(content, "comparison"):
        values = {"c": c, "scenario": content.records("scenario").get(c.scenario)}
        yield record_page("comparison", c, section, "comparison.md.j2", values)


def _glossary_page(content: Content) -> Page:
    """All terms by the letter that their id begins with, which their address holds as well."""
    terms = content.records("term").values()
    by_letter = itertools.groupby(
        sorted(terms, key=lambda term: (term.id[0], term.term.lower())),
        key=lambda term: str(term.id[0].upper()),
    )
    values = {"letters": [(letter, list(members)) for letter, members in by_letter]}
    return Page("glossary/index.md", "Glossary", _LEARN, "glossary.md.j2", values)
