"""A measurement as HTML for its reader, and as files that hold nothing of the data."""

import json
from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from calculator.address import to_address
from calculator.knowledge import Answer, Knowledge
from calculator.measure.onwards import calculator_answers
from calculator.measure.steps import Measurement
from calculator.measure.table import Table
from calculator.scenario import Scenario
from view import formats
from view.curve import curve
from view.environment import render

MODELS = {
    "trivial": "Always the commonest answer",
    "naive_bayes": "Naive Bayes on words",
    "words": "Logistic regression on words (TF-IDF)",
    "letters": "Logistic regression on runs of letters",
    "linear": "Linear model",
    "trees": "Boosted trees",
    "last_value": "Last value",
    "seasonal_naive": "Value of a season ago",
    "drift": "Drift",
    "smoothing": "Exponential smoothing",
}
FIGURES = {
    "accuracy": "Accuracy", "macro_f1": "Macro-F1", "auc": "AUC", "log_loss": "Log loss",
    "mae": "Mean absolute error", "mase": "MASE", "pinball": "Pinball loss",
}  # fmt: skip
# Parts of a report that not every task has.
_OPTIONAL = (
    "folds", "series", "beats_trivial", "more_labels", "duplicates", "giveaways", "named_in_text",
    "suspects", "second_label", "rare_classes", "drift", "weak_groups", "per_class", "confusion",
)  # fmt: skip
_SHARES = ("accuracy", "macro_f1")
HEADLINE = {"text": "accuracy", "table": "accuracy", "number": "mae", "series": "mase"}
PERSONAL = {
    "email": "e-mail addresses", "phone": "telephone numbers", "card": "card numbers",
    "iban": "bank account numbers", "ip_address": "IP addresses", "street": "postal addresses",
}  # fmt: skip
FOLDS = {
    "stratified": "in folds with about the same share of every class",
    "group": "in folds that have all rows of a group on one side",
    "time": "in order of time: trained on what came before, tested on what came next",
}


def percent(share: float) -> str:
    """A share with one decimal: `81.3%`."""
    return f"{share * 100:.1f}%"


def said(name: str, value: float) -> str:
    """A figure of a model in words."""
    return percent(value) if name in _SHARES else formats.number(value, 3)


def result_html(
    found: Measurement, table: Table, plan: Any, knowledge: Knowledge, day: date, root: str
) -> tuple[str, str]:
    """The answer and the sentence that says it.

    Args:
        found: the measurement.
        table: what it was measured on.
        plan: how.
        knowledge: brings questions and prices.
        day: whose prices count.
        root: path to the site's root.
    """
    report, sentence = found.report, headline(found.report)
    answers = calculator_answers(report, table, plan.time, knowledge)
    html = render(
        "measure_result.html.j2", root, r=_whole(report), sentence=sentence,
        shown={"suspects": [], **found.shown}, models=MODELS, figures=FIGURES, personal=PERSONAL,
        folds=FOLDS, percent=percent, said=said, best=best_model(report), drawn=_drawn(report),
        filled=_filled(answers, knowledge), address=_address(answers, knowledge),
        labels=labels_sentence(report, knowledge, day), name=_names(found),
    )  # fmt: skip
    return html, sentence


def _whole(report: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict.fromkeys(_OPTIONAL), **report}


def best_model(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """The figures of the model that the report stands on."""
    return next(each for each in report["models"] if each["model"] == report["best"])


def headline(report: Mapping[str, Any]) -> str:
    """What was found, in one sentence."""
    name = HEADLINE[report["task"]]
    best, trivial = best_model(report)[name], report["models"][0][name]
    if report["best"] in ("trivial", "last_value"):
        figure = f"{FIGURES[name]} {said(name, trivial['value'])}"
        return f"Nothing here beats the trivial answer: {figure}."
    figure = "" if name == "accuracy" else f"a {FIGURES[name][0].lower() + FIGURES[name][1:]} of "
    figure = figure.replace("mASE", "MASE")
    return (
        f"A simple model reaches {figure}{said(name, best['value'])}, "
        f"{said(name, best['low'])} to {said(name, best['high'])}; "
        f"the trivial answer {said(name, trivial['value'])}."
    )


def _names(found: Measurement) -> Any:
    """Columns and classes by their own names, for the reader's eyes only."""
    classes, columns = found.shown.get("classes", []), found.shown["columns"]
    return SimpleNamespace(
        of_class=lambda number: classes[number - 1], of_column=lambda number: columns[number - 1]
    )


def _drawn(report: Mapping[str, Any]) -> Any:
    """The learning curve, as the calculator for labels draws it."""
    more = report.get("more_labels")
    if more is None:
        return None
    return curve({
        "curve": more["band"], "target_accuracy": round(more["target"], 3),
        "pilots": [{"labels": p["labels"], "accuracy": p["score"]} for p in more["measured"]],
    })  # fmt: skip


def labels_sentence(report: Mapping[str, Any], knowledge: Knowledge, day: date) -> str:
    """How many labels the target takes, and what the further ones cost."""
    more = report.get("more_labels")
    if more is None:
        return ""
    likely, high = more["labels"]["likely"], more["labels"]["high"]
    goal = percent(more["target"]) if report["task"] != "number" else "half of the error"
    now = more["measured"][-1]["labels"]
    if likely is None:
        return f"Labels alone are not likely to bring {goal}."
    if likely <= now:
        return f"These labels are enough for {goal}."
    words = f"About {formats.number(likely)} labels for {goal}"
    words += ", or more than labels can do" if high is None else f", up to {formats.number(high)}"
    if report["task"] in ("number", "series"):
        return f"{words}."
    price = knowledge.assumptions["label-price-class"].at(day).estimate
    further = likely - now
    cost = formats.money_range(price.low * further, price.high * further)
    more_words = f"The {formats.number(further)} further ones cost {cost}"
    return f"{words}. {more_words} at the price of a class label."


def _filled(answers: Mapping[str, Answer], knowledge: Knowledge) -> list[tuple[str, str]]:
    """What would be filled into the calculator, in its own words."""
    found = []
    for key, value in answers.items():
        definition = knowledge.inputs[key]
        words = next((c.label for c in definition.choices if c.value == value), None)
        shown = words or (formats.number(value) if isinstance(value, int | float) else str(value))
        found.append((definition.label, shown))
    return found


def _address(answers: Mapping[str, Answer], knowledge: Knowledge) -> str:
    defaults = {key: each.default for key, each in knowledge.inputs.items()}
    return to_address(Scenario({**defaults, **answers}), knowledge)


def hosted_html(found: Mapping[str, Any]) -> tuple[str, str]:
    """The comparison with another model, and the sentence that says it."""
    better = (
        "hosted model" if found["only_hosted_right"] > found["only_baseline_right"] else "baseline"
    )
    clear = found["chance"] < 0.05
    sentence = f"The {better} is better." if clear else "The two are not told apart on these rows."
    return render("measure_hosted.html.j2", f=found, sentence=sentence, percent=percent), sentence


def report_files(report: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The report as Markdown and as JSON; it holds no cell, no class name and no column name."""
    markdown = render(
        "measure_report.md.j2", r=_whole(report), models=MODELS, figures=FIGURES, percent=percent,
        said=said, sentence=headline(report), folds=FOLDS, personal=PERSONAL,
        best=best_model(report),
    )  # fmt: skip
    text = json.dumps(report, ensure_ascii=False, allow_nan=False, indent=1)
    return {
        "markdown": {"name": "measurement.md", "type": "text/markdown", "text": markdown},
        "json": {"name": "measurement.json", "type": "application/json", "text": text},
    }
