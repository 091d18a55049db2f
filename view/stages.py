"""The stages in which the calculator page is answered, and what it asks first."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from calculator.api import stages
from calculator.asking import Decided
from calculator.knowledge import Knowledge
from calculator.result import Result

# An answer comes in stages, each with all of the one before it: the recommendation and what it
# costs; what other answers would change; bills, ranges and charts. Before them stands the bare
# decision, for a page that was built with the rest.
FIRST, QUICK, FULL = "first", "quick", "full"
DETAILS = (FIRST, QUICK, FULL)
_BITS = 2  # of work in one go: a few dozen milliseconds in a browser

# What the calculator page asks when it opens, the day apart.
FIRST_REQUEST: Mapping[str, Any] = {
    "do": "open", "built": True, "detail": FIRST, "address": "", "root": "../", "passed": [],
    "step": None, "billed": None,
}  # fmt: skip


class Stages:
    """The newest question: each stage of its answer goes on from the one before it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._of = ""
        self._work: Iterator[Decided | Result | None] = iter(())
        self._decided: Decided | None = None
        self._found: dict[str, Result] = {}

    def step(self, asked: Mapping[str, Any], day: date, detail: str) -> bool:
        """Work a little towards a stage, unless it is reached; whether it was before."""
        self._begin(asked, day)
        reached = detail in self._found
        if not reached:
            self._go_on(detail, _BITS)
        return reached  # to draw what was reached is a step of its own

    def decided(self, asked: Mapping[str, Any], day: date) -> Decided:
        """What was decided; all else goes on from it."""
        self._begin(asked, day)
        if self._decided is None:
            self._go_on(FIRST, 1)
        assert self._decided is not None  # it is what comes first
        return self._decided

    def result(self, asked: Mapping[str, Any], day: date, detail: str) -> Result:
        """The answer of a stage, worked out as far as it is not yet."""
        self._begin(asked, day)
        if detail not in self._found:
            self._go_on(detail, None)
        return self._found[detail]

    def _begin(self, asked: Mapping[str, Any], day: date) -> None:
        of = json.dumps([asked, day.isoformat()])
        if of != self._of:
            self._of, self._decided, self._found = of, None, {}
            self._work = stages(asked, self._knowledge, day, text=True)

    def _go_on(self, detail: str, bits: int | None) -> None:
        try:
            for found in islice(self._work, bits):
                if isinstance(found, Decided):
                    self._decided = found
                elif found:
                    self._found[DETAILS[len(self._found)]] = found
                if detail in self._found:
                    return
        except BaseException:
            self._of = ""  # work that broke off goes no further: who asks again begins anew
            raise
