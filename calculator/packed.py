"""What is packed beside the calculator: the knowledge, and the schemas of its records.

`make setup` generates these files in a checkout; a wheel brings them.
"""

import functools
import importlib.resources
import json

from calculator.decode import knowledge_from_json
from calculator.knowledge import Knowledge


@functools.cache
def load_knowledge() -> Knowledge:
    """The facts, inputs and rules of this build, read once.

    Raises:
        FileNotFoundError: in a checkout that was not set up.
    """
    return knowledge_from_json(json.loads(packed_text("knowledge.json")))


def packed_text(name: str) -> str:
    """The text of a file that stands beside this module.

    Raises:
        FileNotFoundError: in a checkout that was not set up.
    """
    packed = importlib.resources.files(__package__) / name
    try:
        return packed.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(f"{packed} is missing; run `make setup` first") from None
