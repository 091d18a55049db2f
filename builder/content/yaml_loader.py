"""The C parser of YAML with JSON's idea of plain scalars: no dates, no octal, no `yes`."""

import re

import yaml


class Loader(yaml.CSafeLoader):
    """Reads `true` and `false`, numbers and null; everything else is text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_WHOLE = r"-?(?:0|[1-9][0-9]*(?:_[0-9]+)*)"
_RESOLVERS = {
    "null": (r"null|~|", ["n", "~", ""]),
    "bool": (r"true|false", ["t", "f"]),
    "int": (_WHOLE, list("-0123456789")),
    "float": (rf"{_WHOLE}(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", list("-0123456789")),
}
for _name, (_pattern, _first) in _RESOLVERS.items():
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(rf"^(?:{_pattern})$"), _first
    )
