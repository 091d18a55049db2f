"""Where should a model come from, and what will it cost: pure Python, standard library only."""

from typing import TYPE_CHECKING, Any

from calculator.api import evaluate, evaluate_quickly
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.physics.prediction import Prediction, Refusal
from calculator.request import Request
from calculator.result import Result

if TYPE_CHECKING:
    from calculator.physics.predict import predict

__version__ = "0.1.0"
__all__ = [
    "Knowledge",
    "Prediction",
    "Refusal",
    "Request",
    "Result",
    "__version__",
    "evaluate",
    "evaluate_quickly",
    "load_knowledge",
    "predict",
]


def __getattr__(name: str) -> Any:
    """`predict` is imported when somebody asks for it: no decision or bill does."""
    if name == "predict":
        from calculator.physics.predict import predict  # noqa: PLC0415

        return predict
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
