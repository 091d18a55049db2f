"""What the physics gave is kept, and read again only where it was made from the same."""

from calculator.costs import kept_physics
from calculator.costs.what_if import Variation, totals
from calculator.packed import load_knowledge
from calculator.physics.models import listed_model
from tests.priced import priced

KNOWLEDGE = load_knowledge()
ASKED = {"modality": "text", "requests_per_month": 3_000_000, "output_tokens_per_request": 400}


def bills(**answers) -> dict[str, float]:
    """What two approaches on machines of one's own cost."""
    question = priced({}, **ASKED, **answers).question
    found = totals(question, [Variation()], ("open_as_is", "fine_tune"))
    return {name: usd[0] for name, usd in found.items()}


def test_an_open_model_is_not_billed_by_what_another_of_its_size_gave():
    mixtures = []
    for choice in KNOWLEDGE.inputs["open_model"].choices:
        model = listed_model(str(choice.value), KNOWLEDGE)
        if model and model.shape.active_params and model.shape.active_params < model.params:
            mixtures.append((str(choice.value), model.params / 1e9))
    assert mixtures

    for name, size_b in mixtures[:3]:
        dense = bills(model_size_b=size_b, active_size_b=size_b)
        after_another = bills(model_size_b=size_b, open_model=name)
        kept_physics.forget()

        assert after_another == bills(model_size_b=size_b, open_model=name)
        assert after_another["open_as_is"] < dense["open_as_is"]  # a token passes fewer weights
