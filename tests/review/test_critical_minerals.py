"""Two years of the critical minerals: four prices rise and a supplier is lost between them; run as cron would run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.examples import folder
from tests.review.reviewing import archive_of

_DEARER = {"Chinalco, Guangxi": 760, "Dowa, Akita": 790, "Minmetals, Luobei": 700}
_LOST = ("5N Plus, St. George", "Germanium")
_REVIEW = """
name = "Critical minerals"
period = "yearly"
archive = "archive"
results = "results"
ladder = false
[[workbooks]]
path = "critical-minerals.xlsx"
[alerts]
cost_up = "2%"
dependence_over = "80%"
"""


def _next_year(source: Path, target: Path) -> None:
    """The workbook with other prices and without a supplier's offer."""
    book = openpyxl.load_workbook(source)
    sheet = book["Offers"]
    heads = [cell.value for cell in sheet[1]]
    supplier, material, cost = (heads.index(name) + 1 for name in ("Supplier", "Material", "Unit cost"))
    for row in range(sheet.max_row, 1, -1):
        name = sheet.cell(row, supplier).value
        sheet.cell(row, cost).value = _DEARER.get(str(name), sheet.cell(row, cost).value)
        if (name, sheet.cell(row, material).value) == _LOST:
            sheet.delete_rows(row)
    book.save(target)


def _cron(file: Path, period: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "resilience_opt", "review", str(file), "--period", period]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(words, env=environment, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def test_two_years(tmp_path: Path) -> None:
    """The second year's review tells the rise of cost with its causes, the supplier that left, and both years in its history."""
    (tmp_path / "review.toml").write_text(_REVIEW, encoding="utf-8")
    source = folder() / "critical-minerals.xlsx"
    (tmp_path / "critical-minerals.xlsx").write_bytes(source.read_bytes())
    first = _cron(tmp_path / "review.toml", "2025")
    _next_year(source, tmp_path / "critical-minerals.xlsx")
    second = _cron(tmp_path / "review.toml", "2026")
    assert [(done.returncode, done.stderr) for done in (first, second)] == [(10, ""), (10, "")]
    found = archive_of(tmp_path / "review.toml").run("2026-critical-minerals-1")
    alerts = [(rule, sentence.split(",")[0]) for rule, sentence in found.record.alerts if rule != "dependence_over"]
    assert [rule for rule, _ in alerts] == ["cost_up", "supplier_leaves"] and alerts[1][1] == "5N Plus"
    book = openpyxl.load_workbook(tmp_path / "results" / "critical-minerals-review.xlsx")
    changed = [[cell.value for cell in row[:4]] for row in book["Inputs"].iter_rows(min_row=2)]
    assert sorted(row[1] for row in changed if row[3] == "changed") == sorted(["Chinalco, Guangxi, Gallium", "Dowa, Akita, Gallium", "Minmetals, Luobei, Natural flake graphite"])
    assert [row[1] for row in changed if row[3] == "row removed"] == ["5N Plus, St. George, Germanium"]
    bridge = {row[0].value: row[2].value for row in book["Bridge"].iter_rows(min_row=2)}
    costs = [row[2].value for row in book["History"].iter_rows(min_row=5, max_row=6)]
    assert sum(bridge.values()) == pytest.approx(costs[1] - costs[0], abs=0.01) and bridge["price"] > 0
