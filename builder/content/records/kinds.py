"""The kinds of content: folder, model, and whether a file holds one record or a list."""

from dataclasses import dataclass

from builder.content.records.base import Record
from builder.content.records.decision import Input, Rule, Scenario, Task
from builder.content.records.facts import (
    Accelerator,
    Architecture,
    Assumption,
    Claim,
    Rent,
    Source,
)
from builder.content.records.hardware import Network, PredictorField, Vocabulary
from builder.content.records.ladder import Approach, Aspect, Comparison
from builder.content.records.market import HostedPrice, Life, Notice, Provider
from builder.content.records.pages import (
    Guide,
    Mistake,
    Model,
    ProblemGuide,
    Recipe,
    Term,
)
from builder.content.records.search import Moved, Place, Synonyms
from builder.content.records.tools import Tool
from builder.content.records.validation import Validation
from builder.content.records.versions import Version
from builder.content.records.wording import Wording


@dataclass(frozen=True)
class Kind:
    """One kind of record, in `content/<folder>/`."""

    name: str
    folder: str
    model: type[Record]
    list_key: str | None = None  # a file is `{list_key: [record, …]}`; None: the file is a record


KINDS = (
    Kind("source", "sources", Source),
    Kind("claim", "claims", Claim, "claims"),
    Kind("assumption", "assumptions", Assumption),
    Kind("accelerator", "accelerators", Accelerator),
    Kind("rent", "rents", Rent),
    Kind("price", "prices", HostedPrice, "prices"),
    Kind("life", "lives", Life, "lives"),
    Kind("provider", "providers", Provider),
    Kind("notice", "notices", Notice, "notices"),
    Kind("architecture", "architectures", Architecture),
    Kind("vocabulary", "vocabularies", Vocabulary),
    Kind("predictor-field", "predictor-fields", PredictorField, "fields"),
    Kind("network", "networks", Network, "networks"),
    Kind("input", "inputs", Input),
    Kind("rule", "rules", Rule, "rules"),
    Kind("scenario", "scenarios", Scenario),
    Kind("approach", "approaches", Approach),
    Kind("term", "terms", Term),
    Kind("mistake", "mistakes", Mistake),
    Kind("model", "models", Model),
    Kind("problem", "problems", ProblemGuide),
    Kind("comparison", "comparisons", Comparison),
    Kind("guide", "guides", Guide),
    Kind("recipe", "recipes", Recipe),
    Kind("aspect", "aspects", Aspect),
    Kind("synonyms", "synonyms", Synonyms, "synonyms"),
    Kind("place", "places", Place, "places"),
    Kind("moved", "moved", Moved, "moved"),
    Kind("validation", "validation", Validation),
    Kind("tool", "tools", Tool),
    Kind("task", "tasks", Task, "tasks"),
    Kind("version", "versions", Version),
    Kind("wording", "wording", Wording, "wording"),
)
