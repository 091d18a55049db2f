"""The verdict in sentences: what it is, how sure it is. Every form of a result says the same."""

from collections.abc import Iterable, Mapping

from calculator.decision.ladder import Decision
from calculator.decision.records import Ranked, Reason
from calculator.knowledge import Knowledge
from calculator.result import Result
from view import formats

VERDICT_WORDS = {
    "recommended": "recommended",
    "suitable": "would work",
    "test_first": "test first",
    "insufficient": "falls short",
    "ruled_out": "ruled out",
}

_IN_FAVOUR = ("proves", "supports")
_LONG_SHOTS = (*formats.HARDLY, formats.chance(0.1))


def verdict_words(result: Result) -> Mapping[str, str]:
    """What each verdict is called; where nothing will do, nothing is recommended."""
    if result.qualifies and not (_a_long_shot(result) and not result.test_first):
        return VERDICT_WORDS
    return {**VERDICT_WORDS, "recommended": "least against it"}


def verdict_of(result: Result, approach: str) -> str:
    """What the verdict on an approach is called."""
    return verdict_words(result)[_ranked(result, approach).verdict]


def verdict(result: Decision, knowledge: Knowledge) -> str:
    """What to do, in one sentence."""
    name = knowledge.approaches[result.recommended].name
    if not result.qualifies:
        return f"Nothing meets every condition; {in_sentence(name)} has the least against it."
    if result.cheaper:
        passed = knowledge.approaches[result.cheaper.approach].name
        return f"{name} costs less here than “{passed}”, which would also do."
    if result.start_with != result.recommended:
        start = result.start_with
        enough = formats.chance(_ranked(result, start).chance)
        first = in_sentence(knowledge.approaches[start].name)
        return f"Test {first} first: {enough} that it is enough; otherwise {in_sentence(name)}."
    if result.test_first:
        return f"{name} is the best bet here; a simpler approach is a long shot."
    if _a_long_shot(result):
        return f"{name} has the least against it here, and is still unlikely to be enough."
    if _ranked(result, result.recommended).certain:
        return f"{name} is the simplest approach that works here."
    return f"{name} is the simplest approach that can work here; test it before you build on it."


def leads_to(approach: str, knowledge: Knowledge, *, qualifies: bool) -> str:
    """What another answer leads to."""
    name = knowledge.approaches[approach].name
    return (
        name if qualifies else f"nothing meets every condition; least against {in_sentence(name)}"
    )


def start(result: Result, knowledge: Knowledge) -> tuple[str, str]:
    """What to begin with, in a few words, and a sentence about it."""
    if result.start_with == result.recommended or not result.qualifies or result.cheaper:
        return _lead(result), verdict(result, knowledge)
    first = in_sentence(knowledge.approaches[result.start_with].name)
    enough = formats.chance(_ranked(result, result.start_with).chance)
    name = in_sentence(knowledge.approaches[result.recommended].name)
    stays = runs_today(result, result.start_with)
    lead = f"Stay with {first} for now." if stays else f"Start with {first}."
    return lead, f"It is enough {in_cases(enough)}; otherwise {name}."


def _lead(result: Result) -> str:
    if _a_long_shot(result):
        return "Start with a test of it."
    return "Stay with it." if runs_today(result, result.recommended) else "Start with it."


def runs_today(result: Result, approach: str) -> bool:
    """Whether an approach does the work already."""
    return result.inputs["runs_today"] == approach


def sureness(result: Result, knowledge: Knowledge) -> tuple[str, str]:
    """How sure the verdict is, in two words, and over how many ways to answer what is open."""
    found = result.certainty
    if not found.open:
        return "Sure.", "No open question could change it."
    count = _questions(len(found.open))
    if not found.otherwise:
        return "Sure.", f"None of sixty ways to answer the {count} still open changes it."
    others = either(in_sentence(knowledge.approaches[key].name) for key in found.otherwise[:3])
    lead = {"firm": "Sure.", "likely": "Fairly sure.", "open": "Not sure yet."}[found.level]
    kept = formats.chance(found.share)
    if kept in formats.HARDLY:
        return (
            lead,
            f"It lies between what the ways to answer the {count} still open lead to: {others}.",
        )
    all_of_them = "almost all" if kept == "almost always" else kept
    rest = f"It holds in {all_of_them} ways to answer the {count} still open"
    return lead, f"{rest}; otherwise {others}."


def certainty(result: Result, knowledge: Knowledge) -> str:
    """How sure the verdict is, as one text."""
    return " ".join(sureness(result, knowledge))


def in_cases(chance: str) -> str:
    """`in about 7 in 10 cases`; `hardly ever` needs no more."""
    return f"in {chance} cases" if " in " in chance else chance


def _a_long_shot(result: Decision) -> bool:
    return formats.chance(_ranked(result, result.recommended).chance) in _LONG_SHOTS


def _ranked(result: Decision, approach: str) -> Ranked:
    return next(each for each in result.ranking if each.approach == approach)


def for_and_against(result: Result) -> tuple[list[Reason], list[Reason]]:
    """The reasons for the recommendation, and what speaks against it."""
    reasons = _ranked(result, result.recommended).reasons
    against = [reason for reason in reasons if reason.effect not in _IN_FAVOUR]
    return [reason for reason in reasons if reason not in against], against


def chances(result: Result, knowledge: Knowledge) -> str:
    """Which of the approaches that are open is the cheapest, and how often."""
    shares = {
        key: cost.cheapest_share
        for key, cost in result.priced.approaches.items()
        if cost.cheapest_share
    }
    if sum(c.cheapest_share is not None for c in result.priced.approaches.values()) < 2:
        return ""  # nothing to compare with
    best = max(shares, key=lambda key: shares[key])
    name = knowledge.approaches[best].name
    often = formats.chance(shares[best])
    said = f"Of those that are open, {in_sentence(name)} is the cheapest {often} draws"
    tested = _ranked(result, best).verdict == "test_first"
    return f"{said}; whether it is enough, a test has to show." if tested else f"{said}."


def announcement(result: Result, knowledge: Knowledge) -> str:
    """What a screen reader hears after a change."""
    wrong = len(result.problems)
    note = (
        f" {wrong} {'field needs' if wrong == 1 else 'fields need'} another value." if wrong else ""
    )
    return verdict(result, knowledge) + note


def either(words: Iterable[str]) -> str:
    """`a, b or c`."""
    items = list(words)
    return " or ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _questions(number: int) -> str:
    return "question" if number == 1 else f"{number} questions"


def in_sentence(name: str) -> str:
    """A name within a sentence."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]
