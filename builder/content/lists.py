"""Lists told apart by subject: which there are, so that one that is gone is missed.

A record of a list is named by few others or by none: without its file the rest may be sound.
"""

from collections.abc import Iterator

from builder.content.load import Content
from builder.content.records import KINDS
from builder.problems import Problem

# By kind the files of its lists, without their ending. A new file is added here.
LISTS: dict[str, tuple[str, ...]] = {
    "claim": (
        "comparisons", "corrections", "disagreements", "examples", "figures", "guidance-api",
        "guidance-baseline", "guidance-feature-extraction", "guidance-fine-tune",
        "guidance-from-scratch", "guidance-general", "guidance-heavy-fine-tune", "guidance-hybrid",
        "guidance-open-as-is",
    ),
    "moved": ("addresses",),
    "network": ("detectors", "diffusion", "papers", "torchvision"),
    "notice": ("limits", "market"),
    "place": ("calculator", "evidence"),
    "predictor-field": ("fields",),
    "rule": (
        "constraints", "data", "knowledge_and_style", "means", "output", "plan", "problem",
        "start", "warnings", "ways",
    ),
    "synonyms": ("adapting", "data", "judging", "money", "problems"),
    "task": ("tasks",),
    "wording": ("words",),
}  # fmt: skip
_TOLD_TOGETHER = ("price", "life")  # a list for each provider, in both


def check_lists(content: Content) -> Iterator[Problem]:
    """Every list that is missing or that nobody expects; what refers to a missing one may be so."""
    for kind, names in LISTS.items():
        there = _files(content, kind)
        for name in sorted({*names} - there):
            content.lost.add(kind)
            yield _problem(content, kind, name, f"must be there, a list of content/{_folder(kind)}")
        for name in sorted(there - {*names}):
            message = f"is no known list; there are {', '.join(names)}"
            yield _problem(content, kind, name, f"{message}; add it to builder/content/lists.py")
    here, beside = (_files(content, kind) for kind in _TOLD_TOGETHER)
    for name in sorted(here ^ beside):
        lost, other = _TOLD_TOGETHER if name in beside else _TOLD_TOGETHER[::-1]
        content.lost.add(lost)
        yield _problem(
            content, lost, name, f"must be there, as content/{_folder(other)}/{name}.yaml is"
        )


def _files(content: Content, kind: str) -> set[str]:
    return {file.stem for file in (content.root / _folder(kind)).glob("*.yaml")}


def _folder(kind: str) -> str:
    return next(each.folder for each in KINDS if each.name == kind)


def _problem(content: Content, kind: str, name: str, message: str) -> Problem:
    return Problem(f"{content.root.name}/{_folder(kind)}/{name}.yaml", 1, 1, message)
