"""The charts of the page: the figures of the workbook, drawn by plotly, said in words."""

from __future__ import annotations

import dataclasses
import json
import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from resilience_opt.plan.plan import Plan
from resilience_opt.report import glance
from resilience_opt.report.html.charts import costs, crisis, flow, shares, stock
from resilience_opt.report.html.charts.chart import Chart, View, name
from resilience_opt.report.html.page import charts
from resilience_opt.report.html.scripts import chart_data, json_inside
from resilience_opt.report.html.shown import amount
from resilience_opt.report.styles import SERIES
from tests.report.test_html_purchases import supplied
from tests.report.test_workbook import fake_plan

_SCHEME = {"@ink": "#111111", "@grey": "#888888", "@land": "#dddddd", "@halo": "none"}


def resolved(value: Any) -> Any:
    """A drawing as the page's script gives it to plotly: every colour that is a name replaced."""
    if isinstance(value, dict):
        return {key: resolved(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [resolved(one) for one in value]
    if isinstance(value, str) and value.startswith(("@series-", "@faint-")):
        return SERIES[int(value[-1])]
    return _SCHEME.get(value, value) if isinstance(value, str) else value


def traces(chart: Chart, view: View) -> list[dict[str, Any]]:
    """The traces of a view with what all views have in common; a column of the figures in the place of its number."""
    made = []
    for place, trace in enumerate(view.traces):
        whole = {**(chart.common[place] if chart.common else {}), **trace}
        column = whole.pop("column", None)
        if column is not None:
            whole |= {"x": [row[0] for row in view.rows], "customdata": [row[column] for row in view.rows]}
        made.append(whole)
    return [*chart.under, *made]


def bar(chart: Chart, label: str, view: int = 0) -> dict[str, Any]:
    (found,) = [trace for trace in traces(chart, chart.views[view]) if trace["name"] == label]
    return found


def test_every_drawing_is_one_that_plotly_knows() -> None:
    """Plotly's own checks take every trace and layout of every view."""
    made, absent = charts(supplied())
    assert [chart.key for chart in made] == ["costs", "ladder", "shares", "stock", "crisis", "flow", "world"] and not absent
    for chart in made:
        for view in chart.views:
            layout = {k: v for k, v in {**chart.layout, **view.layout}.items() if k not in ("map", "bare")}
            figure = go.Figure(resolved(traces(chart, view)), resolved(layout))
            assert len(figure.data) == len(view.traces) + len(chart.under)


def test_each_view_has_its_figures_and_says_what_it_shows() -> None:
    """Who does not see the drawing reads a sentence and a table; numbers there have their units."""
    made, _ = charts(supplied())
    for chart in made:
        assert len({(view.group, view.label) for view in chart.views}) == len(chart.views)
        for view in chart.views:
            assert view.rows and {len(row) for row in view.rows} == {len(view.headers)}
            assert view.says.endswith(".") and any(c.isdigit() for c in view.says)


def test_costs() -> None:
    """The kinds that cost anything, in the objective's order and the workbook's colours; the last row adds up to the objective."""
    plan = fake_plan()
    chart = costs.chart(plan)
    table = glance.costs_by_year(plan)
    assert bar(chart, "deliveries")["y"] == table["deliveries"].tolist()
    assert [trace["marker"]["color"] for trace in chart.views[0].traces] == ["@series-0", "@series-1"]
    assert chart.views[0].headers == ("Year", "Deliveries", "Holding", "Total")
    assert chart.views[0].rows[-1] == ("Discounted", "25,000 USD", "5,000 USD", amount(sum(plan.costs.values()), "money", "", "USD"))


def test_shares_against_limits() -> None:
    """The first view is the workbook's; each further one is a limit; a limit has its share's colour, dashed."""
    plan = fake_plan()
    chart = shares.chart(plan)
    assert chart is not None
    table = glance.shares_by_year(plan)
    first = chart.views[0].traces
    assert [trace["name"] for trace in first] == list(table.columns[1:])
    assert [trace["y"] for trace in first] == [[None if math.isnan(v) else v for v in table[c]] for c in table.columns[1:]]
    assert [trace["line"]["dash"] for trace in first] == ["solid", "dash"] * (len(first) // 2)
    assert all(a["line"]["color"] == b["line"]["color"] for a, b in zip(first[::2], first[1::2], strict=True))
    assert [view.label for view in chart.views] == ["The tightest", *table.columns[1::2]]
    assert "at its limit in 2027" in chart.views[0].says


def test_stock_shows_months_and_levels() -> None:
    """A column is months of cover; its text has the level too."""
    chart = stock.chart(fake_plan())
    assert chart is not None
    assert bar(chart, "Reserve")["y"] == [2.0, 4.0]
    assert bar(chart, "Reserve")["customdata"] == ["2.0 months (20.00 t)", "4.0 months (40.00 t)"]


def test_first_crisis_is_the_workbooks_worst() -> None:
    """The selector begins with the crisis of the Summary, month by month the same."""
    plan = fake_plan()
    chart = crisis.chart(plan)
    assert chart is not None
    title, unit, months = glance.worst_crisis(plan)
    assert chart.views[0].title == f"{title}, in {unit} a month"
    labels = {"from_suppliers": "Delivered by suppliers", "from_stock": "From stock", "shortage": "Short", "demand": "Demand"}
    for column, label in labels.items():
        assert bar(chart, label)["y"] == pytest.approx(months[column].tolist(), rel=1e-4)
        assert bar(chart, label)["customdata"] == [amount(v, "quantity", unit, "") for v in months[column]]
    assert [trace["marker"]["color"] for trace in traces(chart, chart.views[0])[:3]] == [f"@series-{i}" for i in (0, 2, 4)]


def test_an_attack_against_which_nothing_is_required_is_no_worst_crisis() -> None:
    """A plan does nothing against a set of attacks in a year for which nothing is asked: its shortage is no news, and the picture is of another crisis."""
    plan = fake_plan()
    idle = plan.crisis.assign(scenario="attack: Close it", shortage=plan.crisis["demand"], delivered=0.0)
    both = dataclasses.replace(plan, crisis=pd.concat([plan.crisis, idle], ignore_index=True))
    assert glance.worst_crisis(both)[0] == glance.worst_crisis(plan)[0]
    assert [one.title for one in crisis.crises(both)[0]] == [one.title for one in crisis.crises(plan)[0]]
    asked = dataclasses.replace(both, survival=both.survival.assign(scenario="attack: Close it", months_required=1))
    assert glance.worst_crisis(asked)[0].startswith("attack: Close it")
    assert crisis.chart(dataclasses.replace(plan, crisis=idle)) is None


def two_crises() -> Plan:
    plan = fake_plan()
    worse = plan.crisis.assign(
        scenario="Worse", shortage=plan.crisis["shortage"] * 2, delivered=plan.crisis["delivered"] - plan.crisis["shortage"]
    )
    return dataclasses.replace(plan, crisis=pd.concat([plan.crisis, worse], ignore_index=True))


def test_every_crisis_is_what_the_summary_would_make_of_it() -> None:
    """Each view shows what the Summary would show if its crisis were the only one."""
    plan = two_crises()
    found, total = crisis.crises(plan)
    assert (len(found), total) == (4, 4)
    assert [one.short for one in found] == sorted((one.short for one in found), reverse=True)
    for one in found:
        own = plan.crisis[(plan.crisis["scenario"] == one.scenario) & (plan.crisis["year"] == one.year)]
        title, unit, months = glance.worst_crisis(dataclasses.replace(plan, crisis=own))
        assert (one.title, one.unit) == (title, unit)
        pd.testing.assert_frame_equal(one.months, months, check_dtype=False)
        assert one.short == pytest.approx(own["shortage"].sum() / own["demand"].sum())


def test_more_crises_than_a_selector_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst are kept, and the note says of how many."""
    monkeypatch.setattr(crisis, "MOST_CRISES", 2)
    chart = crisis.chart(two_crises())
    assert chart is not None
    assert {view.group for view in chart.views} == {"Worse"}
    assert "the worst 2 of 4" in chart.note


def test_absent_charts_say_why() -> None:
    """A plan without limits, stock or disruptions has no such charts, and the page says so."""
    plan = fake_plan()
    bare = dataclasses.replace(
        plan, **{n: getattr(plan, n).iloc[:0] for n in ("stockpiles", "dependence", "survival", "crisis", "crisis_costs")}
    )
    made, absent = charts(bare)
    assert [chart.key for chart in made] == ["costs", "ladder", "flow", "world"]
    assert absent == ["no share is limited from above", "no stock is kept", "no disruption is tested"]


def test_names_are_no_markup_for_plotly() -> None:
    """Plotly reads tags and entities in every text: a name is escaped in each text that a drawing holds."""
    evil = '<a href="https://evil.example">x</a> &lt;b&gt;'
    plan = fake_plan()
    crises = plan.crisis.assign(scenario=evil, market=evil)
    chart = crisis.chart(dataclasses.replace(plan, crisis=crises))
    assert chart is not None and chart.views[0].group == evil
    assert name(evil) == '&lt;a href="https://evil.example"&gt;x&lt;/a&gt; &amp;lt;b&amp;gt;'
    evil = evil[:30]
    moved = dataclasses.replace(plan, allocation=plan.allocation.assign(destination=evil))
    flows = flow.chart(moved)
    assert flows is not None
    (trace,) = flows.views[0].traces
    texts = [*trace["node"]["label"], *trace["node"]["customdata"], *trace["link"]["customdata"]]
    assert name(evil) in texts and not [text for text in texts if "<" in text]


def test_json_cannot_end_its_element() -> None:
    """No text in the page's data ends the script element or begins a comment in it; nothing is changed by that."""
    evil = "</script><!--<script>&\u2028"
    text = json_inside({"name": [evil]})
    assert not set(text) & set("<>&\u2028") and json.loads(text) == {"name": [evil]}
    made, _ = charts(supplied())
    assert json.loads(chart_data(made))["costs"]["title"] == "Cost by kind and year"


def test_long_crises_are_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The months of all crises together are bounded, but one crisis is always there."""
    plan = two_crises()
    monkeypatch.setattr(crisis, "MOST_MONTHS", 30)
    assert [len(one.months) for one in crisis.crises(plan)[0]] == [12, 12]
    monkeypatch.setattr(crisis, "MOST_MONTHS", 5)
    assert [len(one.months) for one in crisis.crises(plan)[0]] == [12]
