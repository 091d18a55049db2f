"""Records → {path: Markdown}: one template per kind of page."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from builder.addresses import address_of, slug
from builder.load import Content
from builder.page_writer import PageWriter, Uses, name_of
from builder.results import Results
from builder.words import InputWords, first_sentence, plain, source_line
from builder.words import dated as dated_words
from calculator.address import default_texts
from calculator.knowledge import Knowledge
from view import form, formats, render
from view.links import REMARK_RULES

SOURCE_KINDS = {
    "seed": "The five documents that this site began with",
    "article": "Articles",
    "benchmark": "Benchmarks",
    "case": "Published cases",
    "dataset": "Data sets",
    "documentation": "Documentation",
    "own": "Our own estimates",
    "paper": "Papers",
    "vendor": "Vendors",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its place, its template and what the template is given."""

    path: str
    title: str
    section: str
    template: str
    values: dict[str, Any]


def render_pages(content: Content, results: Results, templates: Path) -> dict[str, str]:
    """Every generated page by its path under the docs folder.

    Rendered twice: the first pass learns which page uses which record, the second says so.
    """
    pages = list(all_pages(content, results))
    titles = {page.path: page.title for page in pages}
    environment = _environment(content, results, templates)
    uses = Uses(titles)
    for page in pages:
        _render(environment, content, page, uses, results)
    return {page.path: _render(environment, content, page, uses, results) for page in pages}


def all_pages(content: Content, results: Results) -> Iterator[Page]:
    """The pages in the order of the navigation."""
    yield Page("index.md", "Home", "", "home.md.j2", {})
    yield Page("calculator/index.md", "Calculator", "Calculator", "calculator.md.j2", {})
    yield from _calculator_pages(content)
    yield Page("approaches/index.md", "The nine approaches", "Approaches", "approaches.md.j2", {})
    for record in _ladder(content):
        scenarios = [content.records("scenario")[key] for key in record.scenarios]
        values = {"a": record, "scenarios": scenarios, "cost_table": ""}
        yield _record_page("approach", record, "Approaches", "approach.md.j2", values)
    yield Page("compare/index.md", "Compare", "Compare", "comparisons.md.j2", {})
    for c in _sorted(content, "comparison"):
        values = {"c": c, "numbers": ""}
        yield _record_page("comparison", c, "Compare", "comparison.md.j2", values)
    yield Page("problems/index.md", "By problem", "By problem", "problems.md.j2", {})
    for p in _sorted(content, "problem"):
        values = {"p": p, "scenario": content.records("scenario").get(p.scenario)}
        yield _record_page("problem", p, "By problem", "problem.md.j2", values)
    yield Page("guides/index.md", "Guides", "Guides", "guides.md.j2", {})
    for g in sorted(content.records("guide").values(), key=lambda guide: guide.order):
        yield _record_page("guide", g, "Guides", "guide.md.j2", {"g": g})
    yield from _mistake_pages(content)
    models = _sorted(content, "model")
    own = {"members": [m for m in models if m.kind == "model"]}
    others = {"members": [m for m in models if m.kind != "model"]}
    yield Page("models.md", "Models", "Reference", "models.md.j2", own)
    yield Page("tools-and-data.md", "Tools and data", "Reference", "tools.md.j2", others)
    yield from _glossary_pages(content)
    yield from _evidence_pages(content)


def _calculator_pages(content: Content) -> Iterator[Page]:
    section = "Calculator"
    yield Page(
        "examples.md", "Worked examples", section, "examples.md.j2", _example_groups(content)
    )
    rules = list(content.records("rule").values())
    remarks = [rule for rule in rules if rule.id.startswith(REMARK_RULES)]
    deciding = {"deciding": [rule for rule in rules if rule not in remarks]}
    path = "calculator/how-it-decides.md"
    yield Page(path, "How the calculator decides", section, "rules.md.j2", deciding)
    path = "calculator/plan-and-warnings.md"
    yield Page(path, "Plan and warnings", section, "remarks.md.j2", {"remarks": remarks})
    yield Page("calculator/inputs.md", "What the calculator asks", section, "inputs.md.j2", {})


def _mistake_pages(content: Content) -> Iterator[Page]:
    yield Page("mistakes/index.md", "Common mistakes", "Mistakes", "mistakes.md.j2", {})
    for m in _sorted(content, "mistake"):
        values = {"m": m, "trial": ""}
        yield _record_page("mistake", m, "Mistakes", "mistake.md.j2", values)


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
            supported = sum(c.status == "supported" for c in said)
            rows.append(
                {"source": source, "claims": said, "total": len(said), "supported": supported}
            )
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
    yield Page("evidence/sources.md", "Sources", section, "sources.md.j2", {})
    groups: dict[str, list[Any]] = {}
    for assumption in content.records("assumption").values():
        groups.setdefault(assumption.group, []).append(assumption)
    physics = {"members": groups.pop("physics", [])}
    values = {"groups": sorted(groups.items())}
    yield Page("data/assumptions.md", "Assumptions", section, "assumptions.md.j2", values)
    yield Page("data/physics.md", "Physical constants", section, "physics.md.j2", physics)
    yield Page("data/accelerators.md", "Accelerators", section, "accelerators.md.j2", {})


def _example_groups(content: Content) -> dict[str, Any]:
    scenarios = content.records("scenario").values()
    groups = [
        {"approach": approach, "scenarios": [s for s in scenarios if s.answer == approach.id]}
        for approach in _ladder(content)
    ]
    return {"groups": [group for group in groups if group["scenarios"]]}


def _record_page(
    kind: str, record: Any, section: str, template: str, values: dict[str, Any]
) -> Page:
    return Page(address_of(kind, record), name_of(record), section, template, values)


def _ladder(content: Content) -> list[Any]:
    return sorted(content.records("approach").values(), key=lambda approach: approach.order)


def _sorted(content: Content, kind: str) -> list[Any]:
    return sorted(content.records(kind).values(), key=lambda record: name_of(record).lower())


def _render(
    environment: jinja2.Environment, content: Content, page: Page, uses: Uses, results: Results
) -> str:
    writer = PageWriter(content, page.path, uses, results)
    template = environment.get_template(page.template)
    return template.render({**page.values, "w": writer, "uses": uses}).strip() + "\n"


def _environment(content: Content, results: Results, templates: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the output is Markdown, made from our own content
    )
    words = InputWords(content.records("input"))
    environment.globals |= {
        "approaches": _ladder(content),
        "terms": _sorted(content, "term"),
        "models": _sorted(content, "model"),
        "mistakes": _sorted(content, "mistake"),
        "problems": _sorted(content, "problem"),
        "comparisons": _sorted(content, "comparison"),
        "guides": sorted(content.records("guide").values(), key=lambda guide: guide.order),
        "sources": _sorted(content, "source"),
        "aspects": sorted(content.records("aspect").values(), key=lambda aspect: aspect.order),
        "accelerators": _sorted(content, "accelerator"),
        "inputs": sorted(content.records("input").values(), key=lambda record: record.order),
        "rules": list(content.records("rule").values()),
        "record": lambda kind, key: content.records(kind)[key],
        "results": results,
        **_views(results.knowledge),
        "value": words.value,
        "bounds": words.bounds,
        "conditions": words.conditions,
        "slug": slug,
        "plain": plain,
        "first_sentence": first_sentence,
        "source_line": source_line,
        "source_kinds": SOURCE_KINDS,
        "dated": dated_words,
        "number": lambda value: "–" if value is None else formats.number(value),
        "map": "",
        "rung_mark": lambda order: f'<span class="btt-rung__mark btt-rung__mark--{order}"></span>',
    }
    return environment


def _views(knowledge: Knowledge) -> dict[str, Any]:
    """The renderers of the calculator's page, for templates."""
    values = default_texts(knowledge)
    return {
        "ladder_html": lambda root: render.ladder_html(knowledge, root),
        "result_html": lambda result, root: render.result_html(result, knowledge, root),
        "bar_html": lambda result: render.bar_html(result, knowledge),
        "form_html": lambda root: form.form_html(knowledge, values, root=root),
        "presets_html": lambda: form.presets_html(knowledge),
    }
