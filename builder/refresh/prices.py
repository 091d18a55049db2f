"""Records of hosted prices with what a package lists today; published entries stay as they are."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from view.formats import list_price

type Plain = dict[str, Any]  # a record, or an entry of its values, as it stands in YAML


def renewed(kept: Plain | None, seen: Plain, looked_at: str, today: str) -> Plain:
    """A record with the prices that are listed now on top of those it had.

    Args:
        kept: the record as it stands; None where the model is new.
        seen: what the package says of the model.
        looked_at: the day on which the package's authors last looked, as an ISO date.
        today: the day on which a difference is seen that the package gives no day for.
    """
    if kept is None:
        return _record(seen, looked_at, seen["values"])
    newest = kept["values"][0].get("since", "")
    later = [entry for entry in seen["values"] if entry.get("since", "") > newest]
    values = [*later, *kept["values"]]
    now = prices_of(in_force(seen["values"], today))
    if prices_of(in_force(values, today)) == now:
        return _record(seen, max(looked_at, kept["checked"]), values)
    since = looked_at if looked_at > max(kept["checked"], newest) else today
    coming = [entry for entry in values if entry.get("since", "") > since]
    before = [entry for entry in values if entry.get("since", "") < since]
    return _record(seen, since, [*coming, {"since": since, **now}, *before])


def _record(seen: Plain, checked: str, values: list[Plain]) -> Plain:
    return {**seen, "checked": checked, "values": values}


def in_force(values: Iterable[Plain], day: str) -> Plain:
    """The entry that holds on a day; the oldest one before all others."""
    entries = list(values)
    return next((entry for entry in entries if entry.get("since", "") <= day), entries[-1])


def prices_of(entry: Plain) -> Plain:
    """An entry without its day."""
    return {key: value for key, value in entry.items() if key != "since"}


def moves(before: Plain | None, after: Plain, today: date) -> Iterator[str]:
    """What is new about a model, in words, a line for each price list."""
    if before is None:
        yield f"{after['id']}: new, {_words({}, after['values'][0])}"
        return
    known = [prices_of(entry) for entry in before["values"]]
    for entry in after["values"]:
        if entry not in before["values"] and prices_of(entry) not in known[:1]:
            old = in_force(before["values"], entry.get("since", today.isoformat()))
            yield f"{after['id']}: {_words(old, entry)} from {entry.get('since', 'the start')}"
    for name in ("name", "context_tokens"):
        if before.get(name) != after.get(name):
            yield f"{after['id']}: {name} {before.get(name, 'none')} → {after.get(name, 'none')}"


def _words(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Each price that differs: `input $0.10 → $0.08`."""
    was, now = dict(_flat(old)), dict(_flat(new))
    names = [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
    return ", ".join(
        f"{name} {_usd(was[name])} → {_usd(now.get(name))}" if name in was
        else f"{name} {_usd(now[name])}" for name in names
    )  # fmt: skip


def _flat(entry: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    for key, value in entry.items():
        if key == "tiers":
            for tier in value:
                yield from _flat(tier, f"{before}above {tier['above_tokens']:,} tokens ")
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key} ")
        elif key not in ("since", "above_tokens"):
            words = key.replace("_usd_per_mtok", "").replace("_usd_per_", " per ")
            yield f"{before}{words.replace('_', ' ')}", value


def _usd(price: float | None) -> str:
    return "none" if price is None else list_price(price)
