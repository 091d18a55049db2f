"""The pages of the site as Markdown, and a search over them.

`make build` writes `pages.json` beside this module; a wheel brings it.
"""

import importlib.resources
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

SCHEME = "pages://site/"
_COLUMNS = ("address", "title", "description", "words")
_WEIGHTS = (0.0, 20.0, 4.0, 1.0)  # a word in a title says more of a page than one in its text
_PASSAGE_WORDS = 40


class Page(NamedTuple):
    """One page: its address within the site, and its words as Markdown."""

    address: str
    title: str
    description: str
    words: str

    @property
    def uri(self) -> str:
        """How an assistant asks for it."""
        return SCHEME + self.address


def load_pages() -> list[Page]:
    """All pages of the site, in the order of its navigation.

    Raises:
        FileNotFoundError: in a checkout that was not built.
    """
    packed = importlib.resources.files(__package__) / "pages.json"
    try:
        records = json.loads(packed.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileNotFoundError(f"{packed} is missing; run `make build` first") from None
    return [Page(**record) for record in records]


class Library:
    """A full-text index of pages in memory, by SQLite."""

    def __init__(self, pages: Iterable[Page]) -> None:
        """Index the pages: English endings do not matter."""
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        columns = ", ".join(_COLUMNS).replace("address", "address UNINDEXED")
        options = "tokenize = 'porter unicode61'"
        self._index.execute(f"CREATE VIRTUAL TABLE page USING fts5({columns}, {options})")
        self._index.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", pages)

    def find(self, query: str, count: int) -> list[Mapping[str, str]]:
        """The pages that fit best: address, title, description and the passage that fits.

        Args:
            query: words; a page need not have all of them.
            count: at most so many pages.
        """
        words = "".join(each if each.isalnum() or each in "-'" else " " for each in query).split()
        asked = [f'"{word}"' for word in words if any(map(str.isalnum, word))]
        if not asked:
            return []
        found = dict(self._rows(" AND ".join(asked), count))  # whoever has them all comes first
        found = found | {key: each for key, each in self._rows(" OR ".join(asked), count)
                         if key not in found}  # fmt: skip
        return list(found.values())[:count]

    def _rows(self, asked: str, count: int) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The records that fit a query in the language of FTS5, by address, the best first."""
        passage = f"snippet(page, 3, '', '', ' … ', {_PASSAGE_WORDS})"
        order = f"bm25(page, {', '.join(map(str, _WEIGHTS))})"
        rows = self._index.execute(
            f"SELECT address, title, description, {passage} FROM page "
            f"WHERE page MATCH ? ORDER BY {order}, address LIMIT ?",
            (asked, count),
        )
        names = (*_COLUMNS[:3], "passage")
        for row in rows:
            yield row[0], {**dict(zip(names, row, strict=True)), "uri": SCHEME + row[0]}
