"""What an approach pays to train its model; of fine-tuning, to serve it as well."""

from collections.abc import Sequence

from calculator.costs.case import Case
from calculator.costs.hosting import served_lines
from calculator.costs.labels import data_line, labels_bought, labels_used
from calculator.costs.line import Line
from calculator.costs.own_models import served_model
from calculator.costs.people import retraining_people_line
from calculator.costs.quantity import Amount, least, likely, part_paid
from calculator.costs.training import hosted_tuning_line, hours_before_launch, training_line
from calculator.costs.tuned import may_be_hosted, tuned_lines, tuned_model


def trained_lines(case: Case, approach: str) -> list[Line]:
    """Labels, training runs, and doing both again."""
    bought = labels_bought(case, approach)
    labels = labels_used(case, approach, bought)
    lines = [data_line(case, approach, bought, labels), retraining_people_line(case, approach)]
    if approach == "fine_tune":
        return lines + _tuned_lines(case, labels)
    return [*lines, training_line(case, approach, labels)]


def paid_to_train(case: Case, approach: str, *, tuned_on_own: bool) -> list[Line]:
    """Those of the lines with which something is paid to others before launch.

    Args:
        case: the workload and its numbers.
        approach: one that trains.
        tuned_on_own: where it is fine-tuned, as `tunes_on_own` says.
    """
    bought = labels_bought(case, approach)
    labels = labels_used(case, approach, bought)
    hosted = approach == "fine_tune" and not tuned_on_own
    runs = hosted_tuning_line(case, labels) if hosted else training_line(case, approach, labels)
    return [data_line(case, approach, bought, labels), runs]


def hours_to_train(case: Case, approach: str, *, tuned_on_own: bool) -> Amount:
    """Accelerator-hours of all runs before launch; args as for `paid_to_train`."""
    if approach == "fine_tune" and not tuned_on_own:
        return 0.0
    labels = labels_used(case, approach, labels_bought(case, approach))
    return hours_before_launch(case, approach, labels)


def tunes_on_own(case: Case) -> bool:
    """Whether fine-tuning takes machines of one's own; where that is open, they are the cheaper."""
    if not _may_be_hosted(case) or case.workload.tuning_place == "hosted":
        return not _may_be_hosted(case)
    labels = labels_used(case, "fine_tune", labels_bought(case, "fine_tune"))
    own, hosted = _own_lines(case, labels), tuned_lines(case, labels) or []
    return _is_cheaper(_sum(own, case.months), _sum(hosted, case.months))


def _may_be_hosted(case: Case) -> bool:
    """Text that may leave, where somebody new can tune a hosted model."""
    return may_be_hosted(case) and tuned_model(case) is not None


def _tuned_lines(case: Case, labels: Amount) -> list[Line]:
    """Tuning and serving, hosted or on one's own machines; or the cheaper."""
    hosted = tuned_lines(case, labels) if _may_be_hosted(case) else None
    if hosted is None:
        return _own_lines(case, labels)
    if case.workload.tuning_place == "hosted":
        return hosted
    own = _own_lines(case, labels)
    usd_own, usd_hosted = _sum(own, case.months), _sum(hosted, case.months)
    on_own = _is_cheaper(usd_own, usd_hosted)
    lines, usd = (own, usd_own) if on_own else (hosted, usd_hosted)
    if case.drawn:  # every draw has the cheaper place
        part = part_paid(usd, least(usd_own, usd_hosted))
        lines = [each.times(part) for each in lines]
    return lines


def _own_lines(case: Case, labels: Amount) -> list[Line]:
    return [training_line(case, "fine_tune", labels), *served(case, "fine_tune")]


def _is_cheaper(usd_own: Amount, usd_hosted: Amount) -> bool:
    return likely(usd_own) <= likely(usd_hosted)


def _sum(lines: Sequence[Line], months: int) -> Amount:
    total: Amount = 0.0
    for line in lines:
        total = line.total(months) + total
    return total


def served(case: Case, approach: str) -> list[Line]:
    """Machines of one's own for the model of an approach."""
    return served_lines(case, served_model(case, approach))
