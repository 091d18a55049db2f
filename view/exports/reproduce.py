"""How to get the same answer without the page."""

from collections.abc import Mapping
from typing import Any

from calculator.result import Result
from view.environment import render
from view.exports.scenario_file import request_json


def reproduction(result: Result, request: Mapping[str, Any]) -> str:
    """The same answer without the page: a shell line and a few lines of Python."""
    asked = request_json(result, request).rstrip()
    day = result.as_of
    return render("reproduce.txt.j2", asked=asked, day=day, data_version=result.data_version)
