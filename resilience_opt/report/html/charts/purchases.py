"""What is bought from which country for whom: by cost for all materials together, and by quantity for each, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from resilience_opt.case.countries import country_name, iso_code
from resilience_opt.case.names import country_key
from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.shown import amount
from resilience_opt.report.styles import SERIES

#: Flows that the selectors offer in all, over years and materials, so that the page stays small.
MOST_FLOWS = 2_500
OTHERS = SERIES.index("#999999")  #: the colour of all countries beyond the first ones: grey


@dataclass(frozen=True)
class Slice:
    """The purchases of a year.

    Attributes
    ----------
    group : 'All materials, by cost' or 'Gallium, by quantity'
    year : the year
    rows : country, material, destination, amount
    unit : of the amounts
    text : an amount with its unit
    """

    group: str
    year: int
    rows: pd.DataFrame
    unit: str
    text: Callable[[float], str]

    @property
    def title(self) -> str:
        """'All materials, by cost, in 2030 (USD a year)'."""
        return f"{self.group}, in {self.year} ({self.unit})"


def slices(plan: Plan) -> list[Slice]:
    """Every year by cost, the last first, then every material by quantity, as many as the page takes."""
    made: list[Slice] = []
    for one in _slices(plan):
        if made and sum(len(slice.rows) for slice in made) + len(one.rows) > MOST_FLOWS:
            break
        made.append(one)
    return made


def _slices(plan: Plan) -> Iterator[Slice]:
    table = _named(plan)
    currency = plan.currency
    for year in reversed(plan.case.years):
        rows = _summed(table[table["year"] == year], "cost")
        if not rows.empty:
            yield Slice("All materials, by cost", year, rows, f"{currency} a year", lambda v: amount(v, "money", "", currency))
    unit = {m.material: m.unit for m in plan.case.materials}
    materials = list(dict.fromkeys(table["material"]))
    for material in materials:
        of = unit.get(material, "")
        for year in reversed(plan.case.years):
            rows = _summed(table[(table["year"] == year) & (table["material"] == material)], "quantity")
            if not rows.empty:
                yield Slice(f"{material}, by quantity", year, rows, f"{of} a year", lambda v, u=of: amount(v, "capacity", u, currency))  # type: ignore[misc]


def colours(plan: Plan) -> dict[str, int]:
    """A colour of the series for each country: the ones that most is spent in have their own, the others are grey."""
    spent = _named(plan).groupby("country")["cost"].sum().sort_values(ascending=False, kind="stable")
    return {str(country): min(place, OTHERS) for place, country in enumerate(spent.index)}


def codes(plan: Plan) -> dict[str, str]:
    """The ISO code of each supplier's country, by the name that the page shows; without those that are no country."""
    found = {_country(s.country): iso_code(s.country) for s in plan.case.suppliers}
    return {country: code for country, code in found.items() if code}


def _country(text: str) -> str:
    code = iso_code(text)
    return country_name(code) if code else text


def _named(plan: Plan) -> pd.DataFrame:
    """The plan's deliveries with the supplier's country, and destinations in few words: a market, makers or stock in a country."""
    keyed: dict[str, str] = {}
    countries = {s.supplier: keyed.setdefault(country_key(s.country), _country(s.country)) for s in plan.case.suppliers}
    ends = {s.supplier: f"Makers in {countries[s.supplier]}" for s in plan.case.suppliers}
    ends |= {k.stockpile: f"Stock in {_country(k.country)}" if k.country else k.stockpile for k in plan.case.stockpiles}
    ends |= {m.market: m.market for m in plan.case.markets} | {d.market: d.market for d in plan.case.demand}
    table = plan.allocation
    return table.assign(
        country=[countries.get(s, "unknown") for s in table["supplier"]], destination=[ends.get(d, d) for d in table["destination"]]
    )


def _summed(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """Country, material, destination and amount, largest first; nothing that is zero."""
    made = table.groupby(["country", "material", "destination"], sort=True)[what].sum().rename("amount").reset_index()
    return made[made["amount"] > 1e-9].sort_values("amount", ascending=False, kind="stable").reset_index(drop=True)
