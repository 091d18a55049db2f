"""What each tool answers: words, and a record with its data version, ranges and sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from assistant.pages import SCHEME, Library
from calculator.api import evaluate
from calculator.costs.records import LineCost
from calculator.encode import encode
from calculator.facts import DatedEstimate
from calculator.knowledge import Knowledge
from calculator.request_text import InputError
from calculator.result import Result
from calculator.tools.explanations import explanation
from calculator.tools.fit import answer_fit
from calculator.tools.fit_words import fit_words
from calculator.tools.listings import found_hosted, found_rents, prices_text
from calculator.tools.records import Refused
from view.card import card

_PAGES = 8  # that a search names
_VALIDATION = "data/validation.md"
_PRICES_OF_MODELS = "cost-genai-prices"  # the source of all prices of hosted models


class Told(NamedTuple):
    """An answer as text and as plain JSON values."""

    words: str
    record: Mapping[str, Any]


class Desk(NamedTuple):
    """All that answers rest on: what content brings, the day that counts, and the pages."""

    knowledge: Knowledge
    today: date
    library: Library

    def decide(self, request: Mapping[str, Any]) -> Told:
        """The recommendation and the bill of one scenario.

        Raises:
            InputError: an answer could not be read.
        """
        result = self._evaluated(request)
        fields = {
            "recommended": result.recommended,
            "plan": encode(result.plan),
            "approaches": encode(result.to_rows()),
            "assumed": encode(result.assumed),
            "would_change": encode(result.flips),
            "ask_next": encode(result.ask_next),
            "warnings": [each.text for each in result.warnings],
        }
        return self._told(card(result, self.knowledge), fields, _sources_of(result))

    def prices(self, search: str) -> Told:
        """Rents of accelerators and prices of hosted models whose name has all the words."""
        chips = list(found_rents(self.knowledge, self.today, search))
        models = list(found_hosted(self.knowledge, search))
        fields = {
            "accelerators": [_rent(chip.id, chip.name, entry) for chip, entry in chips],
            "hosted_models": [{"id": key, **model} for key, model in models],
        }
        sources = [source for _, entry in chips for source in entry.sources]
        sources += [_PRICES_OF_MODELS] if models else []
        words = prices_text(self.knowledge, self.today, search)
        words = words or f"nothing with a price has {search!r} in its name"
        return self._told(words, fields, sources)

    def fit(self, request: Mapping[str, Any]) -> Told:
        """Whether a model fits on some chips, and how fast it is.

        Raises:
            InputError: a field could not be read.
        """
        found = answer_fit(request, self.knowledge, self.today)
        if isinstance(found, Refused):
            raise InputError(*(f"{each.field} {each.message}" for each in found.problems))
        offers = (self.knowledge.accelerators[each.id] for each in found.cheapest)
        rents = (chip.rent_on(self.today) for chip in offers)
        sources = [source for rent in rents if rent for source in rent.sources]
        words = f"{fit_words(found)}\nHow well such predictions hold: {SCHEME}{_VALIDATION}"
        return self._told(words, {**found.to_dict(), "validation": SCHEME + _VALIDATION}, sources)

    def explain(self, name: str, request: Mapping[str, Any]) -> Told:
        """What a rule, a number, an input or a line of the bill is.

        Raises:
            InputError: nothing has the name, or an answer could not be read.
        """
        result = self._evaluated(request, search=False)
        words = explanation(name, self.knowledge, self.today, result)
        sources = [*self._sources_named(name), *_sources_of_line(name, result)]
        return self._told(words, {"name": name}, sources)

    def search(self, query: str) -> Told:
        """The pages that fit best, each with the passage that fits."""
        found = self.library.find(query, _PAGES)
        lines = [f"{page['title']} ({page['uri']}): {page['passage']}" for page in found]
        words = "\n\n".join(lines) or f"no page has a word of {query!r}"
        return self._told(words, {"pages": found}, ())

    def _sources_named(self, name: str) -> Iterator[str]:
        """Of a rule or of a number."""
        if name in self.knowledge.rules:
            yield from self.knowledge.rules[name].sources
        if name in self.knowledge.notices:
            yield from self.knowledge.notices[name].sources
        if name in self.knowledge.assumptions:
            yield from self.knowledge.assumptions[name].at(self.today).sources

    def _evaluated(self, request: Mapping[str, Any], *, search: bool = True) -> Result:
        result = evaluate(request, self.knowledge, self.today, search=search)
        if result.problems:
            raise InputError(*(f"{each.field} {each.message}" for each in result.problems))
        return result

    def _told(self, words: str, fields: Mapping[str, Any], sources: Iterable[str]) -> Told:
        """The answer with the state of the data and the sources, as every tool gives them."""
        titles = self.knowledge.source_titles
        named = [{"id": each, "title": titles.get(each, each)} for each in dict.fromkeys(sources)]
        version = self.knowledge.data_version
        day = self.today.isoformat()
        record = {**fields, "data_version": version, "as_of": day, "sources": named}
        parts = [words, _source_words([each["title"] for each in named])]
        parts.append(f"Data {version}, numbers in force on {day}.")
        return Told("\n\n".join(part for part in parts if part), record)


def _source_words(titles: Sequence[str]) -> str:
    return "\n".join(["Sources:", *(f"- {title}" for title in titles)]) if titles else ""


def _rent(chip: str, name: str, entry: DatedEstimate) -> dict[str, Any]:
    return {
        "id": chip, "name": name, "usd_per_hour": encode(entry.estimate),
        "as_of": entry.as_of.isoformat(), "basis": entry.basis, "sources": list(entry.sources),
    }  # fmt: skip


def _sources_of(result: Result) -> Iterator[str]:
    """Of the reasons for what is recommended, then of the numbers in its bill."""
    for ranked in result.ranking:
        if ranked.approach == result.recommended:
            for reason in ranked.reasons:
                yield from reason.sources
    for line in result.priced.approaches[result.recommended].lines:
        yield from _sources_of_numbers(line, result)


def _sources_of_line(name: str, result: Result) -> Iterator[str]:
    for cost in result.priced.approaches.values():
        for line in cost.lines:
            if line.id == name:
                yield from _sources_of_numbers(line, result)


def _sources_of_numbers(line: LineCost, result: Result) -> Iterator[str]:
    for number in line.given:
        known = result.priced.numbers.get(number.ref or "")
        yield from known.sources if known else ()
