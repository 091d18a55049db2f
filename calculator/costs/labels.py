"""Labels: how many an approach needs, what they cost, and which of them training reads."""

from calculator.costs.approaches import TRAINED
from calculator.costs.built import is_built
from calculator.costs.case import Case
from calculator.costs.line import Line, Stream
from calculator.costs.quantity import Amount, at_least, least
from calculator.needs.need import Assumed, Over
from calculator.units import MONTHS_PER_YEAR

RECORDED = "recorded"  # the kind of label that one's own records bring by themselves
_MODEL = "model"
LABEL_REVIEWS = Assumed("label-reviews", "labellers per item")
_PRICE = Assumed("label-price-{}", "USD per label", Over(choices_of="label_kind", but=(RECORDED,)))
_NEEDED = Assumed("labels-needed-{}", "labels", Over(names=TRAINED))
_FRESH = Assumed("fresh-label-share", "share")
_REDO = Assumed("relabel-share", "share")
_MOST_USEFUL = Assumed("most-useful-labels", "multiple of the labels needed")


def label_price(case: Case) -> Amount:
    """USD for one item that people have labelled; recorded outcomes cost nothing."""
    kind = case.workload.label_kind
    if kind == RECORDED:
        return case.called("Price of a recorded outcome", "USD per label", 0.0)
    return case.assumed(_PRICE, kind)


def checking_price(case: Case) -> Amount:
    """USD for one item to test with: people check it, also where a model labels the others."""
    if case.workload.label_kind != _MODEL:
        return label_price(case)
    return case.assumed(_PRICE, "class" if case.workload.sorts else "written")


def labels_bought(case: Case, approach: str) -> Amount:
    """Labels that are missing: what the approach usually needs, less what is there."""
    work = case.workload
    if work.extra_labels is not None:
        return work.extra_labels
    missing = at_least(case.assumed(_NEEDED, approach) - work.labelled_examples, 0.0)
    return case.called("Labels to buy", "labels", missing)


def labels_used(case: Case, approach: str, bought: Amount) -> Amount:
    """Labels that training reads: all from scratch, else at most some times the need."""
    labels = bought + case.workload.labelled_examples
    if approach != "from_scratch":
        useful = case.assumed(_NEEDED, approach) * case.assumed(_MOST_USEFUL)
        labels = least(labels, useful)
    return case.called("Training examples", "examples", labels)


def _are_there(case: Case, approach: str) -> bool:
    """What runs was trained on its labels; more are bought where the reader says so."""
    return is_built(case, approach) and case.workload.extra_labels is None


def data_line(case: Case, approach: str, bought: Amount, used: Amount) -> Line:
    """Labels to buy, those that training reads to redo, and some new ones for each re-training."""
    work, labels = case.workload, bought
    if work.data_quality == "poor":
        labels = labels + least(work.labelled_examples, used) * case.assumed(_REDO)
    each = label_price(case) * case.assumed(LABEL_REVIEWS)
    fresh = case.assumed(_NEEDED, approach) * case.assumed(_FRESH)
    anew = fresh * work.retrainings_per_year / MONTHS_PER_YEAR
    return Line(
        id="labels",
        group="data",
        label="Labels",
        once=0.0 if _are_there(case, approach) else labels * each,
        monthly=Stream(anew * each),
    )
