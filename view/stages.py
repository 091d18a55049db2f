"""The stages in which the calculator page is answered, and what it asks first."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from calculator.api import evaluate, evaluate_quickly
from calculator.result import Result

# An answer comes in stages, each with all of the one before it: the recommendation and what it
# costs; what other answers would change; bills, ranges and charts.
FIRST, QUICK, FULL = "first", "quick", "full"
DETAILS: Mapping[str, Callable[..., Result]] = {
    FIRST: functools.partial(evaluate_quickly, explained=False),
    QUICK: evaluate_quickly,
    FULL: evaluate,
}

# What the calculator page asks when it opens, the day apart.
FIRST_REQUEST: Mapping[str, Any] = {
    "do": "open", "built": True, "detail": FIRST, "address": "", "root": "../", "passed": [],
    "step": None, "billed": None,
}  # fmt: skip
