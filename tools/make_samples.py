"""Makes the three samples of the page on the reader's own data: nobody's data, ours to give away.

usage: python tools/make_samples.py FOLDER. Faults that the page is to find are put in on purpose.
"""

import csv
import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

PARTS = {
    "billing": (
        ["I was charged twice", "The invoice is wrong", "My card was declined", "I need a refund",
         "The price went up", "There is a fee I don't know", "The VAT is missing"],
        ["for last month", "on my bill", "although I cancelled", "for the yearly plan",
         "since the upgrade", "without notice"],
    ),
    "delivery": (
        ["The parcel has not arrived", "Tracking shows nothing", "The courier left it outside",
         "The box was damaged", "It went to the wrong address", "Delivery is three days late"],
        ["and nobody answers", "since Monday", "at my neighbour's", "according to the driver",
         "before the holiday", "for order five"],
    ),
    "technical": (
        ["The app crashes", "I can't log in", "The screen stays blank", "Sync does not work",
         "The update fails", "The export is empty", "The page is very slow"],
        ["after the update", "on my phone", "since yesterday", "with two accounts",
         "when I open settings", "every morning"],
    ),
    "cancellation": (
        ["Please cancel my account", "I want to end the contract", "Close my subscription",
         "I don't need it any more", "How do I delete my data", "Stop the renewal"],
        ["at the end of the month", "before the next bill", "and confirm by mail",
         "as we move house", "because it is too expensive", "for my mother"],
    ),
}  # fmt: skip
OPENINGS = ["Hello,", "Hi there,", "Good morning,", "", "", "Dear team,"]
ENDINGS = ["Please help.", "Thanks.", "What can I do?", "This is urgent.", "", "", "Kind regards"]


def texts(rng: random.Random) -> list[list[str]]:
    """Tickets in four classes, with wrong labels, copies and an address in them."""
    rows = [["ticket", "created", "label"]]
    names = list(PARTS)
    day = date(2026, 3, 2)
    for number in range(420):
        label = rng.choices(names, (4, 3, 3, 1.5))[0]
        first, second = (rng.choice(part) for part in PARTS[label])
        if rng.random() < 0.15:
            second = rng.choice(PARTS[rng.choice(names)][1])
        words = [rng.choice(OPENINGS), first, f"{second}.", rng.choice(ENDINGS)]
        text = " ".join(filter(None, words))
        if number == 57:
            text += " Write to jo.sample@example.org"
        given = rng.choice(names) if rng.random() < 0.04 else label
        rows.append([text, (day + timedelta(hours=10 * number)).isoformat(), given])
    return rows


def table(rng: random.Random) -> list[list[str]]:
    """Subscriptions that ended or not, with a column that is only known afterwards."""
    rows = [
        [
            "plan",
            "months",
            "tickets",
            "discount",
            "region",
            "usage_hours",
            "closing_call",
            "churned",
        ]
    ]
    for _ in range(480):
        plan = rng.choices(["basic", "plus", "team"], (5, 3, 2))[0]
        months, tickets = rng.randint(1, 60), min(9, int(rng.expovariate(0.6)))
        usage = max(0.0, rng.gauss({"basic": 9, "plus": 16, "team": 25}[plan], 7))
        push = 0.9 - 0.05 * months + 0.55 * tickets - 0.09 * usage + (plan == "basic") * 0.5
        ended = rng.random() < 1 / (1 + math.exp(-push))
        call = "yes" if ended and rng.random() < 0.97 else "no"
        rows.append([plan, str(months), str(tickets), rng.choice(["0", "10", "20", ""]),
                     rng.choice(["north", "south", "east", "west"]), f"{usage:.1f}", call,
                     "yes" if ended else "no"])  # fmt: skip
    return rows


def series(rng: random.Random) -> list[list[str]]:
    """Orders a day over a year and a half: a week, a slow rise, and chance."""
    rows, level = [["day", "orders"]], 0.0
    week = [0, 6, 9, 8, 14, 30, 18]
    for number in range(540):
        level = 0.95 * level + rng.gauss(0, 2.5)
        day = date(2025, 5, 1) + timedelta(days=number)
        value = 120 + 0.08 * number + week[day.weekday()] + level + rng.gauss(0, 5)
        rows.append([day.isoformat(), str(round(value))])
    return rows


def main() -> None:
    """Write the three files."""
    folder = Path(sys.argv[1])
    for number, (name, make) in enumerate(
        {"texts": texts, "table": table, "series": series}.items()
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(make(random.Random(number + 11)))


if __name__ == "__main__":
    main()
