"""Small reviews: workbooks that solve in a blink, a definition beside them, and the command run on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.review.archive import Archive, open_archive

Sheets = Mapping[str, list[dict[str, Any]]]

#: Cheap stands in China, Dear in Australia; Home in Japan needs 10 a month, and must hold three months without China.
ROWS: Sheets = {
    "Settings": [{"Name": "First year", "Value": 2027}, {"Name": "Crisis months", "Value": 6}],
    "Materials": [{"Material": "Ore", "Price": 15}],
    "Suppliers": [{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Dear", "Country": "Australia"}],
    "Offers": [
        {"Supplier": "Cheap", "Material": "Ore", "Capacity": 1000, "Unit cost": 10},
        {"Supplier": "Dear", "Material": "Ore", "Capacity": 1000, "Unit cost": 15},
    ],
    "Markets": [{"Market": "Home", "Country": "Japan"}],
    "Demand": [{"Market": "Home", "Material": "Ore", "Quantity": 120, "Shortage cost": 100}],
    "Stockpiles": [{"Stockpile": "Store", "Material": "Ore", "Country": "Japan", "Maximum level": 90, "Holding cost": 1}],
    "Share limits": [{"Group": "China", "Maximum": 0.75}],
    "Scenarios": [{"Scenario": "Cut", "Probability": 0.05}],
    "Events": [{"Scenario": "Cut", "Kind": "country", "Target": "China", "Remaining": 0, "Months": 6}],
    "Survival": [{"Scenario": "Cut", "Service level": 1, "Months": 3}],
}


def rows(**other: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows above, with other sheets in place of some (`Share_limits=[...]`); an empty list leaves a sheet out."""
    made = {**ROWS, **{name.replace("_", " "): own for name, own in other.items()}}
    return {name: own for name, own in made.items() if own}


def offers(cheap: float = 10, dear: float = 15) -> list[dict[str, Any]]:
    """The two offers at other prices."""
    return [{**ROWS["Offers"][0], "Unit cost": cheap}, {**ROWS["Offers"][1], "Unit cost": dear}]


def book(path: Path, sheets: Sheets | None = None) -> Path:
    """Write a workbook, in place of what stands there."""
    path.unlink(missing_ok=True)
    write_template(path, sheets or ROWS)
    return path


def definition(folder: Path, *books: str, **more: str) -> Path:
    """Write a review of workbooks; `more` are lines of the whole review, such as `gap="0.1%"`, and `alerts` the lines of that table."""
    alerts = more.pop("alerts", "")
    lines = ['name = "Yearly"', 'period = "yearly"', 'archive = "archive"', "ladder = false"]
    lines += [f"{key} = {value}" for key, value in more.items()]
    lines += [f'[[workbooks]]\npath = "{name}"' for name in books or ("ore.xlsx",)]
    (folder / "review.toml").write_text("\n".join([*lines, "[alerts]", alerts]) + "\n", encoding="utf-8")
    return folder / "review.toml"


def run(file: Path, period: str, *more: str) -> int:
    """Run a review for a period, and give its exit code."""
    return main(["review", str(file), "--period", period, "--quiet", *more])


def archive_of(file: Path) -> Archive:
    """The archive of a definition written as above."""
    return open_archive(file.parent / "archive")


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    """Exit code and JSON of a command."""
    capsys.readouterr()
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)
