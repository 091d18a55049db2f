"""The charts of a result."""

from calculator.decision.rules import OPEN
from calculator.knowledge import Approach, Knowledge
from calculator.result import Result
from view.bar_charts import by_approach, tornado
from view.chart import Chart
from view.costs import CostView
from view.curve_charts import by_month
from view.step_charts import flips, plan


def charts(result: Result, knowledge: Knowledge, billed: str | None = None) -> list[Chart]:
    """Every chart of a result; `billed` is the approach whose bill the page shows."""
    view = CostView(result, knowledge)
    shown = _shown(result, knowledge)
    return [
        by_approach(view, knowledge),
        by_month(view, shown),
        tornado(view, knowledge.approaches[billed or result.recommended]),
        plan(view, result, knowledge),
        *filter(None, [flips(view, result, knowledge)]),
    ]


def _shown(result: Result, knowledge: Knowledge) -> list[tuple[Approach, bool]]:
    """Every approach, and whether it is open."""
    verdicts = {each.approach: each.verdict for each in result.ranking}
    order = sorted(knowledge.approaches.values(), key=lambda each: each.order)
    return [(each, verdicts[each.id] in OPEN) for each in order]
