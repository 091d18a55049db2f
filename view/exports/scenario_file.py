"""What was asked, as a file that the command line and the page read."""

import json
from collections.abc import Mapping
from typing import Any

from calculator.encode import encode
from calculator.result import Result


def request_json(result: Result, request: Mapping[str, Any]) -> str:
    """What was asked, as `python -m calculator decide` reads it; unknown answers left out.

    Args:
        result: of the question; names the data that it was made with.
        request: numbers set by hand, lines of one's own, weights.
    """
    inputs = {key: value for key, value in result.inputs.items() if value is not None}
    kept: dict[str, Any] = {"inputs": inputs}
    kept |= {
        key: request[key] for key in ("assumptions", "own_lines", "weights") if request.get(key)
    }
    kept |= {"measured": encode(result.measured)} if result.measured else {}
    kept |= {"as_of": result.as_of.isoformat()} if request.get("as_of") else {}
    kept["data_version"] = result.data_version
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
