"""Decision maps that are built into pages."""

import json
from collections.abc import Callable

from calculator.knowledge import Knowledge
from calculator.result import Result
from view.decision_map.drawing import for_script, map_html
from view.decision_map.live import whole_map
from view.decision_map.records import DecisionMap


def maps(knowledge: Knowledge) -> dict[str, Callable[..., str]]:
    """Draws decision maps; each is made once, since pages may be rendered again."""
    made: dict[tuple[str, str], DecisionMap] = {}

    def map_of(result: Result, story: str) -> DecisionMap:
        key = json.dumps(dict(result.inputs), sort_keys=True), story
        if key not in made:
            made[key] = whole_map({"inputs": result.inputs}, result, knowledge, story)
        return made[key]

    def drawn(result: Result, root: str, story: str = "") -> str:
        return map_html(map_of(result, story), knowledge, root)

    def data(result: Result, story: str = "") -> str:
        found = json.dumps(for_script(map_of(result, story)), ensure_ascii=False)
        return found.replace("<", "\\u003c")  # within a script's tags

    return {"map_html": drawn, "map_data": data}
