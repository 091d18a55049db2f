"""Work in steps, so that whoever asked for it may stop in between."""

from collections.abc import Generator


def finished[T](steps: Generator[None, None, T]) -> T:
    """What comes of the work, done in one go."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
