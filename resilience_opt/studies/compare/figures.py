"""The figures of every case side by side: one column a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.studies.compare.changes import spans
from resilience_opt.studies.compare.sides import Side
from resilience_opt.studies.compare.yardstick import Measured

#: The last figure, where a case has no plan.
WHY = "why there is no plan"
#: A share this much over a Maximum is over it; less is rounding.
ROUNDING = 1e-6


def figures(sides: Sequence[Side], measured: Mapping[str, Measured]) -> pd.DataFrame:
    """Status, cost by kind, dependence, survival, sources and stock of every case; blank (None) where it has no plan or no such thing."""
    columns = {side.name: {**_status(side), **_sources(side), **_yardstick(measured.get(side.name)), **_stock(side)} for side in sides}
    order = sorted(_merged([list(column) for column in columns.values()]), key=lambda figure: figure == WHY)
    table = pd.DataFrame({name: [column.get(figure) for figure in order] for name, column in columns.items()}, index=order, dtype=object)
    return table.rename_axis("figure").where(table.notna(), None)


def _merged(lists: Sequence[Sequence[str]]) -> list[str]:
    """The entries of all lists, each once; one that the first lists lack comes after what stands before it in its own."""
    found: list[str] = []
    for own in lists:
        at = 0
        for entry in own:
            if entry in found:
                at = found.index(entry) + 1
            else:
                found.insert(at, entry)
                at += 1
    return found


def _status(side: Side) -> dict[str, object]:
    found: dict[str, object] = {"status": side.status, "years": spans(side.years)}
    told = side.told
    if told is None:
        return found | {WHY: side.why}
    kinds = {f"cost: {kind}": float(told.costs.get(kind, 0.0)) for kind in COST_KINDS}
    return found | {"objective": told.objective, "bound": told.bound, "gap": told.gap} | kinds


def _sources(side: Side) -> dict[str, object]:
    if side.told is None:
        return {}
    used = side.told.suppliers
    active = used[used["active"].astype(bool)]
    found: dict[str, object] = {
        "suppliers under contract": int(active["supplier"].map(fold).nunique()),
        "offers qualified by the plan": int(used.dropna(subset=["qualified_in"]).groupby(["supplier", "material"]).ngroups),
        "capacity bought, offers": int(used[used["expansion"] > 0].groupby(["supplier", "material"]).ngroups),
    }
    return found | (_largest_countries(side.plan) if side.plan is not None else {})


def _largest_countries(plan: Plan) -> dict[str, object]:
    """Of each material, the country that delivers most in the last year, and its share of what the users get from suppliers."""
    stores = {fold(k.stockpile) for k in plan.case.stockpiles}
    last = plan.allocation[plan.allocation["year"] == plan.case.years[-1]]
    used = last[~last["destination"].map(fold).isin(stores)]
    where = {s.supplier: s.country for s in plan.case.suppliers}
    found: dict[str, object] = {}
    for material in (m.material for m in plan.case.materials):
        own = used[used["material"] == material]
        by_country = own.groupby(own["supplier"].map(where))["quantity"].sum()
        known = by_country[[country_key(str(country)) != UNKNOWN for country in by_country.index]]
        if len(known) and own["quantity"].sum() > 0:
            found[f"largest country, {material}"] = str(known.idxmax())
            found[f"its share, {material}"] = float(known.max() / own["quantity"].sum())
    return found


def _yardstick(measured: Measured | None) -> dict[str, object]:
    found: dict[str, object] = {}
    if measured is None:
        return found
    most = measured.shares[measured.shares["side"] == "maximum"]
    if len(most):
        found["largest share under a Maximum"] = float(most["share"].max())
    limited = measured.shares.dropna(subset=["limit"])
    if len(limited):
        over = limited["share"] - limited["limit"]
        found["own limits not met"] = int((over.where(limited["side"] == "maximum", -over) > ROUNDING).sum())
    if len(measured.held):
        found["shortest time survived, months"] = int(measured.held["months_survived"].min())
        found["disruptions not survived"] = int((measured.held["months_survived"] < measured.held["months_asked"]).sum())
    return found


def _stock(side: Side) -> dict[str, object]:
    if side.told is None or side.told.stockpiles.empty:
        return {}
    table = side.told.stockpiles
    last = table[table["year"] == table["year"].max()]
    found: dict[str, object] = {f"stock, {row['stockpile']}": float(row["level"]) for row in last.to_dict("records")}
    cover = last["months_of_cover"].dropna()
    return found | ({"least cover of a stockpile, months": float(cover.min())} if len(cover) else {})
