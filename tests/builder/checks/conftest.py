"""A copy of the project's content, for tests that spoil it."""

import shutil
from pathlib import Path

import pytest

from builder.steps import sound_content

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content, and what of it has been read."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "content", folder / "content")
    sound_content(folder, folder / "parsed")
    return folder
