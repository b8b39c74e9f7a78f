"""Cost against a limit: every point is the plan of its own case, and warm starts change nothing."""

from __future__ import annotations

import openpyxl
import pytest

from resilience_opt.errors import InfeasibleError, InputError, NoPlanError
from resilience_opt.solve import engine
from resilience_opt.solve.limits import Limits
from resilience_opt.studies.frontier import frontier
from resilience_opt.studies.run import Options, optimize
from tests.building import near, offer, ore

BAN = {
    "Scenarios": [{"Scenario": "Ban", "Probability": 0.1}, {"Scenario": "Strike", "Probability": 0.2}],
    "Events": [{"Scenario": "Ban", "Kind": "country", "Target": "China", "Months": 6}, {"Scenario": "Strike", "Kind": "supplier", "Target": "Dear", "Months": 3}],
}
FIXED = {"Fixed cost": 20}


def three(**more):
    """Cheap (China, 1), Dear (Australia, 3) and Third (Chile, 5), each with a contract at 20 a year; 120 needed; room beyond capacity."""
    offers = [offer("Cheap", 1, **FIXED), offer("Dear", 3, capacity=60, Surge=0.3, **FIXED), offer("Third", 5, capacity=30, Surge=0.3, **FIXED)]
    return ore(offers, years=3, **BAN, **more)


def test_by_hand():
    """Without crises: a limit of s leaves 120 (1 - s) to Dear at 2 more, and a point costs 2.4; below 25 % nobody is left to deliver."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=90)])
    found = frontier(case, group="China", maximum=[0.2, 0.5, 0.3, 1.0]).table
    assert found["limit"].tolist() == [1.0, 0.5, 0.3, 0.2]
    assert found["status"].tolist() == ["optimal"] * 3 + ["infeasible"]
    assert found["cost"].tolist()[:3] == near([120.0, 240.0, 288.0])
    assert found["price"].tolist()[1:3] == near([2.4, 2.4])
    assert found["share"].tolist()[:3] == near([1.0, 0.5, 0.3])
    assert found["enters"].tolist() == ["", "Dear (Ore)", "", ""]


@pytest.mark.parametrize("forced", ["extensive", "benders"])
def test_every_point_is_the_plan_of_its_case(forced):
    """Costs, one by one, are those of the case with that limit solved afresh, within the gap; so are the points without a plan."""
    case = three()
    limits = [1.0, 0.8, 0.65, 0.5, 0.4, 0.3, 0.25, 0.2]
    found = frontier(case, group="China", maximum=limits, options=Options(engine=forced, gap=1e-6)).table
    infeasible = 0
    for row in found.itertuples():
        fresh = case.with_share_limit("China", maximum=row.limit)
        if row.status == "infeasible":
            infeasible += 1
            with pytest.raises(InfeasibleError):
                optimize(fresh, explained=False)
        else:
            assert row.cost == pytest.approx(optimize(fresh, gap=1e-6).objective, rel=3e-6), row.limit
    assert 0 < infeasible < len(limits) - 3
    assert found["cost"].dropna().is_monotonic_increasing


def test_costs_are_convex_enough_that_prices_bracket_them():
    """Between two points with the same suppliers, the cost rises by no less than the looser point's price and no more than the tighter one's."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=60), offer("Third", 5)])
    found = frontier(case, group="China", maximum=[0.9, 0.7, 0.45, 0.3, 0.1]).table
    for loose, tight in zip(found.itertuples(), found.iloc[1:].itertuples(), strict=False):
        points = (loose.limit - tight.limit) * 100
        assert loose.price * points - 1e-6 <= tight.cost - loose.cost <= tight.price * points + 1e-6


def test_rows_of_the_workbook_move_together():
    """Rows named by number move, other limits stay; a row without a Maximum is refused with its cell."""
    case = ore([offer("Cheap", 1), offer("Dear", 3), offer("Third", 5)], Share_limits=[{"Group": "China", "Maximum": 0.9}, {"Group": "Australia", "Maximum": 0.5}])
    numbered = [r.__class__(**{**r.__dict__, "row": i + 2}) for i, r in enumerate(case.share_limits)]
    case = case.__class__(**{**{f: getattr(case, f) for f in case.__dataclass_fields__}, "share_limits": tuple(numbered)})
    found = frontier(case, rows=[2], maximum=[0.9, 0.3]).table
    # 90 % and 10 %; then 30 % from China, 50 % from Australia, the rest from Chile
    assert found["cost"].tolist() == near([120 * (0.9 + 0.3), 120 * (0.3 + 1.5 + 1.0)])
    with pytest.raises(InputError, match="Share limits!A9"):
        frontier(case, rows=[9], maximum=[0.5])
    with pytest.raises(InputError, match="either a group or rows"):
        frontier(case, maximum=[0.5])


def test_a_curve_for_each_service_level():
    """Every requirement is set to each level; a higher level is never cheaper at the same limit."""
    case = three(Survival=[{"Scenario": "Ban", "Months": 3, "Service level": 0.1}])
    found = frontier(case, group="China", maximum=[0.9, 0.6], service=[0.2, 0.6]).table
    assert found["service"].tolist() == [0.2, 0.2, 0.6, 0.6]
    cost = found.pivot(index="limit", columns="service", values="cost")
    assert (cost[0.6] >= cost[0.2] * (1 - 2e-4)).all()


def test_no_tighter_limit_is_searched_for(monkeypatch):
    """Beyond the first limit that no plan can meet nothing is solved."""
    solved = []
    real = engine.search
    monkeypatch.setattr("resilience_opt.studies.frontier_point.search", lambda *a, **k: solved.append(1) or real(*a, **k))
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=60)])
    found = frontier(case, group="China", maximum=[0.6, 0.4, 0.3, 0.2])
    assert found.table["status"].tolist() == ["optimal"] + ["infeasible"] * 3
    assert len(solved) == 2


def _ended(monkeypatch, at, ending):
    """The search for the point with this number ends otherwise than it would."""
    calls = []
    real = engine.search

    def search(*args, **keywords):
        calls.append(1)
        return ending() if len(calls) == at else real(*args, **keywords)

    monkeypatch.setattr("resilience_opt.studies.frontier_point.search", search)
    return calls


def _raise(error):
    raise error


def test_points_that_are_found_are_kept(monkeypatch):
    """Where time ends before a point has a plan, the others are there, and changes are told from the last plan."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=90)])
    late = _ended(monkeypatch, 2, lambda: _raise(NoPlanError("the limit of time ended the search before a plan was found")))
    monkeypatch.setattr(Limits, "over", True)
    found = frontier(case, group="China", maximum=[1.0, 0.5, 0.3, 0.2], options=Options(time_limit=60)).table
    assert found["status"].tolist() == ["optimal", "no plan", "optimal", "infeasible"]
    assert found["cost"].dropna().tolist() == near([120.0, 288.0])
    assert found["enters"].tolist() == ["", "", "Dear (Ore)", ""]
    assert len(late) == 4


@pytest.mark.parametrize("ending", [KeyboardInterrupt(), NoPlanError("the search was interrupted before a plan was found")])
def test_the_user_ends_it(ending, monkeypatch):
    """Ctrl-C keeps the points found and searches for no other; where there is none, nothing is made up."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=90)])
    calls = _ended(monkeypatch, 2, lambda: _raise(ending))
    found = frontier(case, group="China", maximum=[1.0, 0.5, 0.3, 0.2]).table
    assert found["status"].tolist() == ["optimal", "no plan", "no plan", "no plan"]
    assert len(calls) == 2


def test_the_user_ends_it_before_there_is_a_point(monkeypatch):
    """Ctrl-C while the first point is built goes on to whoever called."""
    _ended(monkeypatch, 1, lambda: _raise(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        frontier(ore([offer("Cheap", 1), offer("Dear", 3)]), group="China", maximum=[1.0, 0.5])


def test_the_workbook_without_any_plan(tmp_path):
    """No point has a plan: there is nothing to draw, and the sheet says so under its rows."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=60)])
    path = frontier(case, group="China", maximum=[0.4, 0.3]).to_excel(tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(path)["Frontier"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2, max_row=3)] == ["infeasible"] * 2
    assert sheet._charts == []
    assert sheet["A5"].value == "No plan can meet any of these limits."


def test_the_workbook(tmp_path):
    """The points are an Excel table with a chart; the infeasible end has blanks."""
    case = ore([offer("Cheap", 1), offer("Dear", 3, capacity=60)])
    path = frontier(case, group="China", maximum=[0.6, 0.4]).to_excel(tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(path)["Frontier"]
    assert [c.value for c in sheet[1]] == ["Limit", "Status", "Cost", "Gap", "Largest share", "Price of one point", "Enters", "Leaves"]
    assert [c.value for c in sheet[3]][:3] == [0.4, "infeasible", None]
    assert len(sheet._charts) == 1


def test_a_cheaper_plan_of_a_tighter_limit_is_carried_back():
    """Within the gap a tighter limit can have the cheaper plan; it is a plan for the looser limits too, so that cost never falls along the frontier."""
    from resilience_opt.studies.frontier_point import Point, carried_back

    points = [(0.8, Point("optimal", cost=100.5, gap=0.01, share=0.7, price=3.0)), (0.6, Point("optimal", cost=100.2, gap=0.005, share=0.6, price=2.0))]
    points += [(0.5, Point("optimal", cost=100.0, gap=0.0, share=0.5, price=1.0)), (0.4, Point("infeasible"))]
    found = carried_back(points)
    assert [point.cost for _, point in found] == [100.0, 100.0, 100.0, None]
    assert [limit for limit, _ in found] == [0.8, 0.6, 0.5, 0.4]
    assert [point.price for _, point in found[:3]] == [0.0, 0.0, 1.0]
    assert found[0][1].gap == pytest.approx((100.0 - 100.5 * 0.99) / 100.0) and found[1][1].share == 0.5
