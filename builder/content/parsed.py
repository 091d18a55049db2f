"""YAML files as an earlier build read them: of over a thousand, few change between two builds."""

import hashlib
import marshal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.content import yaml_loader, yaml_source
from builder.content.yaml_source import Document, parse_yaml
from builder.problems import Problem

type Kept = tuple[Any, dict[Any, Any], dict[Any, Any]]  # the fields of a document behind its path


class Parsed:
    """Documents without a fault by the digest of their text, kept in a file."""

    def __init__(self, file: Path) -> None:
        """Take what this Python and this code wrote there; the file may be missing or damaged."""
        self._file = file
        code = [Path(str(each.__file__)).read_bytes() for each in (yaml_source, yaml_loader)]
        self._made_by = f"{sys.version} {_digest(b''.join(code))}"
        self._known = self._read()
        self._used: dict[str, Kept] = {}

    def parse(self, text: str, shown_path: str) -> tuple[Document | None, list[Problem]]:
        """As `parse_yaml`, from what is known where the text is."""
        key = _digest(text.encode())
        if key not in self._known:
            document, problems = parse_yaml(text, shown_path)
            if document is None or problems:
                return document, problems
            self._used[key] = document.value, document.places, document.keys
        else:
            self._used[key] = self._known[key]
        return Document(shown_path, *self._used[key]), []

    def keep(self) -> None:
        """Write all that was asked for since, if anything of it is new."""
        if self._used.keys() != self._known.keys():
            self._file.write_bytes(marshal.dumps((self._made_by, self._used)))

    def _read(self) -> Mapping[str, Kept]:
        try:
            made_by, known = marshal.loads(self._file.read_bytes())
        except (OSError, EOFError, ValueError, TypeError):
            return {}
        return known if made_by == self._made_by else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
