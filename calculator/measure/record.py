"""The report of a measurement as a typed record; its JSON schema is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from calculator.decode import decode
from calculator.encode import encode
from calculator.measure.curve_records import MoreLabels
from calculator.measure.fault_records import (
    ClassRows,
    ColumnFault,
    CopiesFound,
    Drift,
    GivesAway,
    NamedInText,
    PersonalData,
    SecondLabel,
    Suspects,
    WeakGroup,
)
from calculator.measured import Score


class Sparse:
    """A record whose parts are left out where they do not apply."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, without what does not apply."""
        return {
            each.name: _plain(value)
            for each in fields(self)  # type: ignore[arg-type]
            if (value := getattr(self, each.name)) is not None
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredFile:
    """How the file was read."""

    digest: str  # tells it from another file
    encoding: str
    format: str  # csv or jsonl
    delimiter: str  # empty for JSON
    header: bool  # whether the first row holds names
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRows:
    """Rows by what became of them."""

    in_file: int
    read: int  # of a large file a part
    measured: int  # with a label, copies once
    unlabelled: int  # of those that were read; in a series without a date or a number


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredColumns:
    """Columns by their place from 1."""

    label: int
    inputs: tuple[int, ...]
    time: int | None
    group: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldsUsed:
    """How the rows were parted to train and to test."""

    by: str  # stratified, group or time
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesUsed:
    """How a series was tested."""

    count: int  # of series
    season: int  # values
    horizon: int  # values ahead
    origins: int  # starting points


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReached(Sparse):
    """What a model reached, with 95 % intervals."""

    model: str  # trivial, naive_bayes, words, letters, linear, trees, or a way to forecast
    accuracy: Score | None = None  # of classes
    macro_f1: Score | None = None  # mean over classes
    auc: Score | None = None  # of two classes
    log_loss: Score | None = None  # natural logarithm
    mae: Score | None = None  # mean absolute error, in the unit of the label
    r2: float | None = None  # of numbers
    mase: Score | None = None  # against the seasonal naive forecast on what came before
    pinball: Score | None = None  # in the unit of MASE


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatsTrivial:
    """McNemar's test of the model that counts against the trivial answer."""

    only_best_right: int
    only_trivial_right: int
    chance: float  # of such a split between equals
    clear: bool  # below 5 %


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReached:
    """What the model that counts reached on a class; null where nothing tells."""

    number: int
    tested: int
    recall: float | None
    precision: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A hosted model on the same rows: McNemar's test and both accuracies."""

    rows: int
    unknown_answers: int  # that are no class
    baseline: Score
    hosted: Score
    only_baseline_right: int
    only_hosted_right: int
    chance: float  # of such a split between equals


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReport(Sparse):
    """A measurement of simple baselines; it holds no cell, and no name of a column or class."""

    task: str  # text, table, number or series
    file: MeasuredFile
    rows: MeasuredRows
    columns: MeasuredColumns
    notes: tuple[str, ...]
    column_faults: tuple[ColumnFault, ...]
    personal_data: tuple[PersonalData, ...]
    duplicates: CopiesFound | None = None  # not of a series
    series: SeriesUsed | None = None
    folds: FoldsUsed | None = None  # not of a series
    classes: tuple[ClassRows, ...] | None = None
    models: tuple[ModelReached, ...]  # the trivial answer first
    best: str  # the simplest that the rows can't tell from the best
    beats_trivial: BeatsTrivial | None = None
    per_class: tuple[ClassReached, ...] | None = None
    confusion: tuple[tuple[int, ...], ...] | None = None  # a row for each class, as it was told
    curve_of: str | None = None  # the model of the learning curve
    curve_folds: int | None = None  # that it was measured on
    more_labels: MoreLabels | None = None
    giveaways: tuple[GivesAway, ...] | None = None
    named_in_text: tuple[NamedInText, ...] | None = None
    rare_classes: tuple[ClassRows, ...] | None = None
    suspects: Suspects | None = None
    drift: Drift | None = None  # where there is a time
    weak_groups: tuple[WeakGroup, ...] | None = None
    second_label: SecondLabel | None = None  # where there is one
    compared: Compared | None = None  # where answers of a hosted model were given
    measured_on: date | None = None  # in a file that was saved


def report_record(report: Mapping[str, Any]) -> MeasureReport:
    """A report as its record; a part that no record knows is a fault of ours."""
    found: MeasureReport = decode(MeasureReport, report)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Sparse):
        return value.to_dict()
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return [_plain(each) for each in value]
    return encode(value)
