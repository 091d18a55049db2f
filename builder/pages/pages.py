"""Which pages the site has, in the order of the navigation; one template per kind of page."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from builder.content.hosted_prices import DATA_AS_OF
from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.prices import RENT_TIERS, hosted_rows, rent_rows
from builder.pages.reading_pages import browse_values, checked_values, freshness_values
from builder.pages.writer import name_of
from view.links import DATA_SOURCES, REMARK_RULES
from view.sentences import in_sentence


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its place, its template and what the template is given."""

    path: str
    title: str
    section: str
    template: str
    values: dict[str, Any]


def all_pages(content: Content) -> Iterator[Page]:
    """The pages in the order of the navigation."""
    yield Page("index.md", "Home", "", "home.md.j2", {})
    yield Page("calculator/index.md", "Calculator", "Calculator", "calculator.md.j2", {})
    yield from _calculator_pages(content)
    yield Page("approaches/index.md", "The nine approaches", "Approaches", "approaches.md.j2", {})
    for record in in_order(content, "approach"):
        scenarios = [content.records("scenario")[key] for key in record.scenarios]
        values = {"a": record, "scenarios": scenarios}
        yield _record_page("approach", record, "Approaches", "approach.md.j2", values)
    yield Page("compare/index.md", "Compare", "Compare", "comparisons.md.j2", {})
    for c in sorted_by_name(content, "comparison"):
        values = {"c": c, "scenario": content.records("scenario").get(c.scenario)}
        yield _record_page("comparison", c, "Compare", "comparison.md.j2", values)
    yield Page("problems/index.md", "By problem", "By problem", "problems.md.j2", {})
    for p in sorted_by_name(content, "problem"):
        values = {"p": p, "scenario": content.records("scenario").get(p.scenario)}
        yield _record_page("problem", p, "By problem", "problem.md.j2", values)
    yield Page("guides/index.md", "Guides", "Guides", "guides.md.j2", {})
    for g in in_order(content, "guide"):
        yield _record_page("guide", g, "Guides", "guide.md.j2", {"g": g})
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
        yield _record_page("tool", tool, section, "tool.md.j2", {"t": tool})


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
        yield _record_page("mistake", m, "Mistakes", "mistake.md.j2", {"m": m})


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
    yield from _source_pages(content)
    groups: dict[str, list[Any]] = {}
    for assumption in content.records("assumption").values():
        groups.setdefault(assumption.group, []).append(assumption)
    physics = {"members": groups.pop("physics", [])}
    values = {"groups": sorted(groups.items())}
    yield Page("data/assumptions.md", "Assumptions", "Numbers", "assumptions.md.j2", values)
    yield Page("data/physics.md", "Physical constants", "Numbers", "physics.md.j2", physics)
    yield from _price_pages(content)
    yield Page("data/accelerators.md", "Accelerators", "Numbers", "accelerators.md.j2", {})
    path, values = "data/freshness.md", freshness_values(content)
    yield Page(path, "How old the numbers are", "Numbers", "freshness.md.j2", values)
    yield Page(
        "data/versions.md", "Versions of the data", "Numbers", "versions.md.j2", _versions(content)
    )
    path, values = "evidence/checked.md", checked_values(content)
    yield Page(path, "When claims were checked", section, "checked.md.j2", values)
    yield from _validation_pages(content)


def _source_pages(content: Content) -> Iterator[Page]:
    """Studies, guides and law on one page; price lists, measurements and models on another."""
    listed: dict[bool, list[Any]] = {False: [], True: []}
    for source in sorted_by_name(content, "source"):
        listed[source.id.startswith(DATA_SOURCES)].append(source)
    reading = "Every study, guide, law and document that a page of this site cites."
    data = "Every price list, data sheet, measurement and model that the site's numbers come from."
    for path, title, words, of_data in (
        ("sources", "Sources", reading, False),
        ("data-sources", "Sources of figures and models", data, True),
    ):
        values = {"title": title, "words": words, "listed": listed[of_data]}
        yield Page(f"evidence/{path}.md", title, "Evidence", "sources.md.j2", values)


def _price_pages(content: Content) -> Iterator[Page]:
    """What hosted models cost and how long they live; what accelerators rent for."""
    today = max(life.checked for life in content.records("life").values())
    rows = hosted_rows(content, today)
    past = [row for row in rows if row.status == "ended"]
    values: dict[str, Any] = {
        "rows": [row for row in rows if row.status != "ended"],
        "prices_day": DATA_AS_OF,
        "lives_day": today,
        "providers": sorted_by_name(content, "provider"),
    }
    path, title = "data/hosted-prices.md", "Prices of hosted models"
    yield Page(path, title, "Numbers", "hosted_prices.md.j2", values)
    values = {"rows": past, "changed": [row for row in rows if row.history]}
    path, title = "data/hosted-prices-past.md", "Past prices of hosted models"
    yield Page(path, title, "Numbers", "hosted_prices_past.md.j2", values)
    values = {"rows": rent_rows(content), "rent_tiers": RENT_TIERS}
    yield Page("data/rents.md", "GPU prices per hour", "Numbers", "rents.md.j2", values)


def _versions(content: Content) -> dict[str, Any]:
    """Published versions of the data, newest first."""
    found = content.records("version").values()
    return {"versions": sorted(found, key=lambda version: version.as_of, reverse=True)}


def _validation_pages(content: Content) -> Iterator[Page]:
    """How good the predictions are: an overview, and a page for each kind of them."""
    title, section = "How well the cost model predicts", "Numbers"
    everything = in_order(content, "validation")
    yield Page("data/validation.md", title, section, "validation.md.j2", {"all": everything})
    for page in everything:
        path, title = address_of("validation", page), f"Predicted: {in_sentence(page.title)}"
        yield Page(path, title, section, "validation_page.md.j2", {"page": page})


def _example_groups(content: Content) -> dict[str, Any]:
    scenarios = content.records("scenario").values()
    groups = [
        {"approach": approach, "scenarios": [s for s in scenarios if s.answer == approach.id]}
        for approach in in_order(content, "approach")
    ]
    return {"groups": [group for group in groups if group["scenarios"]]}


def _record_page(
    kind: str, record: Any, section: str, template: str, values: dict[str, Any]
) -> Page:
    return Page(address_of(kind, record), name_of(record), section, template, values)


def in_order(content: Content, kind: str) -> list[Any]:
    """The records of a kind by their own order."""
    return sorted(content.records(kind).values(), key=lambda record: record.order)


def sorted_by_name(content: Content, kind: str) -> list[Any]:
    """The records of a kind by the alphabet."""
    return sorted(content.records(kind).values(), key=lambda record: name_of(record).lower())
