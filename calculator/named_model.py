"""An open model that is chosen by its name: what that says of its size."""

from calculator.choosing import label_of
from calculator.knowledge import Knowledge
from calculator.physics.models import ListedModel, listed_model
from calculator.scenario import Problem, Scenario
from calculator.units import PARAMS_PER_BILLION

NAME, SIZE = "open_model", "model_size_b"


def with_named_model(scenario: Scenario, knowledge: Knowledge) -> tuple[Scenario, list[Problem]]:
    """The scenario with the size of the model that was chosen; another size is a problem."""
    model = named_model(scenario, knowledge)
    if model is None:
        return scenario, []
    given, size_b = scenario[SIZE], model.params / PARAMS_PER_BILLION
    problems = []
    if given is not None and not model.is_about(float(given) * PARAMS_PER_BILLION):
        name = label_of(knowledge.inputs[NAME], scenario[NAME], knowledge)
        problems.append(Problem(SIZE, f"must be that of {name}, {size_b:.4g}, got {given:.12g}"))
    return scenario.replace(SIZE, size_b), problems


def named_model(scenario: Scenario, knowledge: Knowledge) -> ListedModel | None:
    """The model that was chosen; None where none was."""
    name = scenario.values.get(NAME)
    return listed_model(str(name), knowledge) if name is not None else None
