"""Where each record stands on the site, relative to its root: the one definition.

Pages keep their `.html` ending, so that the same links work on a web server and from a folder.
"""

_PAGES = {
    "approach": "approaches/{}.html",
    "mistake": "mistakes/{}.html",
    "guide": "guides/{}.html",
    "recipe": "recipes/{}.html",
    "problem": "problems/{}.html",
    "comparison": "compare/{}.html",
    "scenario": "examples/{}.html",
    "validation": "data/validation-{}.html",
}
_SHARED_PAGES = {
    "term": "glossary/index.html",
    "model": "models.html",
    "aspect": "compare/index.html",
    "input": "calculator/inputs.html",
    "rule": "calculator/rules.html",
    "source": "evidence/sources.html",
    "assumption": "data/assumptions.html",
    "accelerator": "data/accelerators.html",
}
_TOOL_PAGES = {
    "labels": "how-many-labels",
    "test-size": "test-set-size",
    "fit": "will-it-fit",
}


DATA_SOURCES = ("cost-", "market-", "mod-", "pub-")  # of figures and models, by how ids begin
REMARK_RULES = ("way-", "warn-", "measure-", "start-", "climb-", "retreat-")  # how their ids begin


def link(kind: str, record_id: str, group: str = "") -> str:
    """The page and anchor of a record, such as `glossary/index.html#fine-tuning`.

    Long lists stand on several pages, so that each stays small: rules by whether they decide or
    advise, assumptions by whether they are physics (`group`), sources by whether they are about
    figures and models.

    Raises:
        KeyError: the kind has no page.
    """
    slug = record_id.replace("_", "-")
    if kind in _PAGES:
        return _PAGES[kind].format(slug)
    if kind == "tool":
        return f"calculator/{_TOOL_PAGES[record_id]}.html"
    if kind == "rule" and record_id.startswith(REMARK_RULES):
        return f"calculator/plan-and-warnings.html#{slug}"
    if kind == "source" and record_id.startswith(DATA_SOURCES):
        return f"evidence/data-sources.html#{slug}"
    if kind == "assumption" and group == "physics":
        return f"data/physics.html#{slug}"
    return f"{_SHARED_PAGES[kind]}#{slug}"
