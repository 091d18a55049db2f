"""Answers before anybody asks, so that a memory snapshot holds all that an answer needs."""

import json
from collections.abc import Mapping
from typing import Any

from calculator.address import default_texts
from calculator.api import evaluate_quickly
from calculator.decision import rulebook
from calculator.names import forget_indexes
from calculator.packed import load_knowledge
from view.environment import compile_all
from view.page import Page, packed_page
from view.stages import DETAILS, FIRST_REQUEST


def answer_all() -> None:
    """Answer what a page asks first, and each stage of it with all that is drawn."""
    compile_all()
    _ask({}, *({"built": False, "detail": detail} for detail in DETAILS))


def answer_first() -> None:
    """Answer the very first request, and work out what follows it first."""
    _ask({})
    known = packed_page().knowledge
    texts = {"inputs": default_texts(known)}
    evaluate_quickly(texts, known, known.as_of, text=True, explained=False)


def read_again() -> None:
    """Read the knowledge anew, for most of it is text until somebody asks for it."""
    forget_indexes()
    rulebook.let_go()
    load_knowledge.cache_clear()
    packed_page.cache_clear()


def _ask(*changes: Mapping[str, Any]) -> None:
    page = Page(packed_page().knowledge)  # the one that readers ask holds no answer yet
    asked = {**FIRST_REQUEST, "today": page.knowledge.as_of.isoformat()}
    for change in changes:
        page.answer(json.dumps({**asked, **change}))
