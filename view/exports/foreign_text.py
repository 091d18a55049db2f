"""Text that somebody typed, made harmless for the file that it goes into."""

import re

# What a spreadsheet takes for the start of a formula, wide forms included.
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# At the start, or behind what another country's spreadsheet takes for the end of a cell.
_FORMULA = re.compile(rf"(^|[;|\t\r\n])([\s\"]*)(?=[{_STARTS}])")
_MARKUP = re.compile(r"[!#$&*+./:;<=>?@\[\\\]^_`{|}~-]")
_JOINER = "\u2060"  # behind an @ it keeps hosts of code from calling somebody


def as_cell(text: str) -> str:
    """Text in which no spreadsheet finds a formula, whatever it takes for a separator."""
    return _FORMULA.sub(r"\1\2'", text)


def as_markdown(text: str) -> str:
    """Text on one line, without a meaning in Markdown or HTML: no link, no mention, no markup."""
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return escaped.replace("@", f"@{_JOINER}")
