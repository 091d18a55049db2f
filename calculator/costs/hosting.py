"""What it costs to keep a model running on machines of one's own: whole copies, all month."""

import dataclasses
from collections.abc import Sequence

from calculator.costs.case import Case
from calculator.costs.cheapest import Floor, cheapest_at_each_point, floor_of
from calculator.costs.demand import Demand, demand_of, plain_demand, stairs
from calculator.costs.line import Line, Stairs, Stream
from calculator.costs.machines import (
    VCPU_HOUR,
    Machine,
    fast_enough,
    machines_for,
    needs_accelerators,
)
from calculator.costs.model_work import TUNED, ServedModel
from calculator.costs.people import upkeep_line
from calculator.costs.quantity import Amount, likely, occurs, part_paid
from calculator.costs.renting import BOUGHT, OWNED, PER_SECOND
from calculator.needs.need import Assumed
from calculator.units import HOURS_PER_MONTH, MS_PER_SECOND, WATTS_PER_KW

_SLOWER = Assumed("adapter-slowdown", "ratio")
_OWN = " on machines of your own"
_NOT_COUNTED = "nothing is rented; not counted: packaging, tests on each platform, updates"
_CPU_SPEED = Assumed("cpu-requests-per-second", "requests per second")


def hosting_line(case: Case, model: ServedModel, share: Assumed | None = None) -> Line:
    """Rent of the cheapest machines that hold the model and carry its busiest hour.

    Whoever rents knows the size of the model, the volume and the rents by then. So every draw has
    the machine that is the cheapest in it; the line is named after that of the likely case.

    Args:
        case: the workload and its numbers.
        model: what runs.
        share: of the requests that this model answers, 0–1; None: all.
    """
    if case.workload.on_device:
        return _on_devices(model)
    key = f"hosting {model.key} {share.id if share else ''}"
    part = case.assumed(share) if share else 1.0
    line = case.once(key, lambda: _hosting_line(case, model, part))
    return dataclasses.replace(line, label=f"{model.label}{_OWN}")


def served_lines(case: Case, model: ServedModel, share: Assumed | None = None) -> list[Line]:
    """Machines of a model, and the people who keep them up.

    Processors are kept up with all else that runs; machines that are paid by the second are kept
    up by who lets them.
    """
    line = hosting_line(case, model, share)
    if case.workload.on_device or case.workload.paying == PER_SECOND:
        return [line]
    kept = needs_accelerators(case, model)
    return [line, upkeep_line(case, kept)] if occurs(kept) else [line]


def _shared(case: Case, model: ServedModel, demand: Demand) -> Demand:
    """The demand on a copy that several tuned variants share; the bill is that of one of them."""
    if model.key != TUNED or case.workload.variants <= 1:
        return demand
    slower = case.assumed(_SLOWER)
    return dataclasses.replace(demand, variants=case.workload.variants, slower=slower)


def _hosting_line(case: Case, model: ServedModel, share: Amount) -> Line:
    makers = fast_enough(case, machines_for(case, model), likely(model.size_b))
    demand = _shared(case, model, demand_of(case, share))
    if case.best_at_each_point:
        machines = [make(None) for make in makers]
        usd = cheapest_at_each_point(machines, demand, case.months, _floor(case, demand))
        return _hosted_on(model, machines[-1], Stream(usd / case.months))
    plain, size = plain_demand(demand), likely(model.size_b)
    best = min(makers, key=lambda make: likely(stairs(make(size), plain).total(case.months)))
    machines = [make(None) for make in makers] if case.drawn else [best(None)]
    place = makers.index(best) if case.drawn else 0
    line = _too_slow_noted(case, _line(case, model, machines[place], demand), best(size))
    return _cheapest_of_each_draw(case, line, machines, place, demand) if case.drawn else line


def _too_slow_noted(case: Case, line: Line, machine: Machine) -> Line:
    """Where no machine answers within the longest wait, the bill says so."""
    limit, takes = case.workload.latency_ms, machine.alone_seconds * MS_PER_SECOND
    if limit is None or takes <= limit:
        return line
    note = f"{line.note}; no machine meets the limit at this size: {takes:,.0f} ms an answer here"
    return dataclasses.replace(line, note=note)


def _cheapest_of_each_draw(
    case: Case, line: Line, machines: Sequence[Machine], place: int, demand: Demand
) -> Line:
    """The line of the likely machine, in this place, with the bill of the cheapest in every draw.

    What is paid when stays as it is on the likely machine.
    """
    usd, floor = line.monthly.total(case.months), _floor(case, demand)
    least = cheapest_at_each_point(machines, demand, case.months, floor, (place, usd))
    return line.times(part_paid(usd, least))


def _floor(case: Case, demand: Demand) -> Floor:
    """All that runs on machines grows alike."""
    return case.once("floor", lambda: floor_of(demand, case.months))


def processors_line(case: Case) -> Line:
    """Rules or a small classical model on virtual processors."""
    model = ServedModel("rules", "Rules or a small model", 0.0, writes=False)
    if case.workload.on_device:
        return _on_devices(model)
    seconds = 1 / case.assumed(_CPU_SPEED)
    machine = Machine("Virtual processors", 1.0, case.assumed(VCPU_HOUR), seconds, None)
    return _line(case, model, machine, demand_of(case, 1.0))


def _line(case: Case, model: ServedModel, machine: Machine, demand: Demand) -> Line:
    machine = _called(case, machine)
    monthly = stairs(machine, demand, case)
    copy_months = likely(monthly.unit_months(case.months))
    hours = copy_months * likely(machine.units) * HOURS_PER_MONTH
    line = _hosted_on(model, machine, monthly)
    line = dataclasses.replace(line, note=_paid_for(case, machine))
    if machine.watts_per_unit is None:
        return dataclasses.replace(line, processor_hours=hours)
    return dataclasses.replace(line, kwh=hours * machine.watts_per_unit / WATTS_PER_KW)


def _called(case: Case, machine: Machine) -> Machine:
    """The machine with names for what was worked out about it."""
    name = machine.name
    return dataclasses.replace(
        machine,
        units=case.worked_out(f"Units of one copy: {name}", "units", machine.units),
        busy_seconds=case.called(
            "Seconds of a copy per request", "seconds per request", machine.busy_seconds
        ),
    )


def _hosted_on(model: ServedModel, machine: Machine, monthly: Stairs | Stream) -> Line:
    label = f"{model.label}{_OWN}"
    return Line(id="hosting", group="inference", label=label, monthly=monthly, note=machine.name)


def _paid_for(case: Case, machine: Machine) -> str:
    """The machine, and what is priced of it where it is not rented."""
    if case.workload.paying != OWNED:
        return machine.name
    rented = machine.watts_per_unit is None
    return f"{machine.name}, {'at the rent of a cloud' if rented else BOUGHT}"


def _on_devices(model: ServedModel) -> Line:
    """Devices that their users have are paid by nobody; what is left out is said."""
    label = f"{model.label} on the devices of its users"
    return Line(id="hosting", group="inference", label=label, note=_NOT_COUNTED)
