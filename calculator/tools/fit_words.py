"""What `fit` prints without `--json`."""

from collections.abc import Iterator

from calculator.tools.records import FitAnswer

VERDICTS = {
    "fits": "It fits",
    "likely": "It probably fits",
    "unlikely": "It probably doesn't fit",
    "no": "It doesn't fit",
}
SPEEDS = {
    "alone": "Writing one answer alone, tokens a second",
    "first": "To the first token, milliseconds",
    "together": "All answers together, tokens a second",
    "pace": "Tuning, tokens a second",
    "hours": "Tuning, accelerator-hours",
}


def fit_words(result: FitAnswer) -> str:
    """The answer in lines: verdict, parts, speeds, what fits, the cheapest machines, notes."""
    return "\n".join(_lines(result))


def _lines(result: FitAnswer) -> Iterator[str]:
    memory, chip = result.memory, result.chip
    needed = memory.needed
    yield (
        f"{VERDICTS[memory.verdict]} on {chip.count} × {chip.name}: "
        f"{needed.value:.3g} GiB a chip ({needed.low:.3g} to {needed.high:.3g}), "
        f"{memory.room:.3g} can be filled"
    )
    for part in memory.parts:
        yield f"  {part.label}: {part.gib:.3g} GiB = {part.formula}"
    for name, found in result.speed.items():
        ends = f"{_digits(found.low)} to {_digits(found.high)}"
        yield f"{SPEEDS[name]}: {_digits(found.likely)} ({ends})"
    yield f"largest batch at this length: {result.largest.batch:,}"
    yield f"longest sequence at this batch: {result.largest.context:,} tokens"
    for offer in result.cheapest:
        said = f"  ${offer.value:.2f} an hour: {offer.count} × {offer.name}, "
        said += f"{_digits(offer.speed)} tokens a second"
        yield f"{said}; {offer.note}" if offer.note else said
    yield from (f"note: {note}" for note in result.notes)
    yield from (f"warning: {warning}" for warning in result.warnings)


def _digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):,.12g}"
