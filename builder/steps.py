"""What `build.py` does, as lists of phases: first gather all, then check all, then write."""

import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from builder.atomic import disk_faults, only_build, replace_folder, restore_folder
from builder.built_pages import read_pages
from builder.checks.across_records import check_content
from builder.checks.asked import asked_before
from builder.checks.comparatives import check_comparatives, count_tested
from builder.checks.counts import counts
from builder.checks.coverage import missing_entries
from builder.checks.evaluated import check_evaluated
from builder.checks.evidence import check_evidence
from builder.checks.figures import figure_problems
from builder.checks.freshness import is_too_old, too_old
from builder.checks.markup import check_markup
from builder.checks.needs import check_needs
from builder.checks.rule_problems import rule_problems
from builder.checks.stories import check_stories
from builder.checks.wording import check_style
from builder.content.interface import write_interface
from builder.content.knowledge import knowledge_data, write_knowledge
from builder.content.lists import check_lists
from builder.content.load import Content, load_content
from builder.content.new_record import new_record
from builder.content.parsed import Parsed
from builder.content.schemas import write_schemas
from builder.finish.asked_by_name import write_files_asked_by_name
from builder.finish.finish import finish
from builder.finish.links import check_links
from builder.finish.package import package as write_packages
from builder.finish.theme_faults import mend
from builder.generator import waiting_mkdocs
from builder.licences.notices import NOTICES, OWN_LICENCE, write_notices
from builder.licences.shipped import BUNDLES, data_of_others, shipped
from builder.pages.moved import check_moved, write_moved
from builder.pages.page_charts import write_specifications
from builder.pages.pages import all_pages
from builder.pages.reading import write_copies, write_reading
from builder.pages.rendering import render_pages
from builder.pages.reports import sources_of_pages
from builder.pages.result_files import write_results
from builder.pages.results import Results, remembered_results
from builder.pages.search import write_search_index
from builder.pages.site import bundle_assets, write_configuration, write_docs
from builder.problems import ContentError, Problem
from builder.runtime.folders import build_runtime
from builder.settings import read_settings
from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge


def build_day() -> date:
    """The day of the build: `SOURCE_DATE_EPOCH` where it is set, so that builds repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def _epoch(day: date) -> int:
    """The moment that MkDocs writes into the site: asked for, or the day of the data."""
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(asked or midnight.timestamp())


def checked_content(root: Path) -> Content:
    """All content, or a `ContentError` with everything that is wrong with it; writes nothing."""
    content = sound_content(root, keep=False)
    check_meaning(content, knowledge_data(content), root, keep=False)
    return content


def sound_content(root: Path, *, keep: bool = True) -> Content:
    """All content, each record sound and referring to others that exist.

    Of a file that did not change since a build, what is in it is taken from `build/`; with `keep`
    the next one finds there what this one read.
    """
    known = Parsed(root / "build" / "parsed")
    content = load_content(root / "content", known.parse)
    content.problems += check_lists(content)
    _refuse(
        content.problems,
        [*check_content(content, build_day()), *check_needs(content), *check_markup(content)],
    )
    if keep:
        known.keep()
    return content


def check_meaning(
    content: Content, data: Mapping[str, Any], root: Path, *, keep: bool = True
) -> None:
    """Check what sound content says; with `keep`, findings are remembered in `build/`."""
    known = knowledge_from_json(data)
    rules = list(rule_problems(content, data, root, keep=keep))
    asked = asked_before(root, data, keep=keep)
    evaluated = [] if rules else list(check_evaluated(content, known, asked))
    words = [*check_evidence(content), *check_style(content), *check_comparatives(content)]
    words += [*check_stories(content), *check_moved(content, all_pages(content))]
    _refuse([*words, *rules, *figure_problems(content, known), *evaluated])


def _refuse(*groups: list[Problem]) -> None:
    if any(groups):
        raise ContentError(*groups)


def knowledge(root: Path) -> None:
    """Make the file that the command line reads."""
    with disk_faults(), only_build(root / "build"):
        content = sound_content(root)
        data = knowledge_data(content)
        check_meaning(content, data, root)
        _write_known(root, data, knowledge_from_json(data))


def _write_known(root: Path, data: dict[str, Any], known: Knowledge) -> None:
    """What editors of content and the command line read, whether or not there is a site."""
    write_schemas(root / "content" / "schemas")
    write_knowledge(data, root / "calculator" / "knowledge.json")
    write_interface(known, root / "calculator" / "schemas")
    write_notices(root / "calculator" / NOTICES, "the Python package", data_of_others())


def build(root: Path, *, draft: bool = False) -> None:
    """Make `site/`, or leave it as it was; a draft is quicker and only for its author."""
    with disk_faults(), only_build(root / "build"):
        restore_folder(root / "build" / "site", root / "site")
        _build(root, draft=draft)


def _build(root: Path, *, draft: bool) -> None:
    """All is checked before anything is written; the slow parts run beside each other."""
    build_folder = root / "build"
    with waiting_mkdocs(build_folder, 2 if draft else 1) as mkdocs, ThreadPoolExecutor(2) as aside:
        content = sound_content(root)
        settings = read_settings(root / "mkdocs.yml")
        data = knowledge_data(content)
        results = Results(data, remembered_results(root, data))
        with results.ahead(content):
            assets = aside.submit(_make_assets, root, build_folder)
            check_meaning(content, data, root)
            _write_known(root, data, results.knowledge)
            runtime = aside.submit(build_runtime, root, build_folder / "runtime", draft=draft)
            pages = list(all_pages(content))
            texts = render_pages(content, results, root, settings)

        write_docs(build_folder / "docs", texts, root / "site_src" / "pages")
        configuration = write_configuration(root, build_folder, pages)
        unfinished, beside = build_folder / "site", build_folder / "beside"
        generate = mkdocs.build_again if draft else mkdocs.build
        epoch = _epoch(results.knowledge.as_of)
        generated = aside.submit(generate, configuration, unfinished, epoch)
        write_reading(beside, content, settings, data["data_version"], results.knowledge.as_of)
        write_results(beside, results)
        write_interface(results.knowledge, beside / "schemas", settings.site_url)
        generated.result()
        bundled = assets.result()
        shutil.copytree(beside, unfinished, dirs_exist_ok=True)
        shutil.copytree(bundled / "assets", unfinished / "assets", dirs_exist_ok=True)
        write_notices(unfinished / NOTICES, "this site", shipped(root, bundled / BUNDLES))
    shutil.copyfile(root / "LICENSE", unfinished / OWN_LICENCE)
    write_files_asked_by_name(unfinished, settings)
    write_moved(unfinished, content.records("moved").values())
    built = read_pages(unfinished)
    mend(unfinished, built)
    write_copies(unfinished, pages, built, settings, root)
    write_search_index(content, built, unfinished / "assets" / "search_index.js")
    check_links(unfinished, built, sources_of_pages(content))
    finish(root, unfinished, built, runtime.result(), draft=draft)
    replace_folder(unfinished, root / "site")
    print(f"built site/: {len(texts)} pages, data {data['data_version']}")


def _make_assets(root: Path, build_folder: Path) -> Path:
    """A folder with our scripts and styles, and with the list of files that went into them."""
    write_specifications(build_folder / "charts.json")
    bundle_assets(root, build_folder / "bundled")
    return build_folder / "bundled"


def package(root: Path) -> None:
    """Build the site, then make of it what readers carry away."""
    build(root)
    with disk_faults(), only_build(root / "build"):
        for made in write_packages(root):
            print(f"made {made.relative_to(root)}: {made.stat().st_size / 1e6:.1f} MB")


def count(root: Path, today: date | None = None) -> None:
    """Print how complete, dated and borne out the data of the market are; writes nothing."""
    content = sound_content(root, keep=False)
    known = knowledge_from_json(knowledge_data(content))
    print(*counts(content, known, root, today or build_day()), sep="\n")


def new(root: Path, kind: str, record_id: str) -> None:
    """Write a record of a kind for somebody to fill in."""
    with disk_faults():
        print(f"wrote {new_record(root, kind, record_id).relative_to(root)}; fill it in")


def check(root: Path, inventory: Path | None, today: date | None = None) -> int:
    """Check everything and write nothing.

    With an inventory also what no record covers; with a day, whether too many of the numbers that
    the worked examples use are past their limit then.
    """
    content = checked_content(root)
    old = False
    if today is not None:
        known = knowledge_from_json(knowledge_data(content))
        print(*too_old(known, today), sep="\n")
        old = is_too_old(known, today)
    count = sum(len(records) for records in content.kinds.values())
    missing = missing_entries(content, inventory) if inventory else []
    for entry in missing:
        print(f"{inventory}: no record covers '{entry}'")
    print(
        f"{count:,} records, {count_tested(content)} statements tested, no problem"
        + (f", {len(missing)} entries missing" if inventory else "")
    )
    return 1 if missing or old else 0
