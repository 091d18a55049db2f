"""How to get the same answer without the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from view.environment import render
from view.exports.scenario_file import request_json


def reproduction(result: Mapping[str, Any], request: Mapping[str, Any]) -> str:
    """The same answer without the page: a shell line and a few lines of Python."""
    asked = request_json(result, request).rstrip()
    day = date.fromisoformat(result["as_of"])
    return render("reproduce.txt.j2", asked=asked, day=day, data_version=result["data_version"])
