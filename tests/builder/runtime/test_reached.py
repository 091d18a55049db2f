"""Which modules the snapshot gets."""

import pytest

from benchmarks import snapshot
from builder.runtime.reached import reached
from tests.built import runtime

FILES = {
    "room/__init__.py": b"",
    "room/door.py": b"from room import hall\ndef later():\n    from room.attic import box\n",
    "room/hall.py": b"import json\n",
    "room/attic.py": b"",
    "room/cellar.py": b"from room import hall\n",
    "room/words.txt": b"from room import cellar\n",
}


def test_a_module_is_reached_through_imports_at_the_top_and_in_functions():
    found = reached("room.door", FILES)

    assert found.keys() == FILES.keys() - {"room/cellar.py"}


def test_from_the_cellar_nothing_leads_to_the_attic():
    assert "room/attic.py" not in reached("room.cellar", FILES)


@pytest.mark.slow
def test_the_predictors_take_no_more_of_the_snapshot_than_they_may(capsys):
    runtime()

    assert snapshot.main() == 0, capsys.readouterr().out
