"""The Jinja2 environment: one for the build and the page; a template is compiled when it is used.

A memory snapshot keeps what is in memory and drops the file system: see `compile_all`.
"""

import re
from functools import cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

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
        loader=PackageLoader(__name__.rpartition(".")[0]),
        autoescape=select_autoescape(["html.j2", "html", "svg.j2"], default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "number": formats.number,
        "count": formats.count,
        "months": formats.months,
        "money": formats.money,
        "money_range": formats.money_range,
        "share": formats.share,
        "percent": formats.percent,
        "chance": formats.chance,
        "long_date": formats.long_date,
        "iso_date": formats.iso_date,
        "quantity": formats.quantity,
        "plain": without_marks,
        "place": lambda number: f"{number:g}",  # `50.0` as `50`
        "in_sentence": sentences.in_sentence,
    }
    return environment


_ENVIRONMENT = _environment()


def render(template: str, root: str = "", **context: Any) -> str:
    """Render a template of this package; `root` leads from the page to the site's root."""
    href = partial(_href, root)
    return _template(template).render(href=href, root=root, **context)


def say(template: str, macro: str, *arguments: Any) -> str:
    """What a macro of a template says, for words that a reader hears or a sentence takes up."""
    return str(getattr(_template(template).module, macro)(*arguments))


def compile_all() -> None:
    """Compile every template, for a page that will have no files to load one from."""
    for name in _ENVIRONMENT.list_templates():
        _template(name)


@cache
def _template(name: str) -> Template:
    return _ENVIRONMENT.get_template(name)


def _href(root: str, kind: str, record_id: str, group: str = "") -> str:
    return root + link(kind, record_id, group)
