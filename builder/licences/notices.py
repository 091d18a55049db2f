"""The notices that readers get with the site, the folder and the wheel: plain text."""

from collections.abc import Iterable
from pathlib import Path

from builder.licences.shipped import Shipped

NOTICES = "third-party.txt"
OWN_LICENCE = "LICENSE.txt"
_INTRODUCTION = """Software and data of others in {what}

What is not listed is our own, under the licence in LICENSE. Each work here stands under the
licence named beside it. Works with the same text share it.
"""
_LINE = "=" * 100


def write_notices(target: Path, what: str, shipped: Iterable[Shipped]) -> None:
    """Write a list of all works, then each different text once, after the works that it covers."""
    works = list(shipped)
    covered: dict[tuple[str, ...], list[Shipped]] = {}
    for work in works:
        covered.setdefault(work.texts, []).append(work)
    parts = [_INTRODUCTION.format(what=what), "\n".join(map(_entry, works))]
    for texts, by_text in covered.items():
        names = ", ".join(_title(work) for work in by_text)
        parts.append(f"{_LINE}\n{names}\n{_LINE}\n\n" + "\n\n".join(texts))
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def _entry(work: Shipped) -> str:
    address = f", {work.address}" if work.address else ""
    return f"- {_title(work)}: {work.licence}; {work.use}{address}"


def _title(work: Shipped) -> str:
    return f"{work.name} {work.version}".strip()
