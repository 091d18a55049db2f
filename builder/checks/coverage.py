"""Which entries of an inventory of the sources some record says that it covers."""

from pathlib import Path

from builder.content.load import Content
from builder.content.yaml_source import read_yaml


def missing_entries(content: Content, inventory: Path) -> list[str]:
    """Ids of the inventory's entries, its noise aside, that no record names in `covers`."""
    document, problems = read_yaml(inventory, str(inventory))
    if document is None or problems:
        return [str(problem) for problem in problems]
    covered = {
        entry
        for _, loaded in content.everything()
        for entry in getattr(loaded.record, "covers", [])
    }
    wanted = [item["id"] for item in document.value["items"] if item["type"] != "noise"]
    return [entry for entry in wanted if entry not in covered]
