"""Dependence, look-through, concentration and cover of today, in cases worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from resilience_opt.case.case import Case
from resilience_opt.studies.exposure import Exposure, exposure
from tests.building import case_of, near, need, offer, ore, rows_of, store


def _share(found: Exposure, **cells: Any) -> tuple[float, float]:
    row = rows_of(found.dependence, **cells).iloc[0]
    return float(row["share"]), float(row["share_known"])


def _hidden() -> Case:
    """Half from China, a quarter from a site of unknown country that a Chinese firm owns, a quarter from Australia, owner unknown."""
    who = [
        {"Supplier": "Cheap", "Country": "China"},
        {"Supplier": "Third", "Country": "unknown", "Owner": "China"},
        {"Supplier": "Dear", "Country": "Australia", "Owner": "unknown"},
    ]
    volumes = {"Cheap": 60, "Third": 30, "Dear": 30}
    groups = [{"Group": "Rivals", "Member": "China"}]
    return ore([offer(s, 1, **{"Current volume": v}) for s, v in volumes.items()], Suppliers=who, Groups=groups)


def test_dependence_between_bounds() -> None:
    """What is of unknown country (owner) counts in `share` and not in `share_known`, for countries, owners and groups."""
    found = exposure(_hidden())
    assert _share(found, lens="location", group="China") == (near(0.75), near(0.5))
    assert _share(found, lens="location", group="Australia") == (near(0.5), near(0.25))
    assert _share(found, lens="owner", group="China") == (near(1), near(0.75))
    assert _share(found, lens="location", group="Rivals") == (near(0.75), near(0.5))
    assert "unknown" not in set(found.dependence["group"])


def test_concentration_between_bounds() -> None:
    """HHI in points: what is unknown belongs to the largest, or is spread thinly."""
    table = exposure(_hidden()).concentration.set_index("by")
    assert table["hhi"].to_dict() == {
        "supplier": near(1e4 * (0.5**2 + 2 * 0.25**2)),
        "country": near(1e4 * (0.75**2 + 0.25**2)),
        "owner": near(1e4),
    }
    assert table["hhi_known"].to_dict() == {
        "supplier": near(1e4 * (0.5**2 + 2 * 0.25**2)),
        "country": near(1e4 * (0.5**2 + 0.25**2)),
        "owner": near(1e4 * 0.75**2),
    }
    assert table.loc["country", ["sources", "largest", "tier"]].tolist() == [2, "China", 0]


def _tiers(**sheets: Any) -> Case:
    """Two mines, two smelters, two markets that need 60 of Metal each: Mine A (China) 90, Mine B (Chile) 30, which serves Smelter B only."""
    volume = {"Mine A": 90, "Mine B": 30, "Smelter A": 80, "Smelter B": 40}
    country = {"Mine A": "China", "Mine B": "Chile", "Smelter A": "Japan", "Smelter B": "Canada"}
    defaults: dict[str, Any] = {
        "Materials": [{"Material": m, "Price": 1} for m in ("Ore", "Metal")],
        "Suppliers": [{"Supplier": s, "Country": c} for s, c in country.items()],
        "Offers": [offer(s, 1, material="Ore" if s.startswith("Mine") else "Metal", **{"Current volume": v}) for s, v in volume.items()],
        "Recipes": [{"Output": "Metal", "Input": "Ore", "Quantity": 1}],
        "Markets": [{"Market": "Home", "Country": "Japan"}, {"Market": "Away", "Country": "Chile"}],
        "Demand": [need(60, m, "Metal") for m in ("Home", "Away")],
        "Lanes": [{"From": "Mine B", "To": "Smelter A", "Open": "no"}],
    }
    return case_of(**{**defaults, **sheets})


def test_look_through_two_tiers() -> None:
    """Every market takes from both smelters, so that three quarters of its Metal is of Chinese Ore, though no smelter stands in China."""
    found = exposure(_tiers())
    ores = rows_of(found.look_through, material="Metal", tier=1)
    assert set(ores["stage"]) == {"Ore"}
    for market in ("", "Home", "Away"):
        shares = rows_of(ores, destination=market).set_index("country")["share"].to_dict()
        assert shares == {"China": near(0.75), "Chile": near(0.25)}
        assert _share(found, lens="traced", group="China", origin="Ore", destination=market)[0] == near(0.75)
    own = rows_of(found.look_through, material="Metal", tier=0, destination="Home").set_index("country")["share"].to_dict()
    assert own == {"Japan": near(2 / 3), "Canada": near(1 / 3)}


def test_look_through_follows_the_lanes() -> None:
    """If Smelter B serves Away only, Home takes Metal of Chinese Ore alone, and Away half of it: 20 from Smelter A and 10 of B's 40."""
    lanes = [{"From": "Mine B", "To": "Smelter A", "Open": "no"}, {"From": "Smelter B", "To": "Home", "Open": "no"}]
    ores = rows_of(exposure(_tiers(Lanes=lanes)).look_through, tier=1, country="China").set_index("destination")["share"].to_dict()
    assert ores == {"": near(0.75), "Home": near(1), "Away": near(0.5)}


def test_look_through_ends_outside() -> None:
    """Metal of a smelter whose inputs are not in the workbook has a row of its own, and counts for no country."""
    recipes = [
        {"Output": "Metal", "Input": "Ore", "Quantity": 1},
        {"Output": "Metal", "Input": "Ore", "Quantity": 0, "Supplier": "Smelter B"},
    ]
    case = _tiers(Recipes=recipes, Lanes=[]).without_supplier("Mine B")
    shares = rows_of(exposure(case).look_through, tier=1, destination="").set_index("country")["share"].to_dict()
    assert shares == {"China": near(2 / 3), "outside the workbook": near(1 / 3)}


def test_two_inputs_that_carry_it() -> None:
    """A part of one Metal (of two Ore from China) and one Ore (from Chile) carries two thirds Chinese Ore: by mass, not by piece."""
    offers = [offer("Mine A", 1, **{"Current volume": 240}), offer("Mine B", 1, **{"Current volume": 120})]
    makers = {"Smelter A": "Metal", "Smelter B": "Part"}
    offers += [offer(s, 1, material=m, **{"Current volume": 120}) for s, m in makers.items()]
    case = _tiers(
        Materials=[{"Material": m, "Price": 1} for m in ("Ore", "Metal", "Part")],
        Offers=offers,
        Recipes=[
            {"Output": "Metal", "Input": "Ore", "Quantity": 2},
            {"Output": "Part", "Input": "Metal", "Quantity": 1},
            {"Output": "Part", "Input": "Ore", "Quantity": 1},
        ],
        Demand=[need(120, "Home", "Part")],
        Markets=[{"Market": "Home", "Country": "Japan"}],
        Lanes=[{"From": "Mine A", "To": "Smelter B", "Open": "no"}, {"From": "Mine B", "To": "Smelter A", "Open": "no"}],
    )
    table = rows_of(exposure(case).look_through, material="Part", stage="Ore")
    assert table.set_index("country")["share"].to_dict() == {"China": near(2 / 3), "Chile": near(1 / 3)}
    assert set(table["tier"]) == {2}


def test_days_of_cover() -> None:
    """20 in store and 20 under way (two months' lead) at 120 a year: 60.8 days each; a release limit of 5 a month lets out half the use."""
    lanes = [{"From": "Cheap", "To": "Home", "Lead months": 2}]
    stores = [store(50, **{"Opening level": 20, "Release limit": 5, "Response months": 1})]
    table = exposure(ore([offer("Cheap", 1, **{"Current volume": 120})], Lanes=lanes, Stockpiles=stores)).cover
    whole, one = table.iloc[0], table.iloc[1]
    assert (whole["stockpile"], one["stockpile"]) == ("", "Store")
    assert (whole["level"], whole["use"]) == (near(20), near(120))
    assert whole["days_of_cover"] == whole["days_under_way"] == one["days_of_cover"] == near(365 * 20 / 120)
    assert (one["release_share"], one["response_months"]) == (near(0.5), 1)


def test_cover_of_a_makers_input() -> None:
    """The use of a stage that is processed further is what today's deliveries take."""
    case = _tiers(Stockpiles=[store(50, country="Canada", **{"Opening level": 4})])
    row = rows_of(exposure(case).cover, material="Ore", stockpile="Store").iloc[0]
    assert row["use"] == near(40)
    assert row["days_of_cover"] == near(36.5)


@pytest.mark.parametrize("factor", [1 / 1000, 1000])
def test_units_do_not_matter(factor: float) -> None:
    """The same case in other units of Ore has the same shares, times and money."""
    plain = exposure(_tiers(Stockpiles=[store(50, country="Canada", **{"Opening level": 4})]))
    volume = {"Mine A": 90, "Mine B": 30}
    ores = [offer(s, 1 / factor, 1000 * factor, **{"Current volume": v * factor}) for s, v in volume.items()]
    metals = [offer(s, 1, material="Metal", **{"Current volume": v}) for s, v in {"Smelter A": 80, "Smelter B": 40}.items()]
    recipes = [{"Output": "Metal", "Input": "Ore", "Quantity": factor}]
    other = exposure(
        _tiers(Offers=ores + metals, Recipes=recipes, Stockpiles=[store(50 * factor, country="Canada", **{"Opening level": 4 * factor})])
    )
    for column in ("time_to_survive", "lost_value"):
        assert other.exposures[column].tolist() == [near(v) for v in plain.exposures[column]]
    assert other.look_through["share"].tolist() == [near(v) for v in plain.look_through["share"]]
