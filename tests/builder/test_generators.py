"""Another generator makes the same pages of the same Markdown."""

import subprocess
import sys
from pathlib import Path

from tools.check_generators import MainText

ROOT = Path(__file__).resolve().parents[2]


def test_only_the_words_of_the_main_part_count(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(
        "<nav>Menu</nav><article>One <b>two</b><script>no</script> three</article><p>Foot",
        encoding="utf-8",
    )

    assert MainText(page).words == ["One", "two", "three"]


def test_the_second_generator_makes_pages_with_the_same_words():
    done = subprocess.run(
        [sys.executable, "tools/check_generators.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" pages made by two generators, 0 differ\n")
