"""Amounts that are worked out once for all workloads that agree in what they rest on."""

import dataclasses
from collections.abc import Callable
from typing import Any, cast

from calculator.costs.case import Case
from calculator.costs.quantity import Quantity
from calculator.costs.workload import Workload


class Remembered:
    """Results by what the formulas read of the workload; whatever else differs changes nothing.

    The cases must agree in everything but the workload, for each key.
    """

    def __init__(self) -> None:
        self._found: dict[object, dict[tuple[str, ...], dict[tuple[object, ...], Any]]] = {}
        self.worked_out = 0  # results that are held

    def of[T](self, key: object, case: Case, work_out: Callable[[Case], T]) -> T:
        """What `work_out` gives for a case, worked out only where it reads something new."""
        by_fields = self._found.setdefault(key, {})
        for fields, known in by_fields.items():
            values = _values(case.workload, fields)
            if values in known:
                return cast(T, known[values])
        watched = _Watched(case.workload)
        result = work_out(
            dataclasses.replace(case, workload=cast(Workload, watched), memo={}, keeper=None)
        )
        fields = tuple(sorted(watched.read))
        self.worked_out += 1
        by_fields.setdefault(fields, {})[_values(case.workload, fields)] = result
        return result


class _Watched:
    """A workload that notes which of its fields are read."""

    def __init__(self, workload: Workload) -> None:
        self._workload = workload
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._workload, name)


def _values(workload: Workload, fields: tuple[str, ...]) -> tuple[object, ...]:
    found = (getattr(workload, name) for name in fields)
    return tuple(tuple(each.points) if isinstance(each, Quantity) else each for each in found)
