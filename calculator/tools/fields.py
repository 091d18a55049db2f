"""Reading the request of a small calculator: every fault is gathered, none is raised."""

import math
from collections.abc import Mapping
from typing import Any

from calculator.arguments import check_request
from calculator.scenario import Problem

_LONGEST_TEXT = 80


class ToolFields:
    """The fields of one JSON object, and what is wrong with them.

    Raises:
        TypeError: it is none.
    """

    def __init__(self, raw: Mapping[str, Any], place: str = "") -> None:
        check_request(raw)
        self._raw = raw
        self._place = place
        self.problems: list[Problem] = []

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.problems.append(Problem(f"{self._place}{name}", message))

    def check_names(self, allowed: tuple[str, ...]) -> None:
        """Refuse every field that the calculator does not know."""
        for name in self._raw:
            if name not in allowed:
                self.refuse(str(name)[:60], f"is not a field; those are {', '.join(allowed)}")

    def given(self, name: str) -> bool:
        """Whether a field holds something."""
        return self._raw.get(name) is not None

    def share(self, name: str, *, ends: bool = False) -> float | None:
        """A number from 0 to 1, with the ends or without; None where it is absent or wrong."""
        value = self._number(name)
        if value is None:
            return None
        if 0 < value < 1 or (ends and value in (0, 1)):
            return value
        hint = f"; {value:g}% is {value / 100:g}" if 1 < value <= 100 else ""
        between = "from 0 to 1" if ends else "between 0 and 1"
        self.refuse(name, f"must be a share {between}, got {value:g}{hint}")
        return None

    def whole(self, name: str, least: int, most: float = 1e12) -> int | None:
        """A whole number in bounds; None where it is absent or wrong."""
        value = self._number(name)
        if value is None:
            return None
        if value != int(value):
            self.refuse(name, f"must be a whole number, got {value:g}")
        elif not least <= value <= most:
            self.refuse(name, f"must be from {least:,} to {most:,.12g}, got {value:,.12g}")
        else:
            return int(value)
        return None

    def positive(self, name: str) -> float | None:
        """A number above 0; None where it is absent or wrong."""
        value = self._number(name)
        if value is not None and value <= 0:
            self.refuse(name, f"must be above 0, got {value:g}")
            return None
        return value

    def text(self, name: str) -> str:
        """A short text; empty where it is absent or wrong."""
        value = self._raw.get(name)
        if value is None or (isinstance(value, str) and len(value) <= _LONGEST_TEXT):
            return (value or "").strip()
        self.refuse(name, f"must be a text of at most {_LONGEST_TEXT} characters")
        return ""

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """A list of objects; empty where it is absent or wrong."""
        value = self._raw.get(name)
        if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
            return value
        if value is not None:
            self.refuse(name, f"must be a list of objects, got {_shown(value)}")
        return []

    def _number(self, name: str) -> float | None:
        value = self._raw.get(name)
        if value is None:
            return None
        wrong = isinstance(value, bool) or not isinstance(value, int | float)
        if wrong or not math.isfinite(value) or abs(value) > 1e15:
            self.refuse(name, f"must be a number, got {_shown(value)}")
            return None
        return float(value)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
