"""What a built site holds beside its pages: twins in Markdown, data, feed, and the social card."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.content.load import Content
from builder.pages.card import card_png
from builder.pages.facts import all_facts, facts_csv, facts_json
from builder.pages.feed import atom_feed
from builder.pages.pages import Page
from builder.pages.twins import llms_txt, write_twins
from builder.settings import Settings


def write_reading(
    target: Path,
    content: Content,
    pages: Sequence[Page],
    texts: Mapping[str, str],
    settings: Settings,
    data_version: str,
) -> None:
    """Write everything for readers who do not come with a browser; `target` holds nothing else."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in "data", "assets":
        (target / folder).mkdir(parents=True)
    write_twins(target, texts)
    files = {
        "llms.txt": llms_txt(pages, texts, settings),
        "changes.xml": atom_feed(all_facts(content), settings),
        "data/facts.json": facts_json(content, data_version),
        "data/facts.csv": facts_csv(content),
    }
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    (target / "assets" / "card.png").write_bytes(card_png(settings.site_name))
