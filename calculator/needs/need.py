"""What formulas read from the content. Each says once: which id, in which unit, for whom.

A need stands at the top of the module whose formula reads it. Formulas ask with the need, not
with an id, so nothing is read that is not declared; `build.py check` walks all declarations and
holds the content against them.
"""

from dataclasses import dataclass
from functools import lru_cache

ANY = "{}"  # the part of an id that is chosen, such as an approach


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """What may stand in the open part of an id.

    Names given here, the choices of an input, or what accelerators have as a trait: `hopper`
    for a family, and `ampere` where the family is `ampere-graphics`.
    """

    names: tuple[str, ...] = ()
    choices_of: str = ""
    trait: str = ""
    but: tuple[str, ...] = ()  # choices for which nothing is read


@dataclass(frozen=True, slots=True)
class Assumed:
    """An assumption, or one for each of several things: `runs-{}` over the approaches that train.

    `unit` is the one that the formula counts in; the content must give the number in it. Where
    one of several may have no number of its own, `otherwise` is the general case: then that must
    be there, and the special ones may be.
    """

    id: str
    unit: str
    over: Over | None = None
    otherwise: str = ""

    def of(self, which: str) -> str:
        """The id for one of several: `runs-fine-tune` for `fine_tune`; as it is for none."""
        return _of(self.id, which) if which else self.id


@lru_cache(maxsize=1024)
def _of(need: str, which: str) -> str:
    return need.replace(ANY, which.replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer of the reader: an input, in the unit that the formula counts in."""

    id: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An input whose choices are ids of records, or names that a table of the code knows."""

    id: str
    records: str = ""  # their kind
    names: tuple[str, ...] = ()


type Need = Assumed | Asked | Chosen
