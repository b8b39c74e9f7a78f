"""What differs between plans: tables by hand, one yardstick for all, and cases without a plan."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.studies.compare.shares import SHARE
from resilience_opt.studies.compare.yardstick import measured
from tests.building import crisis, event, offer, ore, store
from tests.studies.cases import case_from, random_books

SUPPLY = [offer("Cheap", 2), offer("Dear", 3)]
HALF = [{"Group": "China", "Maximum": 0.5}]


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, row by row; what is absent is None."""
    return [
        tuple(None if isinstance(v, float) and math.isnan(v) else v for v in row)
        for row in table[list(columns)].itertuples(index=False, name=None)
    ]


def test_who_enters_and_who_leaves() -> None:
    """Cheap leaves, Third enters, Dear stays and delivers more."""
    before = ore([*SUPPLY, offer("Third", 4)], Share_limits=[{"Group": "China", "Maximum": 0.6}])
    after = ore([offer("Dear", 3, 80), offer("Third", 4)])
    found = ro.compare({"before": before, "after": after})
    assert rows(found.suppliers, "supplier", "change", "years_before", "years_after", "shipped_before", "shipped_after") == [
        ("Cheap", "leaves", "2026", "", 72, 0),
        ("Dear", "stays", "2026", "2026", 48, 80),
        ("Third", "enters", "", "2026", 0, 40),
    ]
    assert rows(found.allocation, "case", "year", "supplier", "material", "before", "after", "difference") == [
        ("after", 2026, "Cheap", "Ore", 72, 0, -72),
        ("after", 2026, "Dear", "Ore", 48, 80, 32),
        ("after", 2026, "Third", "Ore", 0, 40, 40),
    ]
    assert found.table.loc["suppliers under contract"].tolist() == [2, 2]
    assert found.table.loc["largest country, Ore"].tolist() == ["China", "Australia"]
    assert found.table.loc["its share, Ore"].tolist() == pytest.approx([0.6, 2 / 3])


def test_qualification_earlier_and_later() -> None:
    """A newcomer that is needed a year earlier is paid for a year earlier."""
    newcomer = offer("Dear", 3, Qualified="no", Qualification_cost=5, Qualification_years=1)
    late, early = ([{**HALF[0], "Year": year} for year in range(first, 2030)] for first in (2029, 2028))
    case = ore([offer("Cheap", 2), newcomer], years=4, Settings={"Discount rate": 0.1})
    found = ro.compare({"late": case.with_rows("Share limits", late), "early": case.with_rows("Share limits", early)})
    assert rows(found.suppliers, "supplier", "change", "years_after", "qualified_before", "qualified_after") == [
        ("Cheap", "stays", "2026-2029", None, None),
        ("Dear", "other years", "2028-2029", 2028, 2027),
    ]


def test_spelling_is_no_difference() -> None:
    """Names that are spelled otherwise are the same supplier, market and country."""
    other = [offer("CHEAP", 2), offer("dear", 3)]
    respelled = ore(SUPPLY).with_rows("Suppliers", [{"Supplier": "CHEAP", "Country": "CN"}]).with_rows("Offers", other)
    found = ro.compare({"a": ore(SUPPLY, Share_limits=HALF), "b": respelled.with_share_limit("PRC", maximum=0.5)})
    assert found.inputs.empty
    assert found.allocation["difference"].tolist() == [0, 0]
    assert rows(found.dependence, "group", "share_before", "share_after", "limit_before", "limit_after") == [("China", 0.5, 0.5, 0.5, 0.5)]


def test_stock() -> None:
    """A stockpile that only one case has is 0 in the other."""
    found = ro.compare({"without": ore(SUPPLY), "with": ore(SUPPLY, years=2, Stockpiles=[store(50, Minimum_level=20)])})
    assert rows(found.stocks, "year", "stockpile", "level_before", "level_after", "difference") == [
        (2026, "Store", 0, 20, 20),
        (2027, "Store", None, 20, None),
    ]
    assert found.table.loc["stock, Store"].tolist() == [None, 20]


def test_other_years_are_blank() -> None:
    """A year that a case does not plan is no year without deliveries."""
    found = ro.compare({"early": ore(SUPPLY, years=2), "late": ore(SUPPLY, years=2, Settings={"First year": 2027, "Last year": 2028})})
    assert rows(found.allocation, "year", "before", "after", "difference") == [
        (2026, 120, None, None),
        (2027, 120, 120, 0),
        (2028, None, 120, None),
    ]
    assert rows(found.suppliers, "change", "years_before", "years_after") == [("stays", "2026-2027", "2027-2028")]
    assert found.table.loc["years"].tolist() == ["2026-2027", "2027-2028"]


def test_a_share_is_measured_where_it_is_not_limited() -> None:
    """Today's plan has no limit, and all of it comes from China: that is what the limit changes."""
    found = ro.compare(
        {"today": ore(SUPPLY), "tight": ore(SUPPLY, Share_limits=HALF), "tighter": ore(SUPPLY).with_share_limit("China", maximum=0.2)}
    )
    assert rows(found.dependence, "case", "share_before", "share_after", "limit_before", "limit_after") == [
        ("tight", 1, 0.5, None, 0.5),
        ("tighter", 1, 0.2, None, 0.2),
    ]
    assert found.table.loc["largest share under a Maximum"].tolist() == pytest.approx([1, 0.5, 0.2])
    assert found.table.loc["own limits not met"].tolist() == [None, 0, 0]


def test_a_limit_on_what_only_one_case_has() -> None:
    """A group of one case is measured in the other as well; a supplier that the other does not have is not."""
    own = {"Groups": [{"Group": "Bloc", "Member": "China"}, {"Group": "Bloc", "Member": "Chile"}]}
    limited = ore([*SUPPLY, offer("Third", 4)], **own, Share_limits=[{"Group": "Bloc", "Maximum": 0.5}, {"Group": "Third", "Maximum": 0.1}])
    found = ro.compare({"today": ore(SUPPLY), "limited": limited})
    assert rows(found.dependence, "group", "share_before", "share_after") == [("Bloc", 1, 0.5), ("Third", None, 0)]


def test_months_survived_by_the_strictest_requirement() -> None:
    """Today's plan, which asks for nothing, could hold no month of the ban; a store of one month holds one of the two that are asked."""
    ban = crisis(event("country", "China", 3), name="Ban")
    asked = {"Survival": [{"Scenario": "Ban", "Months": 2, "Service level": 1}]}
    small, large = ([store(100, Minimum_level=level)] for level in (10, 20))
    found = ro.compare(
        {"bare": ore(SUPPLY), "small": ore(SUPPLY, **ban, Stockpiles=small), "large": ore(SUPPLY[:1], **ban, **asked, Stockpiles=large)}
    )
    assert rows(
        found.survival, "case", "scenario", "months_asked", "required_before", "required_after", "survived_before", "survived_after"
    ) == [
        ("small", "Ban", 2, 0, 0, 0, 1),
        ("large", "Ban", 2, 0, 2, 0, 2),
    ]
    assert found.table.loc["shortest time survived, months"].tolist() == [0, 1, 2]
    assert found.table.loc["disruptions not survived"].tolist() == [1, 1, 0]


def test_the_yardstick_of_one_case_is_its_own() -> None:
    """Alone, a plan is measured by its own limits and requirements: its shares are those it reports, and it holds all that it has to."""
    keys = ["year", "lens", "group", "material", "destination", "side", "limit"]
    looked_at = 0
    for _, book in random_books(range(40, 52)):
        try:
            plan = ro.optimize(case_from(book), gap=1e-9)
        except ro.InfeasibleError:
            continue
        found = measured([plan])[0]
        told, seen = (table.sort_values([*keys, "share"], ignore_index=True)[[*keys, "share"]] for table in (plan.dependence, found.shares))
        pd.testing.assert_frame_equal(told, seen, check_dtype=False, atol=1e-6)
        assert (found.held["months_survived"] >= found.held["months_asked"]).all()
        looked_at += 1
    assert looked_at >= 5


def test_a_limit_written_otherwise_is_measured_within_it() -> None:
    """A plan that keeps a limit of every year keeps the same limit written year by year, whatever comes out of stock."""
    looked_at = 0
    for _, book in random_books(range(60, 75), {"stockpiles", "years", "share limits", "traced", "tiers", "each"}):
        rows = [{name: value for name, value in row.items() if name not in ("Penalty", "Year")} for row in book["Share limits"]]
        case = case_from({**book, "Share limits": rows})
        by_year = case_from({**book, "Share limits": [{**row, "Year": year} for row in rows for year in case.years]})
        try:
            plans = [ro.optimize(one, gap=1e-9) for one in (case, by_year)]
        except ro.InfeasibleError:
            continue
        own, other = (found.shares for found in measured(plans))
        assert len(own) == len(other) == 2 * own["limit"].notna().sum() == 2 * other["limit"].notna().sum()
        both = own[own["limit"].isna()].merge(other, on=SHARE, suffixes=("", "_other"))
        over = (both["share"] - both["limit_other"]).where(both["side"] == "maximum", both["limit_other"] - both["share"])
        assert not (over > 1e-6).any()
        looked_at += len(both)
    assert looked_at >= 20


def test_a_case_without_a_plan_is_a_column() -> None:
    """It says that it is infeasible and which rows cannot hold together; inputs are compared, costs are not."""
    case = ore(SUPPLY[:1])
    impossible = case.with_share_limit("China", maximum=0.5)
    found = ro.compare({"today": case, "impossible": impossible, "dearer": case.with_rows("Offers", [offer("Cheap", 4)])})
    assert found.table.loc["status"].tolist() == ["optimal", "infeasible", "optimal"]
    assert found.table.loc["objective"].tolist() == [240, None, 480]
    assert "may come from China" in str(found.table.at["why there is no plan", "impossible"])
    assert [fault.sheet for fault in found.explanations["impossible"]].count("Share limits") == 1
    assert found.inputs["case"].tolist() == ["impossible", "dearer"]
    assert set(found.bridge["case"]) == set(found.allocation["case"]) == {"dearer"}
    assert found.notes == ("impossible: there is no bridge of costs, because 'impossible' has no plan",)


def test_the_first_case_without_a_plan() -> None:
    """Nothing can be compared with it but its inputs."""
    case = ore(SUPPLY[:1])
    found = ro.compare({"impossible": case.with_share_limit("China", maximum=0.5), "today": case})
    assert found.allocation.empty and found.bridge.empty and found.bridge_by_kind.empty
    assert found.inputs["change"].tolist() == ["row removed"]
    assert found.table["today"]["objective"] == 240


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (ore(SUPPLY, Settings={"Currency": "EUR"}), "amounts are in USD in 'here' and in EUR in 'there'"),
        (ore(SUPPLY, Materials=[{"Material": "ore", "Unit": "kg"}]), "ore is counted in t in 'here' and in kg in 'there'"),
    ],
)
def test_what_cannot_be_compared(other: Case, said: str) -> None:
    """Several currencies, or units, are refused before anything is solved."""
    with pytest.raises(ro.InputError) as refused:
        ro.compare({"here": ore(SUPPLY), "there": other})
    assert [fault.message.startswith(said) for fault in refused.value.faults] == [True]


def test_one_case_alone() -> None:
    """There is nothing to compare it with."""
    with pytest.raises(ro.InputError, match="at least two"):
        ro.compare({"alone": ore(SUPPLY)})


def test_plans_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan is not solved again: what differs is told of this very plan."""
    plans = {"today": ro.optimize(ore(SUPPLY)), "tight": ro.optimize(ore(SUPPLY, Share_limits=HALF))}
    monkeypatch.setattr("resilience_opt.studies.compare.sides.optimize", None)
    found = ro.compare(plans)
    assert {name: plan is plans[name] for name, plan in found.plans.items()} == {"today": True, "tight": True}


def test_in_a_notebook() -> None:
    """The figures as an HTML table, names that look like markup as text."""
    html = ro.compare({"<b>today</b>": ore(SUPPLY), "tight": ore(SUPPLY, Share_limits=HALF)})._repr_html_()
    assert "&lt;b&gt;today&lt;/b&gt;" in html and "<b>" not in html
    assert html.count("<tr>") == html.count("</tr>") > 10
