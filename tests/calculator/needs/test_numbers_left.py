"""Which numbers stand in the formulas, and why: what is assumed is content, with range and date."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import calculator

ROOMS = ("costs", "physics", "decision", "tools", "measure")
ANYWHERE = {0, 1, 2}  # nothing, the whole, a half or a square
MATHEMATICS = "follows from a definition or a proof"
METHOD = "how finely a numerical method works; more costs time and gives the same"
GUARD = "keeps a number within floats, or a hair from being a whole one too many"
FORMAT = "bits or bytes of a number type, or which of them counts as which"
READING = "how a name or a record is read, or how much of a text is shown"
UNTOLD = "what a part of a record is where a test leaves it out; the calculator gives it"
SUPPOSED = "what a field that is left out is taken to be; its schema says it"
BOUND = "from where to where a field is read; beyond it the answer says so"
FRESH = "set so that intervals and forecasts hold fresh data, which `test_laws.py` draws"
LEARNING = "a setting of a model, held beside scikit-learn's by `benchmarks/baselines.py`"
RECORDED = "a time or proportion of recorded runs, held to them by `test_progress.py`; only the bar"
LEAST = "the smallest that is published, so that what was not said excludes nothing"
SHOWN = "how far a measurement is, or how many rows and lines are shown"
# No source could say them: they are ours. What they move is chances, words and the speed of
# a part of a processor; no amount of a bill.
JUDGEMENT = "our own judgement"

# By module: the reason, and the numbers that it holds for.
LEFT: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "costs/bracket": {METHOD: (8, 12, 0.005, 0.45, 0.5)},
    "costs/break_even": {METHOD: (8, 10, 14, 15, 0.9, 1.1)},
    "costs/crossing": {MATHEMATICS: (0.1, 0.9)},  # the middle 80 %
    "costs/flips": {METHOD: (6, 12, 30, 120, 10_000)},
    "costs/cheapest": {GUARD: (1e-6,)},
    "costs/demand": {MATHEMATICS: (0.5,), GUARD: (1e-9,)},  # mean of what rounding up adds
    "costs/interpolated": {METHOD: (9, 40)},
    "costs/kept_physics": {GUARD: (20_000,)},  # results that are kept
    "costs/kept_work": {GUARD: (6, 2_000)},  # samples, and results of one, that are kept
    "costs/line": {GUARD: (0.01,)},
    "costs/model_work": {METHOD: (40, 4, 8.0, 0.95), GUARD: (1e-9,)},
    "costs/lift": {METHOD: (8,)},  # eighths of the draws at both ends
    "costs/machines": {GUARD: (1e9,)},
    "costs/middle": {METHOD: (4,), MATHEMATICS: (0.5,)},
    "costs/payback": {METHOD: (128,)},
    "costs/places": {GUARD: (64, 100)},  # that are kept, and others known together with one
    "costs/physical_limits": {LEAST: (0.0001, 0.039, 0.135)},
    "costs/quantity": {GUARD: (1e-9,)},
    "costs/sensitivity": {METHOD: (12, 512, 0.002)},
    "costs/success": {METHOD: (128,)},
    "costs/uncertainty": {
        MATHEMATICS: (0.1, 0.5, 0.9),
        # SplitMix64 and FNV-1a
        METHOD: (10, 27, 30, 31, 64, 768, 1024, 1099511628211, 14695981039346656037,
                 11400714819323198485, 13787848793156543929, 10723151780598845931),
    },
    "costs/unit_economics": {METHOD: (4, 10, 33)},
    "costs/what_if": {METHOD: (16,)},
    "decision/explanation": {READING: (6,), METHOD: (4,)},  # inputs that are tried in one step
    "decision/flips": {GUARD: (9, 0.01)},
    "decision/ladder": {GUARD: (9,)},
    "decision/relaxing": {READING: (100,)},  # from where numbers are said whole
    "decision/moves": {METHOD: (16, 20)},  # rules to a part of a mask, bits of a field
    "decision/odds": {GUARD: (1e100, 1024)},
    "decision/open_questions": {
        # the first thirty primes: bases of the draws
        METHOD: (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 60, 61, 67, 71, 73,
                 79, 83, 89, 97, 101, 103, 107, 109, 113),
    },
    "decision/priced": {METHOD: (64,), GUARD: (100, 1_500)},
    "decision/prospects": {GUARD: (9,)},
    "decision/rulebook": {GUARD: (50_000,), METHOD: (4,)},  # findings and books that are kept
    "decision/weighing": {BOUND: (10,), GUARD: (12,)},
    "measure/amounts": {METHOD: (5,), GUARD: (1e-12,), SHOWN: (0.5,)},
    "measure/cells": {BOUND: (40, 1e15)},
    "measure/class_faults": {SHOWN: (6, 20, 240)},
    "measure/classes": {MATHEMATICS: (0.05,), SHOWN: (0.5,)},
    "measure/columns": {
        READING: (0.3, 0.5, 0.9, 3, 5, 20, 400),  # what kind a column is, by its cells
        BOUND: (60,),
    },
    "measure/curve": {
        GUARD: (1e-4, 0.01, 0.5, 0.9999),
        FRESH: (0.9, 3, 5),
        METHOD: (4, 8, 24),
        JUDGEMENT: (1.5,),  # times the gain that counts as none
    },
    "measure/decoding": {READING: (4, 40, 400)},
    "measure/dense_linear": {MATHEMATICS: (0.25, 0.5, 3), METHOD: (1e-4, 40)},
    "measure/design": {MATHEMATICS: (3, 7), GUARD: (1e-9,), METHOD: (1.1, 40, 4000)},
    "measure/duplicates": {METHOD: (200,), JUDGEMENT: (5,)},  # words of which fewer are no copy
    "measure/effort": {
        RECORDED: (6e-05, 8e-05, 0.0001, 0.00015, 0.0002, 0.00025, 0.00029, 0.0003, 0.00032,
                   0.0004, 0.00046, 0.0006, 0.00066, 0.001, 0.0012, 0.0018, 0.0019, 0.0025, 0.005,
                   0.008, 0.034, 0.1, 0.6, 0.9, 3, 8, 20, 120),
    },
    "measure/encoding": {LEARNING: (4, 8, 12)},
    "measure/exponentials": {METHOD: (0.5, 24, 64, 4096)},
    "measure/faults": {
        MATHEMATICS: (3,),  # standard errors
        SHOWN: (12, 20),
        JUDGEMENT: (0.1, 0.5, 0.8, 0.999),  # that a text names its class, a column is a leak
    },
    "measure/folds": {METHOD: (3, 5, 7, 8, 10, 32, 1000), FRESH: (1.7,)},
    "measure/foreseen": {RECORDED: (2.2, 6.2, 5000), METHOD: (3, 4)},
    "measure/lanes": {FORMAT: (8, 20, 60, 64)},
    "measure/learners": {METHOD: (2.5, 600_000)},
    "measure/moments": {MATHEMATICS: (12, 60, 3600, 86_400), READING: (3, 4, 5)},
    "measure/onwards": {MATHEMATICS: (12, 365.25), GUARD: (1e-9,)},
    "measure/personal": {
        READING: (0.3, 4, 7, 8, 15, 255, 4000, 20_000),
        MATHEMATICS: (9, 10, 36, 97),  # check digits
        SHOWN: (5,),
    },
    "measure/progress": {SHOWN: (0.7,)},
    "measure/reading": {
        READING: (60, 200, 201, 200_000),
        BOUND: (100_000, 60_000_000),
        FORMAT: (1e6, 500_000, 0xFFFFFFFF),
    },
    "measure/report": {SHOWN: (20,)},
    "measure/rows": {BOUND: (5, 20), SHOWN: (10,)},
    "measure/sampling": {BOUND: (1000, 10_000, 20_000), READING: (3, 50)},
    "measure/scores": {
        MATHEMATICS: (0.025, 0.5, 0.975, 4.3),
        FRESH: (1.1,),
        METHOD: (60, 128, 240, 4096),
        GUARD: (1e-4,),
    },
    "measure/series": {
        MATHEMATICS: (0.1, 0.9, 3, 4, 7, 12, 20, 24, 52, 1.2815515655446004, 1.959963984540054),
        READING: (1.5, 10, 45, 135),  # days between values that make a season
        LEARNING: (0.05, 0.15, 0.2, 0.3, 0.5, 0.8, 120),
        METHOD: (6, 1_000_000),
    },
    "measure/series_steps": {BOUND: (20,), MATHEMATICS: (0.5,)},
    "measure/sparse_logistic": {
        METHOD: (0.01, 0.05, 14),
        GUARD: (1e-6,),
        MATHEMATICS: (0.5,),
    },
    "measure/steps": {METHOD: (0.6, 3, 10, 1000, 4000)},
    "measure/table": {BOUND: (80, 200), METHOD: (2000,)},
    "measure/text_features": {LEARNING: (3, 4, 5), METHOD: (64, 4000, 60_000)},
    "measure/tree_growth": {LEARNING: (16, 20, 48), GUARD: (1e-9,), FORMAT: (255,)},
    "measure/trees": {
        LEARNING: (0.004, 0.17, 4, 8, 16, 25, 70, 2000),
        GUARD: (1e-3,),
        METHOD: (7919, 1_000_003),  # primes that part the draws
    },
    "physics/architecture": {
        MATHEMATICS: (3, 4, 12),  # a plain transformer has 12 · layers · width² weights
        READING: (1.06, 256),
    },
    "physics/chips": {
        MATHEMATICS: (7, 8, 0.5),  # sevenths and eighths of a chip that is cut up
        FORMAT: (8.25,),
        READING: (0.85, 1.15, 3, 60),
        JUDGEMENT: (4,),  # the part of a processor's cores that reads as fast as its memory gives
    },
    "physics/decoding": {FORMAT: (8, 15, 16), UNTOLD: (256, 512), GUARD: (0.99,)},
    "physics/constants": {METHOD: (16,)},  # days that are kept
    "physics/fields": {FORMAT: (16, 32), READING: (2000,)},
    "physics/given_shape": {MATHEMATICS: (3,), GUARD: (1e30,)},  # gated matrices
    "physics/idle": {READING: (1024,)},  # how far a value is moved
    "physics/image_work": {MATHEMATICS: (0.5,), GUARD: (1e9,)},
    "physics/items": {UNTOLD: (32,)},
    "physics/layout": {READING: (60,)},
    "physics/memory": {
        FORMAT: (4, 8, 12, 16),
        MATHEMATICS: (3,),  # the third stage of sharding
        GUARD: (1e-9,),
        UNTOLD: (2048,),
    },
    "physics/methods": {MATHEMATICS: (3,), METHOD: (64,)},  # passes of three other models
    "physics/models": {MATHEMATICS: (1e6, 1e9, 1e12), READING: (0.85, 1.25, 256)},
    "physics/plausible": {MATHEMATICS: (3,)},
    "physics/predict": {READING: (6,)},
    "physics/predict_items": {FORMAT: (8,)},
    "physics/predict_memory": {FORMAT: (8, 16), MATHEMATICS: (3,)},
    "physics/predict_tuning": {FORMAT: (16,), MATHEMATICS: (3,)},
    "physics/prefill": {FORMAT: (4.6, 7, 8)},
    "physics/predict_speech": {FORMAT: (8, 32)},
    "physics/recipe": {FORMAT: (3,)},  # the last stage of sharding
    "physics/record": {READING: (60,)},
    "physics/run": {UNTOLD: (8, 2048)},
    "physics/speech": {UNTOLD: (16,), MATHEMATICS: (4,)},  # matrices of one attention
    "physics/training": {MATHEMATICS: (3, 6)},
    "physics/tuning": {FORMAT: (1.1, 4, 6)},  # bytes of a weight, twice or three times on the way
    "physics/values": {GUARD: (1e30,), READING: (57, 60)},
    "physics/vision": {MATHEMATICS: (3,), UNTOLD: (8,)},
    "physics/words": {FORMAT: (64,), READING: (3, 4, 60, 256)},
    "tools/fields": {BOUND: (1e12, 1e15), MATHEMATICS: (100,), READING: (57, 60, 80)},
    "tools/fit_offers": {
        READING: (5,),
        METHOD: (4, 8, 64),  # chips of a machine that are tried; how near the largest is found
        BOUND: (21, 4096, 365),  # largest batch and length, age of a rent in days
    },
    "tools/fit_request": {
        SUPPOSED: (10, 256, 1024, 4096),
        BOUND: (65_536, 100_000),
        MATHEMATICS: (1e6, 1e9),
    },
    "tools/form": {MATHEMATICS: (100,)},
    "tools/labels": {BOUND: (50,), READING: (3, 24, 1e4)},
    "tools/listings": {READING: (96,)},
    "tools/memory_parts": {FORMAT: (16,), MATHEMATICS: (1e6, 1e9)},
    "tools/predictor_help": {READING: (96,)},
    "tools/size": {SUPPOSED: (0.8, 0.95), BOUND: (0.5, 1e-5, 10_000, 1e12)},
}  # fmt: skip


def numbers_of(source: str) -> Iterator[float]:
    """Numbers that a module writes out, in any place."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.value


def found() -> dict[str, set[float]]:
    root = Path(calculator.__path__[0])
    files = (file for room in ROOMS for file in sorted((root / room).glob("*.py")))
    by_module = {
        f"{file.parent.name}/{file.stem}": set(numbers_of(file.read_text("utf-8"))) - ANYWHERE
        for file in files
    }
    return {module: numbers for module, numbers in by_module.items() if numbers}


def test_every_number_of_a_formula_is_content_or_has_its_reason():
    known = {
        module: {number for numbers in reasons.values() for number in numbers}
        for module, reasons in LEFT.items()
    }

    assert {module: numbers - known.get(module, set()) for module, numbers in found().items()} == {
        module: set() for module in found()
    }


def test_no_reason_is_left_over_for_a_number_that_is_gone():
    known = found()

    for module, reasons in LEFT.items():
        for reason, numbers in reasons.items():
            assert set(numbers) <= known[module], (module, reason)
