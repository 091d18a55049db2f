"""Pydantic models of every kind of content. `KINDS` is the list of them."""

from builder.content.records.kinds import KINDS, Kind

__all__ = ["KINDS", "Kind"]
