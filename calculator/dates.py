"""Dates as people say them, without the locale of the machine."""

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """`21 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months(count: int) -> str:
    """`1 month`, `24 months`."""
    return f"{count} month{'' if count == 1 else 's'}"


def read_day(given: object) -> date | None:
    """A day as a date or as `2026-03-01`; None for anything else, and for another century."""
    try:
        day = date.fromisoformat(str(given))
    except ValueError:
        return None
    return day if str(day) == str(given) and 2000 <= day.year < 2100 else None
