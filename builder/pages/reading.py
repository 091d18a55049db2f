"""What a built site holds beside its pages: twins in Markdown, data, feed, and the social card."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder.built_pages import BuiltPage
from builder.content.load import Content
from builder.pages.card import card_png
from builder.pages.facts import facts_csv, facts_json, published_facts
from builder.pages.feed import atom_feed
from builder.pages.page import Page
from builder.pages.twins import llms_full_txt, llms_txt, pages_json, write_twins
from builder.settings import Settings


def write_copies(
    site: Path, listed: Sequence[Page], built: Sequence[BuiltPage], settings: Settings, root: Path
) -> None:
    """Write the pages as Markdown, and for language models the list of them and all in one.

    Args:
        site: the built site, where the copies go.
        listed: its pages in the order of the navigation.
        built: the same as they were built.
        settings: of the site.
        root: the project, whose server of assistants brings the pages with it.
    """
    write_twins(site, built)
    by_source = {page.path.removesuffix(".html") + ".md": page for page in built}
    texts = {
        site / "llms.txt": llms_txt,
        site / "llms-full.txt": llms_full_txt,
        root / "assistant" / "pages.json": pages_json,
    }
    for file, write in texts.items():
        file.write_text(write(listed, by_source, settings), encoding="utf-8", newline="\n")


def write_reading(
    target: Path,
    content: Content,
    settings: Settings,
    data_version: str,
    today: date,
) -> None:
    """Write data, feed and card; `target` holds nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in "data", "assets":
        (target / folder).mkdir(parents=True)
    files = {
        "changes.xml": atom_feed(published_facts(content), settings, today),
        "data/facts.json": facts_json(content, data_version),
        "data/facts.csv": facts_csv(content),
    }
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    (target / "assets" / "card.png").write_bytes(card_png(settings.site_name))
