"""The rows of a coalition: its markets, its own suppliers and stores, and its part of what others sell."""

from __future__ import annotations

from collections.abc import Collection

from ..casebook import CaseBook
from ..critical_minerals import __main__ as minerals
from ..critical_minerals.demand import ASIA, USE
from ..critical_minerals.facts import ANODE, GALLIUM, GERMANIUM, JAPAN, KOREA, SPHERICAL, US
from ..figure import Figure, Row, assumption, derived
from .crises import EVENTS, SCENARIOS, SURVIVAL

THREE = (US, JAPAN, KOREA)
METALS = (GALLIUM, GERMANIUM)

_BREACH = "the price of a unit, for each unit over a limit: dear enough that a limit is kept where it can be"
BREACH: dict[str, Figure] = {
    GALLIUM: assumption(1_600, _BREACH),
    GERMANIUM: assumption(5_000, _BREACH),
    ANODE: assumption(7_000, _BREACH),
    SPHERICAL: assumption(3_400, _BREACH),
}
ROWS: dict[str, list[Row]] = {name: rows for name, _, rows in minerals.SHEETS} | {
    "Scenarios": SCENARIOS,
    "Events": EVENTS,
    "Survival": SURVIVAL,
}


def buyers(supplier: str, country: str, material: str) -> set[str]:
    """Which of the three a supplier's lanes reach."""
    ends = {row["To"] for row in ROWS["Lanes"] if row["From"] in (supplier, country) and row["Material"] == material}
    return {m for m in THREE if m in ends or (ASIA in ends and m in (JAPAN, KOREA))}


def _need(market: str, material: str) -> float:
    """What a country uses of a metal and does not make today."""
    home = {row["Supplier"] for row in ROWS["Suppliers"] if row["Country"] == market}
    made = [row["Capacity"] for row in ROWS["Offers"] if row["Supplier"] in home and row["Material"] == material and "From year" not in row]
    return USE[market, material].value - sum(cell.value for cell in made if isinstance(cell, Figure))


def _part(row: Row, country: str, members: Collection[str]) -> Row:
    """An offer of gallium or germanium from abroad: the coalition has its part of it, by what its members use and do not make; a contract's fixed sums stay whole."""
    material = str(row["Material"])
    if material not in METALS or country in THREE:
        return row
    reached = buyers(str(row["Supplier"]), country, material)
    share = sum(_need(m, material) for m in reached if m in members) / sum(_need(m, material) for m in reached)
    if share == 1:
        return row
    cut = {
        column: derived(round(cell.value * share), f"{share:.1%} of {cell.value:,.0f}, the coalition's part by need ({cell.source})", cell)
        for column, cell in row.items()
        if column in ("Capacity", "Expansion limit") and isinstance(cell, Figure)
    }
    return row | cut


def _store(row: Row, members: Collection[str]) -> Row:
    """A reserve of a metal serves every member: a few tonnes fly. Graphite stays at home."""
    if row["Material"] not in METALS or len(members) == 1:
        return row
    return row | {"Serves": "; ".join(m for m in THREE if m in members)}


def _soft(row: Row) -> Row:
    """A limit that may be broken at a price, so that a coalition that cannot keep it can be compared."""
    return {"Penalty": BREACH[str(row["Material"])], **row}


def rows_of(members: Collection[str], soft: bool = False) -> dict[str, list[Row]]:
    """Every sheet's rows for a coalition; soft: nothing is asked, all is priced."""
    out = set(THREE) - set(members)
    country = {str(row["Supplier"]): str(row["Country"]) for row in ROWS["Suppliers"]}
    gone = {s for s, c in country.items() if c in out} | out
    if not {JAPAN, KOREA} & set(members):
        gone.add(ASIA)
    kept = {
        name: [
            row
            for row in rows
            if not any(row.get(c) in gone for c in ("Supplier", "Market", "From", "To", "Destination", "Member", "Target"))
        ]
        for name, rows in ROWS.items()
        if name != "Source limits"
    }
    kept["Offers"] = [_part(row, country[str(row["Supplier"])], members) for row in kept["Offers"]]
    kept["Offers"] = [row for row in kept["Offers"] if not isinstance(row["Capacity"], Figure) or row["Capacity"].value > 0]
    kept["Stockpiles"] = [_store(row, members) for row in kept["Stockpiles"] if row["Country"] in members]
    hit = {row["Scenario"] for row in kept["Events"]}
    kept["Scenarios"] = [row for row in kept["Scenarios"] if row["Scenario"] in hit]
    classes = {row["Priority"] for row in kept["Demand"]}
    kept["Survival"] = [row for row in kept["Survival"] if row.get("Scenario") in hit | {None} and row.get("Priority") in classes]
    if soft:
        kept["Share limits"] = [_soft(row) for row in kept["Share limits"]]
        kept["Survival"] = []
        kept["Settings"] = [row | {"Value": "yes"} if row["Name"] == "Base shortage allowed" else row for row in kept["Settings"]]
    return kept


def book(members: Collection[str], file: str, title: str, guide: list[tuple[str, str]], soft: bool = False) -> CaseBook:
    """The workbook of a coalition."""
    rows = rows_of(members, soft)
    rows["Settings"] = [row | {"Value": title} if row["Name"] == "Title" else row for row in rows["Settings"]]
    tables = [
        (name, columns.replace("Country, Opening", "Country, Serves, Opening"), rows[name])
        for name, columns, _ in minerals.SHEETS
        if name in rows
    ]
    return CaseBook(file, title, guide, tables)
