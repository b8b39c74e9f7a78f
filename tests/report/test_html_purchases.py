"""What is bought from which country for whom: the flows and the map."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import pandas as pd
import pytest

from resilience_opt.case.countries import country_name, country_names, iso_code
from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.charts import earth, flow, labels, purchases, world
from resilience_opt.report.html.page import charts
from resilience_opt.report.html.scripts import chart_data
from tests.report.test_workbook import fake_plan, rows


def supplied() -> Plan:
    """Two materials from three countries, one of which no map knows, to a market, a maker and a stockpile."""
    plan = fake_plan()
    case = plan.case
    site, store = case.suppliers[0], "Reserve"
    more = [dataclasses.replace(site, supplier=s, country=c, owner=c) for s, c in (("Ore A", "CD"), ("Ore B", "Atlantis"))]
    ore = dataclasses.replace(case.materials[0], material="Ore", unit="kt")
    case = dataclasses.replace(case, suppliers=(*case.suppliers, *more), materials=(*case.materials, ore))
    added = rows(
        "year supplier material destination quantity share unit_cost cost",
        (2028, "Ore A", "Ore", "Ingal", 3.0, 0.75, 10_000.0, 30_000.0),
        (2028, "Ore B", "Ore", "Ingal", 1.0, 0.25, 10_000.0, 10_000.0),
        (2028, "Ingal", "Gallium", store, 20.0, 1.0, 400.0, 8_000.0),
    )
    return dataclasses.replace(plan, case=case, allocation=pd.concat([plan.allocation, added], ignore_index=True))


def test_flows_add_up() -> None:
    """What leaves the countries is what enters the receivers and what the plan pays; countries are the same by any name."""
    plan = supplied()
    chart = flow.chart(plan)
    assert chart is not None
    view = next(v for v in chart.views if v.label == "2028" and "cost" in v.group)
    (trace,) = view.traces
    nodes, link = trace["node"]["label"], trace["link"]
    paid = plan.allocation[plan.allocation["year"] == 2028]["cost"].sum()
    starts = set(link["source"]) - set(link["target"])
    ends = set(link["target"]) - set(link["source"])
    assert sum(v for s, v in zip(link["source"], link["value"], strict=True) if s in starts) == pytest.approx(paid)
    assert sum(v for t, v in zip(link["target"], link["value"], strict=True) if t in ends) == pytest.approx(paid)
    assert {nodes[i] for i in starts} == {country_name("DE"), country_name("CN"), country_name("CD"), "Atlantis"}
    assert {nodes[i] for i in ends} == {"Japan", "Makers in Germany", "Reserve"}
    assert {view.group for view in chart.views} == {"All materials, by cost", "Gallium, by quantity", "Ore, by quantity"}
    ore = next(v for v in chart.views if v.group == "Ore, by quantity")
    assert sorted(row[-1] for row in ore.rows) == ["1.00 kt/year", "3.00 kt/year"]


def test_map_tells_what_is_not_on_it() -> None:
    """A supplier whose country is no country has its row in the figures and is named as missing on the map."""
    chart = world.chart(supplied())
    assert chart is not None
    view = chart.views[0]
    assert (view.label, view.group) == ("2028", "All materials, by cost")
    assert "Atlantis" in [row[0] for row in view.rows]
    assert view.title.endswith("not on the map: Atlantis") and "Not on the map: Atlantis." in view.says
    (circles,) = view.traces
    assert len(circles["x"]) == len(view.rows) - 1
    bought = {row[0]: float(row[1].split()[0].replace(",", "")) for row in view.rows if row[0] != "Atlantis"}
    areas = [size**2 for size in circles["marker"]["size"]]
    assert [area / areas[0] for area in areas] == pytest.approx([v / max(bought.values()) for v in bought.values()], abs=0.01)


def test_map_knows_every_country() -> None:
    """Every country that a workbook can name has its place on the map, within its edges and where it is."""
    assert {iso_code(country) for country in country_names()} == set(earth.places())
    x, y = zip(*earth.places().values(), strict=True)
    assert min(x) >= -2710 and max(x) <= 2710 and min(y) >= -1320 and max(y) <= 1320
    place = earth.places()
    assert place["US"][0] < place["GB"][0] < place["CN"][0] < place["JP"][0] < place["NZ"][0]
    assert place["AU"][1] < place["ID"][1] < place["CN"][1] < place["NO"][1]


def test_land_lies_within_the_map() -> None:
    """The outlines are closed by gaps, and no line jumps from one edge of the map to the other."""
    land = earth.land()
    x = land["x"]
    assert x[-1] is None and len(x) == len(land["y"])
    jumps = [abs(a - b) for a, b in zip(x, x[1:], strict=False) if a is not None and b is not None]
    assert max(jumps) < 400
    assert min(v for v in x if v is not None) > -2760 and max(v for v in x if v is not None) < 2760


def test_labels_on_the_map_do_not_meet() -> None:
    """Of neighbours each has its label at a side that is free; where none is, it has none."""
    circles = [(0, 0, 40.0, "Middle 10.0%"), (150, 0, 40.0, "East 10.0%"), (300, 0, 40.0, "Far east 10.0%"), (0, 60, 30.0, "North 5.0%")]
    sides = labels.sides(circles)
    boxes = [labels.label_boxes(circle)[side] for circle, side in zip(circles, sides, strict=True) if side]
    assert len(boxes) >= 3
    assert not any(labels.meet(a, b) for a, b in combinations(boxes, 2))
    assert labels.sides([(0, 0, 40.0, "")]) == [""]


def test_colours_are_the_countries_own() -> None:
    """A country has one colour in every view of the flows and of the map; the dearest has the first."""
    plan = supplied()
    colour = purchases.colours(plan)
    assert next(iter(colour)) == country_name("DE") and colour[country_name("DE")] == 0
    assert max(colour.values()) <= purchases.OTHERS


def wide_plan(countries: int = 60, materials: int = 25, years: int = 12) -> Plan:
    """A plan with many countries, materials, markets and years, each country selling each material to each of ten markets."""
    plan = fake_plan()
    settings = dataclasses.replace(plan.case.settings, first_year=2027, last_year=2026 + years)
    site, kind = plan.case.suppliers[0], plan.case.materials[0]
    made = country_names()[:countries]
    case = dataclasses.replace(
        plan.case,
        settings=settings,
        suppliers=tuple(dataclasses.replace(site, supplier=f"Site in {c}", country=c, owner=c) for c in made),
        materials=tuple(dataclasses.replace(kind, material=f"Material {m}") for m in range(materials)),
    )
    sold = [
        (2027 + t, f"Site in {c}", f"Material {m}", f"Market {(i + m) % 10}", float(i + m + 1), 0.1, 2.0, 2.0 * (i + m + 1))
        for t in range(years)
        for i, c in enumerate(made)
        for m in range(materials)
    ]
    table = rows("year supplier material destination quantity share unit_cost cost", *sold)
    costs_table = pd.DataFrame({"deliveries": [float(table["cost"].sum()) / years] * years}, index=pd.Index(list(case.years), name="year"))
    return dataclasses.replace(plan, case=case, allocation=table, costs_by_year=costs_table)


def test_a_wide_plan_stays_readable_and_small() -> None:
    """Of many countries, materials and markets the smaller are taken together, nothing is lost, and the page does not grow without end."""
    plan = wide_plan()
    chart = flow.chart(plan)
    assert chart is not None
    (trace,) = chart.views[0].traces
    assert len(trace["node"]["label"]) == 16 + 16 + 10
    paid = plan.allocation[plan.allocation["year"] == plan.case.years[-1]]["cost"].sum()
    assert sum(trace["link"]["value"]) == pytest.approx(2 * paid)
    assert "45 others" in trace["node"]["label"] and "10 others" in trace["node"]["label"]
    made, _ = charts(plan)
    assert sum(len(chart_data([one])) for one in made) < 1_000_000
