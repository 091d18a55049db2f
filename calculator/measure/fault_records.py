"""What is wrong with the data, as parts of the record of a report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFault:
    """A column that tells little."""

    column: int
    fault: str  # its kind: empty, constant or id; any other one is filled in few rows
    filled: float  # share of the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """What looks like personal data; no cell is repeated."""

    column: int
    kind: str  # email, phone, card, iban, ip_address or street
    rows: int
    lines: tuple[int, ...]  # the first ones


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesFound:
    """Rows that are copies of others."""

    exact: int  # that were left out
    contradicting: int  # pairs with the same input and different labels
    contradicting_lines: tuple[tuple[int, ...], ...]  # the first pairs
    near: int  # pairs of texts
    near_lines: tuple[tuple[int, ...], ...]  # the first pairs
    near_kept_together: bool  # on one side of every test


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRows:
    """A class by its number, the most frequent first, and its rows."""

    number: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GivesAway:
    """A column from which alone the answer follows."""

    column: int
    right: float  # share of the rows
    trivial: float  # share that the commonest class gets right


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInText:
    """A class whose name stands in its own texts."""

    number: int
    own: float  # share of its texts
    others: float  # share of the other texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspects:
    """Rows whose label is likely wrong."""

    rows: int
    share: float  # of those tested
    lines: tuple[int, ...]  # the surest


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The newer half beside the older one."""

    classes_moved: bool  # by more than chance
    number: int  # of the class that moved most
    before: float  # its share
    after: float
    score_before: float | None  # share of right answers
    score_after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakGroup:
    """Rows with one value of a column, told worse than all."""

    column: int
    rows: int
    score: float
    high: float  # end of its 99.9 % interval


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLabel:
    """How often two people differ."""

    rows: int
    differ: int
    share: float
    kappa: float
