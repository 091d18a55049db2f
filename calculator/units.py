"""Constants and conversions. Every unit that a formula names is defined here once."""

from typing import Final

HOURS_PER_DAY: Final = 24
DAYS_PER_YEAR: Final = 365.25
MONTHS_PER_YEAR: Final = 12
DAYS_PER_MONTH: Final = DAYS_PER_YEAR / MONTHS_PER_YEAR
HOURS_PER_MONTH: Final = DAYS_PER_MONTH * HOURS_PER_DAY  # 730.5
WEEKS_PER_MONTH: Final = DAYS_PER_MONTH / 7
SECONDS_PER_HOUR: Final = 3600
SECONDS_PER_MONTH: Final = HOURS_PER_MONTH * SECONDS_PER_HOUR

TOKENS_PER_MTOK: Final = 1_000_000
BYTES_PER_GIB: Final = 2**30
BYTES_PER_GB: Final = 10**9
FLOPS_PER_TFLOPS: Final = 10**12
