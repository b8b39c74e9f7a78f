"""Makes inputs/first-steps.xlsx: the four required sheets and nothing else.

Run ``python -m inputs.first_steps``. Gallium for Japan: need and the share of China from JOGMEC by way of
The Japan Times of 2025-08-05; Korea Zinc's capacity from its statement of 2025-10-19 by way of biz.chosun.com;
the prices are assumptions of the size of the market's.
"""

from __future__ import annotations

from pathlib import Path

from inputs.writing import Sheet, write

SHEETS = (
    Sheet("Settings", ("Name", "Value", "Note"), ({"Name": "Title", "Value": "First steps: gallium for Japan"}, {"Name": "First year", "Value": 2028})),
    Sheet(
        "Suppliers",
        ("Supplier", "Country", "Note"),
        (
            {"Supplier": "Chinese smelters", "Country": "China", "Note": "all of them together"},
            {"Supplier": "Korea Zinc, Onsan", "Country": "South Korea", "Note": "15.5 t a year from 2028; biz.chosun.com 2025-10-19"},
            {"Supplier": "Recyclers in Japan", "Country": "Japan", "Note": "70 t: need of 167 t less imports of 97 t in 2021 (derived)"},
        ),
    ),
    Sheet(
        "Offers",
        ("Supplier", "Material", "Capacity", "Unit cost", "Note"),
        (
            {"Supplier": "Chinese smelters", "Material": "Gallium", "Capacity": 800, "Unit cost": 280000, "Note": "capacity: SMM by way of Bloomberg, 2023; 280 USD/kg"},
            {"Supplier": "Korea Zinc, Onsan", "Material": "Gallium", "Capacity": 15.5, "Unit cost": 430000, "Note": "assumption: the price outside China of late 2023"},
            {"Supplier": "Recyclers in Japan", "Material": "Gallium", "Capacity": 70, "Unit cost": 400000, "Note": "assumption"},
        ),
    ),
    Sheet(
        "Demand",
        ("Market", "Material", "Quantity", "Shortage cost"),
        ({"Market": "Japan", "Material": "Gallium", "Quantity": 167, "Shortage cost": 5000000},),
    ),
)


def main() -> None:
    """Write the workbook beside this script."""
    write(Path(__file__).with_name("first-steps.xlsx"), "First steps", (), SHEETS)


if __name__ == "__main__":
    main()
