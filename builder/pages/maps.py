"""Decision maps that are built into pages."""

import json
from collections.abc import Callable
from pathlib import Path

from builder.remembered import Remembered, code_in
from calculator.knowledge import Knowledge
from calculator.result import Result
from view.decision_map.drawing import for_script, map_html
from view.decision_map.live import whole_map
from view.decision_map.records import DecisionMap


def maps(knowledge: Knowledge, project: Path) -> dict[str, Callable[..., str]]:
    """Draws decision maps; each is made once for one state of code and data."""
    made: dict[str, DecisionMap] = {}
    remembered = _remembered(knowledge, project)

    def map_of(result: Result, story: str) -> DecisionMap:
        key = _name(result, story)
        if key not in made:
            made[key] = whole_map({"inputs": result.inputs}, result, knowledge, story)
        return made[key]

    def once(name: str, draw: Callable[[], str]) -> str:
        found: str | None = remembered.get(name)
        if found is None:
            found = draw()
            remembered.keep(name, found)
        return found

    def drawn(result: Result, root: str, story: str = "") -> str:
        name = f"drawn {root} {_name(result, story)}"
        return once(name, lambda: map_html(map_of(result, story), knowledge, root))

    def data(result: Result, story: str = "") -> str:
        places = once(
            f"data {_name(result, story)}",
            lambda: json.dumps(for_script(map_of(result, story)), ensure_ascii=False),
        )
        return places.replace("<", "\\u003c")  # within a script's tags

    return {"map_html": drawn, "map_data": data}


def _name(result: Result, story: str) -> str:
    return json.dumps([dict(result.inputs), story], sort_keys=True)


def _remembered(knowledge: Knowledge, project: Path) -> Remembered:
    """Maps of this knowledge, drawn by this code and these templates."""
    code = code_in(project / "calculator", project / "view", project / "builder" / "pages")
    templates = [file.read_bytes() for file in sorted((project / "view").rglob("*.j2"))]
    about = [*code, *templates, knowledge.data_version.encode()]
    return Remembered(project / "build" / "maps", about)
