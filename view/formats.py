"""Numbers as people say them: two significant digits, the unit, the range, the date."""

import re
from datetime import date

from calculator.dates import MONTHS
from calculator.dates import long_date as long_date
from calculator.dates import months as months
from calculator.estimate import Estimate
from view.digits import rounded, telling_digits

CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
THIN = "\u202f"  # narrow no-break space, between a sign that is a word and its number
RANGE = " to "
_PROPORTIONS = frozenset({"ratio", "factor", "multiple", "exponent", "times"})
_SINGULARS = {"people": "person", "copies": "copy", "entries": "entry"}
_PLURAL = re.compile("[a-z-]{2,}[^s]s")  # not an abbreviation, and nothing like `process`
_ONE_DECIMAL = re.compile(r"\d\.\d")
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))


def number(value: float, digits: int = 2) -> str:
    """`4183.27` as `4,200`, `1_240_000` as `1.2 million`; whole numbers below 100 stay whole."""
    short = rounded(value, digits)
    for size, word in _SCALES:
        if abs(short) >= size:
            return _plain(short / size, digits) + word
    return _plain(short, digits)


def count(value: float) -> str:
    """A count that somebody typed, in full: `20,000`; from a million on, in words if exact."""
    if value >= 10**6 and rounded(value, 3) == value:
        return number(value, 3)
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _plain(short: float, digits: int) -> str:
    if short == 0:
        return "0"
    if abs(short) >= 10 ** (digits - 1) or short == int(short):
        return f"{short:,.0f}"
    exponent = int(f"{short:e}".rpartition("e")[2])
    return f"{short:.{digits - 1 - exponent}f}".rstrip("0").rstrip(".")


def money(value: float, currency: str = "USD", digits: int = 2) -> str:
    """An amount: `$4,200`; currencies without a sign of their own by their code: `CHF 4,200`."""
    sign = "\u2212" if rounded(value, digits) < 0 else ""
    short = rounded(abs(value), digits)
    decimals = max(2, digits - 1)
    plain = f"{short:.{decimals}f}" if 1 <= short < 10 and short != int(short) else ""
    return f"{sign}{_sign(currency)}{plain or _with_cents(number(short, digits))}"


def _with_cents(words: str) -> str:
    """Below ten, people say prices with cents: $2.40, not $2.4, and $0.90; below one cent, less."""
    return f"{words}0" if _ONE_DECIMAL.fullmatch(words) else words


def list_price(usd: float) -> str:
    """A price as its list prints it, cents always: `$10.00`, `$0.50`; below a cent `$0.003`."""
    cents = f"{usd:,.2f}"
    return f"${cents if usd >= 1 or float(cents) == usd else number(usd, 3)}"


def money_exact(value: float, currency: str = "USD", decimals: int = 0) -> str:
    """An amount that is one of a sum and must not be shortened: `$41,350`."""
    sign = "\u2212" if value < 0 else ""
    return f"{sign}{_sign(currency)}{abs(value):,.{decimals}f}"


def money_range(low: float, high: float, currency: str = "USD", digits: int = 2) -> str:
    """`$2,900 to 6,800`; ends within a thousandth of each other are said once.

    Args:
        low: the lower end.
        high: the upper end.
        currency: as a code.
        digits: at least so many, such as those of the headline between the ends.
    """
    return _sign(currency) + _money_ends(low, high, digits)


def _money_ends(low: float, high: float, digits: int) -> str:
    """Both ends of a range of money, with cents below ten where no scale word follows."""
    ends = _range(low, high, digits).split(RANGE)
    return RANGE.join(ends if " " in ends[-1] else map(_with_cents, ends))


def money_estimate(estimate: Estimate, currency: str = "USD", per: str = "") -> str:
    """The full form: `about $4,200 a month, 2,900 to 6,800`."""
    unit = f" {per}" if per else ""
    digits = telling_digits(estimate.low, estimate.value, estimate.high)
    value = money(estimate.value, currency, digits)
    ends = _money_ends(estimate.low, estimate.high, digits)
    return f"about {value}{unit}, {ends}" if RANGE in ends else f"{value}{unit}"


def number_range(low: float, high: float) -> str:
    """`2,900 to 6,800`; ends within a thousandth of each other are said once."""
    return _range(low, high)


def quantity(value: float, unit: str, digits: int = 2) -> str:
    """A number and its unit: `$2.40/GPU-hour`, `$729 per day`, `10% per year`, `12 weeks`."""
    head, rest = _unit_parts(unit)
    if head in CURRENCY_SIGNS:
        return f"{money(value, head, _price_digits(value, rest, digits))}{rest}"
    if head in ("share", "fraction"):
        return f"{share(value)}{rest.replace(' from 0 to 1', '')}"
    return counted(number(value, digits), unit)


def _price_digits(value: float, per: str, digits: int) -> int:
    """Prices of one piece or hour have their cents below ten: `$1.79/GPU-hour`."""
    return max(digits, 3) if per and 1 <= abs(value) < 10 else digits


def counted(words: str, unit: str) -> str:
    """A number in words and its unit: `2 copies`, `1 copy`; a plain proportion has no unit."""
    if unit in _PROPORTIONS:
        return words
    return f"{words} {_singular(unit) if words == '1' else unit}".rstrip()


def _singular(unit: str) -> str:
    """`copies` as `copy`, `days per month` as `day per month`."""
    measure, per, rest = unit.partition(" per ")
    head, space, last = measure.rpartition(" ")
    one = _SINGULARS.get(last) or (last[:-1] if _PLURAL.fullmatch(last) else last)
    return f"{head}{space}{one}{per}{rest}"


def quantity_range(low: float, high: float, unit: str) -> str:
    """The ends of a range: `610 to 900`, `5 to 24%`, `$1.35 to 2.79`."""
    if is_share(unit):
        first, last = share(low).removesuffix("%"), share(high)
        return last if f"{first}%" == last else f"{first}{RANGE}{last}"
    head, per = _unit_parts(unit)
    if head not in CURRENCY_SIGNS:
        return number_range(low, high)
    if per and 0.1 <= low < high < 100 and (low % 1 or high % 1):
        return f"{_sign(head)}{low:.2f}{RANGE}{high:.2f}"  # a price has its cents
    return money_range(low, high, head)


def is_share(unit: str) -> bool:
    """Whether numbers of the unit are said in percent."""
    return _unit_parts(unit)[0] in ("share", "fraction")


def _unit_parts(unit: str) -> tuple[str, str]:
    """`USD/GPU-hour` as `USD` and `/GPU-hour`; `share per year` as `share` and ` per year`."""
    for mark in ("/", " "):
        head, found, rest = unit.partition(mark)
        if found and (head in CURRENCY_SIGNS or head in ("share", "fraction")):
            return head, found + rest
    return unit, ""


def _range(low: float, high: float, digits: int = 2) -> str:
    """Both ends, a scale word of both only once: `1.2 to 1.6 million`, `940,000 to 1.6 million`."""
    first, last = _range_words(low, high, max(digits, telling_digits(low, high)))
    return first if first == last else f"{first}{RANGE}{last}"


def _range_words(low: float, high: float, digits: int) -> tuple[str, str]:
    first, last = number(low, digits), number(high, digits)
    for size, word in _SCALES:
        if last.endswith(word) and low >= size:
            return _plain(rounded(low, digits) / size, digits), last
    return first, last


def _sign(currency: str) -> str:
    return CURRENCY_SIGNS.get(currency, f"{currency}{THIN}")


def share(value: float) -> str:
    """A share of one as a percentage: whole from 1 %, said as a bound beyond 1 and 99."""
    if 0 < value < 0.005:
        return "under 1%"
    if 0.995 < value < 1:
        return "over 99%"
    return f"{value * 100:.0f}%"


def percent(value: float) -> str:
    """A share that was measured, with one decimal: `81.3%`."""
    return f"{value * 100:.1f}%"


HARDLY = ("hardly ever", "never")  # what `chance` says of the least


def chance(value: float) -> str:
    """A probability in words of frequency: `about 7 in 10`."""
    tenths = round(value * 10)
    if tenths == 0:
        return HARDLY[0] if value > 0 else HARDLY[1]
    if tenths == 10:
        return "almost always" if value < 1 else "always"
    return f"about {tenths} in 10"


def in_draws(share: float) -> str:
    """A share of paired draws: `in about 7 in 10 draws`, `in almost all draws`."""
    words = {"always": "in all draws", "almost always": "in almost all draws"}
    return words.get(chance(share), f"in {chance(share)} draws")


def iso_date(text: str) -> str:
    """`2026-11-21` as `21 November 2026`."""
    return long_date(date.fromisoformat(text))


def month(day: date) -> str:
    """`November 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"
