"""Published models by their exact names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from calculator.facts import Architecture, Shape
from calculator.knowledge import Knowledge
from calculator.names import Remembered, did_you_mean, squeezed
from calculator.vocabulary import Network

_ASIDE = re.compile(r"\([^)]*\)|\.en\b|\.gguf$|\bi?q\d(?:_[a-z0-9]+)*\b")
_OWNER = re.compile(r"^[^\s/]+/(?=[^/]*[a-z])")
_APART = re.compile(r"[\s\-_:,]+")
# Parts of a name that say how a model was tuned or stored, not which shape it has
_BESIDE = frozenset(
    {
        "instruct", "chat", "it", "hf", "gguf", "ggml", "awq", "gptq", "fp8", "fp4", "bf16", "fp16",
        "int4", "int8", "4bit", "8bit", "bnb", "unsloth", "meta", "pt", "preview", "model", "class",
        "mlx", "nvfp4", "mxfp4", "thinking", "reasoning", "sft", "dpo", "dwq", "ud", "quantized",
        "release", "the", "official", "google", "openai", "microsoft", "nvidia",
    }
)  # fmt: skip
_STORED = re.compile(r"\d{4}|v0\.\d|w\d+a\d+|step\w*")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([bmt])")
_UNITS = {"m": 1e6, "b": 1e9, "t": 1e12}
_MISSPELT = 0.85  # of a name's letters stand in the listed one too
_SAME_SIZE = 1.25  # counts differ by embeddings, towers and heads


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A model of the table: its name, its shape, and the family it belongs to."""

    name: str
    family: str
    shape: Shape

    @property
    def params(self) -> float:
        """All parameters."""
        return self.shape.params

    @property
    def active_params(self) -> float | None:
        """What one token passes, where that is not all."""
        return self.shape.active_params

    def is_about(self, params: float) -> bool:
        """Whether so many parameters can be this model's."""
        return 1 / _SAME_SIZE < params / self.shape.params < _SAME_SIZE


@lru_cache(maxsize=256)
def model_parts(name: str) -> tuple[str, ...]:
    """The parts of a model's name that say which shape it has."""
    plain = _ASIDE.sub(" ", _OWNER.sub("", name.lower()))
    found = [part for part in _APART.split(plain) if part]
    kept = [part for part in found if part not in _BESIDE]
    return (kept[0], *(p for p in kept[1:] if not _STORED.fullmatch(p))) if kept else ()


def listed_model(name: str, knowledge: Knowledge) -> ListedModel | None:
    """The model that a name means exactly; None where the table has none of this name."""
    kept = model_parts(name)
    if not kept:
        return None
    known, plain = listed_models(knowledge), [part for part in kept if part != "base"]
    return known.get("".join(kept)) or known.get("".join(plain))


def misspelt(name: str, params: float, knowledge: Knowledge) -> str:
    """The listed model of this size that an unlisted name was probably meant for, as a hint."""
    if not name or listed_model(name, knowledge) is not None:
        return ""
    return _alike(knowledge.architectures)(name, params)


def _most_alike(architectures: Mapping[str, Architecture], name: str, params: float) -> str:
    models = _listed(architectures).values()
    return did_you_mean(name, (m.name for m in models if m.is_about(params)), _MISSPELT)


# A bill asks for the same few names over and over.
_alike = Remembered[Callable[[str, float], str]](
    lambda architectures: lru_cache(maxsize=256)(partial(_most_alike, architectures))
)


def size_in_name(name: str) -> tuple[float, float] | None:
    """All and active parameters as a name tells them: "35B-A3B", "7b", "8x7B" not."""
    sizes = [_SIZE.fullmatch(part) for part in model_parts(name)]
    active = [_SIZE.fullmatch(p[1:]) for p in model_parts(name) if p.startswith("a")]
    whole = next((float(m[1]) * _UNITS[m[2]] for m in sizes if m), None)
    part = next((float(m[1]) * _UNITS[m[2]] for m in active if m), None)
    return None if whole is None else (whole, part or whole)


def listed_models(knowledge: Knowledge) -> Mapping[str, ListedModel]:
    """Every model of the table by the key of each of its names, in the order of the content."""
    return _listed(knowledge.architectures)


def _table(architectures: Mapping[str, Architecture]) -> dict[str, ListedModel]:
    found: dict[str, ListedModel] = {}
    for family in architectures.values():
        for shape in family.shapes:
            for name in shape.names:
                key = "".join(model_parts(name))
                found.setdefault(key, ListedModel(name, family.id, shape))
    return found


_listed = Remembered[Mapping[str, ListedModel]](_table)


def listed_network(name: str, knowledge: Knowledge) -> Network | None:
    """The image network that a name begins with, the longest known; None where none does."""
    return _network_by_name(knowledge.networks)(name) if name else None


def _networks(networks: Mapping[str, Network]) -> Callable[[str], Network | None]:
    known = {squeezed(n): each for each in networks.values() for n in each.names}
    longest = max(map(len, known), default=0)

    def find(name: str) -> Network | None:
        wanted = squeezed(_OWNER.sub("", name.lower()))
        starts = (wanted[:end] for end in range(min(longest, len(wanted)), 2, -1))
        found = next((start for start in starts if start in known), None)
        if found is None or (found[-1].isdigit() and wanted[len(found) :][:1].isdigit()):
            return None
        return known[found]

    return lru_cache(maxsize=256)(find)


_network_by_name = Remembered[Callable[[str], Network | None]](_networks)
