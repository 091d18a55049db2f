"""An open model by its name, or by its whole and active size: what these say of each other."""

from calculator.choosing import label_of
from calculator.knowledge import Knowledge
from calculator.physics.models import ListedModel, listed_model
from calculator.scenario import Problem, Scenario
from calculator.units import PARAMS_PER_BILLION

NAME, SIZE, ACTIVE = "open_model", "model_size_b", "active_size_b"
_ROUNDED = 0.06  # a size in a name is rounded


def with_named_model(scenario: Scenario, knowledge: Knowledge) -> tuple[Scenario, list[Problem]]:
    """The scenario with the size of the model that was chosen; another size is a problem."""
    model = named_model(scenario, knowledge)
    if model is None:
        return _with_active_size(scenario)
    given, size_b = scenario[SIZE], model.params / PARAMS_PER_BILLION
    name = label_of(knowledge.inputs[NAME], scenario[NAME], knowledge)
    problems = []
    if given is not None and not model.is_about(float(given) * PARAMS_PER_BILLION):
        problems.append(Problem(SIZE, f"must be that of {name}, {size_b:.4g}, got {given:.12g}"))
    active, active_b = scenario[ACTIVE], (model.active_params or model.params) / PARAMS_PER_BILLION
    if active is not None and abs(float(active) / active_b - 1) > _ROUNDED:
        problems.append(
            Problem(ACTIVE, f"must be that of {name}, {active_b:.4g}, got {active:.12g}")
        )
    return scenario.replace(SIZE, size_b), problems


def _with_active_size(scenario: Scenario) -> tuple[Scenario, list[Problem]]:
    """The scenario without an active size that no whole size goes with."""
    active, size = scenario[ACTIVE], scenario[SIZE]
    if active is None or (size is not None and float(active) <= float(size)):
        return scenario, []
    message = (
        "needs the size of the whole model beside it"
        if size is None
        else f"must be at most the size of the whole model, {size:.12g}, got {active:.12g}"
    )
    return scenario.replace(ACTIVE, None), [Problem(ACTIVE, message)]


def named_model(scenario: Scenario, knowledge: Knowledge) -> ListedModel | None:
    """The model that was chosen; None where none was."""
    name = scenario.values.get(NAME)
    return listed_model(str(name), knowledge) if name is not None else None
