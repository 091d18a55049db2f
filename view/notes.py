"""What a reader should know of a scenario that was made with older data."""

from collections.abc import Iterator, Sequence

from calculator.knowledge import Knowledge
from calculator.moves import CHOICE, Move, data_date
from view import formats
from view.answers import value_words
from view.environment import render


def notes_html(version: str | None, moves: Sequence[Move], knowledge: Knowledge) -> str:
    """How old the data of a link or a file were, and what has moved since; empty if nothing has.

    Args:
        version: data version that the link or file names; None where it names none.
        moves: parts of it that have moved.
        knowledge: today's.
    """
    older = version is not None and version != knowledge.data_version
    if not older and not moves:
        return ""
    since = data_date(version)
    changes = [each.summary for each in knowledge.versions.values() if since and each.as_of > since]
    return render(
        "notes.html.j2",
        saved=_saved(version, knowledge) if older else "",
        changes=changes,
        moved=list(_moved_words(moves, knowledge)),
    )


def _saved(version: str | None, knowledge: Knowledge) -> str:
    saved, now = data_date(version), formats.long_date(knowledge.as_of)
    if saved is None:
        return f"Made with other data than these of {now}; figures may have moved."
    if saved == knowledge.as_of:
        return f"Made with an earlier edition of the data of {now}; figures may have moved."
    return f"Made with data of {formats.long_date(saved)}; figures may have moved since."


def _moved_words(moves: Sequence[Move], knowledge: Knowledge) -> Iterator[str]:
    for move in moves:
        moved, fate = move.moved, "is gone"
        if move.kept:
            fate = f"is now “{_label(move, knowledge)}”"
        yield f"“{moved.was}” {fate}. {moved.why}"


def _label(move: Move, knowledge: Knowledge) -> str:
    moved = move.moved
    if moved.kind == CHOICE and moved.of is not None:
        return value_words(knowledge.inputs[moved.of], moved.now)
    name = str(moved.now).removeprefix("input:")
    found = knowledge.inputs.get(name) or knowledge.assumptions.get(name)
    return found.label if found else name
