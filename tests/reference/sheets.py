"""The columns of every sheet, and the writing of a book as a planner would."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

COLUMNS = {
    "Settings": "Name, Value, Note",
    "Materials": "Material, Unit, Price, Note",
    "Groups": "Group, Member",
    "Suppliers": "Supplier, Country, Owner, Note",
    "Offers": "Supplier, Material, Capacity, Unit cost, Fixed cost, Qualified, Qualification cost, Qualification years, Minimum take, "
    "Current volume, Maximum change, Standby, Surge, Surge premium, Ramp months, Expansion limit, Expansion cost, Expansion years, "
    "From year, To year, Note",
    "Price breaks": "Supplier, Material, From quantity, Unit cost, Kind",
    "Recipes": "Output, Input, Quantity, Supplier",
    "Markets": "Market, Country",
    "Demand": "Market, Material, Priority, Year, Quantity, Shortage cost",
    "Lanes": "From, To, Material, Transport cost, Tariff, Lead months, Corridor, Open, Note",
    "Stockpiles": "Stockpile, Material, Country, Serves, Opening level, Minimum level, Minimum from year, Maximum level, Maximum build, "
    "Holding cost, Loss, Release limit, Response months, Fixed cost, Note",
    "Share limits": "Group, Lens, Material, Destination, Year, Minimum, Maximum, Basis, Origin material, Penalty, Note",
    "Source limits": "Material, Group, Minimum, Maximum, Minimum share, Year, Note",
    "Survival": "Scenario, Market, Material, Priority, Months, Service level, From year, Note",
    "Scenarios": "Scenario, Probability, Note",
    "Events": "Scenario, Kind, Target, Material, To, Start month, Months, Remaining, Recovery months, Demand factor, Price factor, Note",
    "Attacks": "Attack, Kind, Target, Material, To, Months, Remaining, Recovery months, Cost, Note",
}
SHARES = (
    "Standby",
    "Surge",
    "Surge premium",
    "Tariff",
    "Loss",
    "Minimum",
    "Maximum",
    "Minimum share",
    "Service level",
    "Probability",
    "Remaining",
)


def write_xlsx(book: dict[str, list[dict[str, object]]], path: str | Path) -> None:
    """Write a book with headers in row 1; a sheet without rows is left out."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as out:
        bold, percent = out.add_format({"bold": True}), out.add_format({"num_format": "0.0%"})
        for sheet, columns in COLUMNS.items():
            if not book.get(sheet):
                continue
            page = out.add_worksheet(sheet)
            for i, column in enumerate(columns.split(", ")):
                page.write(0, i, column, bold)
                for j, row in enumerate(book[sheet]):
                    value = row.get(column)
                    share = column in SHARES and not (sheet == "Source limits" and column != "Minimum share")
                    if value is not None:
                        page.write(j + 1, i, value, percent if share and not isinstance(value, str) else None)
