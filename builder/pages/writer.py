"""Prose with marks → Markdown of one page: links, numbered citations, dated assumptions."""

import html
import re
from typing import Any

from builder.content.inline import Assumed, Citation, Link, Mark, replace_marks
from builder.content.load import Content
from builder.pages.addresses import address_of, relative
from builder.pages.results import Results
from builder.pages.words import claim_title, dated
from calculator.age import LIMIT_DAYS

NAME_FIELDS = ("name", "label", "term", "mistake", "title", "aspect", "id")


class PageWriter:
    """Renders the prose of one page and remembers what it cited and which terms it used."""

    def __init__(self, content: Content, path: str, used: "Uses", results: Results) -> None:
        self.path = path
        self.terms: dict[str, Any] = {}
        self._content = content
        self._numbers: dict[tuple[str, str], int] = {}
        self._uses = used
        self._results = results

    def md(self, text: str | None) -> str:
        """Prose as Markdown, its marks replaced."""
        closed_up = re.sub(r"\s+(?=\[@)", "", (text or "").strip())
        return replace_marks(closed_up, self._replacement)

    def cell(self, text: str | None) -> str:
        """Prose as the cell of a table: one line, pipes escaped."""
        return " ".join(self.md(text).split()).replace("|", "\\|")

    def link(self, kind: str, record_id: str, text: str | None = None) -> str:
        """A link to a record, by its own name where no text is given."""
        record = self._content.kinds[kind][record_id].record
        self._uses.add(kind, record_id, self.path)
        shown = text or name_of(record)
        target = relative(address_of(kind, record), self.path)
        if kind == "term" and not target.startswith("#"):  # there is no need to show it twice
            self.terms.setdefault(record_id, record)
            return f"[{shown}]({target}){{ .btt-term data-term={record_id} }}"
        return f"[{shown}]({target})"

    def cite(self, kind: str, record_id: str) -> str:
        """A numbered link to the evidence."""
        record = self._content.kinds[kind][record_id].record
        self._uses.add(kind, record_id, self.path)
        number = self._numbers.setdefault((kind, record_id), len(self._numbers) + 1)
        target = relative(address_of(kind, record), self.path)
        return f"[{number}]({target}){{ .btt-cite }}"

    def assumed(self, record_id: str) -> str:
        """A dated assumption with unit and range, linked to its record."""
        record = self._content.kinds["assumption"][record_id].record
        self._uses.add("assumption", record_id, self.path)
        target = relative(address_of("assumption", record), self.path)
        said = dated(record.values[0], record.unit, LIMIT_DAYS[record.group])
        return f"[{said}]({target}){{ .btt-assumed }}"

    def path_to(self, kind: str, record_id: str) -> str:
        """The relative address of a record."""
        return relative(address_of(kind, self._content.kinds[kind][record_id].record), self.path)

    def page_link(self, page: str) -> str:
        """A link to a page of the site by its title."""
        return f"[{self._uses.title(page)}]({relative(page, self.path)})"

    def open_in_calculator(self, scenario: Any, text: str | None = None) -> str:
        """A link that opens a worked example in the calculator.

        Plain HTML: the address after `#` holds answers, which a check of anchors would refuse.
        """
        page = relative("calculator/index.html", self.path)
        href = html.escape(f"{page}#{self._results.state_of(scenario.id)}")
        return f'<a class="btt-open" href="{href}">{html.escape(text or scenario.title)}</a>'

    def claim_title(self, claim: Any) -> str:
        """The heading of a claim."""
        return claim_title(claim)

    def _name(self, mark: Link) -> str:
        """A record's own name, in small letters within a sentence unless it is a proper one."""
        name = name_of(self._content.kinds[mark.kind][mark.id].record)
        common = (
            mark.kind in ("term", "approach")
            and name[1:2].islower()
            and name[1:] == name[1:].lower()
        )
        return name if mark.opens_sentence or not common else name[0].lower() + name[1:]

    def _replacement(self, mark: Mark) -> str:
        if isinstance(mark, Link):
            return self.link(mark.kind, mark.id, mark.text or self._name(mark))
        if isinstance(mark, Citation):
            return "".join(self.cite(kind, record_id) for kind, record_id in mark.cited)
        assert isinstance(mark, Assumed)
        return self.assumed(mark.id)


class Uses:
    """Which page uses which record."""

    def __init__(self, titles: dict[str, str]) -> None:
        self._pages: dict[tuple[str, str], dict[str, None]] = {}
        self._titles = titles
        self.rendered = ""  # the page that is being rendered
        self.asked_by: set[str] = set()  # pages that say where something is used

    def add(self, kind: str, record_id: str, page: str) -> None:
        """Note one use."""
        self._pages.setdefault((kind, record_id), {})[page] = None

    def pages(self, kind: str, record_id: str) -> list[str]:
        """The pages that use a record, in order; complete once every page was rendered."""
        self.asked_by.add(self.rendered)
        return sorted(self._pages.get((kind, record_id), {}))

    def title(self, page: str) -> str:
        """What a page is called."""
        return self._titles.get(page, page)


def name_of(record: Any) -> str:
    """What a record is called."""
    named = (getattr(record, name, None) for name in NAME_FIELDS)
    return str(next(name for name in named if name))
