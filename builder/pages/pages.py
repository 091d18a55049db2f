"""Which pages the site has, in the order of the navigation; one template per kind of page."""

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.data_pages import price_pages, source_pages, validation_pages, versions
from builder.pages.page import Page, in_order, record_page, sorted_by_name
from builder.pages.reading_pages import browse_values, checked_values, freshness_values
from view.links import REMARK_RULES


def all_pages(content: Content) -> Iterator[Page]:
    """The pages in the order of the navigation."""
    yield Page("index.md", "Home", "", "home.md.j2", {})
    yield Page("calculator/index.md", "Calculator", "Calculator", "calculator.md.j2", {})
    yield from _calculator_pages(content)
    yield Page("approaches/index.md", "The nine approaches", "Approaches", "approaches.md.j2", {})
    for record in in_order(content, "approach"):
        scenarios = [content.records("scenario")[key] for key in record.scenarios]
        values = {"a": record, "scenarios": scenarios}
        yield record_page("approach", record, "Approaches", "approach.md.j2", values)
    yield Page("compare/index.md", "Compare", "Compare", "comparisons.md.j2", {})
    for c in sorted_by_name(content, "comparison"):
        values = {"c": c, "scenario": content.records("scenario").get(c.scenario)}
        yield record_page("comparison", c, "Compare", "comparison.md.j2", values)
    yield Page("problems/index.md", "By problem", "By problem", "problems.md.j2", {})
    for p in sorted_by_name(content, "problem"):
        values = {"p": p, "scenario": content.records("scenario").get(p.scenario)}
        yield record_page("problem", p, "By problem", "problem.md.j2", values)
    yield from _guide_pages(content)
    yield from _mistake_pages(content)
    models = sorted_by_name(content, "model")
    own = {"members": [m for m in models if m.kind == "model"]}
    others = {"members": [m for m in models if m.kind != "model"]}
    yield Page("models.md", "Models", "Reference", "models.md.j2", own)
    yield Page("tools-and-data.md", "Tools and data", "Reference", "tools.md.j2", others)
    yield from _glossary_pages(content)
    yield Page("offline.md", "Offline", "Reference", "offline.md.j2", {})
    yield Page("browse.md", "Browse", "Reference", "browse.md.j2", browse_values(content))
    yield from _evidence_pages(content)


# Shown in a frame of other sites, and so in no navigation.
FRAMES = (Page("embed/index.md", "Calculator", "", "embed_frame.md.j2", {}),)


def _guide_pages(content: Content) -> Iterator[Page]:
    yield Page("guides/index.md", "Guides", "Guides", "guides.md.j2", {})
    for g in in_order(content, "guide"):
        yield record_page("guide", g, "Guides", "guide.md.j2", {"g": g})
    yield Page("recipes/index.md", "Recipes", "Guides", "recipes.md.j2", {})
    for recipe in in_order(content, "recipe"):
        yield record_page("recipe", recipe, "Guides", "recipe.md.j2", {"r": recipe})


def _calculator_pages(content: Content) -> Iterator[Page]:
    section = "Calculator"
    yield Page(
        "examples.md", "Worked examples", section, "examples.md.j2", _example_groups(content)
    )
    rules = list(content.records("rule").values())
    remarks = [rule for rule in rules if rule.id.startswith(REMARK_RULES)]
    deciding = {"deciding": [rule for rule in rules if rule not in remarks]}
    path = "calculator/how-it-decides.md"
    yield Page(path, "How the calculator decides", section, "decides.md.j2", deciding)
    yield Page("calculator/rules.md", "The rules", section, "rules.md.j2", deciding)
    path = "calculator/plan-and-warnings.md"
    yield Page(path, "Plan and warnings", section, "remarks.md.j2", {"remarks": remarks})
    yield Page("calculator/inputs.md", "What the calculator asks", section, "inputs.md.j2", {})
    yield Page("calculator/python.md", "In Python", section, "python.md.j2", {})
    yield _predictor_page(content)
    yield Page("calculator/embedding.md", "On your page", section, "embedding.md.j2", {})
    path = "calculator/measure.md"
    yield Page(path, "Measure your own data", section, "measure.md.j2", {})
    for tool in in_order(content, "tool"):
        yield record_page("tool", tool, section, "tool.md.j2", {"t": tool})


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
    return Page(path, "Fields of the predictors", "Calculator", "predictors.md.j2", values)


def _mistake_pages(content: Content) -> Iterator[Page]:
    yield Page("mistakes/index.md", "Common mistakes", "Mistakes", "mistakes.md.j2", {})
    for m in sorted_by_name(content, "mistake"):
        yield record_page("mistake", m, "Mistakes", "mistake.md.j2", {"m": m})


def _glossary_pages(content: Content) -> Iterator[Page]:
    """An index, and a page for each letter that an id begins with."""
    by_letter = itertools.groupby(
        sorted(content.records("term").values(), key=lambda term: (term.id[0], term.term.lower())),
        key=lambda term: term.id[0].upper(),
    )
    letters = [(letter, list(terms)) for letter, terms in by_letter]
    yield Page("glossary/index.md", "Glossary", "Reference", "glossary.md.j2", {"letters": letters})
    for letter, terms in letters:
        names = ", ".join(term.term for term in terms)
        values = {"letter": letter, "terms": terms, "names": names}
        title, path = f"Glossary: {letter}", f"glossary/{letter.lower()}.md"
        yield Page(path, title, "Reference", "glossary_letter.md.j2", values)


def _evidence_pages(content: Content) -> Iterator[Page]:
    claims = list(content.records("claim").values())
    rows = []
    for source in content.records("source").values():
        said = [c for c in claims if address_of("claim", c).startswith(f"evidence/{source.id}.md")]
        if said:
            status = Counter(claim.status for claim in said)
            rows.append({"source": source, "claims": said, "status": status})
    section = "Evidence"
    yield Page("evidence/index.md", "Evidence", section, "evidence.md.j2", {"rows": rows})
    for row in rows:
        source = row["source"]
        path = f"evidence/{source.id}.md"
        yield Page(path, source.title, section, "evidence_source.md.j2", row)
    for kind, title in (
        ("disagreement", "Where the sources disagree"),
        ("correction", "What we corrected"),
    ):
        values = {"claims": [claim for claim in claims if claim.kind == kind]}
        yield Page(f"evidence/{kind}s.md", title, section, f"{kind}s.md.j2", values)
    yield from source_pages(content)
    groups: dict[str, list[Any]] = {}
    for assumption in content.records("assumption").values():
        groups.setdefault(assumption.group, []).append(assumption)
    physics = {"members": groups.pop("physics", [])}
    values = {"groups": sorted(groups.items())}
    yield Page("data/assumptions.md", "Assumptions", "Numbers", "assumptions.md.j2", values)
    yield Page("data/physics.md", "Physical constants", "Numbers", "physics.md.j2", physics)
    yield from price_pages(content)
    yield Page("data/accelerators.md", "Accelerators", "Numbers", "accelerators.md.j2", {})
    path, values = "data/freshness.md", freshness_values(content)
    yield Page(path, "How old the numbers are", "Numbers", "freshness.md.j2", values)
    yield Page(
        "data/versions.md", "Versions of the data", "Numbers", "versions.md.j2", versions(content)
    )
    path, values = "evidence/checked.md", checked_values(content)
    yield Page(path, "When claims were checked", section, "checked.md.j2", values)
    yield from validation_pages(content)


def _example_groups(content: Content) -> dict[str, Any]:
    scenarios = content.records("scenario").values()
    groups = [
        {"approach": approach, "scenarios": [s for s in scenarios if s.answer == approach.id]}
        for approach in in_order(content, "approach")
    ]
    return {"groups": [group for group in groups if group["scenarios"]]}
