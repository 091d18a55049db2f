"""Constants and conversions. Every unit that a formula names is defined here once."""

from typing import Final


class Conversion(float):
    """How many of one unit make another; explanations call it by its unit."""

    __slots__ = ("unit",)

    unit: str

    def __new__(cls, value: float, unit: str) -> "Conversion":
        """A factor with its unit, such as 730.5 `hours per month`."""
        made = super().__new__(cls, value)
        made.unit = unit
        return made


HOURS_PER_DAY: Final = Conversion(24, "hours per day")
DAYS_PER_YEAR: Final = 365.25
MONTHS_PER_YEAR: Final = Conversion(12, "months per year")
MONTHS_PER_QUARTER: Final = 3
QUARTERS_PER_YEAR: Final = 4
DAYS_PER_MONTH: Final = DAYS_PER_YEAR / MONTHS_PER_YEAR
HOURS_PER_MONTH: Final = Conversion(DAYS_PER_MONTH * HOURS_PER_DAY, "hours per month")  # 730.5
DAYS_PER_WEEK: Final = 7
WORKING_DAYS_PER_WEEK: Final = 5
WORKING_DAYS_PER_DAY: Final = Conversion(
    WORKING_DAYS_PER_WEEK / DAYS_PER_WEEK, "working days per day"
)
WEEKS_PER_MONTH: Final = DAYS_PER_MONTH / DAYS_PER_WEEK
MINUTES_PER_HOUR: Final = Conversion(60, "minutes per hour")
SECONDS_PER_HOUR: Final = Conversion(3600, "seconds per hour")
SECONDS_PER_MONTH: Final = Conversion(HOURS_PER_MONTH * SECONDS_PER_HOUR, "seconds per month")
MS_PER_SECOND: Final = Conversion(1000, "ms per second")

CHARACTERS_PER_MCHAR: Final = Conversion(1_000_000, "characters per million characters")
PAGES_PER_KPAGE: Final = Conversion(1000, "pages per thousand pages")
READS_PER_MILLION: Final = Conversion(1_000_000, "read units per million read units")
TOKENS_PER_MTOK: Final = Conversion(1_000_000, "tokens per million tokens")
REQUESTS_PER_THOUSAND: Final = Conversion(1000, "requests per thousand requests")
BITS_PER_BYTE: Final = 8
BYTES_PER_GIB: Final = 2**30
BYTES_PER_GB: Final = Conversion(10**9, "bytes per GB")
MB_PER_GB: Final = Conversion(1000, "MB per GB")
KB_PER_GB: Final = Conversion(10**6, "kB per GB")
FLOPS_PER_TFLOPS: Final = 10**12
FLOPS_PER_GFLOP: Final = Conversion(1e9, "FLOPs per GFLOP")
PARAMS_PER_BILLION: Final = Conversion(1e9, "parameters per billion parameters")
WATTS_PER_KW: Final = Conversion(1000, "watts per kW")
GRAMS_PER_KG: Final = Conversion(1000, "g per kg")
