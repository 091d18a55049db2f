"""Records that each make a page or an entry of one: terms, mistakes, models, problems, guides."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from builder.content.records.base import (
    Answer,
    ApproachId,
    ClaimId,
    Covers,
    Day,
    Id,
    InputId,
    Line,
    MistakeId,
    ModelId,
    Plain,
    Prose,
    Record,
    Ref,
    ScenarioId,
    SourceId,
    TermId,
)
from builder.content.records.expected import Expectation
from builder.icons import known_icon
from calculator.costs.asked import MEDIUM

if TYPE_CHECKING:
    type Modality = str
else:
    Modality = Literal[tuple(MEDIUM)]  # those that the formulas know


class Term(Record):
    """One entry of the glossary."""

    id: Id
    term: Plain
    abbreviation: Plain | None = None
    aliases: list[Plain] = []
    definition: Prose
    more: Prose | None = None
    see_also: list[TermId] = []
    sources: list[SourceId] = []
    claims: list[ClaimId] = []
    also_searched: list[Plain] = []  # words that readers use for it
    covers: Covers


class Trial(Record):
    """A scenario and one change to it; the page shows both results."""

    scenario: ScenarioId
    change: dict[InputId, Answer]
    shows: Line


class Mistake(Record):
    """A common mistake: how it shows, why it happens, what it costs, what to do instead."""

    id: Id
    mistake: Plain
    shows: Prose
    why_it_happens: Prose
    consequence: Prose
    instead: Prose
    approaches: list[ApproachId] = []
    terms: list[TermId] = []
    sources: list[SourceId] = []
    claims: list[ClaimId] = []
    try_it: Trial | None = None
    expect: list[Expectation] = []
    also_searched: list[Plain] = []  # words that readers use for it
    covers: Covers


class Model(Record):
    """A model, library, hub or data set that readers will meet."""

    id: Id
    name: Plain
    developer: Plain
    kind: Literal["model", "library", "hub", "dataset", "benchmark"]
    modalities: list[Modality]
    purpose: Line
    released: str | int | None = None
    size: Plain | None = None
    licence: Plain | None = None
    openness: Literal["open_source", "open_weights", "closed", "not_applicable"]
    run_where: Plain | None = None
    approaches: list[ApproachId] = []
    status: Line | None = None  # still a sensible start, or what replaced it
    replaced_by: list[ModelId] = []
    sources: list[SourceId] = []
    claims: list[ClaimId] = []
    checked: Day
    also_searched: list[Plain] = []
    covers: Covers


class Rung(Record):
    """What one approach means for a problem."""

    approach: ApproachId
    text: Line


def each_once(ladder: list[Rung]) -> list[Rung]:
    """No approach stands twice on a ladder."""
    twice = [name for name, times in Counter(r.approach for r in ladder).items() if times > 1]
    if twice:
        raise ValueError(f"approach '{twice[0]}' stands twice")
    return ladder


class ProblemGuide(Record):
    """A page by problem: what usually works first, and the ladder for it."""

    id: Id
    title: Plain
    modality: Modality
    icon: Annotated[Id, AfterValidator(known_icon)]  # of the theme's, without `.svg`
    summary: Prose
    first: Prose
    ladder: Annotated[list[Rung], Field(min_length=2), AfterValidator(each_once)]
    data_needed: Prose
    models: list[ModelId] = []
    traps: Annotated[list[Line], Field(min_length=2)]
    disputed: list[Line] = []
    scenario: ScenarioId | None = None
    expect: list[Expectation] = []
    terms: list[TermId] = []
    mistakes: list[MistakeId] = []
    also_searched: list[Plain] = []  # words that readers use for it
    covers: Covers


class Recipe(Record):
    """A short program that readers copy; it stands in `site_src/recipes/` under the record's id."""

    id: Id
    title: Plain
    order: int
    language: Literal["python", "sh"]
    summary: Prose
    needs: Line  # packages with the versions that were looked at, and files
    ran: Line  # what of it was run, and what was only checked
    reading: Prose  # how to read what it prints, and where it misleads
    scenario: ScenarioId  # whose sums the page shows
    approach: ApproachId
    approaches: list[ApproachId] = []  # pages that use it, and link back
    problems: list[Annotated[str, Ref("problem")]] = []
    guides: list[Annotated[str, Ref("guide")]] = []
    also_searched: list[Plain] = []
    covers: Covers


class Section(Record):
    """A heading and its text."""

    heading: Plain
    text: Prose


class Guide(Record):
    """A page of guidance; Markdown with tables allowed in its sections."""

    id: Id
    title: Plain
    order: int
    summary: Prose
    picture: Literal["spectrum"] | None = None  # drawn from data, above the sections
    sections: Annotated[list[Section], Field(min_length=2)]
    expect: list[Expectation] = []  # each names its scenario
    terms: list[TermId] = []
    also_searched: list[Plain] = []
    covers: Covers
