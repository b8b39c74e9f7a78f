"""The chart of the ladder: what each step of resilience costs and what share it leaves."""

from __future__ import annotations

import dataclasses
import json

import pandas as pd

from resilience_opt.plan.ladder import STEPS, Ladder
from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.report.html.charts import costs, ladder
from resilience_opt.report.html.scripts import chart_data
from tests.report.test_html_charts import bar
from tests.report.test_workbook import fake_plan


def test_ladder_over_the_cheapest_and_in_all() -> None:
    """Columns of the first view are what the steps add up to over the cheapest plan, those of the second the steps' costs; the share has an axis of its own."""
    plan = fake_plan()
    chart = ladder.chart(plan)
    assert chart is not None and plan.ladder is not None
    assert [view.label for view in chart.views] == ["Over the cheapest plan", "In all"]
    steps = plan.ladder.steps
    for kind in ("deliveries", "holding"):  # a kind has one colour on the page
        assert bar(chart, kind)["marker"] == bar(chart, kind, 1)["marker"] == bar(costs.chart(plan), kind)["marker"]
    assert bar(chart, "deliveries")["y"] == [0.0, 7_000.0] and bar(chart, "holding")["y"] == [0.0, 3_000.0]
    assert bar(chart, "largest share")["y"] == steps["largest_share"].tolist() and bar(chart, "largest share")["yaxis"] == "y2"
    assert bar(chart, "deliveries", 1)["y"] == [18_000.0, 25_000.0] and bar(chart, "holding", 1)["y"] == [2_000.0, 5_000.0]
    columns = [trace["y"] for trace in chart.views[1].traces if trace["type"] == "bar"]
    assert [sum(step) for step in zip(*columns, strict=True)] == steps["cost"].tolist()
    assert chart.views[0].rows[1] == ("+ survival", "+7,000 USD", "+3,000 USD", "+10,000 USD", "50.0%", "6 months", "0", "0")
    assert "+ survival 10,000 USD more, largest share 50.0%." in chart.views[0].says
    assert "cheapest plan 20,000 USD, largest share 100.0%, 2 disruptions not survived;" in chart.views[0].says


def test_ladder_adds_up_whatever_its_steps() -> None:
    """Every step over the cheapest adds up to its cost less the cheapest's, negative kinds included; without shares there is no second axis.

    Where a kind becomes cheaper, columns go both ways and a mark stands at their sum.
    """
    kinds = dict.fromkeys(COST_KINDS, 0.0)
    bridge = pd.DataFrame([{"step": "+ share limits", **kinds, "deliveries": 5.0, "total": 5.0}, {"step": "+ survival", **kinds, "deliveries": -2.0, "holding": 9.0, "total": 7.0}])
    steps = pd.DataFrame(
        [("cheapest plan", 20.0, 0.0, None, 0, None, 0, 0, 0.0), ("+ share limits", 25.0, 5.0, None, 0, None, 0, 0, 0.0), ("+ survival", 32.0, 7.0, None, 0, 4, 0, 1, 0.0)],
        columns=STEPS,
    )
    plan = dataclasses.replace(fake_plan(), ladder=Ladder(steps, bridge, pd.DataFrame()))
    assert plan.ladder is not None
    over = ladder.over_cheapest(plan.ladder)
    assert over.sum(axis=1).tolist() == [0.0, 5.0, 12.0] and over["deliveries"].tolist() == [0.0, 5.0, 3.0]
    chart = ladder.chart(plan)
    assert chart is not None and "yaxis2" not in chart.views[0].layout
    assert {trace["type"] for trace in chart.views[0].traces} == {"bar"}
    json.loads(chart_data([chart]))
    falling = dataclasses.replace(plan.ladder, bridge=bridge.assign(deliveries=[5.0, -8.0], holding=[0.0, 15.0]))
    chart = ladder.chart(dataclasses.replace(plan, ladder=falling))
    assert chart is not None and bar(chart, "deliveries")["y"] == [0.0, 5.0, -3.0]
    assert bar(chart, "total")["y"] == [0.0, 5.0, 12.0] and bar(chart, "total")["customdata"][2] == "+12 USD"


def test_no_ladder_no_chart() -> None:
    """Without a ladder, or with one step alone, there is no chart of it."""
    plan = fake_plan()
    assert plan.ladder is not None
    alone = dataclasses.replace(plan.ladder, steps=plan.ladder.steps.iloc[:1], bridge=plan.ladder.bridge.iloc[:0])
    assert ladder.chart(dataclasses.replace(plan, ladder=None)) is None
    assert ladder.chart(dataclasses.replace(plan, ladder=alone)) is None
