"""Where should a model come from, and what will it cost: pure Python, standard library only."""

from calculator.api import evaluate, evaluate_quickly
from calculator.knowledge import Knowledge
from calculator.packed import load_knowledge
from calculator.physics.predict import predict
from calculator.physics.prediction import Prediction, Refusal
from calculator.request import Request
from calculator.result import Result

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
