"""Pages → {path: Markdown}: what their templates may use."""

import html
import json
from pathlib import Path
from typing import Any

import jinja2

from builder.content.hosted_prices import prices_day
from builder.content.load import Content
from builder.pages import validation_words
from builder.pages import words as said
from builder.pages.addresses import slug
from builder.pages.decision_map import decision_map
from builder.pages.facets import DATA_PLACES, LABEL_SIZES, data_place, label_size
from builder.pages.facts import current_facts
from builder.pages.notebook import notebook
from builder.pages.page import Page, in_order, sorted_by_name
from builder.pages.pages import FRAMES, all_pages
from builder.pages.reports import Reports, sources_of_pages
from builder.pages.results import Results
from builder.pages.spectrum import spectrum
from builder.pages.stories import Stories
from builder.pages.validated import Validated
from builder.pages.views import views
from builder.pages.writer import PageWriter, Uses
from builder.settings import Settings
from calculator.age import LIMIT_DAYS
from calculator.knowledge import Knowledge
from calculator.measure import trees
from calculator.measure.reading import MOST_BYTES
from calculator.measure.steps import CURVE_FOLDS
from view import formats
from view.cost_rows import GROUP_LABELS
from view.money import parts_of, split_of

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


def render_pages(
    content: Content, results: Results, root: Path, settings: Settings
) -> dict[str, str]:
    """Every generated page by its path under the docs folder.

    Pages that say where a record is used are rendered again when all uses are known.
    """
    pages = [*all_pages(content), *FRAMES]
    titles = {page.path: page.title for page in pages}
    environment = _environment(content, results, root)
    environment.globals["report"] = Reports(current_facts(content), settings).link
    sources = sources_of_pages(content)
    uses = Uses(titles)
    texts = {page.path: _render(environment, content, page, uses, results) for page in pages}
    for page in pages:
        if page.path in uses.asked_by:
            texts[page.path] = _render(environment, content, page, uses, results)
    return {page.path: _with_source(texts[page.path], page, sources) for page in pages}


def _with_source(text: str, page: Page, sources: dict[str, str]) -> str:
    """Name the file that a page is made from, for the link that lets a reader edit it."""
    source = sources.get(page.path, f"site_src/templates/{page.template}")
    return text.replace("---\n", f"---\nsource: {source}\n", 1)


def _render(
    environment: jinja2.Environment, content: Content, page: Page, uses: Uses, results: Results
) -> str:
    writer = PageWriter(content, page.path, uses, results)
    uses.rendered = page.path
    template = environment.get_template(page.template)
    return template.render({**page.values, "w": writer, "uses": uses}).strip() + "\n"


def _environment(content: Content, results: Results, root: Path) -> jinja2.Environment:
    compiled = root / "build" / "templates"  # from build to build, under a digest of their text
    compiled.mkdir(parents=True, exist_ok=True)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "site_src" / "templates"),
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the output is Markdown, made from our own content
    )
    environment.tests["has"] = lambda members, each: each in members
    environment.globals |= {
        **_records(content),
        **_words(content),
        "spectrum": spectrum(in_order(content, "approach"), results),
        **views(results.knowledge, root),
        **_scores(results.knowledge),
        "results": results,
        "sample": lambda name: _sample(root, name),
        "program": lambda recipe: _program(root, recipe),
        "example": lambda name: _example(root, name),
        "notebook": lambda name: notebook(root, name, results.knowledge.data_version),
        "story": Stories(root, results.knowledge).report,
        "most_bytes": MOST_BYTES,
        "curve_folds": CURVE_FOLDS,
        "tree_rows": trees.MOST_ROWS,
        "tree_columns": trees.MOST_COLUMNS,
        "baselines": lambda: json.loads(
            (root / "site_src" / "samples" / "baselines.json").read_text(encoding="utf-8")
        ),
    }
    return environment


def _records(content: Content) -> dict[str, Any]:
    """The records of each kind, in the order in which pages show them."""
    return {
        "approaches": in_order(content, "approach"),
        "terms": sorted_by_name(content, "term"),
        "models": sorted_by_name(content, "model"),
        "mistakes": sorted_by_name(content, "mistake"),
        "problems": sorted_by_name(content, "problem"),
        "comparisons": sorted_by_name(content, "comparison"),
        "guides": in_order(content, "guide"),
        "recipes": in_order(content, "recipe"),
        "aspects": in_order(content, "aspect"),
        "accelerators": sorted_by_name(content, "accelerator"),
        "rents_of": lambda chip: (
            list(content.records("rent")[chip].tiers.items())
            if chip in content.records("rent")
            else []
        ),
        "inputs": in_order(content, "input"),
        "rules": list(content.records("rule").values()),
        "record": lambda kind, key: content.records(kind)[key],
        "map": decision_map(
            in_order(content, "approach"),
            in_order(content, "input"),
            list(content.records("rule").values()),
        ),
    }


def _program(root: Path, recipe: Any) -> str:
    """The program of a recipe, for a fenced block."""
    ending = {"python": "py", "sh": "sh"}[recipe.language]
    file = root / "site_src" / "recipes" / f"{recipe.id}.{ending}"
    return file.read_text(encoding="utf-8").strip()


def _example(root: Path, name: str) -> str:
    """A program that uses the package, for a fenced block."""
    return (root / "site_src" / "examples" / f"{name}.py").read_text(encoding="utf-8").strip()


def _sample(root: Path, name: str) -> str:
    """A sample file of the page on the reader's own data, as text within HTML."""
    text = (root / "site_src" / "samples" / f"{name}.csv").read_text(encoding="utf-8")
    return html.escape(text).replace("\n", "&#10;")  # one line: Markdown leaves it alone


def _words(content: Content) -> dict[str, Any]:
    """How templates say numbers, dates, answers and names."""
    words = said.InputWords(content.records("input"), content.records("assumption"))
    return {
        "value": words.value,
        "bounds": words.bounds,
        "conditions": words.conditions,
        "slug": slug,
        "plain": said.plain,
        "first_sentence": said.first_sentence,
        "source_line": said.source_line,
        "source_kinds": SOURCE_KINDS,
        "dated": said.dated,
        "time_of": said.time_of,
        "limit_days": LIMIT_DAYS,
        "prices_day": prices_day(content),
        "tiers": said.TIERS,
        "usd": lambda value: "–" if value is None else formats.list_price(value),
        "rent": said.rent_words,
        "number": lambda value, digits=2: "–" if value is None else formats.number(value, digits),
        "percent": formats.percent,
        "money": formats.money,
        "estimated": formats.money_estimate,
        "split_of": split_of,
        "parts_of": parts_of,
        "long_date": formats.long_date,
        "groups": {key: words for key, words in GROUP_LABELS.items() if key != "own"},
        "label_size": label_size,
        "label_sizes": LABEL_SIZES,
        "data_place": data_place,
        "data_places": DATA_PLACES,
        "rung_mark": lambda order: f'<span class="btt-rung__mark btt-rung__mark--{order}"></span>',
    }


def _scores(knowledge: Knowledge) -> dict[str, Any]:
    """Predictions beside published figures, and the words for them."""
    return {
        "validated": Validated(knowledge),
        "details": validation_words.details,
        "factor_words": validation_words.factor_words,
        "rule_error": validation_words.rule_error,
        "unit_words": validation_words.unit_words,
        "share_words": formats.share,
        "three": lambda value: formats.number(value, 3),
        "number_range": formats.number_range,
    }
