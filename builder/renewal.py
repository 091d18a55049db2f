"""What `build.py refresh` does: newer entries from packages, and what they move."""

import tempfile
from pathlib import Path

from builder.atomic import disk_faults, only_build
from builder.content.knowledge import knowledge_data
from builder.content.load import Content
from builder.problems import ContentError
from builder.refresh import refresh as refreshing
from builder.refresh.packages import fetched, read_packages
from builder.refresh.results import answers, moved
from builder.steps import build_day, check_meaning, sound_content
from calculator.decode import knowledge_from_json


def refresh(root: Path, packages: Path | None, *, write: bool = True) -> int:
    """Bring the records up to what the packages say today, and show what moves with them.

    Args:
        root: the project.
        packages: a folder that holds them already; None: the newest are fetched.
        write: False: only show; 1 then means that there is something to write.
    """
    with fetched(packages) as folder:
        found = read_packages(folder)
    with disk_faults(), only_build(root / "build"):
        content = sound_content(root, keep=False)
        changed = refreshing.changes(root, content, found, build_day())
        gone = refreshing.not_listed(content, found)
        print(f"genai-prices {found.prices['version']}, looked at on {found.prices['checked']}; "
              f"codecarbon {found.mix_version or '(version not told)'}")  # fmt: skip
        print(f"{gone} models are no longer listed and keep their last prices")
        if not changed.texts:
            print("nothing has moved")
            return 0
        print(*changed.said, sep="\n")
        with tempfile.TemporaryDirectory(dir=root / "build") as place:
            _show_results(content, refreshing.trial(root, Path(place), changed.texts))
        if write:
            refreshing.write(root, changed.texts)
    print(f"{len(changed.texts)} files {'written' if write else 'would be written'}")
    return 0 if write else 1


def _show_results(before: Content, trial: Path) -> None:
    """Which published results move, and what content then says wrongly; faults of records raise."""
    after = sound_content(trial, keep=False)
    data = knowledge_data(after)
    old = answers(knowledge_from_json(knowledge_data(before)))
    lines = list(moved(old, answers(knowledge_from_json(data))))
    print(f"{len(lines)} of {len(old)} worked examples move", *lines, sep="\n  ")
    try:
        check_meaning(after, data, trial, keep=False)
    except ContentError as error:
        print("What no longer holds then, to be mended by hand:", *error.problems, sep="\n  ")
