"""The Jinja2 environment: one for the build and the page, with every template compiled at import.

A memory snapshot keeps what is in memory and drops the file system, so nothing is loaded later.
"""

import re
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from view import formats, sentences
from view.links import link

_MARKS = re.compile(
    r"\[\[(?:[a-z]+:)?(?P<id>[a-z0-9_.-]+)(?:\|(?P<text>[^\]|]+))?\]\]|\s?\[@[^\]]+\]"
)


def without_marks(text: str) -> str:
    """Prose of the content without its `[[links]]` and `[@citations]`, for plain sentences."""
    return _MARKS.sub(lambda m: m["text"] or (m["id"] or "").replace("-", " "), text)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("view"),
        autoescape=select_autoescape(["html.j2", "html"], default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": formats.number,
        "count": formats.count,
        "money": formats.money,
        "money_range": formats.money_range,
        "share": formats.share,
        "chance": formats.chance,
        "long_date": formats.long_date,
        "quantity": formats.quantity,
        "plain": without_marks,
        "in_sentence": sentences.in_sentence,
    }
    return environment


ENVIRONMENT = _environment()
_TEMPLATES = {name: ENVIRONMENT.get_template(name) for name in ENVIRONMENT.list_templates()}


def render(template: str, root: str = "", **context: Any) -> str:
    """Render a template of this package; `root` leads from the page to the site's root."""
    href = partial(_href, root)
    return _TEMPLATES[template].render(href=href, root=root, **context)


def _href(root: str, kind: str, record_id: str, group: str = "") -> str:
    return root + link(kind, record_id, group)
