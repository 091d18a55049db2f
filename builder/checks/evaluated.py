"""What only the calculator can say: choices give bills, examples their answers, words are true."""

from collections.abc import Iterator
from functools import partial

from builder.checks.asked import Asked
from builder.checks.dimensions import check_dimensions
from builder.checks.expected import check_expected
from builder.checks.needs import closest, declared
from builder.checks.tools import check_tools
from builder.content.load import Content
from builder.problems import Problem, few
from calculator.costs.bills import costs
from calculator.costs.energy import energy
from calculator.decision.choice import choose
from calculator.decision.money import Money
from calculator.decision.priced import Purse
from calculator.decision.rulebook import Rulebook
from calculator.knowledge import Answer, Example, Knowledge
from calculator.needs.need import Chosen
from calculator.scenario import read_scenario


def check_evaluated(content: Content, knowledge: Knowledge, asked: Asked) -> Iterator[Problem]:
    """Choices that cannot be worked out, and worked examples that say another answer."""
    unknown = list(check_models(content, knowledge))
    yield from unknown
    yield from check_tools(content, knowledge)
    yield from check_choices(content, knowledge, asked)
    if not unknown:
        examples = check_examples(content, knowledge, asked)
        said = (*examples, *check_expected(content, knowledge, asked))
        yield from few(said)  # one number moves the bills of many pages
    asked.keep()


def check_models(content: Content, knowledge: Knowledge) -> Iterator[Problem]:
    """A hosted model that can be chosen, or is supposed, has prices."""
    loaded = content.kinds["input"]["hosted_model"]
    named = [(("choices", i, "value"), c.value) for i, c in enumerate(loaded.record.choices)]
    named += [(("if_unknown", i, "value"), s.value) for i, s in enumerate(loaded.record.if_unknown)]
    for steps, model in named:
        if model not in knowledge.hosted_models:
            hint = closest(model, knowledge.hosted_models)
            yield loaded.problem(steps, f"no prices of a hosted model '{model}'{hint}")


def check_choices(content: Content, knowledge: Knowledge, asked: Asked) -> Iterator[Problem]:
    """Every choice that a formula branches on gives a bill for every approach."""
    for need in declared():
        if isinstance(need, Chosen):
            loaded = content.kinds["input"][need.id]
            for i, choice in enumerate(loaded.record.choices):
                find = partial(_failure, {need.id: choice.value}, knowledge)
                failure = asked.once(f"choice {need.id} {choice.value}", find)
                if failure:
                    yield loaded.problem(("choices", i, "value"), failure)


def _failure(answers: dict[str, Answer], knowledge: Knowledge) -> str:
    """What the calculator stumbles over with these answers; empty where it does not."""
    scenario, _ = read_scenario(answers, knowledge)
    value = next(iter(answers.values()))
    try:
        found = costs(scenario, knowledge, knowledge.as_of)
        energy(found, 1)
        misfits = list(check_dimensions(found))
    except Exception as error:
        return f"choice '{value}' gives no bill: {type(error).__name__} {error}"
    return f"choice '{value}' gives a bill that does not fit: {misfits[0]}" if misfits else ""


def check_examples(content: Content, knowledge: Knowledge, asked: Asked) -> Iterator[Problem]:
    """The answer that a worked example states is the calculator's."""
    book = Rulebook(knowledge, knowledge.as_of)
    for key, loaded in content.kinds["scenario"].items():
        example = knowledge.examples[key]
        found = asked.once(f"example {key}", partial(_chosen, example, book))
        if found != example.answer:
            message = f"the calculator recommends {found}, got {example.answer}"
            yield loaded.problem(("answer",), message)


def _chosen(example: Example, book: Rulebook) -> str:
    scenario, _ = read_scenario(dict(example.inputs), book.knowledge)
    money = Money(Purse(book.knowledge, book.knowledge.as_of, {}))
    return choose(scenario.values, book, money).approach
