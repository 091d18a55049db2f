"""How long a fact counts as fresh."""

from datetime import date

# Days after which a fact of a class is shown as old. Prices move within months, physics hardly.
LIMIT_DAYS = {
    "price": 180, "wage": 730, "label": 730, "effort": 1095, "operations": 1095, "energy": 730,
    "finance": 365, "learning": 1825, "decision": 365, "physics": 1825, "chip price": 180,
    "model": 365, "claim": 730,
}  # fmt: skip


def is_old(as_of: date, limit_days: int, today: date) -> bool:
    """Whether a fact is past its limit on a day; on the last day of it it is not."""
    return (today - as_of).days > limit_days
