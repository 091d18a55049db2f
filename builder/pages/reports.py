"""Links by which a reader says that a number is wrong, with what is known of it filled in."""

from urllib.parse import urlencode

from builder.content.load import Content
from builder.pages.addresses import address_of
from builder.pages.facts import Fact
from builder.pages.feed import figures
from builder.settings import Settings


class Reports:
    """Makes the links of one build; none where the repository is not known."""

    def __init__(self, facts: list[Fact], settings: Settings) -> None:
        self._facts = {(fact.kind, fact.id): fact for fact in facts}
        self._repository = settings.repository

    def link(self, kind: str, record_id: str) -> str:
        """A Markdown link to a prefilled issue, or nothing."""
        fact = self._facts.get((kind, record_id))
        if not self._repository or fact is None:
            return ""
        words = "This number looks wrong" if fact.value is not None else "This looks wrong"
        return f"[{words}]({self._repository}/issues/new?{_query(fact)}){{ .btt-report }}"


def _query(fact: Fact) -> str:
    lines = [
        f"Shown: {figures(fact) or fact.status}, as of {fact.as_of}",
        f"Sources: {', '.join(fact.sources)}",
        "What is right, and where it is said: ",
    ]
    body = "\n".join(lines)
    return urlencode({"title": f"Wrong: {fact.kind} {fact.id}", "body": body})


def sources_of_pages(content: Content) -> dict[str, str]:
    """The content file that each page of one record is made from, by the page's path."""
    kinds = ("approach", "comparison", "problem", "scenario", "guide", "recipe", "mistake")
    return {
        address_of(kind, loaded.record): loaded.document.path
        for kind in kinds
        for loaded in content.kinds[kind].values()
    }
