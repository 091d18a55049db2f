"""The guided questions in a terminal: one after the other, the one that matters most first."""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

from calculator.api import evaluate_quickly
from calculator.knowledge import Input, Knowledge
from calculator.request_text import InputError
from calculator.result import Result
from view.questions import next_input

WELCOME = """Answer what you know. Return alone means that you don't know;
"back" takes the last answer back, "stop" gives the answer now."""
BACK, STOP = "back", "stop"
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")
_WIDTH = 96

type Ask = Callable[[str], str]
type Say = Callable[[str], None]


@dataclass(slots=True)
class _Talk:
    """What was answered so far, as text, and what was passed over."""

    answers: dict[str, str] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)  # answered or not, in the order of asking

    def take_back(self) -> None:
        if self.passed:
            self.answers.pop(self.passed.pop(), None)


def ask_all(
    knowledge: Knowledge, today: date, ask: Ask, say: Say, talk: _Talk | None = None
) -> dict[str, Any]:
    """Put the questions whose answers could change the recommendation.

    Args:
        knowledge: what content brings.
        today: the day whose numbers count.
        ask: prints a prompt and gives the line that was typed.
        say: prints a text.
        talk: keeps what was answered, also where the input ends.

    Returns:
        A request with the answers; what nobody knew is absent.

    Raises:
        EOFError: from `ask`, where the input ends; nothing is lost that was not typed.
    """
    talk = talk or _Talk()
    say(WELCOME)
    result = _result(talk, knowledge, today)
    while (definition := _next(result, talk, knowledge)) is not None:
        say("\n" + "\n".join(_asked(definition, len(talk.passed) + 1)))
        typed = ask("> ").strip()
        if typed.lower() == STOP:
            break
        result = _answered(talk, definition, typed, knowledge, today, say) or result
    return {"inputs": {key: result.inputs[key] for key in talk.answers}}


def converse(knowledge: Knowledge, today: date, typed: TextIO, shown: TextIO) -> dict[str, Any]:
    """`ask_all` over two streams, as of a terminal.

    Raises:
        InputError: the conversation broke off.
    """

    def say(words: str) -> None:
        print(words, file=shown)

    def ask(prompt: str) -> str:
        print(prompt, end="", file=shown, flush=True)
        line = typed.readline()
        if not line:
            raise EOFError
        return line

    talk = _Talk()
    try:
        request = ask_all(knowledge, today, ask, say, talk)
    except (EOFError, KeyboardInterrupt):
        why = "decide: ended before an answer was asked for"
        raise InputError(why, *_kept({"inputs": talk.answers})) from None
    for line in _kept(request):
        say(line)
    say("")
    return request


def _kept(request: Mapping[str, Any]) -> Iterator[str]:
    """What was answered, so that nobody has to answer it again."""
    if request["inputs"]:
        yield f"Your answers as a request: {json.dumps(request, ensure_ascii=False)}"


def _answered(
    talk: _Talk, definition: Input, typed: str, knowledge: Knowledge, today: date, say: Say
) -> Result | None:
    """The result with one answer more or less; None where the answer could not be read."""
    if typed.lower() == BACK:
        talk.take_back()
        return _result(talk, knowledge, today)
    tried = _Talk({**talk.answers}, [*talk.passed, definition.id])
    if typed:
        tried.answers[definition.id] = _meant(definition, typed)
    result = _result(tried, knowledge, today)
    wrong = [each.message for each in result.problems if each.field == definition.id]
    if wrong:
        say(_instead(definition, wrong[0]))
        return None
    talk.answers, talk.passed = tried.answers, tried.passed
    if typed and result.recommended:
        say(f"Points to: {knowledge.approaches[result.recommended].name}")
    return result


def _result(talk: _Talk, knowledge: Knowledge, today: date) -> Result:
    return evaluate_quickly({"inputs": talk.answers}, knowledge, today, text=True)


def _next(result: Result, talk: _Talk, knowledge: Knowledge) -> Input | None:
    name = next_input(result, talk.passed)
    return knowledge.inputs[name] if name else None


def _asked(definition: Input, number: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{number}. {definition.question}", _WIDTH)
    yield from textwrap.wrap(definition.help, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    for place, choice in enumerate(definition.choices, 1):
        words = f"{choice.label}: {choice.help}" if choice.help else choice.label
        indent = f"  {place:>2}  "
        yield from textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=" " * 6)
    if definition.kind == "boolean":
        yield "  yes or no"
    elif not definition.choices:
        yield f"  a number{f', {definition.unit}' if definition.unit else ''}, such as 20k"


def _instead(definition: Input, wrong: str) -> str:
    """What an answer may be, where the words for forms would not help in a terminal."""
    if definition.kind == "boolean":
        return "Answer yes or no."
    if definition.choices:
        return f"Answer with a number from 1 to {len(definition.choices)}."
    return f"{definition.label}: {wrong}"


def _meant(definition: Input, typed: str) -> str:
    """The value that a form would send for what was typed."""
    if definition.kind == "boolean":
        lower = typed.lower()
        return "true" if lower in _YES else "false" if lower in _NO else typed
    numbered = typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(definition.choices)
    if numbered:
        return str(definition.choices[int(typed) - 1].value)
    named = (each for each in definition.choices if each.label.lower() == typed.lower())
    return next((str(each.value) for each in named), typed)
