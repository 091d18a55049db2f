"""What `build.py` does, as lists of phases: first gather all, then check all, then write."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from builder.checks import check_content
from builder.coverage import missing_entries
from builder.knowledge import knowledge_data, knowledge_of, write_knowledge
from builder.load import Content, load_content
from builder.problems import ContentError
from builder.schemas import write_schemas


class StepError(Exception):
    """A step of the build that failed for a reason outside the content."""


def build_day() -> date:
    """The day of the build: `SOURCE_DATE_EPOCH` where it is set, so that builds repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def checked_content(root: Path) -> Content:
    """All content, or a `ContentError` with everything that is wrong with it."""
    content = load_content(root / "content")
    problems = [*content.problems, *check_content(content, build_day())]
    if not problems:
        problems = list(check_rules_of(content))
    if problems:
        raise ContentError(problems)
    return content


def write_knowledge_file(root: Path) -> None:
    """Make the file that the command line reads."""
    write_schemas(root / "content" / "schemas")
    write_knowledge(knowledge_data(checked_content(root)), root / "calculator" / "knowledge.json")


def check(root: Path, inventory: Path | None) -> int:
    """Check everything and write nothing; with an inventory also what no record covers."""
    content = checked_content(root)
    count = sum(len(records) for records in content.kinds.values())
    missing = missing_entries(content, inventory) if inventory else []
    for entry in missing:
        print(f"{inventory}: no record covers '{entry}'")
    print(f"{count:,} records, no problem" + (f", {len(missing)} entries missing" if inventory else ""))
    return 1 if missing else 0
